import { Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { formatHundredths } from '#app/domain/kernel/hundredths.ts';
import { notFound, pageLoader } from '#app/platform/http/page.server.ts';
import { parseYear } from '#app/platform/http/record-query.server.ts';
import { useAppraisalFigures } from '#app/ui/appraisal/policy-figures.tsx';
import { RecordPoints } from '#app/ui/appraisal/record-points.tsx';
import { RecordVersions } from '#app/ui/appraisal/record-versions.tsx';
import { TierWord } from '#app/ui/appraisal/tier-word.tsx';
import { Unknown } from '#app/ui/appraisal/unknown.tsx';
import { CertificateStatusWord } from '#app/ui/certificate/certificate-status.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { type Definition, DefinitionList } from '#app/ui/components/definition-list.tsx';
import { LocalTextView, useLocalText } from '#app/ui/components/local-text-view.tsx';
import { Marks } from '#app/ui/components/marks.tsx';
import { Section } from '#app/ui/components/section.tsx';
import { Badge } from '#app/ui/components/status.tsx';
import { Time, useTimeFormat } from '#app/ui/components/time.tsx';
import { HoursEntries } from '#app/ui/learning/hours-tables.tsx';
import { Nothing } from '#app/ui/learning/nothing.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { type RecordView, readAppraisalRecord } from '#app/usecases/appraisal/read-record.server.ts';

export const handle = pageTitle<typeof loader>(({ t, data }) =>
  data ? t('appraisal.person.title', { name: data.record.name, year: data.record.year }) : t('appraisal.list.title'),
);

export const loader = pageLoader('appraisal.view', async ({ context, actor, params }) => {
  const year = parseYear(params.year) ?? notFound();
  const found = await readAppraisalRecord(context, actor, { year, personId: params.personId ?? '' });
  return found.ok ? found.value : notFound();
});

export default function AppraisalRecordPage() {
  const { t } = useTranslation();
  const view = useLoaderData<typeof loader>();
  const { record, policy, counts, band, suggestion, hours, hoursMoved, versions } = view;
  const { year } = record;
  return (
    <StaffShell
      title={<span lang="zh-CN">{record.name}</span>}
      breadcrumb={[
        { label: t('appraisal.list.title'), to: '/staff/appraisal' },
        { label: t('appraisal.list.yearName', { year }), to: `/staff/appraisal/${year}` },
      ]}
      intro={t('appraisal.person.viewed')}
    >
      <div className="flex max-w-page flex-col gap-10">
        {record.withdrawn && (
          <Callout tone="warn" title={t('appraisal.person.withdrawn')}>
            {t('appraisal.person.withdrawnText')}
          </Callout>
        )}
        <Facts {...view} />
        <Section id="points" title={t('appraisal.person.points')}>
          <RecordPoints
            record={record}
            counts={counts}
            band={band}
            hoursMax={policy.hoursPoints.max}
            suggestion={suggestion}
          />
        </Section>
        <Section id="certificate" title={t('appraisal.person.certificate')}>
          <Certificate {...view} />
        </Section>
        <Section id="hours" title={t('appraisal.person.hours')}>
          {hoursMoved && <Callout tone="warn">{t('appraisal.person.hoursMoved')}</Callout>}
          <p className="mt-2 text-14 text-ink-2">
            {t('appraisal.person.hoursTotal', {
              entries: record.sources.hours.entries,
              hours: formatHundredths(record.hoursEarned),
            })}
          </p>
          {hours.length === 0 ? (
            <Nothing>{t('appraisal.person.noHours', { year })}</Nothing>
          ) : (
            <HoursEntries year={year} entries={hours} />
          )}
        </Section>
        <Section id="rules" title={t('appraisal.person.rules')}>
          <Rules {...view} />
        </Section>
        <Section id="versions" title={t('appraisal.person.versions')}>
          <RecordVersions versions={versions} words={policy.suggested.map(({ word }) => word)} />
        </Section>
      </div>
    </StaffShell>
  );
}

function Facts({ record }: RecordView) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  return (
    <DefinitionList
      items={[
        { term: t('appraisal.person.employeeNo'), value: record.employeeNo },
        {
          term: t('appraisal.person.unit'),
          value: (
            <>
              <span lang="zh-CN">{record.orgName}</span>
              <span className="ml-3 text-ink-3">{record.orgCode}</span>
            </>
          ),
        },
        { term: t('appraisal.person.level'), value: <span lang="zh-CN">{record.positionLevel}</span> },
        {
          term: t('appraisal.person.state'),
          value: record.withdrawn ? <Badge>{t('appraisal.person.withdrawn')}</Badge> : t('appraisal.person.current'),
        },
        {
          term: t('appraisal.person.version'),
          value: t('appraisal.person.versionValue', {
            n: record.version,
            time: time.instant(record.computedAt),
          }),
        },
      ]}
    />
  );
}

function Certificate({ record, exam }: RecordView) {
  const { t } = useTranslation();
  const { sources } = record;
  if (record.certificateStatus === null) return <Nothing>{t('appraisal.person.noneText')}</Nothing>;
  const number = record.certificateNo ?? '';
  const items: Definition[] = [
    {
      term: t('appraisal.person.number'),
      value:
        sources.certificateId === null ? (
          number
        ) : (
          <Link to={`/staff/certificates/${sources.certificateId}`} className="link">
            {number}
          </Link>
        ),
    },
    { term: t('appraisal.person.status'), value: <CertificateStatusWord status={record.certificateStatus} /> },
    { term: t('appraisal.person.tier'), value: record.tier === null ? <Unknown /> : <TierWord tier={record.tier} /> },
    {
      term: t('appraisal.person.exam'),
      value: (
        <>
          {exam ? <LocalTextView text={exam.title} /> : <Unknown />}
          <span className="ml-3 text-ink-3">{record.examCode}</span>
        </>
      ),
    },
    {
      term: t('appraisal.person.marks'),
      value:
        record.score === null ? (
          <Unknown />
        ) : sources.certificateId === null ? (
          <Marks value={record.score} {...(record.maxScore === null ? {} : { max: record.maxScore })} />
        ) : (
          // The certificate's page names the attempt, the grade and the versions that this mark rests on.
          <Link to={`/staff/certificates/${sources.certificateId}#basis`} className="link">
            <Marks value={record.score} {...(record.maxScore === null ? {} : { max: record.maxScore })} />
          </Link>
        ),
    },
    { term: t('appraisal.person.grade'), value: exam ? <LocalTextView text={exam.grade} /> : <Unknown /> },
    {
      term: t('appraisal.person.passedOn'),
      value: record.passedOn === null ? <Unknown /> : <Time day={record.passedOn} />,
    },
    {
      term: t('appraisal.person.validUntil'),
      value: record.validUntil === null ? <Unknown /> : <Time day={record.validUntil} />,
    },
  ];
  return (
    <>
      <DefinitionList items={items} />
      <p className="mt-2 text-13 text-ink-3">{t('appraisal.person.chosen')}</p>
    </>
  );
}

function Rules({ policy, hoursPolicy }: RecordView) {
  const { t } = useTranslation();
  const localText = useLocalText();
  const figuresOf = useAppraisalFigures();
  const name = (of: RecordView['hoursPolicy']) =>
    t('appraisal.person.policyValue', { title: localText(of.title), version: of.version });
  return (
    <>
      <DefinitionList
        items={[
          { term: t('appraisal.person.appraisalPolicy'), value: name(policy) },
          { term: t('appraisal.person.hoursPolicy'), value: name(hoursPolicy) },
          ...figuresOf(policy),
        ]}
      />
      <p className="mt-2 text-13 text-ink-3">{t('appraisal.person.pinned')}</p>
    </>
  );
}
