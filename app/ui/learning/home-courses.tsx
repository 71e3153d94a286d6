import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { LocalTextView, useLocalText } from '#app/ui/components/local-text-view.tsx';
import { ProgressBar } from '#app/ui/components/progress-bar.tsx';
import type { CourseProgress } from './course-row.tsx';
import { StudyStatus } from './lesson-state.tsx';
import { SectionTitle } from './section-title.tsx';

/** The chosen courses and how far each one is. */
export function HomeCourses({
  courses,
}: {
  readonly courses: readonly { readonly code: string; readonly title: LocalText; readonly progress: CourseProgress }[];
}) {
  const { t } = useTranslation();
  const textOf = useLocalText();
  return (
    <section aria-labelledby="courses">
      <SectionTitle id="courses" more={{ to: '/courses', label: t('learning.home.browse') }}>
        {t('learning.home.coursesTitle')}
      </SectionTitle>
      <ul className="divide-y divide-line">
        {courses.map(({ code, title, progress }) => (
          <li key={code} className="grid items-center gap-x-8 gap-y-2 py-3 sm:grid-cols-[minmax(0,1fr)_14rem]">
            <Link to={`/courses/${code}`} className="text-16 hover:text-action hover:underline">
              <LocalTextView text={title} />
            </Link>
            {progress.state === 'completed' ? (
              <p className="text-14">
                <StudyStatus state="completed" />
              </p>
            ) : (
              <ProgressBar
                label={t('learning.home.courseProgress', { title: textOf(title) })}
                value={progress.completed}
                max={progress.lessons}
                text={t('learning.home.lessonsOf', progress)}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
