import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CaseIcon, HistoryIcon, LawIcon, NoteIcon, WarnIcon } from '#app/ui/icons/icons.tsx';
import { elementsOf } from './children.ts';
import { useLessonCopy } from './lesson-copy.ts';
import { ExternalMark } from './prose.tsx';

/** A procedure to follow, in order. */
export function Steps({ children }: { children?: ReactNode }) {
  return <ol className="steps">{elementsOf(children)}</ol>;
}

export function Step({ title, children }: { title?: string; children?: ReactNode }) {
  return (
    <li className="step">
      {title && <p className="step-title">{title}</p>}
      <div className="flow">{children}</div>
    </li>
  );
}

const KINDS = {
  note: { Icon: NoteIcon, key: 'shell.lesson.note' },
  history: { Icon: HistoryIcon, key: 'shell.lesson.history' },
  warning: { Icon: WarnIcon, key: 'shell.lesson.warning' },
  law: { Icon: LawIcon, key: 'shell.lesson.law' },
} as const;

/** A remark beside the text; a plain note stands in the margin where there is one. */
export function Callout({ kind = 'note', title, children }: { kind?: string; title?: string; children?: ReactNode }) {
  const { t, i18n } = useTranslation();
  const known = kind in KINDS ? (kind as keyof typeof KINDS) : 'note';
  const { Icon, key } = KINDS[known];
  return (
    <aside role="note" className="remark" data-kind={known} aria-label={title ?? t(key)}>
      <p className="remark-kind" lang={i18n.language}>
        <Icon size={16} />
        {t(key)}
      </p>
      {title && <p className="remark-title">{title}</p>}
      <div className="flow">{children}</div>
    </aside>
  );
}

/** A term and its definition; `en` is the term in English. */
export function KeyTerm({ term, en, children }: { term?: string; en?: string; children?: ReactNode }) {
  return (
    <dl className="key-term">
      <dt>
        <dfn>{term}</dfn>
        {en && (
          <span className="foreign" lang="en">
            {en}
          </span>
        )}
      </dt>
      <dd className="flow">{children}</dd>
    </dl>
  );
}

/** A case from an office, worked through. */
export function Case({ title, children }: { title?: string; children?: ReactNode }) {
  const { t, i18n } = useTranslation();
  const { nameOf } = useLessonCopy();
  return (
    <section className="case" aria-label={title && nameOf(title)}>
      <p className="case-kind" lang={i18n.language}>
        <CaseIcon size={16} />
        {t('shell.lesson.case')}
      </p>
      {title && <p className="case-title">{title}</p>}
      <div className="flow">{children}</div>
    </section>
  );
}

export function Mistakes({ children }: { children?: ReactNode }) {
  const { t, i18n } = useTranslation();
  const { nameOf } = useLessonCopy();
  return (
    <section className="mistakes" aria-label={nameOf(t('shell.lesson.mistakes'))}>
      <p className="section-title" lang={i18n.language}>
        {t('shell.lesson.mistakes')}
      </p>
      {children}
    </section>
  );
}

/** Further reading, the last part of a lesson. */
export function Reading({ children }: { children?: ReactNode }) {
  const { t, i18n } = useTranslation();
  const { nameOf } = useLessonCopy();
  return (
    <section className="reading" aria-label={nameOf(t('shell.lesson.reading'))}>
      <p className="section-title" lang={i18n.language}>
        {t('shell.lesson.reading')}
      </p>
      <ul className="sources">{elementsOf(children)}</ul>
    </section>
  );
}

export function Source({
  title,
  author,
  date,
  url,
  children,
}: {
  title?: string;
  author?: string;
  date?: string;
  url?: string;
  children?: ReactNode;
}) {
  return (
    <li className="source">
      <p className="source-title">
        {url ? (
          <a className="link" href={url} rel="noopener external">
            {title}
            <ExternalMark />
          </a>
        ) : (
          title
        )}
      </p>
      {(author || date) && (
        <p className="source-facts">
          {author && <span>{author}</span>}
          {date && <time dateTime={date}>{date}</time>}
        </p>
      )}
      {children}
    </li>
  );
}
