import { useTranslation } from 'react-i18next';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { LinkButton } from '#app/ui/components/button.tsx';
import { LocalTextView } from '#app/ui/components/local-text-view.tsx';
import { ProgressBar } from '#app/ui/components/progress-bar.tsx';
import type { StudyState } from './lesson-state.tsx';

export type NextStep = {
  readonly courseCode: string;
  readonly courseTitle: LocalText;
  readonly lesson: {
    readonly slug: string;
    readonly title: LocalText;
    readonly summary: LocalText;
    readonly minutes: number;
    readonly minutesLeft: number;
    /** Hundredths of a per cent. */
    readonly position: number;
    readonly state: StudyState;
  };
};

/** Where to go on: the one thing on the page that stands on a ground of its own. */
export function HomeNext({ next, hasCourses }: { readonly next: NextStep | null; readonly hasCourses: boolean }) {
  const { t } = useTranslation();
  if (!next)
    return (
      <section className="rounded-panel border border-line bg-surface p-6">
        <h2 className="font-serif text-22">
          {t(hasCourses ? 'learning.home.allDoneTitle' : 'learning.home.noCourseTitle')}
        </h2>
        <p className="mt-2 max-w-reading text-14 text-ink-2">
          {t(hasCourses ? 'learning.home.allDoneText' : 'learning.home.noCourseText')}
        </p>
        <div className="mt-5">
          <LinkButton to="/courses" tone={hasCourses ? 'secondary' : 'primary'}>
            {t('learning.home.browse')}
          </LinkButton>
        </div>
      </section>
    );
  const { lesson } = next;
  const begun = lesson.state === 'in-progress';
  const percent = Math.floor(lesson.position / 100);
  return (
    <section aria-labelledby="next" className="rounded-panel border border-line bg-surface p-5 md:p-6">
      <p className="text-13 text-ink-3">
        {t(begun ? 'learning.home.nextTitle' : 'learning.home.firstTitle')}
        <span className="mx-2" aria-hidden="true">
          ·
        </span>
        <LocalTextView text={next.courseTitle} />
      </p>
      <h2 id="next" className="mt-1 font-serif text-22">
        <LocalTextView text={lesson.title} />
      </h2>
      <p className="mt-2 max-w-reading text-14 leading-reading text-ink-2">
        <LocalTextView text={lesson.summary} />
      </p>
      <div className="mt-5 flex flex-wrap items-center gap-x-6 gap-y-4">
        <LinkButton to={`/courses/${next.courseCode}/${lesson.slug}`} tone="primary">
          {t(begun ? 'learning.continue' : 'learning.start')}
        </LinkButton>
        {begun ? (
          <div className="min-w-56 flex-1 sm:max-w-72">
            <ProgressBar
              label={t('learning.home.lessonProgress')}
              value={percent}
              max={100}
              text={t('learning.minutesLeft', { count: lesson.minutesLeft })}
            />
          </div>
        ) : (
          <p className="figures text-14 text-ink-2">{t('learning.minutes', { count: lesson.minutes })}</p>
        )}
      </div>
    </section>
  );
}
