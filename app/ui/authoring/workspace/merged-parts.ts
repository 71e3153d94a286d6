import type { MergedDraft } from '#app/domain/courses/merge-draft-texts.ts';
import type { DraftText } from './draft-saver.ts';

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

/** Makes a text of a merge; null while something in it is not decided. */
export type Decide = (merge: Pick<MergedDraft, 'source' | 'quiz' | 'images'>) => DraftText | null;

/** Places that somebody has to choose at; of an image that both changed mine is taken. */
export const textConflicts = ({ source, quiz }: Pick<MergedDraft, 'source' | 'quiz'>): number =>
  source.conflicts.length + quiz.conflicts.length;

/** What was chosen, by the place it was chosen at, and what stood there of mine. */
export type Decisions = Readonly<Record<string, { readonly choice: Choice; readonly mine: string }>>;

export type Conflict = Extract<MergedPart, { kind: 'conflict' }> & { readonly key: string };

/** The places to choose at. A key stands for the same place when the text is merged anew with what was typed since. */
export function listConflicts(part: 'source' | 'quiz', parts: readonly MergedPart[]): Conflict[] {
  const seen = new Map<string, number>();
  return parts.flatMap((each) => {
    if (each.kind !== 'conflict') return [];
    const place = JSON.stringify([part, each.base, each.theirs]);
    const count = seen.get(place) ?? 0;
    seen.set(place, count + 1);
    return [{ ...each, key: `${place} ${count}` }];
  });
}

/** Theirs in the place of mine is a choice about what stood there then: typed since, it is to be chosen again. */
export function choiceAt({ key, mine }: Conflict, decisions: Decisions): Choice | undefined {
  const made = decisions[key];
  return made?.choice === 'theirs' && made.mine !== mine ? undefined : made?.choice;
}

export const decideBy =
  (decisions: Decisions): Decide =>
  (merge) => {
    const join = (part: 'source' | 'quiz'): string | null => {
      const parts = splitMerged(merge[part].text);
      const choices = listConflicts(part, parts).map((conflict) => choiceAt(conflict, decisions));
      return choices.every((choice) => choice !== undefined) ? joinMerged(parts, choices) : null;
    };
    const [source, quiz] = [join('source'), join('quiz')];
    return source === null || quiz === null ? null : { source, quiz, images: merge.images };
  };
