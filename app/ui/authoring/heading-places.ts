/** The headings of the lesson drawn in a box that scrolls; those inside figures and cases are none. */
export const headingsIn = (box: HTMLElement): HTMLElement[] => [
  ...box.querySelectorAll<HTMLElement>('.lesson-column > :is(h2, h3, h4)'),
];

/** How far a box must be scrolled for an element to stand at its top, with a little room above. */
export const topIn = (box: HTMLElement, element: HTMLElement): number =>
  element.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop - 16;
