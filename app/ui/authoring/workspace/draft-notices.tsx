import { useTranslation } from 'react-i18next';
import { Button, LinkButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { useTimeFormat } from '#app/ui/components/time.tsx';
import type { Presence } from './draft-calls.ts';
import type { LocalCopy } from './draft-saver.ts';
import { type WorkDraft, whyReadOnly } from './draft-view.ts';

/** What whoever opens a draft should know before writing on. */
export function DraftNotices({
  draft,
  presence,
  offer,
  onTake,
  onDrop,
}: {
  readonly draft: WorkDraft;
  readonly presence: Presence | null;
  readonly offer: LocalCopy | null;
  readonly onTake: () => void;
  readonly onDrop: () => void;
}) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  const others = presence?.others ?? [];
  // Beside somebody who only reads nothing needs to be merged, nor for one who does.
  const writers = others.filter(({ writes }) => writes && draft.mayEdit);
  const lookers = others.filter(({ writes }) => !writes || !draft.mayEdit);
  const namesOf = (some: typeof others) => some.map(({ name }) => name).join(t('authoring.presence.and'));
  const { review } = draft;
  const why = whyReadOnly(draft);
  return (
    <div className="flex flex-col gap-3 empty:hidden">
      {offer && (
        <Callout
          tone="warn"
          announce
          title={t('authoring.copy.title')}
          action={
            <>
              <Button type="button" size="small" tone="primary" onClick={onTake}>
                {t('authoring.copy.take')}
              </Button>
              <Button type="button" size="small" onClick={onDrop}>
                {t('authoring.copy.drop')}
              </Button>
            </>
          }
        >
          {t('authoring.copy.text', { time: time.instant(offer.at) })}
        </Callout>
      )}
      {writers.length > 0 && (
        <Callout tone="warn" announce title={t('authoring.presence.title', { names: namesOf(writers) })}>
          {t('authoring.presence.text')}
        </Callout>
      )}
      {lookers.length > 0 && (
        <Callout tone="neutral">
          {t(`authoring.presence.${why ? 'present' : 'looking'}`, { names: namesOf(lookers) })}
        </Callout>
      )}
      {others.length === 0 && draft.mayEdit && presence && presence.ownTabs > 0 && (
        <Callout tone="neutral">{t('authoring.presence.ownTabs')}</Callout>
      )}
      {draft.status === 'returned' && review?.decision === 'returned' && (
        <Callout tone="warn" title={t('authoring.review.returnedTitle', { name: review.by?.name ?? '' })}>
          <span lang="zh-CN" className="whitespace-pre-wrap">
            {review.note}
          </span>
        </Callout>
      )}
      {why && (
        <Callout tone={why === 'in-review' ? 'active' : 'neutral'} title={t('authoring.readOnly.title')}>
          {t(`authoring.readOnly.${why}`)}
          {draft.mayWithdraw && t('authoring.review.waitingOwn')}
        </Callout>
      )}
      {draft.isBaseStale && draft.mayEdit && (
        <Callout
          tone="warn"
          title={t('authoring.rebase.noticeTitle')}
          action={
            <LinkButton to={`/staff/lessons/${draft.id}/rebase`} size="small">
              {t('authoring.rebase.open')}
            </LinkButton>
          }
        >
          {t('authoring.rebase.noticeText')}
        </Callout>
      )}
      {draft.fileConflict && (
        <Callout tone="warn" title={t('authoring.files.title')}>
          {t('authoring.files.text')}
        </Callout>
      )}
    </div>
  );
}
