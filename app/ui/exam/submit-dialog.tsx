import { useTranslation } from 'react-i18next';
import { Button } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { Dialog } from '#app/ui/components/dialog.tsx';
import type { HandInState } from './use-hand-in.ts';

/** The last question: what is not answered, what was marked, what is not yet sent, and that it cannot be undone. */
export function SubmitDialog({
  open,
  total,
  missing,
  marked,
  waiting,
  state,
  onGo,
  onSubmit,
  onClose,
}: {
  readonly open: boolean;
  readonly total: number;
  /** Places of questions, from 0. */
  readonly missing: readonly number[];
  readonly marked: readonly number[];
  readonly waiting: number;
  readonly state: HandInState;
  readonly onGo: (index: number) => void;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('exam.page.ask.title')}
      actions={
        <>
          <Button type="button" onClick={onClose}>
            {t('exam.page.ask.no')}
          </Button>
          <Button type="button" tone="danger" pending={state === 'sending'} onClick={onSubmit}>
            {t('exam.page.ask.yes')}
          </Button>
        </>
      }
    >
      {/* Nothing inside a closed dialog: its buttons would be found by whoever looks for a question. */}
      {open && (
        <div className="flex flex-col gap-4 text-16">
          {missing.length === 0 ? (
            <p>{t('exam.page.ask.all', { total })}</p>
          ) : (
            <Places words={t('exam.page.ask.missing', { count: missing.length })} places={missing} onGo={onGo} />
          )}
          {marked.length > 0 && (
            <Places words={t('exam.page.ask.marked', { count: marked.length })} places={marked} onGo={onGo} />
          )}
          {waiting > 0 && <p className="text-warn">{t('exam.page.ask.unsent', { count: waiting })}</p>}
          <p>{t('exam.page.ask.consequence')}</p>
          {state === 'failed' && (
            <Callout tone="warn" announce>
              {t('exam.page.ask.failed')}
            </Callout>
          )}
        </div>
      )}
    </Dialog>
  );
}

function Places({
  words,
  places,
  onGo,
}: {
  readonly words: string;
  readonly places: readonly number[];
  readonly onGo: (index: number) => void;
}) {
  const { t } = useTranslation();
  return (
    <div>
      <p>{words}</p>
      <ul className="mt-2 flex flex-wrap gap-2">
        {places.map((index) => (
          <li key={index}>
            <button
              type="button"
              onClick={() => onGo(index)}
              aria-label={t('exam.page.ask.jump', { n: index + 1 })}
              className="figures flex size-11 items-center justify-center rounded-control border border-control text-14 hover:border-action hover:text-action md:size-9"
            >
              {index + 1}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
