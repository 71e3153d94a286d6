import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { DiffRow } from '#app/domain/kernel/diff-texts.ts';
import { useAddress } from '#app/ui/components/address.ts';
import { Button, LinkButton, SubmitButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { holdEnterWhileComposing } from '#app/ui/components/composition.ts';
import { DefinitionList } from '#app/ui/components/definition-list.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { TextArea } from '#app/ui/components/inputs.tsx';
import { mixed } from '#app/ui/components/mixed-text.tsx';
import { Tabs } from '#app/ui/components/tabs.tsx';
import { Time } from '#app/ui/components/time.tsx';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import type { DraftPreview, Someone } from '../workspace/draft-view.ts';
import { LessonPreview } from '../workspace/lesson-preview.tsx';
import { type ImageDifference, ImageList } from './comparison-view.tsx';
import { DiffTable } from './diff-table.tsx';
import { type Effect, EffectView } from './effect-view.tsx';

type Comment = {
  readonly commentId: string;
  readonly part: 'source' | 'quiz';
  readonly line: number | null;
  readonly quote: string;
  readonly text: string;
  readonly author: Someone;
  readonly at: number;
  readonly resolved: { readonly by: Someone; readonly at: number } | null;
};

type Page = {
  readonly draftId: string;
  readonly title: string;
  readonly code: string;
  readonly revision: number;
  readonly isOpen: boolean;
  readonly publishedNumber: number | null;
  readonly isBaseStale: boolean;
  readonly review: {
    readonly change: 'minor' | 'material';
    readonly note: string;
    readonly submittedBy: Someone;
    readonly submittedAt: number;
    readonly decision: 'published' | 'returned' | 'withdrawn' | null;
    readonly decidedBy: Someone | null;
    readonly decidedAt: number | null;
    readonly decisionNote: string | null;
  };
  readonly comparison: {
    readonly source: readonly DiffRow[];
    readonly quiz: readonly DiffRow[];
    readonly images: ImageDifference;
  };
  readonly comments: readonly Comment[];
  readonly effect: Effect;
  readonly errors: number;
  readonly mayDecide: boolean;
  readonly whyNot: 'not-reviewer' | 'own-work' | 'decided' | null;
  readonly view: 'source' | 'quiz' | 'rendered';
  readonly all: boolean;
  readonly commenting: number | null;
  readonly preview: DraftPreview | null;
  readonly done: 'commented' | 'resolved' | 'reopened' | null;
};

type Refusal = {
  readonly code:
    | 'own-work'
    | 'not-in-review'
    | 'stale-version'
    | 'stale-base'
    | 'draft-at-fault'
    | 'invalid-input'
    | 'not-found'
    | 'forbidden';
  readonly field: 'text' | 'note' | null;
  readonly typed: string;
};

/** A submission beside what is published: differences, remarks on lines, what publishing touches, the decision. */
export function ReviewPage({ page, refusal }: { readonly page: Page; readonly refusal: Refusal | null }) {
  const { t } = useTranslation();
  const address = useAddress();
  const { view, all, review } = page;
  const part = view === 'quiz' ? 'quiz' : 'source';
  const to = (key: Page['view']) => address({ view: key, line: null, done: null });
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
        <Submission review={review} code={page.code} isNew={page.publishedNumber === null} />
        <section aria-labelledby="compare" className="flex flex-col gap-4">
          <h2 id="compare" className="text-18">
            {t(page.publishedNumber === null ? 'authoring.review.compareNew' : 'authoring.review.compare')}
          </h2>
          <Tabs
            label={t('authoring.review.views')}
            current={view}
            tabs={[
              { key: 'source', to: to('source'), label: t('authoring.review.sourceView') },
              { key: 'quiz', to: to('quiz'), label: t('authoring.review.quizView') },
              { key: 'rendered', to: to('rendered'), label: t('authoring.review.renderedView') },
            ]}
          />
          {view === 'rendered' ? (
            page.preview ? (
              <div className="h-[80dvh] overflow-hidden rounded-panel border border-line">
                <LessonPreview
                  draftId={page.draftId}
                  preview={page.preview}
                  width="desktop"
                  theme="page"
                  line={1}
                  lineHeadings={NO_LINES}
                />
              </div>
            ) : (
              <EmptyState title={t('authoring.preview.noneTitle')} text={t('authoring.preview.noneText')} />
            )
          ) : (
            <>
              <div className="flex flex-wrap items-center justify-between gap-3">
                <p className="text-13 text-ink-2">{page.isOpen && t('authoring.review.commentHint')}</p>
                {page.publishedNumber !== null && (
                  <LinkButton size="small" to={address({ all: all ? null : '1' })}>
                    {t(all ? 'authoring.review.onlyChanges' : 'authoring.review.allLines')}
                  </LinkButton>
                )}
              </div>
              <Differences page={page} part={part} refusal={refusal} />
              {view === 'source' && <ImageList images={page.comparison.images} />}
            </>
          )}
        </section>
        <section aria-labelledby="effect" className="max-w-reading text-14">
          <h2 id="effect" className="mb-2 text-18">
            {t('authoring.effect.title')}
          </h2>
          <EffectView effect={page.effect} />
        </section>
        {page.isOpen && <Decision page={page} refusal={refusal} />}
      </div>
    </StaffShell>
  );
}

const NO_LINES: readonly number[] = [];

function Submission({
  review,
  code,
  isNew,
}: {
  readonly review: Page['review'];
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

function Differences({
  page,
  part,
  refusal,
}: {
  readonly page: Page;
  readonly part: 'source' | 'quiz';
  readonly refusal: Refusal | null;
}) {
  const { t } = useTranslation();
  const address = useAddress();
  const comments = page.comments.filter((comment) => comment.part === part);
  const lost = comments.filter(({ line }) => line === null);
  const partName = t(`authoring.part.${part}`);
  const at = (row: DiffRow) => comments.filter(({ line }) => line !== null && line === row.after?.line);
  const isCommenting = (row: DiffRow) => page.isOpen && row.after !== null && row.after.line === page.commenting;
  return (
    <>
      <DiffTable
        caption={partName}
        rows={page.comparison[part]}
        all={page.all}
        before={t('authoring.review.before')}
        after={t('authoring.review.after')}
        keep={(row) => at(row).length > 0 || isCommenting(row)}
        {...(page.isOpen ? { remark: (line: number) => `${address({ line: String(line), done: null })}#text` } : {})}
        below={(row) =>
          at(row).length > 0 || isCommenting(row) ? (
            <tr className="max-md:block">
              <td colSpan={5} className="border-y border-line bg-paper px-4 py-3 max-md:block">
                {at(row).length > 0 && (
                  <section aria-label={t('authoring.review.comments', { part: partName, line: row.after?.line ?? 0 })}>
                    <Thread comments={at(row)} part={part} />
                  </section>
                )}
                {isCommenting(row) && <CommentForm part={part} line={row.after?.line ?? 1} refusal={refusal} />}
              </td>
            </tr>
          ) : null
        }
      />
      {lost.length > 0 && (
        <section aria-labelledby="lost" className="max-w-reading">
          <h3 id="lost" className="mb-2 text-14 font-semibold">
            {t('authoring.review.otherComments')}
          </h3>
          <Thread comments={lost} part={part} />
        </section>
      )}
    </>
  );
}

function Thread({ comments, part }: { readonly comments: readonly Comment[]; readonly part: string }) {
  const { t } = useTranslation();
  return (
    <ul className="flex flex-col gap-3">
      {comments.map(({ commentId, author, at, text, quote, line, resolved }) => (
        <li key={commentId} className="border-l-2 border-warn pl-3 text-14">
          <p className="flex flex-wrap gap-x-3 text-13 text-ink-2">
            <span lang="zh-CN" className="font-medium text-ink">
              {author.name}
            </span>
            <Time at={at} />
            {resolved && <span className="text-ok">{t('authoring.comments.resolved')}</span>}
          </p>
          {line === null && (
            <p lang="zh-CN" className="truncate font-mono text-13 text-ink-2">
              {quote}
            </p>
          )}
          <p lang="zh-CN" className="whitespace-pre-wrap">
            {text}
          </p>
          <Form method="post" className="mt-1">
            <input type="hidden" name="intent" value="resolve" />
            <input type="hidden" name="part" value={part} />
            <input type="hidden" name="commentId" value={commentId} />
            <input type="hidden" name="resolved" value={String(resolved === null)} />
            <Button size="small" tone="quiet">
              {t(resolved ? 'authoring.comments.reopen' : 'authoring.comments.resolve')}
            </Button>
          </Form>
        </li>
      ))}
    </ul>
  );
}

function CommentForm({
  part,
  line,
  refusal,
}: {
  readonly part: 'source' | 'quiz';
  readonly line: number;
  readonly refusal: Refusal | null;
}) {
  const { t } = useTranslation();
  const address = useAddress();
  return (
    <Form method="post" onKeyDown={holdEnterWhileComposing} className="mt-3 flex max-w-reading flex-col gap-3">
      <input type="hidden" name="intent" value="comment" />
      <input type="hidden" name="part" value={part} />
      <input type="hidden" name="line" value={line} />
      <Field
        id="text"
        label={t('authoring.review.commentOn', { part: t(`authoring.part.${part}`), line })}
        required
        error={refusal?.field === 'text' ? t('authoring.review.needText') : undefined}
      >
        <TextArea
          name="text"
          lang="zh-CN"
          rows={3}
          maxLength={1000}
          defaultValue={refusal?.field === 'text' ? refusal.typed : ''}
          // The line was chosen to write on it.
          autoFocus
        />
      </Field>
      <div className="flex flex-wrap gap-2">
        <SubmitButton size="small">{t('authoring.review.addComment')}</SubmitButton>
        <LinkButton size="small" tone="quiet" to={address({ line: null })}>
          {t('authoring.review.cancelComment')}
        </LinkButton>
      </div>
    </Form>
  );
}

function Decision({ page, refusal }: { readonly page: Page; readonly refusal: Refusal | null }) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="decision" className="border-t border-line pt-6">
      <h2 id="decision" className="mb-4 text-18">
        {t('authoring.review.decision')}
      </h2>
      {page.whyNot ? (
        <Callout tone="neutral">{t(`authoring.review.whyNot.${page.whyNot}`)}</Callout>
      ) : (
        <div className="grid gap-8 lg:grid-cols-2">
          <Form method="post" className="flex flex-col gap-4">
            <input type="hidden" name="intent" value="publish" />
            <input type="hidden" name="revision" value={page.revision} />
            {page.errors > 0 ? (
              <Callout tone="seal">{t('authoring.review.faults', { count: page.errors })}</Callout>
            ) : page.isBaseStale ? (
              <Callout tone="warn">{t('authoring.review.stale')}</Callout>
            ) : (
              <>
                <Field label={t('authoring.review.publishNote')}>
                  <TextArea name="note" lang="zh-CN" rows={3} maxLength={1000} />
                </Field>
                <div className="rounded-control border border-line bg-surface p-3 text-14">
                  <EffectView effect={page.effect} />
                </div>
                <div>
                  <SubmitButton>{mixed(t('authoring.review.publish', { title: page.title }))}</SubmitButton>
                </div>
              </>
            )}
          </Form>
          <Form method="post" className="flex flex-col gap-4">
            <input type="hidden" name="intent" value="return" />
            <Field
              id="note"
              label={t('authoring.review.returnNote')}
              hint={t('authoring.review.returnHint')}
              required
              error={refusal?.field === 'note' ? t('authoring.review.needNote') : undefined}
            >
              <TextArea
                name="note"
                lang="zh-CN"
                rows={3}
                maxLength={1000}
                defaultValue={refusal?.field === 'note' ? refusal.typed : ''}
              />
            </Field>
            <div>
              <Button>{mixed(t('authoring.review.return', { name: page.review.submittedBy.name }))}</Button>
            </div>
          </Form>
        </div>
      )}
    </section>
  );
}
