/** Where a part of a lesson begins: its heading, and how far its box is scrolled for it to stand at the top. */
export type Part = { readonly heading: string; readonly top: number };

const START = '';

/**
 * Where a copy of a lesson must stand to show what another copy shows: within the part of the same heading, as far down
 * it. A part that the other copy lacks is passed at the end of the last one before it that both have.
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
  const here = source.findLast((part) => part.top <= top && target.some(({ key }) => key === part.key));
  const there = target.find(({ key }) => key === here?.key);
  if (!here || !there) return 0;
  const share = Math.min(1, (top - here.top) / Math.max(1, here.end - here.top));
  return there.top + share * (there.end - there.top);
}

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
