import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { CloseIcon } from '#app/ui/icons/icons.tsx';
import { mixed } from './mixed-text.tsx';

/**
 * The browser's own modal dialog: it holds the focus, Escape closes it, the page behind is inert.
 * The question names the object and the consequence; so does the button in `actions`.
 */
export function Dialog({
  open,
  onClose,
  title,
  children,
  actions,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: ReactNode;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}) {
  const { t } = useTranslation();
  const ref = useRef<HTMLDialogElement>(null);
  const titleRef = useRef<HTMLHeadingElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    if (open && !dialog.open) {
      dialog.showModal();
      // The question first: not the button that leaves it, and not the one that cannot be undone.
      titleRef.current?.focus();
    }
    if (!open && dialog.open) dialog.close();
  }, [open]);
  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onClose={onClose}
      className="m-auto w-[min(34rem,calc(100vw-2rem))] rounded-panel border border-line bg-surface p-0 text-ink shadow-float backdrop:bg-[var(--scrim)] max-sm:mb-4"
    >
      <div className="flex flex-col gap-4 p-6">
        <div className="flex items-start justify-between gap-4">
          <h2 ref={titleRef} id={titleId} tabIndex={-1} className="text-18 outline-none">
            {mixed(title)}
          </h2>
          <button
            type="button"
            onClick={onClose}
            aria-label={t('shell.close')}
            className="-m-2 flex size-10 items-center justify-center rounded-control text-ink-2 hover:bg-sunken hover:text-ink"
          >
            <CloseIcon />
          </button>
        </div>
        <div className="text-14 text-ink">{children}</div>
        {actions && <div className="flex flex-wrap justify-end gap-3">{actions}</div>}
      </div>
    </dialog>
  );
}
