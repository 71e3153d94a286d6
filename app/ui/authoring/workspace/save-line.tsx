import { useTranslation } from 'react-i18next';
import { Button } from '#app/ui/components/button.tsx';
import { Status } from '#app/ui/components/status.tsx';
import { useTimeFormat } from '#app/ui/components/time.tsx';
import { OfflineIcon, SavedIcon, SavingIcon } from '#app/ui/icons/icons.tsx';
import type { SaveState } from './draft-saver.ts';

/** How far the text has got, in words. Readers hear the states that ask for something, not every save. */
export function SaveLine({
  state,
  onSave,
  onChoose,
}: {
  readonly state: SaveState;
  readonly onSave: () => void;
  /** Shows what is to be chosen between two texts, where that does not stand beside the editor; null where nothing is. */
  readonly onChoose: (() => void) | null;
}) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  return (
    <div className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 text-14">
      <span data-save={state.kind}>{words()}</span>
      {(state.kind === 'unsaved' ||
        state.kind === 'offline' ||
        (state.kind === 'refused' && state.why === 'signed-out')) && (
        <Button type="button" size="small" onClick={onSave}>
          {t('authoring.save.now')}
        </Button>
      )}
      {onChoose && (
        <span className="lg:hidden">
          <Button type="button" size="small" onClick={onChoose}>
            {t('authoring.merge.toPlaces')}
          </Button>
        </span>
      )}
      <span className="sr-only" aria-live="polite">
        {state.kind === 'offline' || state.kind === 'refused' ? spoken() : ''}
      </span>
    </div>
  );

  function spoken() {
    if (state.kind === 'offline') return t('authoring.save.offline');
    return state.kind === 'refused' ? t(`authoring.save.refused.${state.why}`) : '';
  }

  function words() {
    switch (state.kind) {
      case 'saved':
        return (
          <Status tone="ok" icon={<SavedIcon size={16} />}>
            {state.at === null
              ? t('authoring.save.saved')
              : t('authoring.save.savedAt', { time: time.instant(state.at, 'clock') })}
          </Status>
        );
      case 'unsaved':
        return <Status tone="neutral">{t('authoring.save.unsaved')}</Status>;
      case 'saving':
        return (
          <Status tone="active" icon={<SavingIcon size={16} />}>
            {t('authoring.save.saving')}
          </Status>
        );
      case 'offline':
        return (
          <Status tone="warn" icon={<OfflineIcon size={16} />}>
            {t('authoring.save.offline')}
          </Status>
        );
      case 'stale':
        return <Status tone="warn">{t(onChoose ? 'authoring.save.choose' : 'authoring.save.stale')}</Status>;
      case 'refused':
        return <Status tone="seal">{t(`authoring.save.refused.${state.why}`)}</Status>;
    }
  }
}
