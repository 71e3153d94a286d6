/**
 * Enemy questions: who may not stand in one paper with whom. Read both ways, whoever's author named the other.
 * A group in which everyone is everyone's enemy gives a paper at most one of its own, which a flow can count exactly;
 * any other group (a knot) is searched by its largest sets without enemies.
 */
export type EnemyGroup = {
  readonly members: readonly number[];
  /** Everyone is everyone's enemy. */
  readonly clique: boolean;
};

type Named = { readonly code: string; readonly enemies: readonly string[] };

/** By place in the list, each one's enemies; those without any are absent, and so are codes outside the list. */
export function pairEnemies(entries: readonly Named[]): Map<number, Set<number>> {
  const pairs = new Map<number, Set<number>>();
  if (!entries.some(({ enemies }) => enemies.length > 0)) return pairs;
  const places = new Map(entries.map(({ code }, i) => [code, i]));
  const add = (from: number, to: number) => {
    const known = pairs.get(from);
    if (known) known.add(to);
    else pairs.set(from, new Set([to]));
  };
  entries.forEach(({ enemies }, i) => {
    for (const code of enemies) {
      const other = places.get(code);
      if (other === undefined || other === i) continue;
      add(i, other);
      add(other, i);
    }
  });
  return pairs;
}

/** The groups that enemies hang together in. */
export function groupEnemies(pairs: ReadonlyMap<number, ReadonlySet<number>>): EnemyGroup[] {
  const seen = new Set<number>();
  const groups: EnemyGroup[] = [];
  for (const start of [...pairs.keys()].sort((a, b) => a - b)) {
    if (seen.has(start)) continue;
    const members = [start];
    seen.add(start);
    for (const member of members) {
      for (const other of pairs.get(member) ?? []) {
        if (seen.has(other)) continue;
        seen.add(other);
        members.push(other);
      }
    }
    members.sort((a, b) => a - b);
    groups.push({ members, clique: members.every((each) => pairs.get(each)?.size === members.length - 1) });
  }
  return groups;
}

/**
 * The largest sets of a knot's members of whom no two are enemies: every choice that a paper can make lies within one.
 * @returns `complete: false` when there are more than `most`: then a search over them proves nothing.
 */
export function listPeacefulSets(
  members: readonly number[],
  { pairs, most }: { pairs: ReadonlyMap<number, ReadonlySet<number>>; most: number },
): { readonly sets: readonly (readonly number[])[]; readonly complete: boolean } {
  const sets: number[][] = [];
  let complete = true;
  const friends = (a: number, b: number) => a !== b && !pairs.get(a)?.has(b);
  // Bron and Kerbosch with a pivot, on who is *not* whose enemy.
  const extend = (chosen: number[], open: number[], shut: number[]): void => {
    if (!complete) return;
    if (open.length === 0 && shut.length === 0) {
      if (sets.length >= most) complete = false;
      else sets.push([...chosen].sort((a, b) => a - b));
      return;
    }
    const pivot = [...open, ...shut].reduce((best, each) =>
      open.filter((other) => friends(each, other)).length > open.filter((other) => friends(best, other)).length
        ? each
        : best,
    );
    const closed = [...shut];
    let rest = [...open];
    for (const each of open.filter((one) => !friends(pivot, one))) {
      extend(
        [...chosen, each],
        rest.filter((other) => friends(each, other)),
        closed.filter((other) => friends(each, other)),
      );
      rest = rest.filter((other) => other !== each);
      closed.push(each);
    }
  };
  extend([], [...members], []);
  return { sets, complete };
}
