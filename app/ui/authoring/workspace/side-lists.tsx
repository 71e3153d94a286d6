import { useTranslation } from 'react-i18next';
import { Button } from '#app/ui/components/button.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { ToneIcon } from '#app/ui/components/status.tsx';
import { Time } from '#app/ui/components/time.tsx';
import type { DraftComment, DraftFault } from './draft-view.ts';
import { ScrollArea } from './scroll-area.tsx';

/** What the check found, in the order of the text; each leads to its line. */
export function FaultList({
  faults,
  state,
  mayEdit,
  onGo,
  onAgain,
}: {
  readonly faults: readonly DraftFault[] | null;
  readonly state: 'fresh' | 'waiting' | 'failed';
  readonly mayEdit: boolean;
  readonly onGo: (fault: DraftFault) => void;
  readonly onAgain: () => void;
}) {
  const { t } = useTranslation();
  const errors = faults?.filter(({ severity }) => severity === 'error').length ?? 0;
  return (
    <ScrollArea label={t('authoring.panels.faults')}>
      <p className="text-14 text-ink-2" aria-live="polite">
        {state === 'failed' ? (
          <>
            {t('authoring.faults.failed')}{' '}
            <Button type="button" size="small" onClick={onAgain}>
              {t('authoring.faults.again')}
            </Button>
          </>
        ) : state === 'waiting' || !faults ? (
          t('authoring.faults.checking')
        ) : (
          t('authoring.faults.counts', { errors, warnings: faults.length - errors })
        )}
      </p>
      {faults && faults.length === 0 && state === 'fresh' && (
        <EmptyState
          title={t('authoring.faults.noneTitle')}
          text={t(mayEdit ? 'authoring.faults.noneText' : 'authoring.faults.noneRead')}
        />
      )}
      {/* Lines of an older text would be wrong. */}
      {faults && faults.length > 0 && state === 'fresh' && (
        <ul className="mt-3 divide-y divide-line border-y border-line">
          {faults.map((fault) => (
            <li key={`${fault.part}:${fault.line}:${fault.column}:${fault.code}:${fault.message}`}>
              <button
                type="button"
                onClick={() => onGo(fault)}
                className="flex min-h-11 w-full items-start gap-2 px-1 py-2 text-left text-14 hover:bg-sunken"
              >
                <span className="mt-0.5">
                  <ToneIcon tone={fault.severity === 'error' ? 'seal' : 'warn'} />
                </span>
                <span className="min-w-0">
                  <span className="figures block text-13 text-ink-2">
                    {t(fault.severity === 'error' ? 'authoring.faults.error' : 'authoring.faults.warning')}
                    {' · '}
                    {t('authoring.faults.place', {
                      part: t(`authoring.part.${fault.part}`),
                      line: fault.line,
                      column: fault.column,
                    })}
                  </span>
                  <span className="break-words">{fault.message}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </ScrollArea>
  );
}

/** The reviewer's remarks; each leads to where its line stands now. */
export function CommentList({
  comments,
  onGo,
  onResolve,
}: {
  readonly comments: readonly DraftComment[];
  readonly onGo: (comment: DraftComment) => void;
  readonly onResolve: (comment: DraftComment, resolved: boolean) => void;
}) {
  const { t } = useTranslation();
  if (comments.length === 0)
    return (
      <div className="p-4">
        <EmptyState title={t('authoring.comments.noneTitle')} text={t('authoring.comments.noneText')} />
      </div>
    );
  return (
    <ul className="h-full divide-y divide-line overflow-y-auto px-4">
      {comments.map((comment) => (
        <li key={comment.id} className="py-4 text-14">
          <p className="flex flex-wrap items-baseline gap-x-3 text-13 text-ink-2">
            <span lang="zh-CN" className="font-medium text-ink">
              {comment.author.name}
            </span>
            <Time at={comment.at} />
            {comment.resolved && <span className="text-ok">{t('authoring.comments.resolved')}</span>}
          </p>
          <blockquote
            lang="zh-CN"
            className="mt-1 truncate border-l-2 border-control pl-2 font-mono text-13 text-ink-2"
          >
            {comment.quote || t('authoring.comments.emptyLine')}
          </blockquote>
          <p lang="zh-CN" className="mt-1 whitespace-pre-wrap">
            {comment.text}
          </p>
          <div className="mt-2 flex flex-wrap gap-2">
            <Button type="button" size="small" onClick={() => onGo(comment)} disabled={comment.line === null}>
              {t(comment.line === null ? 'authoring.comments.lineGone' : 'authoring.comments.go')}
            </Button>
            <Button
              type="button"
              size="small"
              tone="quiet"
              onClick={() => onResolve(comment, comment.resolved === null)}
            >
              {t(comment.resolved ? 'authoring.comments.reopen' : 'authoring.comments.resolve')}
            </Button>
          </div>
        </li>
      ))}
    </ul>
  );
}
