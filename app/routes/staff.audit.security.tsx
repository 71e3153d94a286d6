import { Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { SECURITY_KINDS } from '#app/domain/audit/security-events.ts';
import { isDay } from '#app/domain/kernel/instant.ts';
import { can } from '#app/domain/people/actor.ts';
import { pageLoader } from '#app/platform/http/page.server.ts';
import { OutcomeWord } from '#app/ui/audit/outcome-word.tsx';
import { ActorView, ObjectView } from '#app/ui/audit/party-view.tsx';
import { useAddress } from '#app/ui/components/address.ts';
import { LinkButton } from '#app/ui/components/button.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { FilterBar } from '#app/ui/components/filter-bar.tsx';
import { FilterChoice } from '#app/ui/components/filter-choice.tsx';
import { formatCount } from '#app/ui/components/format-count.ts';
import { TextInput } from '#app/ui/components/inputs.tsx';
import { Section } from '#app/ui/components/section.tsx';
import { Status } from '#app/ui/components/status.tsx';
import { Table } from '#app/ui/components/table.tsx';
import { Time } from '#app/ui/components/time.tsx';
import { ChevronRightIcon } from '#app/ui/icons/icons.tsx';
import { SecurityChart } from '#app/ui/oversight/security-chart.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { readSecurity, SECURITY_DAYS } from '#app/usecases/audit/read-security.server.ts';

export const handle = pageTitle(({ t }) => t('oversight.security.title'));

export const loader = pageLoader('security.view', async ({ context, actor, url }) => {
  const kind = SECURITY_KINDS.find((known) => known === url.searchParams.get('kind')) ?? null;
  const typed = url.searchParams.get('day') ?? '';
  const day = isDay(typed) ? typed : null;
  return {
    ...(await readSecurity(context, actor, { kind, day, after: url.searchParams.get('after') })),
    kind,
    day,
    span: SECURITY_DAYS,
    /** The guard sees that something happened; the log itself is the auditor's. */
    mayOpen: can({ actor, action: 'audit.view' }),
  };
});

export default function Security() {
  const { t } = useTranslation();
  const to = useAddress();
  const { days, counts, rows, older, kind, day, span, mayOpen } = useLoaderData<typeof loader>();
  const shown = counts.filter((count) => count.total > 0);
  return (
    <StaffShell
      title={t('oversight.security.title')}
      intro={t('oversight.security.intro', { days: span })}
      {...(mayOpen ? { breadcrumb: [{ label: t('audit.title'), to: '/staff/audit' }] } : {})}
    >
      <div className="flex flex-col gap-10">
        <Section id="counts" title={t('oversight.security.counts')}>
          {shown.length === 0 ? (
            <EmptyState title={t('oversight.security.quietTitle')} text={t('oversight.security.quietText')} />
          ) : (
            <SecurityChart days={days} counts={shown} />
          )}
        </Section>
        <Section id="entries" title={t('oversight.security.entries')}>
          <FilterBar names={['kind', 'day']}>
            <div className="grow basis-60">
              <FilterChoice
                label={t('oversight.security.kindLabel')}
                name="kind"
                any={t('oversight.security.anyKind')}
                value={kind}
                choices={SECURITY_KINDS.map((each) => ({ value: each, label: t(`oversight.security.kind.${each}`) }))}
              />
            </div>
            <div className="grow basis-40">
              <Field label={t('oversight.security.day')}>
                <TextInput name="day" type="date" defaultValue={day ?? ''} min={days[0]} max={days.at(-1)} />
              </Field>
            </div>
          </FilterBar>
          <Table
            caption={t('oversight.security.entries')}
            rows={rows}
            rowKey={(row) => row.id}
            empty={<EmptyState title={t('oversight.security.noneTitle')} text={t('oversight.security.noneText')} />}
            columns={[
              {
                key: 'time',
                header: t('audit.column.time'),
                onPhone: 'fact',
                cell: (row) => (
                  <span className="whitespace-nowrap">
                    <Time at={row.at} form="second" />
                  </span>
                ),
              },
              {
                key: 'kind',
                header: t('oversight.security.kindLabel'),
                onPhone: 'title',
                cell: (row) =>
                  mayOpen ? (
                    <Link to={`/staff/audit/${row.id}`} className="link">
                      {t(`oversight.security.kind.${row.kind}`)}
                    </Link>
                  ) : (
                    t(`oversight.security.kind.${row.kind}`)
                  ),
              },
              {
                key: 'who',
                header: t('audit.column.who'),
                onPhone: 'fact',
                cell: (row) => <ActorView actor={row.actor} plain={!mayOpen} />,
              },
              {
                key: 'object',
                header: t('audit.column.object'),
                cell: (row) => <ObjectView subject={row.subject} plain={!mayOpen} />,
              },
              {
                key: 'outcome',
                header: t('audit.column.outcome'),
                cell: (row) => <OutcomeWord outcome={row.outcome} />,
              },
              {
                key: 'times',
                header: t('oversight.security.times'),
                align: 'end',
                cell: (row) =>
                  row.times > 1 ? (
                    <Status tone="warn">{formatCount(row.times)}</Status>
                  ) : (
                    <span className="figures">1</span>
                  ),
              },
              {
                key: 'address',
                header: t('audit.column.address'),
                cell: (row) => <span className="figures break-all">{row.address || t('audit.inside')}</span>,
              },
            ]}
          />
          {older !== null && (
            <div className="flex justify-end py-3">
              <LinkButton to={to({ after: older })} icon={<ChevronRightIcon size={16} />}>
                {t('audit.older')}
              </LinkButton>
            </div>
          )}
        </Section>
      </div>
    </StaffShell>
  );
}
