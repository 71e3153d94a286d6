import { Link, useLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { notFound, pageLoader } from '#app/platform/http/page.server.ts';
import { useAuditWords } from '#app/ui/audit/audit-words.ts';
import { DetailTable } from '#app/ui/audit/detail-table.tsx';
import { OutcomeWord } from '#app/ui/audit/outcome-word.tsx';
import { ActorView, addressOfActor, addressOfObject, ObjectView } from '#app/ui/audit/party-view.tsx';
import { LinkButton } from '#app/ui/components/button.tsx';
import { type Definition, DefinitionList } from '#app/ui/components/definition-list.tsx';
import { Status } from '#app/ui/components/status.tsx';
import { Time } from '#app/ui/components/time.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { type LogEntry, readLogEntry } from '#app/usecases/audit/read-log-entry.server.ts';

export const handle = pageTitle<typeof loader>(({ t, data }) => data?.row.id ?? t('audit.title'));

export const loader = pageLoader('audit.view', async ({ context, actor, params }) => {
  const entry = await readLogEntry(context, actor, { id: params.id ?? '' });
  return entry.ok ? entry.value : notFound();
});

export default function AuditEntryPage() {
  const { t } = useTranslation();
  const { word, streamWord } = useAuditWords();
  const { row, detail, names, ...chained } = useLoaderData<typeof loader>();
  const actor = addressOfActor(row.actor);
  const object = addressOfObject(row.subject);
  return (
    <StaffShell
      title={word('action', row.action)}
      breadcrumb={[{ label: t('audit.title'), to: '/staff/audit' }]}
      intro={`${t('audit.entry.place', { stream: streamWord(row.stream), n: row.n })} · ${t('audit.entry.viewed')}`}
      action={
        <>
          {actor && <LinkButton to={actor}>{t('audit.entry.followActor')}</LinkButton>}
          {object && <LinkButton to={object}>{t('audit.entry.followObject')}</LinkButton>}
        </>
      }
    >
      <div className="flex max-w-page flex-col gap-10">
        <Facts row={row} />
        <Section id="detail" title={t('audit.entry.detail')}>
          <DetailTable detail={detail} names={names} />
        </Section>
        <Section id="chain" title={t('audit.entry.chain')}>
          <Chain row={row} {...chained} />
        </Section>
      </div>
    </StaffShell>
  );
}

function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="pb-3 text-18">
        {title}
      </h2>
      {children}
    </section>
  );
}

function Facts({ row }: Pick<LogEntry, 'row'>) {
  const { t } = useTranslation();
  const { word } = useAuditWords();
  const items: Definition[] = [
    { term: t('audit.entry.time'), value: <Time at={row.at} form="second" /> },
    { term: t('audit.entry.who'), value: <ActorView actor={row.actor} /> },
    { term: t('audit.entry.act'), value: word('action', row.action) },
    {
      term: t('audit.entry.code'),
      value: (
        <>
          <code className="font-mono text-13">{row.action}</code>
          <Link to={`/staff/audit?action=${encodeURIComponent(row.action)}`} className="link ml-4">
            {t('audit.entry.sameAct')}
          </Link>
        </>
      ),
    },
    { term: t('audit.entry.object'), value: <ObjectView subject={row.subject} /> },
    { term: t('audit.entry.outcome'), value: <OutcomeWord outcome={row.outcome} /> },
    { term: t('audit.entry.address'), value: row.address || t('audit.inside') },
  ];
  return <DefinitionList items={items} />;
}

function Chain({ row, hash, prevHash, chain }: Pick<LogEntry, 'row' | 'hash' | 'prevHash' | 'chain'>) {
  const { t } = useTranslation();
  const { streamWord } = useAuditWords();
  const code = (text: string) => <code className="font-mono text-13 break-all text-ink-2">{text}</code>;
  const anchored = row.n <= chain.anchoredTo;
  const items: Definition[] = [
    {
      term: t('audit.entry.stream'),
      value: (
        <Link to={`/staff/audit?stream=${encodeURIComponent(row.stream)}`} className="link">
          {streamWord(row.stream)}
        </Link>
      ),
    },
    { term: t('audit.entry.position'), value: t('audit.entry.positionOf', { n: row.n, length: chain.length }) },
    {
      term: t('audit.entry.soundTitle'),
      value: (
        <Status tone={chain.sound ? 'ok' : 'seal'}>
          {t(chain.sound ? 'audit.entry.sound' : 'audit.entry.unsound')}
        </Status>
      ),
    },
    {
      term: t('audit.entry.anchor'),
      value: (
        <Status tone={anchored ? 'ok' : 'neutral'}>
          {t(anchored ? 'audit.entry.anchored' : 'audit.entry.notAnchored')}
        </Status>
      ),
    },
    { term: t('audit.entry.hash'), value: code(hash) },
    {
      term: t('audit.entry.prevHash'),
      value: (
        <>
          {code(prevHash)} {row.n === 1 && <span className="text-ink-3">{t('audit.entry.firstOfChain')}</span>}
        </>
      ),
    },
  ];
  return (
    <>
      <DefinitionList items={items} />
      <div className="flex flex-wrap gap-2 pt-3">
        {chain.previous && <LinkButton to={`/staff/audit/${chain.previous}`}>{t('audit.entry.previous')}</LinkButton>}
        {chain.next && <LinkButton to={`/staff/audit/${chain.next}`}>{t('audit.entry.next')}</LinkButton>}
      </div>
    </>
  );
}
