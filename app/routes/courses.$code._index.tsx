import { redirect } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { pickText } from '#app/domain/kernel/pick-text.ts';
import { readFormData } from '#app/platform/http/form.server.ts';
import { notFound, pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { Breadcrumb } from '#app/ui/components/breadcrumb.tsx';
import { LinkButton, SubmitButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { Disclosure } from '#app/ui/components/disclosure.tsx';
import { LocalTextView, useLocalText } from '#app/ui/components/local-text-view.tsx';
import { withoutEmptyDecimals } from '#app/ui/components/marks.tsx';
import { ProgressBar } from '#app/ui/components/progress-bar.tsx';
import { useTimeFormat } from '#app/ui/components/time.tsx';
import { ModuleList } from '#app/ui/learning/module-list.tsx';
import { TierAndTrack } from '#app/ui/learning/tier-and-track.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { LearnerShell } from '#app/ui/shells/learner-shell.tsx';
import { enrolCourse } from '#app/usecases/learning/enrol-course.server.ts';
import { openCourse } from '#app/usecases/learning/open-course.server.ts';
import { withdrawCourse } from '#app/usecases/learning/withdraw-course.server.ts';

export const loader = pageLoader('course.browse', async ({ context, actor, params, language }) => {
  const opened = await openCourse(context, actor, { courseCode: params.code ?? '' });
  if (!opened.ok) notFound();
  return { ...opened.value, heading: pickText(opened.value.course.title, language).text };
});

/** `intent` says which act; `lesson` where to go on after choosing the course from inside one of its lessons. */
export const action = pageAction('course.enrol', async ({ context, actor, params, request }) => {
  const courseCode = params.code ?? '';
  const form = await readFormData(request);
  const result =
    form.get('intent') === 'withdraw'
      ? await withdrawCourse(context, actor, { courseCode })
      : await enrolCourse(context, actor, { courseCode });
  const lesson = String(form.get('lesson') ?? '');
  if (!result.ok && result.code === 'not-found') notFound();
  // Who chose the course already (a second press, another tab) goes on as if it had been this time.
  if (/^[a-z0-9-]+$/.test(lesson) && (result.ok || result.code === 'already-enrolled'))
    return redirect(`/courses/${courseCode}/${lesson}`);
  if (!result.ok) return { refused: result.code };
  return redirect(`/courses/${courseCode}?done=${form.get('intent') === 'withdraw' ? 'withdrawn' : 'enrolled'}`);
});

export const handle = pageTitle<typeof loader>(({ t, data }) => data?.heading ?? t('learning.catalogue.title'));

const REFUSED = {
  'already-enrolled': 'learning.course.alreadyEnrolled',
  'not-enrolled': 'learning.course.notEnrolled',
  forbidden: 'learning.course.mayNotWithdraw',
} as const;

export default function CoursePage() {
  const { t } = useTranslation();
  const textOf = useLocalText();
  const { course, enrolment, mayEnrol, next, hours } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused;
  const [params] = useSearchParams();
  const done = params.get('done');
  const title = textOf(course.title);
  const notice =
    done === 'enrolled' && enrolment
      ? t('learning.course.enrolledNotice', { title })
      : done === 'withdrawn' && !enrolment
        ? t('learning.course.withdrawnNotice', { title })
        : null;
  return (
    <LearnerShell>
      <Breadcrumb crumbs={[{ label: t('learning.course.breadcrumb'), to: '/courses' }]} />
      <h1 className="mt-2 font-serif text-28 md:text-36">
        <LocalTextView text={course.title} />
      </h1>
      <p className="mt-3 max-w-reading text-16 leading-reading text-ink-2">
        <LocalTextView text={course.summary} />
      </p>
      <p className="figures mt-3 flex flex-wrap gap-x-4 gap-y-1 text-14 text-ink-2">
        <span>{t(`learning.kind.${course.kind}`)}</span>
        <TierAndTrack tier={course.tier} track={course.track} />
        <span>{t('learning.lessons', { count: course.lessons.length })}</span>
        <span>{t('learning.minutes', { count: course.minutes })}</span>
        <span>{t('learning.course.earns', { hours: withoutEmptyDecimals(hours) })}</span>
      </p>
      {(notice || refused) && (
        <div className="mt-6">
          <Callout tone={refused ? 'warn' : 'ok'} announce>
            {refused && refused !== 'not-found' ? t(REFUSED[refused]) : notice}
          </Callout>
        </div>
      )}
      <div className="mt-6 flex flex-wrap items-center gap-x-6 gap-y-3">
        {!enrolment && mayEnrol && (
          <>
            <Form method="post">
              <input type="hidden" name="intent" value="enrol" />
              <SubmitButton>{t('learning.course.enrol')}</SubmitButton>
            </Form>
            <p className="max-w-md text-14 text-ink-2">{t('learning.course.enrolHint')}</p>
          </>
        )}
        {(enrolment || !mayEnrol) && (
          <>
            {next && (
              <LinkButton to={`/courses/${course.code}/${next.slug}`} tone="primary">
                {t(course.progress.state === 'not-started' ? 'learning.start' : 'learning.continue')}
              </LinkButton>
            )}
            {!next && course.lessons[0] && (
              <LinkButton to={`/courses/${course.code}/${course.lessons[0].slug}`}>{t('learning.again')}</LinkButton>
            )}
            <CourseState />
            {mayEnrol && (
              <Link to={`/practice/new?kind=course&ref=${encodeURIComponent(course.code)}`} className="link text-14">
                {t('learning.practice.ofCourse')}
              </Link>
            )}
          </>
        )}
      </div>
      <div className="mt-10">
        <ModuleList courseCode={course.code} modules={course.modules} />
      </div>
      {enrolment && mayEnrol && (
        <div className="mt-10 print:hidden">
          {enrolment.assigned ? (
            <p className="text-14 text-ink-2">{t('learning.course.assignedText')}</p>
          ) : (
            <Disclosure summary={t('learning.course.withdrawSummary')}>
              <p className="max-w-reading">{t('learning.course.withdrawText', { title })}</p>
              <Form method="post" className="mt-3">
                <input type="hidden" name="intent" value="withdraw" />
                <SubmitButton tone="danger">{t('learning.course.withdrawButton', { title })}</SubmitButton>
              </Form>
            </Disclosure>
          )}
        </div>
      )}
      <p className="mt-8 text-14">
        <Link to="/courses" className="link">
          {t('learning.catalogue.clear')}
        </Link>
      </p>
    </LearnerShell>
  );
}

function CourseState() {
  const { t } = useTranslation();
  const time = useTimeFormat();
  const { course, enrolment } = useLoaderData<typeof loader>();
  const { completed, lessons, state } = course.progress;
  const date = enrolment && time.instant(enrolment.enrolledAt, 'day');
  return (
    <div className="min-w-60 flex-1 text-14 text-ink-2 sm:max-w-80">
      {state === 'completed' ? (
        <p className="text-ok">{t('learning.course.doneTitle')}</p>
      ) : (
        <ProgressBar
          label={t('learning.course.progress')}
          value={completed}
          max={lessons}
          text={t('learning.home.lessonsOf', { completed, lessons })}
        />
      )}
      {enrolment && date && (
        <p className="mt-1 text-13 text-ink-3">
          {t(enrolment.assigned ? 'learning.course.assigned' : 'learning.course.enrolled', { date })}
        </p>
      )}
    </div>
  );
}
