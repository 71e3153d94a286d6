import { listTextChanges, smallestChange } from '#app/domain/kernel/merge-texts.ts';

export type EditorFault = {
  readonly line: number;
  readonly column: number;
  readonly severity: 'error' | 'warning';
  readonly message: string;
};

export type EditorRemark = { readonly id: string; readonly line: number; readonly text: string };

/** What a page may do with a text under edit, whether CodeMirror holds it or the plain text area. */
export type EditorHandle = {
  readonly text: () => string;
  /** Puts another text in the place of this one as one undoable step; only what differs is touched. */
  readonly setText: (text: string) => void;
  /**
   * Takes in what somebody else wrote: caret and selection stay where they are, and undoing goes back over one's own
   * steps only. To be called while nothing composes.
   */
  readonly takeIn: (text: string) => void;
  readonly cursor: () => number;
  readonly replace: (change: { from: number; to: number; insert: string }) => void;
  /** An input method is composing: nothing may touch the text, and what it holds is not finished. */
  readonly isComposing: () => boolean;
  /** Acts at once, or as soon as what the input method composes is in the text. */
  readonly whenSettled: (act: () => void) => void;
  readonly showFaults: (faults: readonly EditorFault[]) => void;
  readonly showRemarks: (remarks: readonly EditorRemark[]) => void;
  /** The line, from 1, on which a remark stands now; null when its line is gone. */
  readonly remarkLine: (id: string) => number | null;
  readonly goTo: (line: number, column?: number) => void;
  readonly focus: () => void;
  readonly setReadOnly: (readOnly: boolean) => void;
};

export type EditorEvents = {
  readonly onChange: () => void;
  /** A composition has ended and the text is whole again. */
  readonly onSettled: () => void;
  /** The first line in view, from 1. */
  readonly onScroll: (line: number) => void;
  readonly onImages: (files: readonly File[]) => void;
  /** Rich text was pasted as Markdown; so many pictures of it stayed behind. */
  readonly onRichText: (pictures: number) => void;
};

/** The text area that stands in until the editor has loaded, or for good where it cannot. */
export function plainHandle(area: HTMLTextAreaElement, isComposing: () => boolean, changed: () => void): EditorHandle {
  const replace = ({ from, to, insert }: { from: number; to: number; insert: string }) => {
    area.setRangeText(insert, from, to, 'end');
    changed();
  };
  return {
    text: () => area.value,
    setText: (text) => {
      const change = smallestChange(area.value, text);
      if (change) replace(change);
    },
    takeIn: (text) => {
      const changes = listTextChanges(area.value, text);
      for (const { from, to, insert } of changes.reverse()) area.setRangeText(insert, from, to, 'preserve');
      if (changes.length > 0) changed();
    },
    cursor: () => area.selectionStart,
    replace,
    isComposing,
    whenSettled: (act) => {
      if (!isComposing()) act();
      // The browser reports the end before the last input has arrived.
      else area.addEventListener('compositionend', () => setTimeout(act, 20), { once: true });
    },
    showFaults: () => {},
    showRemarks: () => {},
    remarkLine: () => null,
    goTo: (line, column = 1) => {
      const before = area.value.split('\n').slice(0, line - 1);
      const offset = before.reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
      area.focus();
      area.setSelectionRange(offset, offset);
    },
    focus: () => area.focus(),
    setReadOnly: (readOnly) => {
      area.readOnly = readOnly;
    },
  };
}
