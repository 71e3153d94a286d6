import { Status } from '#app/ui/components/status.tsx';
import { useAuditWords } from './audit-words.ts';

/** Somebody may be at work who should not be. */
const ALARMING = ['too-many-attempts', 'broken'];

/** How an act ended; all but `done` stands out. */
export function OutcomeWord({ outcome }: { readonly outcome: string }) {
  const { word } = useAuditWords();
  if (outcome === 'done') return <span className="whitespace-nowrap text-ink-2">{word('outcome', outcome)}</span>;
  return <Status tone={ALARMING.includes(outcome) ? 'seal' : 'warn'}>{word('outcome', outcome)}</Status>;
}
