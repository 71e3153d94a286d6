/** Where a part of a lesson begins: its heading, and how far its box is scrolled for it to stand at the top. */
export type Part = { readonly heading: string; readonly top: number };

const START = '';

/**
 * Where a copy of a lesson must stand to show what another copy shows: within the part of the same heading, as far down
 * it. While a part passes that the other copy lacks, that one stands still; one that it calls otherwise passes in step.
 * @param from parts of the copy that was scrolled to `top`, in order; what is above the first heading is a part too.
 * @returns pixels from the top; a box does not scroll past its end by itself.
 */
export function findSamePlace({
  top,
  from,
  to,
}: {
  readonly top: number;
  readonly from: { readonly parts: readonly Part[]; readonly end: number };
  readonly to: { readonly parts: readonly Part[]; readonly end: number };
}): number {
  const source = bounded(from);
  const target = bounded(to);
  const inTarget = (part: { key: string } | undefined) => target.find(({ key }) => key === part?.key);
  const here = source.findLast((part) => part.top <= top && inTarget(part));
  const there = inTarget(here);
  if (!here || !there) return 0;
  if (top <= here.end) return there.top + shareOf(top, here.top, here.end) * (there.end - there.top);
  // In what the other copy lacks or calls otherwise: on to where both meet again.
  const next = source.find((part) => part.top > top && inTarget(part));
  const meet = inTarget(next)?.top ?? to.end;
  return there.end + shareOf(top, here.end, next?.top ?? from.end) * Math.max(0, meet - there.end);
}

const shareOf = (at: number, begin: number, end: number) => (at - begin) / Math.max(1, end - begin);

/** Each part with its end, and with a key that tells the second of two equal headings from the first. */
function bounded({ parts, end }: { readonly parts: readonly Part[]; readonly end: number }) {
  const seen = new Map<string, number>();
  const all = [{ heading: START, top: 0 }, ...parts].map(({ heading, top }) => {
    const count = (seen.get(heading) ?? 0) + 1;
    seen.set(heading, count);
    return { key: `${count} ${heading}`, top: Math.min(top, end) };
  });
  return all.map((part, index) => ({ ...part, end: all[index + 1]?.top ?? end }));
}
