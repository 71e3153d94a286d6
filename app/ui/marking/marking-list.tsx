import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { LinkButton, SubmitButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { LocalTextView } from '#app/ui/components/local-text-view.tsx';
import { Pager } from '#app/ui/components/pager.tsx';
import { Time } from '#app/ui/components/time.tsx';
import { PromptText } from '#app/ui/questions/prompt-text.tsx';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';

type SittingToMark = {
  readonly id: string;
  readonly code: string;
  readonly title: LocalText;
  readonly closesAt: number;
  readonly questions: readonly {
    readonly versionId: string;
    readonly prompt: LocalText;
    readonly waiting: number;
    readonly all: number;
  }[];
  /** Papers that are marked whole and wait for the end of marking. */
  readonly whole: number;
};

/** The marker's desk: sittings with written answers, question by question, and the end of their marking. */
export function MarkingList({
  sittings,
  total,
  page,
  pageSize,
  graded,
}: {
  readonly sittings: readonly SittingToMark[];
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
  /** How many papers the act before graded; null when there was none. */
  readonly graded: number | null;
}) {
  const { t } = useTranslation();
  return (
    <StaffShell title={t('marking.title')} intro={t('marking.intro')}>
      {graded !== null && (
        <div className="mb-4">
          <Callout tone={graded > 0 ? 'ok' : 'neutral'} announce>
            {graded > 0 ? t('marking.finished', { count: graded }) : t('marking.finishedNone')}
          </Callout>
        </div>
      )}
      {sittings.length === 0 && <EmptyState title={t('marking.emptyTitle')} text={t('marking.emptyText')} />}
      <ul aria-label={t('marking.caption')} className="flex flex-col gap-4">
        {sittings.map((sitting) => (
          <li key={sitting.id} className="rounded-panel border border-line bg-surface p-4">
            <SittingCard sitting={sitting} />
          </li>
        ))}
      </ul>
      {total > 0 && <Pager page={page} pageSize={pageSize} total={total} />}
    </StaffShell>
  );
}

function SittingCard({
  sitting: { id, code, title, closesAt, questions, whole },
}: {
  readonly sitting: SittingToMark;
}) {
  const { t } = useTranslation();
  return (
    <>
      <h2 className="text-18 font-semibold">
        <LocalTextView text={title} />
      </h2>
      <p className="figures mt-1 flex flex-wrap gap-x-3 text-13 text-ink-2">
        <span>{code}</span>
        <span>
          {t('marking.closes')} <Time at={closesAt} />
        </span>
      </p>
      <ul aria-label={t('marking.questions')} className="mt-3 divide-y divide-line border-y border-line">
        {questions.map(({ versionId, prompt, waiting, all }) => (
          <li key={versionId} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
            <p className="line-clamp-2 min-w-0 flex-1 basis-64 text-16">
              <PromptText text={prompt} />
            </p>
            <p className="figures text-14 text-ink-2">
              {waiting > 0 ? t('marking.waiting', { count: waiting, all }) : t('marking.done', { count: all })}
            </p>
            <LinkButton
              to={`/staff/marking/${id}/${versionId}`}
              tone={waiting > 0 ? 'primary' : 'secondary'}
              size="small"
            >
              {waiting > 0 ? t('marking.mark') : t('marking.again')}
            </LinkButton>
          </li>
        ))}
      </ul>
      {whole > 0 && (
        <Form method="post" className="mt-3 flex flex-col items-start gap-2">
          <input type="hidden" name="sittingId" value={id} />
          <p className="text-14 font-medium">{t('marking.whole', { count: whole })}</p>
          <SubmitButton tone="secondary">{t('marking.finish')}</SubmitButton>
          <p className="text-13 text-ink-2">{t('marking.finishHint')}</p>
        </Form>
      )}
    </>
  );
}
