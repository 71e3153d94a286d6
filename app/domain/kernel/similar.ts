/** The number of single-character changes (insert, delete, replace, swap neighbours) between two words. */
export function editDistance(a: string, b: string): number {
  const rows = a.length + 1;
  const columns = b.length + 1;
  const cost: number[][] = Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const at = (i: number, j: number) => cost[i]?.[j] ?? 0;
  for (let i = 1; i < rows; i += 1) {
    for (let j = 1; j < columns; j += 1) {
      const replace = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, replace);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, at(i - 2, j - 2) + 1);
      (cost[i] as number[])[j] = best;
    }
  }
  return at(a.length, b.length);
}

/** The known word that someone probably meant: at most a third of its letters differ, case aside. Null when none is near. */
export function suggestWord(word: string, known: Iterable<string>): string | null {
  let found: string | null = null;
  let nearest = Number.POSITIVE_INFINITY;
  for (const each of known) {
    if (Math.abs(each.length - word.length) > 4) continue;
    const distance = editDistance(word.toLowerCase(), each.toLowerCase());
    if (distance < nearest && distance <= Math.max(1, Math.floor(each.length / 3))) {
      found = each;
      nearest = distance;
    }
  }
  return found;
}
