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
  readonly cursor: () => number;
  readonly replace: (change: { from: number; to: number; insert: string }) => void;
  /** An input method is composing: nothing may touch the text, and what it holds is not finished. */
  readonly isComposing: () => boolean;
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
};

/** The smallest single change that makes `next` of `now`; null where they are equal. */
export function smallestChange(now: string, next: string): { from: number; to: number; insert: string } | null {
  if (now === next) return null;
  const shorter = Math.min(now.length, next.length);
  let from = 0;
  while (from < shorter && now[from] === next[from]) from += 1;
  let tail = 0;
  while (tail < shorter - from && now[now.length - 1 - tail] === next[next.length - 1 - tail]) tail += 1;
  return { from, to: now.length - tail, insert: next.slice(from, next.length - tail) };
}

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
    cursor: () => area.selectionStart,
    replace,
    isComposing,
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
