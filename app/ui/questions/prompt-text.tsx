import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { pickText } from '#app/domain/kernel/pick-text.ts';
import { useRootData } from '#app/ui/components/root-data.ts';

const MARKED = /\*\*(.+?)\*\*|`([^`]+)`|_{4,}/g;

/**
 * The inline Markdown that a question may hold: **bold**, `code`, and a row of underscores for a blank, which a reader
 * hears as a word.
 */
function inlineOf(text: string, blank: string): ReactNode[] {
  const parts: ReactNode[] = [];
  let end = 0;
  for (const match of text.matchAll(MARKED)) {
    const [whole, bold, code] = match;
    parts.push(text.slice(end, match.index));
    end = match.index + whole.length;
    if (bold !== undefined) parts.push(<strong className="font-semibold">{bold}</strong>);
    else if (code !== undefined) parts.push(<code className="font-mono">{code}</code>);
    else
      parts.push(
        <>
          <span aria-hidden="true" className="mx-1 inline-block w-16 border-b-[1.5px] border-ink-2" />
          <span className="sr-only">{blank}</span>
        </>,
      );
  }
  parts.push(text.slice(end));
  return parts;
}

/** The text of a question, an option or an explanation, in the reader's language where it exists in it. */
export function PromptText({ text }: { readonly text: LocalText }) {
  const { t } = useTranslation();
  const { language } = useRootData().preferences;
  const picked = pickText(text, language);
  const parts = inlineOf(picked.text, t('lesson.quiz.blankMark'));
  return (
    <span {...(picked.lang === language ? {} : { lang: picked.lang })}>
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text have no identity
        <Fragment key={index}>{part}</Fragment>
      ))}
    </span>
  );
}
