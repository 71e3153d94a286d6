import type { Language } from '#app/domain/kernel/local-text.ts';
import type { RosterFault } from '#app/domain/people/roster/faults.ts';
import { serverWords } from '#app/ui/words/all.ts';
import type { UnreadableReason } from '#app/usecases/roster/roster-source.ts';

const fill = (text: string, fact: string) => text.replaceAll('{{fact}}', fact);

/** Why, and what to do, where there is no page: in a file and in a command's output. */
export function describeRosterFault(
  { code, fact = '' }: Pick<RosterFault, 'code' | 'fact'>,
  language: Language,
): { why: string; todo: string } {
  const { why, todo } = serverWords(language).roster.fault[code];
  return { why: fill(why, fact), todo: fill(todo, fact) };
}

export const describeUnreadable = (
  { reason, fact }: { reason: UnreadableReason; fact: string },
  language: Language,
): string => fill(serverWords(language).roster.unreadable[reason], fact).trim();
