/** The line of each key in a file, or all of them where it stands more than once: most stand once. */
export type LinesOf = ReadonlyMap<string, number | readonly number[]>;

/** As many other lines as a fact names. */
const MOST_NAMED = 8;

export function addLine(
  lines: Map<string, number | readonly number[]>,
  { key, line }: { key: string; line: number },
): void {
  const before = lines.get(key);
  lines.set(key, before === undefined ? line : [...(typeof before === 'number' ? [before] : before), line]);
}

/** The other lines with the same key, as a fact to show; null where there is none. */
export function otherLines(lines: LinesOf, { key, line }: { key: string; line: number }): string | null {
  const all = lines.get(key);
  if (all === undefined || typeof all === 'number') return null;
  return all
    .filter((each) => each !== line)
    .slice(0, MOST_NAMED)
    .join('、');
}
