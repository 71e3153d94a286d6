import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { LocalTextView, useLocalText } from '#app/ui/components/local-text-view.tsx';
import { ProgressBar } from '#app/ui/components/progress-bar.tsx';
import { Badge } from '#app/ui/components/status.tsx';
import { type StudyState, StudyStatus } from './lesson-state.tsx';
import { TierAndTrack } from './tier-and-track.tsx';

export type CourseProgress = {
  readonly lessons: number;
  readonly completed: number;
  readonly minutesLeft: number;
  readonly state: StudyState;
};

export type CourseRowData = {
  readonly code: string;
  readonly kind: 'general' | 'specialised';
  readonly tier: number;
  readonly track: string;
  readonly title: LocalText;
  readonly summary: LocalText;
  readonly minutes: number;
  readonly enrolled: boolean;
  readonly progress: CourseProgress;
};

/** A course in the catalogue: what it is about at the left, how far one is at the right. */
export function CourseRow({ course }: { readonly course: CourseRowData }) {
  const { t } = useTranslation();
  const textOf = useLocalText();
  const { progress } = course;
  return (
    <article className="grid gap-x-10 gap-y-3 py-6 md:grid-cols-[minmax(0,1fr)_14rem]">
      <div className="min-w-0">
        <h2 className="flex flex-wrap items-center gap-x-3 gap-y-1 text-18">
          <Link to={`/courses/${course.code}`} className="hover:text-action hover:underline">
            <LocalTextView text={course.title} />
          </Link>
          {course.enrolled && <Badge tone="active">{t('learning.catalogue.enrolled')}</Badge>}
        </h2>
        <p className="mt-1 max-w-reading text-14 leading-reading text-ink-2">
          <LocalTextView text={course.summary} />
        </p>
      </div>
      <div className="flex flex-col gap-2 text-13 text-ink-2 md:pt-1">
        <p className="flex flex-wrap gap-x-3 gap-y-1">
          <span>{t(`learning.kind.${course.kind}`)}</span>
          <TierAndTrack tier={course.tier} track={course.track} />
        </p>
        <p className="figures flex flex-wrap gap-x-3 gap-y-1">
          <span>{t('learning.lessons', { count: progress.lessons })}</span>
          <span>{t('learning.minutes', { count: course.minutes })}</span>
        </p>
        {progress.state === 'in-progress' ? (
          <ProgressBar
            label={t('learning.home.courseProgress', { title: textOf(course.title) })}
            value={progress.completed}
            max={progress.lessons}
            text={`${progress.completed} / ${progress.lessons}`}
          />
        ) : (
          progress.state === 'completed' && <StudyStatus state="completed" />
        )}
      </div>
    </article>
  );
}
