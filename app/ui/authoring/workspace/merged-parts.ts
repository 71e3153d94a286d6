export type MergedPart =
  | { readonly kind: 'agreed'; readonly text: string }
  | { readonly kind: 'conflict'; readonly mine: string; readonly base: string; readonly theirs: string };

const MARKS = { mine: /^<{7} /, base: /^\|{7}$/, between: /^={7}$/, theirs: /^>{7} / } as const;

/** A merged text with its marks (app/domain/kernel/merge-texts.ts) as what is agreed and what is to be decided. */
export function splitMerged(text: string): MergedPart[] {
  const parts: MergedPart[] = [];
  let agreed: string[] = [];
  let at: 'agreed' | 'mine' | 'base' | 'theirs' = 'agreed';
  let sides = { mine: [] as string[], base: [] as string[], theirs: [] as string[] };
  const flush = () => {
    if (agreed.length > 0) parts.push({ kind: 'agreed', text: agreed.join('\n') });
    agreed = [];
  };
  for (const line of text.split('\n')) {
    if (at === 'agreed' && MARKS.mine.test(line)) {
      flush();
      sides = { mine: [], base: [], theirs: [] };
      at = 'mine';
    } else if (at === 'mine' && MARKS.base.test(line)) at = 'base';
    else if (at === 'base' && MARKS.between.test(line)) at = 'theirs';
    else if (at === 'theirs' && MARKS.theirs.test(line)) {
      parts.push({
        kind: 'conflict',
        mine: sides.mine.join('\n'),
        base: sides.base.join('\n'),
        theirs: sides.theirs.join('\n'),
      });
      at = 'agreed';
    } else if (at === 'agreed') agreed.push(line);
    else sides[at].push(line);
  }
  flush();
  return parts;
}

export type Choice = 'mine' | 'theirs' | 'both';

/** The whole text once every conflict is decided; a side that is empty takes its line with it. */
export function joinMerged(parts: readonly MergedPart[], choices: readonly Choice[]): string {
  let conflict = -1;
  return parts
    .flatMap((part) => {
      if (part.kind === 'agreed') return [part.text];
      conflict += 1;
      const chosen = choices[conflict] ?? 'both';
      const taken = chosen === 'both' ? [part.mine, part.theirs] : [part[chosen]];
      return taken.filter((text) => text !== '');
    })
    .join('\n');
}
