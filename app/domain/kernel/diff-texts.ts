import { diffArrays } from 'diff';

export type TextPart = { readonly kind: 'same' | 'removed' | 'added'; readonly text: string };
export type DiffSide = {
  /** From 1. */
  readonly line: number;
  readonly parts: readonly TextPart[];
};
/** One line of two texts side by side; the side that has no such line is null. */
export type DiffRow =
  | { readonly kind: 'same' | 'changed'; readonly before: DiffSide; readonly after: DiffSide }
  | { readonly kind: 'removed'; readonly before: DiffSide; readonly after: null }
  | { readonly kind: 'added'; readonly before: null; readonly after: DiffSide };

/** Texts that differ in more lines or words than this are shown as wholly different: finding how would take seconds. */
const MOST_LINE_EDITS = 1200;
const MOST_WORD_EDITS = 600;
/** Lines at least this alike (shared words of all words) are the same line changed. */
const ALIKE = 0.4;
/** Above this many pairs lines are put side by side in their order instead of by likeness. */
const MOST_PAIRS = 2500;

/** Two texts line by line, and within a changed line word by word. */
export function diffTexts(before: string, after: string): DiffRow[] {
  const a = before.split('\n');
  const b = after.split('\n');
  const rows: DiffRow[] = [];
  // How far the lines have been compared, and how far they are among the rows.
  let i = 0;
  let j = 0;
  let shownA = 0;
  let shownB = 0;
  const flush = () => {
    rows.push(...pairLines({ a, b, fromA: shownA, toA: i, fromB: shownB, toB: j }));
    shownA = i;
    shownB = j;
  };
  for (const { value, removed, added } of compareLines(a, b)) {
    if (removed) i += value;
    else if (added) j += value;
    else {
      flush();
      for (let n = 0; n < value; n += 1) {
        rows.push({
          kind: 'same',
          before: side(i + n, [{ kind: 'same', text: a[i + n] ?? '' }]),
          after: side(j + n, [{ kind: 'same', text: b[j + n] ?? '' }]),
        });
      }
      i += value;
      j += value;
      shownA = i;
      shownB = j;
    }
  }
  flush();
  return rows;
}

const side = (index: number, parts: readonly TextPart[]): DiffSide => ({ line: index + 1, parts });

type Run = { readonly value: number; readonly removed: boolean; readonly added: boolean };

/** Runs of equal, removed and added lines, as counts. */
function compareLines(a: readonly string[], b: readonly string[]): Run[] {
  const most = Math.min(a.length, b.length);
  let head = 0;
  while (head < most && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < most - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const left = a.slice(head, a.length - tail);
  const right = b.slice(head, b.length - tail);
  const same = (value: number): Run => ({ value, removed: false, added: false });
  const found = diffArrays(left, right, { maxEditLength: MOST_LINE_EDITS });
  const runs = found
    ? found.map(({ value, removed, added }) => ({ value: value.length, removed, added }))
    : [
        { value: left.length, removed: true, added: false },
        { value: right.length, removed: false, added: true },
      ];
  return [same(head), ...runs, same(tail)].filter(({ value }) => value > 0);
}

/** The lines of one changed stretch, those that are alike side by side, in the order of both. */
function pairLines({
  a,
  b,
  fromA,
  toA,
  fromB,
  toB,
}: {
  a: readonly string[];
  b: readonly string[];
  fromA: number;
  toA: number;
  fromB: number;
  toB: number;
}): DiffRow[] {
  const rows: DiffRow[] = [];
  const remove = (i: number) =>
    rows.push({ kind: 'removed', before: side(i, [{ kind: 'removed', text: a[i] ?? '' }]), after: null });
  const add = (j: number) =>
    rows.push({ kind: 'added', before: null, after: side(j, [{ kind: 'added', text: b[j] ?? '' }]) });
  let i = fromA;
  let j = fromB;
  for (const [pairA, pairB] of findPairs(a.slice(fromA, toA), b.slice(fromB, toB))) {
    while (i < fromA + pairA) remove(i++);
    while (j < fromB + pairB) add(j++);
    const parts = diffWords(a[i] ?? '', b[j] ?? '');
    rows.push({
      kind: 'changed',
      before: side(
        i++,
        parts.filter(({ kind }) => kind !== 'added'),
      ),
      after: side(
        j++,
        parts.filter(({ kind }) => kind !== 'removed'),
      ),
    });
  }
  while (i < toA) remove(i++);
  while (j < toB) add(j++);
  return rows;
}

/** Which lines belong together, both counted from 0 and rising: the pairing whose lines are most alike in all. */
function findPairs(left: readonly string[], right: readonly string[]): [number, number][] {
  if (left.length === 0 || right.length === 0) return [];
  if (left.length * right.length > MOST_PAIRS)
    return Array.from({ length: Math.min(left.length, right.length) }, (_, n): [number, number] => [n, n]);
  const wordsLeft = left.map(countWords);
  const wordsRight = right.map(countWords);
  const width = right.length + 1;
  const best = new Float64Array((left.length + 1) * width);
  const at = (i: number, j: number) => best[i * width + j] ?? 0;
  const likeness = (i: number, j: number) => alikeness(wordsLeft[i], wordsRight[j]);
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      const alike = likeness(i, j);
      best[i * width + j] = Math.max(at(i + 1, j), at(i, j + 1), alike >= ALIKE ? alike + at(i + 1, j + 1) : 0);
    }
  }
  const pairs: [number, number][] = [];
  let i = 0;
  let j = 0;
  while (i < left.length && j < right.length) {
    const alike = likeness(i, j);
    if (alike >= ALIKE && at(i, j) === alike + at(i + 1, j + 1)) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return pairs;
}

type WordCounts = { readonly counts: ReadonlyMap<string, number>; readonly total: number };

function countWords(line: string): WordCounts {
  const counts = new Map<string, number>();
  let total = 0;
  for (const word of splitWords(line)) {
    if (word.trim() === '') continue;
    counts.set(word, (counts.get(word) ?? 0) + 1);
    total += 1;
  }
  return { counts, total };
}

function alikeness(a: WordCounts | undefined, b: WordCounts | undefined): number {
  if (!a || !b || a.total + b.total === 0) return 0;
  let shared = 0;
  for (const [word, count] of a.counts) shared += Math.min(count, b.counts.get(word) ?? 0);
  return (2 * shared) / (a.total + b.total);
}

/** Latin words and numbers as wholes, Han characters and signs one by one: where Chinese words end nobody can tell. */
const splitWords = (text: string): string[] => text.match(/[\p{Script=Latin}\p{N}_]+|\s+|.|\n/gu) ?? [];

/** How one text became another, word by word. The parts without `added` make the first, those without `removed` the second. */
export function diffWords(before: string, after: string): TextPart[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }];
  const found = diffArrays(splitWords(before), splitWords(after), { maxEditLength: MOST_WORD_EDITS });
  const parts: TextPart[] = found
    ? found.map(({ value, removed, added }) => ({
        kind: removed ? 'removed' : added ? 'added' : 'same',
        text: value.join(''),
      }))
    : [
        { kind: 'removed', text: before },
        { kind: 'added', text: after },
      ];
  return parts.filter(({ text }) => text !== '');
}
