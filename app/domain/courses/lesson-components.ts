/** How a component's attribute is written; every value is a string literal. */
export type AttributeRule = {
  readonly required: boolean;
  readonly form: 'text' | 'address' | 'date' | 'number' | { readonly oneOf: readonly string[] };
};

export type ComponentRule = {
  readonly attributes: Readonly<Record<string, AttributeRule>>;
  /**
   * What may stand inside: anything a lesson may hold, nothing, a list, one table, or a number of one component
   * (`most` null: without limit).
   */
  readonly children:
    | { readonly kind: 'any' | 'none' | 'list' | 'table' }
    | { readonly kind: 'of'; readonly component: string; readonly least: number; readonly most: number | null };
  /** The component that it must stand directly in; null: anywhere in the lesson. */
  readonly parent: string | null;
  /** Shows something that words alone do not. */
  readonly figure: boolean;
};

const need = { required: true, form: 'text' } as const satisfies AttributeRule;
const may = { required: false, form: 'text' } as const satisfies AttributeRule;
const ANY = { kind: 'any' } as const;
const of = (component: string, least: number, most: number | null = null) =>
  ({ kind: 'of', component, least, most }) as const;

/**
 * The components that a lesson may use, and nothing else: no HTML, no code. What each looks like is in app/ui/mdx;
 * the list for authors is in content/README.md.
 */
export const LESSON_COMPONENTS: Readonly<Record<string, ComponentRule>> = {
  Figure: { attributes: { caption: need, alt: need }, children: ANY, parent: null, figure: true },
  Process: { attributes: { caption: need, alt: need }, children: of('Stage', 3, 6), parent: null, figure: true },
  Stage: { attributes: { title: need }, children: ANY, parent: 'Process', figure: false },
  Timeline: { attributes: { caption: need }, children: of('Event', 2), parent: null, figure: true },
  Event: {
    attributes: { date: { required: true, form: 'date' }, label: need, title: need },
    children: ANY,
    parent: 'Timeline',
    figure: false,
  },
  Layers: { attributes: { caption: need, alt: need }, children: of('Layer', 2), parent: null, figure: true },
  Layer: { attributes: { title: need }, children: ANY, parent: 'Layers', figure: false },
  Relations: {
    attributes: { caption: need, alt: need, hub: need },
    children: of('Link', 2),
    parent: null,
    figure: true,
  },
  Link: { attributes: { to: need, label: need }, children: ANY, parent: 'Relations', figure: false },
  Bars: { attributes: { caption: need, alt: need, unit: may }, children: of('Bar', 2), parent: null, figure: true },
  Bar: {
    attributes: { label: need, value: { required: true, form: 'number' } },
    children: ANY,
    parent: 'Bars',
    figure: false,
  },
  Compare: { attributes: { caption: need }, children: { kind: 'table' }, parent: null, figure: true },
  Steps: { attributes: {}, children: of('Step', 2), parent: null, figure: false },
  Step: { attributes: { title: need }, children: ANY, parent: 'Steps', figure: false },
  Callout: {
    attributes: { kind: { required: true, form: { oneOf: ['note', 'history', 'warning', 'law'] } }, title: need },
    children: ANY,
    parent: null,
    figure: false,
  },
  KeyTerm: { attributes: { term: need, en: may }, children: ANY, parent: null, figure: false },
  Case: { attributes: { title: need }, children: ANY, parent: null, figure: false },
  Mistakes: { attributes: {}, children: { kind: 'list' }, parent: null, figure: false },
  Quiz: { attributes: {}, children: { kind: 'none' }, parent: null, figure: false },
  Reading: { attributes: {}, children: of('Source', 1), parent: null, figure: false },
  Source: {
    attributes: {
      title: need,
      author: may,
      date: { required: false, form: 'date' },
      url: { required: false, form: 'address' },
    },
    children: ANY,
    parent: 'Reading',
    figure: false,
  },
};
