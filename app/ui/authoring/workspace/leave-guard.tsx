import { useBlocker } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#app/ui/components/button.tsx';
import { Dialog } from '#app/ui/components/dialog.tsx';

/** Going to another page saves first; where that does not work it asks. */
export function LeaveGuard({
  hasUnsaved,
  saveNow,
}: {
  readonly hasUnsaved: () => boolean;
  readonly saveNow: () => Promise<unknown>;
}) {
  const { t } = useTranslation();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => currentLocation.pathname !== nextLocation.pathname && hasUnsaved(),
  );
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    void saveNow().then(() => {
      if (hasUnsaved()) setAsking(true);
      else blocker.proceed();
    });
  }, [blocker, hasUnsaved, saveNow]);
  const stay = () => {
    setAsking(false);
    blocker.reset?.();
  };
  return (
    <Dialog
      open={asking}
      onClose={stay}
      title={t('authoring.leave.title')}
      actions={
        <>
          <Button type="button" tone="primary" onClick={stay}>
            {t('authoring.leave.stay')}
          </Button>
          <Button
            type="button"
            onClick={() => {
              setAsking(false);
              blocker.proceed?.();
            }}
          >
            {t('authoring.leave.go')}
          </Button>
        </>
      }
    >
      {t('authoring.leave.text')}
    </Dialog>
  );
}
