import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { LocalTextView } from '#app/ui/components/local-text-view.tsx';
import { type StudyState, StudyStatus } from './lesson-state.tsx';

export type ModuleLesson = {
  readonly slug: string;
  readonly title: LocalText;
  readonly summary: LocalText;
  readonly minutes: number;
  readonly minutesLeft: number;
  readonly state: StudyState;
  readonly completedYear: number | null;
  readonly changedSince: boolean;
};

/** The modules of a course with their lessons, numbered through. */
export function ModuleList({
  courseCode,
  modules,
}: {
  readonly courseCode: string;
  readonly modules: readonly { readonly title: LocalText; readonly lessons: readonly ModuleLesson[] }[];
}) {
  const { t } = useTranslation();
  return (
    <>
      {modules.map((module, index) => (
        <section key={module.lessons[0]?.slug ?? index} className="mt-10 first:mt-0">
          <h2 className="flex flex-wrap items-baseline gap-x-3 border-b border-ink pb-2 text-18">
            <span className="text-13 font-normal text-ink-3">
              {t('learning.course.moduleNumber', { n: index + 1 })}
            </span>
            <LocalTextView text={module.title} />
          </h2>
          <ol className="divide-y divide-line">
            {module.lessons.map((lesson, position) => (
              <li
                key={lesson.slug}
                className="grid grid-cols-[2rem_minmax(0,1fr)] gap-x-3 py-4 md:grid-cols-[2rem_minmax(0,1fr)_9rem]"
              >
                <span aria-hidden="true" className="figures font-serif text-18 text-ink-3">
                  {position + 1 + modules.slice(0, index).reduce((sum, each) => sum + each.lessons.length, 0)}
                </span>
                <div className="min-w-0">
                  <h3 className="text-16">
                    <Link to={`/courses/${courseCode}/${lesson.slug}`} className="hover:text-action hover:underline">
                      <LocalTextView text={lesson.title} />
                    </Link>
                  </h3>
                  <p className="mt-1 max-w-reading text-14 text-ink-2">
                    <LocalTextView text={lesson.summary} />
                  </p>
                </div>
                <LessonFacts lesson={lesson} />
              </li>
            ))}
          </ol>
        </section>
      ))}
    </>
  );
}

function LessonFacts({ lesson }: { readonly lesson: ModuleLesson }) {
  const { t } = useTranslation();
  return (
    <p className="col-start-2 mt-2 flex flex-wrap gap-x-4 gap-y-1 text-13 text-ink-2 md:col-start-3 md:mt-0 md:flex-col md:items-end md:text-right">
      <StudyStatus state={lesson.state} />
      <span className="figures">
        {lesson.changedSince
          ? t('learning.changedSince')
          : lesson.state === 'in-progress'
            ? t('learning.minutesLeft', { count: lesson.minutesLeft })
            : lesson.completedYear !== null
              ? t('learning.completedIn', { year: lesson.completedYear })
              : t('learning.minutes', { count: lesson.minutes })}
      </span>
    </p>
  );
}
