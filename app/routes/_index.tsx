import { redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { can } from '#app/domain/people/actor.ts';
import { pageLoader } from '#app/platform/http/page.server.ts';
import { Time } from '#app/ui/components/time.tsx';
import { HomeCertificates } from '#app/ui/learning/home-certificates.tsx';
import { HomeCourses } from '#app/ui/learning/home-courses.tsx';
import { HomeExams } from '#app/ui/learning/home-exams.tsx';
import { HomeHours } from '#app/ui/learning/home-hours.tsx';
import { HomeNext } from '#app/ui/learning/home-next.tsx';
import { HomePractice } from '#app/ui/learning/home-practice.tsx';
import { useStandingSentence } from '#app/ui/learning/standing-sentence.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { LearnerShell } from '#app/ui/shells/learner-shell.tsx';
import { readHome } from '#app/usecases/learning/read-home.server.ts';

export const loader = pageLoader('account.use', async ({ context, actor }) => {
  // Staff who are no learners have their own first page.
  if (!can({ actor, action: 'course.enrol' })) throw redirect('/staff');
  return { now: context.clock.now(), ...(await readHome(context, actor)) };
});

export const handle = pageTitle(({ t }) => t('learning.home.title'));

/** 今天: one sentence that says where one stands, then what to do next; figures and papers beside it. */
export default function Home() {
  const { t } = useTranslation();
  const { now, standing, next, courses, exams, hours, year, certificates, mistakesDue } =
    useLoaderData<typeof loader>();
  const sentence = useStandingSentence(standing);
  return (
    <LearnerShell wide>
      <p className="text-14 text-ink-2">
        {t('learning.home.title')}
        <span className="mx-2 text-ink-3" aria-hidden="true">
          ·
        </span>
        <Time at={now} form="day" />
      </p>
      <h1 className="mt-2 max-w-[26em] font-serif text-22 leading-normal md:text-28 md:leading-normal">{sentence}</h1>
      <div className="mt-8 grid gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,1fr)_19rem]">
        <div className="flex min-w-0 flex-col gap-10">
          <HomeNext next={next} hasCourses={courses.length > 0} />
          <HomePractice due={mistakesDue} />
          <HomeExams {...exams} />
          {courses.length > 0 && <HomeCourses courses={courses} />}
        </div>
        <div className="flex flex-col gap-10">
          <HomeHours year={year} hours={hours} />
          <HomeCertificates certificates={certificates} />
        </div>
      </div>
    </LearnerShell>
  );
}
