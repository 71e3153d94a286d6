import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { DiffRow } from '#app/domain/kernel/diff-texts.ts';
import { useAddress } from '#app/ui/components/address.ts';
import { Button, LinkButton, SubmitButton } from '#app/ui/components/button.tsx';
import { holdEnterWhileComposing } from '#app/ui/components/composition.ts';
import { Field } from '#app/ui/components/field.tsx';
import { TextArea } from '#app/ui/components/inputs.tsx';
import { Time } from '#app/ui/components/time.tsx';
import { DiffTable } from './diff-table.tsx';
import type { Comment, Refusal, ReviewView } from './review-view.ts';

/** What differs in one part of the lesson, with the remarks on its lines. */
export function RemarkedDifferences({
  page,
  part,
  refusal,
}: {
  readonly page: ReviewView;
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
        before={t(page.against === 'earlier' ? 'authoring.review.beforeThen' : 'authoring.review.before')}
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
