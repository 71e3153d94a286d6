import { diff3Merge, diffIndices } from 'node-diff3';

export type MergedText = {
  readonly text: string;
  /** Where the two could not be brought together: the line of the first mark, from 1, and how many lines it takes. */
  readonly conflicts: readonly { readonly line: number; readonly lines: number }[];
};

/** What stands on the lines that mark a conflict; no lesson and no YAML begins a line so. */
const MARKS = { mine: '<<<<<<<', base: '|||||||', between: '=======', theirs: '>>>>>>>' } as const;

/**
 * Brings together, line by line, what two people made of one text: what only one of them changed is taken, what both
 * changed alike is taken once, and what they changed differently is marked with both texts and the one they began
 * with. Nothing of either is lost.
 * @param labels what stands behind the marks: whose text it is.
 */
export function mergeTexts({
  base,
  mine,
  theirs,
  labels,
}: {
  base: string;
  mine: string;
  theirs: string;
  labels: { readonly mine: string; readonly theirs: string };
}): MergedText {
  if (mine === theirs || theirs === base) return { text: mine, conflicts: [] };
  if (mine === base) return { text: theirs, conflicts: [] };
  const lines = { base: base.split('\n'), mine: mine.split('\n'), theirs: theirs.split('\n') };
  const { head, tail } = commonEnds([lines.base, lines.mine, lines.theirs]);
  const inner = (all: string[]) => all.slice(head, all.length - tail);
  const merged: string[] = lines.base.slice(0, head);
  const conflicts: { line: number; lines: number }[] = [];
  const [a, o, b] = [inner(lines.mine), inner(lines.base), inner(lines.theirs)];
  const isFeasible = countMatches(o, a) <= MOST_MATCHES && countMatches(o, b) <= MOST_MATCHES;
  const blocks = isFeasible ? diff3Merge(a, o, b, { excludeFalseConflicts: true }) : [{ conflict: { a, o, b } }];
  for (const block of blocks) {
    if ('ok' in block && block.ok) for (const line of block.ok) merged.push(line);
    else if ('conflict' in block && block.conflict) {
      const marked = [
        `${MARKS.mine} ${labels.mine}`,
        ...block.conflict.a,
        MARKS.base,
        ...block.conflict.o,
        MARKS.between,
        ...block.conflict.b,
        `${MARKS.theirs} ${labels.theirs}`,
      ];
      conflicts.push({ line: merged.length + 1, lines: marked.length });
      for (const line of marked) merged.push(line);
    }
  }
  for (const line of lines.base.slice(lines.base.length - tail)) merged.push(line);
  return { text: merged.join('\n'), conflicts };
}

/** Whether a text still holds the marks of a conflict that nobody decided; the first such line, from 1. */
export function findConflictMark(text: string): number | null {
  const index = text
    .split('\n')
    .findIndex((line) => line.startsWith(`${MARKS.mine} `) || line.startsWith(`${MARKS.theirs} `));
  return index === -1 ? null : index + 1;
}

/**
 * The merge looks at every pair of equal lines: a text of thousands of equal ones, which nobody writes, would take
 * minutes. Such texts are one conflict.
 */
const MOST_MATCHES = 60_000;

function countMatches(a: readonly string[], b: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const line of a) counts.set(line, (counts.get(line) ?? 0) + 1);
  return b.reduce((sum, line) => sum + (counts.get(line) ?? 0), 0);
}

/**
 * What turns one text into another, line by line and within a line from its first to its last different character: a
 * caret in a line that both have stays in it. Offsets are of `now`; in order, never overlapping.
 */
export function listTextChanges(now: string, next: string): TextChange[] {
  const [a, b] = [now, next].map((text) => text.split(/(?<=\n)/)) as [string[], string[]];
  const { head, tail } = commonEnds([a, b]);
  const [from, to] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
  const hunks =
    countMatches(from, to) <= MOST_MATCHES
      ? diffIndices(from, to).map(({ buffer1, buffer2 }) => ({ old: buffer1, fresh: buffer2 }))
      : [{ old: [0, from.length], fresh: [0, to.length] }];
  const starts = [a.slice(0, head).join('').length];
  for (const line of from) starts.push((starts.at(-1) ?? 0) + line.length);
  return hunks.flatMap(({ old: [at = 0, count = 0], fresh: [freshAt = 0, freshCount = 0] }) => {
    const change = smallestChange(
      from.slice(at, at + count).join(''),
      to.slice(freshAt, freshAt + freshCount).join(''),
    );
    const offset = starts[at] ?? 0;
    return change ? [{ ...change, from: change.from + offset, to: change.to + offset }] : [];
  });
}

export type TextChange = { readonly from: number; readonly to: number; readonly insert: string };

/** The smallest single change that makes `next` of `now`; null where they are equal. */
export function smallestChange(now: string, next: string): TextChange | null {
  if (now === next) return null;
  const shorter = Math.min(now.length, next.length);
  let from = 0;
  while (from < shorter && now[from] === next[from]) from += 1;
  let tail = 0;
  while (tail < shorter - from && now[now.length - 1 - tail] === next[next.length - 1 - tail]) tail += 1;
  return { from, to: now.length - tail, insert: next.slice(from, next.length - tail) };
}

/** How many lines all the texts begin and end with alike, never counting a line twice. */
function commonEnds(texts: readonly (readonly string[])[]): { head: number; tail: number } {
  const shortest = Math.min(...texts.map(({ length }) => length));
  const [first = []] = texts;
  const alike = (at: (text: readonly string[]) => string | undefined) => texts.every((text) => at(text) === at(first));
  let head = 0;
  while (head < shortest && alike((text) => text[head])) head += 1;
  let tail = 0;
  while (tail < shortest - head && alike((text) => text[text.length - 1 - tail])) tail += 1;
  return { head, tail };
}

/**
 * The same for what is kept by name, such as a draft's images: a name that one side alone changed, added or removed
 * follows that side; where both did differently mine stands and the name is told.
 */
export function mergeNamed({
  base,
  mine,
  theirs,
}: Record<'base' | 'mine' | 'theirs', Readonly<Record<string, string>>>): {
  readonly merged: Readonly<Record<string, string>>;
  readonly conflicts: readonly string[];
} {
  const merged: Record<string, string> = {};
  const conflicts: string[] = [];
  const names = new Set([...Object.keys(base), ...Object.keys(mine), ...Object.keys(theirs)]);
  for (const name of [...names].sort()) {
    const of = (side: Readonly<Record<string, string>>) => (Object.hasOwn(side, name) ? side[name] : undefined);
    const taken = of(mine) === of(base) ? of(theirs) : of(mine);
    if (of(mine) !== of(base) && of(theirs) !== of(base) && of(mine) !== of(theirs)) conflicts.push(name);
    if (taken !== undefined) merged[name] = taken;
  }
  return { merged, conflicts };
}
