import { type ReactNode, type RefObject, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '#app/ui/components/class-names.ts';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { useTimeFormat } from '#app/ui/components/time.tsx';
import { lessonModulePath } from '#app/ui/learning/lesson-content.tsx';
import { LessonCopyContext } from '#app/ui/mdx/lesson-copy.ts';
import { draftModulePath, LessonView } from '../lesson-view.tsx';
import type { DraftPreview } from '../workspace/draft-view.ts';
import type { Rendered, ReviewView } from './review-view.ts';
import { useScrollTogether } from './use-scroll-together.ts';

type Side = 'published' | 'submitted';

/**
 * What learners see now beside what they would see. Where two do not fit beside each other one lies over the other, and
 * both scroll together all the same: changing sides shows the same place.
 */
export function RenderedComparison({ page, rendered }: { readonly page: ReviewView; readonly rendered: Rendered }) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  const [side, setSide] = useState<Side>('submitted');
  const publishedBox = useRef<HTMLDivElement>(null);
  const submittedBox = useRef<HTMLDivElement>(null);
  useScrollTogether(publishedBox, submittedBox);
  const { published, submitted } = rendered;
  return (
    <>
      <noscript>
        <p className="text-14 text-ink-2">{t('authoring.review.needsScript')}</p>
      </noscript>
      {published ? (
        <SideSwitch side={side} onChange={setSide} />
      ) : (
        <p className="text-14 text-ink-2">{t('authoring.review.nothingPublished')}</p>
      )}
      <div className={classNames('grid gap-4', published && 'xl:grid-cols-2')}>
        {published && (
          <Pane
            box={publishedBox}
            side="published"
            label={t('authoring.review.before')}
            facts={t('authoring.review.publishedFacts', {
              number: published.number,
              date: time.instant(published.publishedAt, 'day'),
            })}
            isChosen={side === 'published'}
          >
            <Lesson
              path={lessonModulePath(published.preview?.moduleHash ?? '')}
              lesson={published.preview}
              failed={<EmptyState title={t('authoring.review.publishedGone')} text={t('authoring.review.useText')} />}
            />
          </Pane>
        )}
        <Pane
          box={submittedBox}
          side="submitted"
          label={t('authoring.review.after')}
          facts={t('authoring.review.submittedFacts', {
            revision: page.revision,
            date: time.instant(page.review.submittedAt, 'day'),
          })}
          isChosen={!published || side === 'submitted'}
        >
          <Lesson
            path={draftModulePath(page.draftId, submitted?.moduleHash ?? '')}
            lesson={submitted}
            failed={<EmptyState title={t('authoring.review.submittedGone')} text={t('authoring.review.useText')} />}
          />
        </Pane>
      </div>
    </>
  );
}

function Lesson({
  path,
  lesson,
  failed,
}: {
  readonly path: string;
  readonly lesson: DraftPreview | null;
  readonly failed: ReactNode;
}) {
  return lesson ? <LessonView path={path} lesson={lesson} failed={failed} /> : failed;
}

function Pane({
  box,
  side,
  label,
  facts,
  isChosen,
  children,
}: {
  readonly box: RefObject<HTMLDivElement>;
  readonly side: Side;
  readonly label: string;
  readonly facts: string;
  /** Where one lies over the other: whether this is the one on top. */
  readonly isChosen: boolean;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  const id = useId();
  const copy = useMemo(
    () => ({ prefix: `${side}-`, nameOf: (part: string) => t('authoring.review.partOf', { side: label, part }) }),
    [side, label, t],
  );
  return (
    <section
      aria-labelledby={id}
      className={classNames(
        'min-w-0 overflow-hidden rounded-panel border border-line max-xl:not-noscript:col-start-1 max-xl:not-noscript:row-start-1',
        !isChosen && 'max-xl:not-noscript:invisible',
      )}
    >
      <div className="flex flex-wrap items-baseline gap-x-3 border-b border-line bg-sunken px-4 py-2">
        <h3 id={id} className="text-14 font-semibold">
          {label}
        </h3>
        <p className="figures text-13 text-ink-2">{facts}</p>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: what scrolls is no group of fields */}
      <div
        ref={box}
        role="group"
        aria-labelledby={id}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it
        tabIndex={0}
        className="relative h-[75dvh] noscript:h-auto overflow-y-auto bg-paper px-4 py-6 -outline-offset-2 sm:px-8"
      >
        <LessonCopyContext.Provider value={copy}>{children}</LessonCopyContext.Provider>
      </div>
    </section>
  );
}

function SideSwitch({ side, onChange }: { readonly side: Side; readonly onChange: (side: Side) => void }) {
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/useSemanticElements: two buttons, no fields
    <div role="group" aria-label={t('authoring.review.sides')} className="flex xl:hidden noscript:hidden">
      {(['published', 'submitted'] as const).map((each) => (
        <button
          key={each}
          type="button"
          aria-pressed={each === side}
          onClick={() => onChange(each)}
          className="min-h-11 flex-1 border border-control bg-surface px-4 text-14 text-ink-2 first:rounded-l-control last:-ml-px last:rounded-r-control aria-pressed:z-10 aria-pressed:border-action aria-pressed:bg-action-ground aria-pressed:font-semibold aria-pressed:text-action sm:flex-none"
        >
          {t(each === 'published' ? 'authoring.review.before' : 'authoring.review.after')}
        </button>
      ))}
    </div>
  );
}
