import { useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { pageLoader } from '#app/platform/http/page.server.ts';
import { Button, LinkButton } from '#app/ui/components/button.tsx';
import { useRootData } from '#app/ui/components/root-data.ts';
import { Tabs } from '#app/ui/components/tabs.tsx';
import { PrintIcon, SettingsIcon } from '#app/ui/icons/icons.tsx';
import { HoursByKind, HoursEntries } from '#app/ui/learning/hours-tables.tsx';
import { CertificateTable, CompletionTable, ExamTable, QuizTable } from '#app/ui/learning/result-tables.tsx';
import { SectionTitle } from '#app/ui/learning/section-title.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { LearnerShell } from '#app/ui/shells/learner-shell.tsx';
import { readTranscript } from '#app/usecases/learning/read-transcript.server.ts';

export const loader = pageLoader('result.view-own', async ({ context, actor, url }) => {
  const year = Number(url.searchParams.get('year'));
  return readTranscript(context, actor, { year: Number.isInteger(year) && year > 0 ? year : null });
});

export const handle = pageTitle(({ t }) => t('learning.me.title'));

/** 我的: what a learner has to show, as a record that prints. */
export default function Me() {
  const { t } = useTranslation();
  const { person } = useRootData();
  const record = useLoaderData<typeof loader>();
  const { year } = record;
  return (
    <LearnerShell>
      <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
        <div>
          <h1 className="font-serif text-28">{t('learning.me.title')}</h1>
          {person && (
            <p className="mt-1 text-14 text-ink-2">
              <span lang="zh-CN">{person.name}</span>
              <span className="figures ml-3 text-ink-3">{person.employeeNo}</span>
            </p>
          )}
        </div>
        <div className="flex flex-wrap gap-2 print:hidden">
          <span className="noscript:hidden">
            <Button type="button" icon={<PrintIcon size={16} />} onClick={() => window.print()}>
              {t('learning.me.print')}
            </Button>
          </span>
          <LinkButton to="/account" icon={<SettingsIcon size={16} />}>
            {t('learning.me.account')}
          </LinkButton>
        </div>
      </div>
      <div className="mt-8 flex flex-col gap-12">
        <section aria-labelledby="certificates">
          <SectionTitle id="certificates" line={false}>
            {t('learning.me.certificatesTitle')}
          </SectionTitle>
          <CertificateTable certificates={record.certificates} />
        </section>
        <section aria-labelledby="exams">
          <SectionTitle id="exams" line={false} more={{ to: '/exams', label: t('learning.home.examsAll') }}>
            {t('learning.me.examsTitle')}
          </SectionTitle>
          <ExamTable exams={record.exams} total={record.examTotal} />
        </section>
        <section aria-labelledby="hours">
          <SectionTitle id="hours">{t('learning.me.hoursTitle')}</SectionTitle>
          <HoursByKind years={record.years} required={record.required} onlineMinimum={record.onlineMinimum} />
        </section>
        <div className="flex flex-col gap-8">
          <Tabs
            label={t('learning.me.years')}
            current={String(year)}
            tabs={record.years.map((each) => ({
              key: String(each.year),
              to: `/me?year=${each.year}`,
              label: t('learning.me.year', { year: each.year }),
            }))}
          />
          <section aria-labelledby="entries">
            <SectionTitle id="entries" line={false}>
              {t('learning.me.entriesTitle', { year })}
            </SectionTitle>
            <HoursEntries year={year} entries={record.hours} />
          </section>
          <section aria-labelledby="completions">
            <SectionTitle id="completions" line={false}>
              {t('learning.me.completionsTitle', { year })}
            </SectionTitle>
            <CompletionTable year={year} completions={record.completions} />
          </section>
          <section aria-labelledby="quizzes">
            <SectionTitle id="quizzes" line={false}>
              {t('learning.me.quizzesTitle', { year })}
            </SectionTitle>
            <QuizTable year={year} quizzes={record.quizzes} counts={record.quizCounts} />
          </section>
        </div>
      </div>
    </LearnerShell>
  );
}
