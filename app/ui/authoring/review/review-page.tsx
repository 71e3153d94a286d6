import { useTranslation } from 'react-i18next';
import { useAddress } from '#app/ui/components/address.ts';
import { LinkButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { DefinitionList } from '#app/ui/components/definition-list.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { Tabs } from '#app/ui/components/tabs.tsx';
import { Time } from '#app/ui/components/time.tsx';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { ImageList } from './comparison-view.tsx';
import { DecisionForms, mayPublish } from './decision-forms.tsx';
import { EffectView } from './effect-view.tsx';
import { RemarkedDifferences } from './remarked-differences.tsx';
import { RenderedComparison } from './rendered-comparison.tsx';
import type { Refusal, ReviewView } from './review-view.ts';

const COMPARED = {
  published: 'authoring.review.compare',
  earlier: 'authoring.review.compareThen',
  nothing: 'authoring.review.compareNew',
} as const;

/** A submission beside what is published: differences, remarks on lines, what publishing touches, the decision. */
export function ReviewPage({ page, refusal }: { readonly page: ReviewView; readonly refusal: Refusal | null }) {
  const { t } = useTranslation();
  const address = useAddress();
  const { view, all, review } = page;
  const part = view === 'quiz' ? 'quiz' : 'source';
  const to = (key: ReviewView['view']) => address({ view: key, line: null, done: null });
  return (
    <StaffShell
      title={<span lang="zh-CN">{page.title}</span>}
      breadcrumb={[{ label: t('authoring.review.title'), to: '/staff/reviews' }]}
      action={<LinkButton to={`/staff/lessons/${page.draftId}`}>{t('authoring.submit.back')}</LinkButton>}
    >
      <div className="flex flex-col gap-6">
        {refusal && (
          <FormError
            title={t('authoring.review.refused')}
            faults={
              refusal.field
                ? [
                    {
                      fieldId: refusal.field,
                      message: t(refusal.field === 'text' ? 'authoring.review.needText' : 'authoring.review.needNote'),
                    },
                  ]
                : []
            }
          >
            {t(`authoring.review.code.${refusal.code}`)}
          </FormError>
        )}
        {page.done && (
          <Callout tone="ok" announce>
            {t(`authoring.review.done.${page.done}`)}
          </Callout>
        )}
        <Submission review={review} code={page.code} isNew={page.against === 'nothing'} />
        <section aria-labelledby="compare" className="flex flex-col gap-4">
          <h2 id="compare" className="text-18">
            {t(COMPARED[page.against])}
          </h2>
          <Tabs
            label={t('authoring.review.views')}
            current={view}
            tabs={[
              { key: 'source', to: to('source'), label: t('authoring.review.sourceView') },
              { key: 'quiz', to: to('quiz'), label: t('authoring.review.quizView') },
              // What was in force then is kept as text, not as a page.
              ...(page.against === 'earlier'
                ? []
                : [{ key: 'rendered', to: to('rendered'), label: t('authoring.review.renderedView') }]),
            ]}
          />
          {view === 'rendered' ? (
            page.rendered && <RenderedComparison page={page} rendered={page.rendered} />
          ) : (
            <>
              <div className="flex flex-wrap items-center justify-between gap-3">
                <p className="text-13 text-ink-2 max-md:hidden">{page.isOpen && t('authoring.review.commentHint')}</p>
                {page.against !== 'nothing' && (
                  <LinkButton size="small" to={address({ all: all ? null : '1' })}>
                    {t(all ? 'authoring.review.onlyChanges' : 'authoring.review.allLines')}
                  </LinkButton>
                )}
              </div>
              <RemarkedDifferences page={page} part={part} refusal={refusal} />
              {view === 'source' && <ImageList images={page.comparison.images} />}
            </>
          )}
        </section>
        {page.isOpen && !mayPublish(page) && (
          <section aria-labelledby="effect" className="max-w-reading text-14">
            <h2 id="effect" className="mb-2 text-18">
              {t('authoring.effect.title')}
            </h2>
            <EffectView effect={page.effect} />
          </section>
        )}
        {page.isOpen && <DecisionForms page={page} refusal={refusal} />}
      </div>
    </StaffShell>
  );
}

function Submission({
  review,
  code,
  isNew,
}: {
  readonly review: ReviewView['review'];
  readonly code: string;
  readonly isNew: boolean;
}) {
  const { t } = useTranslation();
  const chinese = (text: string) => <span lang="zh-CN">{text}</span>;
  return (
    <section aria-label={t('authoring.review.submission')}>
      <DefinitionList
        items={[
          { term: t('authoring.list.course'), value: <code className="font-mono text-13">{code}</code> },
          {
            term: t('authoring.review.change'),
            value: isNew ? t('authoring.list.isNew') : t(`authoring.review.${review.change}`),
          },
          { term: t('authoring.review.submittedBy'), value: chinese(review.submittedBy.name) },
          { term: t('authoring.review.submittedAt'), value: <Time at={review.submittedAt} /> },
          {
            term: t('authoring.review.note'),
            value: (
              <span lang="zh-CN" className="whitespace-pre-wrap">
                {review.note}
              </span>
            ),
          },
          ...(review.decision && review.decidedAt !== null
            ? [
                {
                  term: t('authoring.review.decision'),
                  value: (
                    <>
                      {t(`authoring.review.decided.${review.decision}`)} {chinese(review.decidedBy?.name ?? '')}{' '}
                      <Time at={review.decidedAt} />
                      {review.decisionNote && (
                        <span lang="zh-CN" className="block whitespace-pre-wrap">
                          {review.decisionNote}
                        </span>
                      )}
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
    </section>
  );
}
