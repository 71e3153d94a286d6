import { useAuditWords } from './audit-words.ts';

/** What was done, in words and as its code; the code alone where there are no words. */
export function ActWord({ action }: { readonly action: string }) {
  const { findWord } = useAuditWords();
  const word = findWord('action', action);
  const code = <code className="font-mono text-12 font-normal whitespace-nowrap text-ink-3">{action}</code>;
  return word === null ? (
    code
  ) : (
    <span className="inline-flex flex-col">
      <span>{word}</span>
      {code}
    </span>
  );
}
