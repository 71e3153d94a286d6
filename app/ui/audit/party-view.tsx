import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { MixedText } from '#app/ui/components/mixed-text.tsx';
import { useAuditWords } from './audit-words.ts';

export type Party = {
  readonly kind: string;
  readonly id: string;
  readonly person: { readonly id: string; readonly name: string; readonly employeeNo: string } | null;
  readonly label: string | null;
};

/** The log narrowed to one actor or object; null for what has no identity. */
export function addressOfActor({ kind, id, person }: Party): string | null {
  if (id === '') return null;
  return person || kind === 'person'
    ? `/staff/audit?follow=${encodeURIComponent(id)}`
    : `/staff/audit?who=${encodeURIComponent(id)}`;
}

export function addressOfObject({ kind, id, person }: Party): string | null {
  if (id === '' || kind === 'log') return null;
  return person ? `/staff/audit?follow=${encodeURIComponent(id)}` : `/staff/audit?object=${encodeURIComponent(id)}`;
}

/** Who acted; a person by name, the product by what of it acted. A click follows them, but where `plain` asks for none. */
export function ActorView({ actor, plain = false }: { readonly actor: Party; readonly plain?: boolean }) {
  const { t } = useTranslation();
  const { word } = useAuditWords();
  const to = plain ? null : addressOfActor(actor);
  if (actor.person) return <PersonLink person={actor.person} to={to} />;
  if (actor.id === '') return <span className="text-ink-2">{t('audit.nobody')}</span>;
  if (to === null) return <span>{word('actorKind', actor.kind)}</span>;
  return (
    <span className="inline-flex flex-col">
      <span>{word('actorKind', actor.kind)}</span>
      <Link to={to} className="link text-13 break-all">
        {actor.kind === 'system' ? word('actorName', actor.id) : <code className="font-mono">{actor.id}</code>}
      </Link>
    </span>
  );
}

/** What was acted upon. A click follows it. */
export function ObjectView({ subject, plain = false }: { readonly subject: Party; readonly plain?: boolean }) {
  const { t } = useTranslation();
  const { word } = useAuditWords();
  const to = plain ? null : addressOfObject(subject);
  return (
    <span className="inline-flex flex-col">
      <span className="text-13 text-ink-2">{word('subjectKind', subject.kind)}</span>
      {subject.person ? (
        <PersonLink person={subject.person} to={to} />
      ) : to === null ? (
        subject.id !== '' && subject.kind !== 'log' ? (
          <code className="font-mono text-12 break-all">{subject.label ?? subject.id}</code>
        ) : (
          subject.kind === 'account' && <span className="text-ink-2">{t('audit.unknownAccount')}</span>
        )
      ) : (
        <Link to={to} className="link break-all">
          {subject.label === null ? (
            <code className="font-mono text-12">{subject.id}</code>
          ) : (
            <MixedText text={subject.label} />
          )}
        </Link>
      )}
    </span>
  );
}

function PersonLink({ person, to }: { person: NonNullable<Party['person']>; to: string | null }) {
  const name = (
    <>
      <span lang="zh-CN" className="whitespace-nowrap">
        {person.name}
      </span>{' '}
      <span className="figures text-13 text-ink-3">{person.employeeNo}</span>
    </>
  );
  return to === null ? (
    <span>{name}</span>
  ) : (
    <Link to={to} className="link">
      {name}
    </Link>
  );
}
