import { useLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { notFound, pageLoader } from '#app/platform/http/page.server.ts';
import { readSystemFacts } from '#app/platform/system-facts.server.ts';
import { Callout } from '#app/ui/components/callout.tsx';
import { DefinitionList } from '#app/ui/components/definition-list.tsx';
import { formatCount } from '#app/ui/components/format-count.ts';
import { Section } from '#app/ui/components/section.tsx';
import { Status } from '#app/ui/components/status.tsx';
import { Table } from '#app/ui/components/table.tsx';
import { Time } from '#app/ui/components/time.tsx';
import { useCheckWords } from '#app/ui/oversight/check-words.ts';
import { formatBytes } from '#app/ui/oversight/format-bytes.ts';
import { pageTitle } from '#app/ui/page-title.ts';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { readSystemState } from '#app/usecases/operation/read-system-state.server.ts';

export const handle = pageTitle(({ t }) => t('oversight.system.title'));

export const loader = pageLoader('system.view', async ({ context, actor }) => {
  const state = await readSystemState(context, actor);
  if (!state) return notFound();
  return { state, facts: await readSystemFacts(context), now: context.clock.now(), zone: context.zone };
});

export default function SystemPage() {
  const { t } = useTranslation();
  const { state, facts, now, zone } = useLoaderData<typeof loader>();
  const { checkWord, adviceOf, jobWord } = useCheckWords();
  // What to do about a drill that failed is not what to do about one that is due.
  const topicOf = (name: string) => (name === 'drill' && state.lastDrill?.passed === false ? 'drill-failed' : name);
  const failing = facts.health.filter(({ ok }) => !ok);
  const instant = (at: number | null, none: ReactNode) => (at === null ? none : <Time at={at} />);
  const never = <span className="text-ink-2">{t('oversight.system.never')}</span>;
  return (
    <StaffShell title={t('oversight.system.title')} intro={t('oversight.system.intro')}>
      <div className="flex max-w-page flex-col gap-10">
        {failing.length === 0 ? (
          <Callout tone="ok">{t('oversight.system.allWell')}</Callout>
        ) : (
          failing.map(({ name }) => (
            <Callout key={name} tone="seal" title={t('oversight.system.failing', { check: checkWord(name) })}>
              {adviceOf(topicOf(name))}
            </Callout>
          ))
        )}
        <Section id="health" title={t('oversight.system.health')}>
          <Table
            caption={t('oversight.system.health')}
            rows={facts.health}
            rowKey={({ name }) => name}
            columns={[
              {
                key: 'check',
                header: t('oversight.system.check'),
                onPhone: 'title',
                cell: ({ name }) => checkWord(name),
              },
              {
                key: 'state',
                header: t('oversight.system.result'),
                onPhone: 'fact',
                cell: ({ ok }) => (
                  <Status tone={ok ? 'ok' : 'seal'}>{t(ok ? 'oversight.system.ok' : 'oversight.system.notOk')}</Status>
                ),
              },
              {
                key: 'means',
                header: t('oversight.system.ifNot'),
                // Advice beside what is in order would read as a fault.
                cell: ({ name, ok }) => !ok && adviceOf(topicOf(name)),
              },
            ]}
          />
        </Section>
        <Section id="figures" title={t('oversight.system.figures')}>
          <DefinitionList
            items={[
              {
                term: t('oversight.system.version'),
                value: `${facts.version} (Node.js ${facts.node})`,
              },
              { term: t('oversight.system.startedAt'), value: <Time at={facts.startedAt} /> },
              {
                term: t('oversight.system.clock'),
                value: (
                  <>
                    <Time at={now} form="second" /> ({zone})
                  </>
                ),
              },
              {
                term: t('oversight.system.engine'),
                value: t('oversight.system.engineSize', {
                  engine: state.engine === 'sqlite' ? 'SQLite' : 'PostgreSQL',
                  size: formatBytes(state.size),
                }),
              },
              {
                term: t('oversight.system.migrations'),
                value: t('oversight.system.migrationsOf', { done: state.migrations, known: facts.migrations }),
              },
              {
                term: t('oversight.system.disk'),
                value:
                  facts.disk === null
                    ? t('oversight.system.unknown')
                    : t('oversight.system.diskFree', {
                        free: formatBytes(facts.disk.free),
                        total: formatBytes(facts.disk.total),
                      }),
              },
              { term: t('oversight.system.sessions'), value: formatCount(state.sessions) },
              { term: t('oversight.system.attempts'), value: formatCount(state.attemptsRunning) },
              {
                term: t('oversight.system.backlog'),
                value:
                  state.backlog.oldestAt === null ? (
                    t('oversight.system.noBacklog')
                  ) : (
                    <>
                      {formatCount(state.backlog.waiting)} · {t('oversight.system.oldest')}{' '}
                      <Time at={state.backlog.oldestAt} form="second" />
                    </>
                  ),
              },
              {
                term: t('oversight.system.certificates'),
                value:
                  state.certificatesWaiting === 0
                    ? t('oversight.system.noneWaiting')
                    : t('oversight.system.certificatesWaiting', { count: state.certificatesWaiting }),
              },
              {
                term: t('oversight.system.backup'),
                value:
                  state.lastBackup === null ? (
                    <Status tone="warn">{t('oversight.system.noBackup')}</Status>
                  ) : (
                    <>
                      <Time at={state.lastBackup.at} /> · {formatBytes(state.lastBackup.bytes)}
                    </>
                  ),
              },
              {
                term: t('oversight.system.drill'),
                value:
                  state.lastDrill === null ? (
                    never
                  ) : (
                    <>
                      <Time at={state.lastDrill.at} /> ·{' '}
                      {t(state.lastDrill.passed ? 'oversight.system.drillPassed' : 'oversight.system.drillFailed')}
                      {state.lastDrill.originalFaults > 0 && (
                        <Status tone="warn">
                          {t('oversight.system.drillOriginal', { count: state.lastDrill.originalFaults })}
                        </Status>
                      )}
                    </>
                  ),
              },
              { term: t('oversight.system.anchor'), value: instant(state.lastAnchorAt, never) },
              { term: t('oversight.system.key'), value: instant(state.keySince, t('oversight.system.noKey')) },
            ]}
          />
        </Section>
        <Section id="jobs" title={t('oversight.system.jobs')}>
          <p className="pb-3 text-14 text-ink-2">{t('oversight.system.jobsText')}</p>
          <Table
            caption={t('oversight.system.jobs')}
            rows={facts.jobs}
            rowKey={({ name }) => name}
            columns={[
              {
                key: 'job',
                header: t('oversight.system.job'),
                onPhone: 'title',
                cell: ({ name }) => jobWord(name),
              },
              {
                key: 'every',
                header: t('oversight.system.every'),
                cell: ({ everyMs }) =>
                  everyMs < 60_000
                    ? t('oversight.system.seconds', { count: Math.round(everyMs / 1_000) })
                    : t('oversight.system.minutes', { count: Math.round(everyMs / 60_000) }),
              },
              {
                key: 'done',
                header: t('oversight.system.lastDone'),
                onPhone: 'fact',
                cell: ({ doneAt }) => instant(doneAt, t('oversight.system.notYet')),
              },
              {
                key: 'failed',
                header: t('oversight.system.lastFailed'),
                onPhone: 'fact',
                cell: ({ failedAt, doneAt }) =>
                  failedAt === null ? (
                    t('oversight.system.never')
                  ) : (
                    <Status tone={doneAt !== null && doneAt > failedAt ? 'neutral' : 'seal'}>
                      <Time at={failedAt} />
                    </Status>
                  ),
              },
            ]}
          />
        </Section>
        <p className="text-14 text-ink-2">
          <a href="/metrics" className="link">
            {t('oversight.system.metrics')}
          </a>{' '}
          {t('oversight.system.metricsText')}
        </p>
      </div>
    </StaffShell>
  );
}
