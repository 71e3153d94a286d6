import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { StopIcon } from '#app/ui/icons/icons.tsx';
import { mixed } from './mixed-text.tsx';

/**
 * What stands above a form that was refused: what happened, why, what to do; and a link to each field at fault.
 * `fieldId` is the `id` given to the Field.
 */
export function FormError({
  title,
  children,
  faults = [],
}: {
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  readonly faults?: readonly { readonly fieldId: string; readonly message: ReactNode }[];
}) {
  const { t } = useTranslation();
  return (
    <div role="alert" className="flex gap-3 rounded-control border border-seal bg-seal-ground p-4 text-14">
      <StopIcon className="text-seal" />
      <div className="flex min-w-0 flex-col gap-1">
        <p className="font-semibold">{title ?? t('shell.formRefused')}</p>
        {children && <div>{mixed(children)}</div>}
        {faults.length > 0 && (
          <ul className="list-disc pl-5">
            {faults.map((fault) => (
              <li key={fault.fieldId}>
                <a className="link" href={`#${fault.fieldId}`}>
                  {mixed(fault.message)}
                </a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
