import { createContext, type ReactNode, useContext, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { StopIcon } from '#app/ui/icons/icons.tsx';
import { classNames } from './class-names.ts';
import { mixed } from './mixed-text.tsx';

type FieldControl = {
  readonly id: string;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
  readonly required: boolean;
};

const FieldContext = createContext<FieldControl | null>(null);

/** What the field around a control knows of it: spread on a native control. Empty outside a field. */
export function useFieldControl(): {
  id?: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
  required?: boolean;
} {
  const field = useContext(FieldContext);
  if (!field) return {};
  return {
    id: field.id,
    ...(field.describedBy ? { 'aria-describedby': field.describedBy } : {}),
    ...(field.invalid ? { 'aria-invalid': true as const } : {}),
    ...(field.required ? { required: true } : {}),
  };
}

export type FieldProps = {
  readonly label: ReactNode;
  /** One line below the label: what is wanted, in what form. */
  readonly hint?: ReactNode;
  /** What is wrong and how to put it right; announced with the control. */
  readonly error?: ReactNode;
  readonly required?: boolean;
  /** The label is for readers only: where a neighbouring word already says it. */
  readonly labelHidden?: boolean;
  /** Fixes the control's id, so that a FormError can point at it. */
  readonly id?: string;
  readonly children: ReactNode;
};

/** A label, its hint and its error around one control (TextInput, PasswordInput, Select, TextArea…). */
export function Field({ label, hint, error, required = false, labelHidden = false, id, children }: FieldProps) {
  const { t } = useTranslation();
  const own = useId();
  const controlId = id ?? own;
  const hintId = `${controlId}-hint`;
  const errorId = `${controlId}-error`;
  const describedBy = [hint ? hintId : null, error ? errorId : null].filter(Boolean).join(' ') || undefined;
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={controlId} className={classNames('text-14 font-medium text-ink', labelHidden && 'sr-only')}>
        {label}
        {required && <span className="ml-2 text-13 font-normal text-ink-3">{t('shell.required')}</span>}
      </label>
      {hint && (
        <p id={hintId} className="text-13 text-ink-2">
          {mixed(hint)}
        </p>
      )}
      <FieldContext.Provider value={{ id: controlId, describedBy, invalid: Boolean(error), required }}>
        {children}
      </FieldContext.Provider>
      {error && <FieldError id={errorId}>{error}</FieldError>}
    </div>
  );
}

export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} className="flex items-start gap-1 text-13 text-seal">
      <StopIcon size={16} className="mt-0.5" />
      <span>{mixed(children)}</span>
    </p>
  );
}
