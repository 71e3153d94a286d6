import {
  type ComponentPropsWithoutRef,
  forwardRef,
  type InputHTMLAttributes,
  type ReactNode,
  useId,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { ChevronDownIcon, EyeIcon, EyeOffIcon, SearchIcon } from '#app/ui/icons/icons.tsx';
import { classNames } from './class-names.ts';
import { holdEnterWhileComposing } from './composition.ts';
import { FieldError, useFieldControl } from './field.tsx';

/** How a typed answer looks wherever one is typed, fields of a form or not. */
export const CONTROL =
  'w-full rounded-control border border-control bg-surface px-3 text-16 text-ink placeholder:text-ink-3 md:text-14 ' +
  'min-h-11 md:min-h-10 hover:border-ink-3 aria-invalid:border-seal aria-invalid:border-2 ' +
  'disabled:bg-sunken disabled:text-ink-3 [&[readonly]]:bg-sunken';

type InputProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'className'>;

/** One line of text. Inside a Field it takes label, hint and error from there. */
export const TextInput = forwardRef<HTMLInputElement, InputProps>(function TextInput({ type = 'text', ...rest }, ref) {
  return (
    <input
      onKeyDown={holdEnterWhileComposing}
      {...useFieldControl()}
      {...rest}
      ref={ref}
      type={type}
      className={classNames(CONTROL, 'figures')}
    />
  );
});

export const TextArea = forwardRef<HTMLTextAreaElement, Omit<ComponentPropsWithoutRef<'textarea'>, 'className'>>(
  function TextArea({ rows = 4, ...rest }, ref) {
    return (
      <textarea
        {...useFieldControl()}
        {...rest}
        ref={ref}
        rows={rows}
        className={classNames(CONTROL, 'py-2 leading-reading')}
      />
    );
  },
);

/** A password, with a switch to read what was typed once the page is alive; without script it is a plain field. */
export function PasswordInput({ autoComplete = 'current-password', ...rest }: InputProps) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  return (
    <div className="relative">
      <input
        onKeyDown={holdEnterWhileComposing}
        {...useFieldControl()}
        {...rest}
        autoComplete={autoComplete}
        autoCapitalize="none"
        spellCheck={false}
        type={shown ? 'text' : 'password'}
        className={classNames(CONTROL, 'pr-12')}
      />
      <button
        type="button"
        aria-pressed={shown}
        aria-label={t('shell.showPassword')}
        onClick={() => setShown(!shown)}
        className="absolute inset-y-0 right-0 flex w-11 items-center justify-center rounded-control text-ink-2 hover:text-ink noscript:hidden"
      >
        {shown ? <EyeOffIcon /> : <EyeIcon />}
      </button>
    </div>
  );
}

/** A native select: the phone brings its own wheel. */
export const Select = forwardRef<HTMLSelectElement, Omit<ComponentPropsWithoutRef<'select'>, 'className'>>(
  function Select({ children, ...rest }, ref) {
    return (
      <div className="relative">
        <select {...useFieldControl()} {...rest} ref={ref} className={classNames(CONTROL, 'appearance-none pr-10')}>
          {children}
        </select>
        <ChevronDownIcon className="pointer-events-none absolute top-1/2 right-3 -translate-y-1/2 text-ink-2" />
      </div>
    );
  },
);

/** The words to search for; put it in a GET form, whose address then keeps them. */
export function SearchInput({ label, ...rest }: InputProps & { readonly label: string }) {
  return (
    <div className="relative min-w-[min(17rem,100%)] grow">
      <SearchIcon className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-ink-3" />
      <input
        onKeyDown={holdEnterWhileComposing}
        enterKeyHint="search"
        aria-label={label}
        placeholder={label}
        {...rest}
        type="search"
        className={classNames(CONTROL, 'pl-10')}
      />
    </div>
  );
}

const TICK = 'mt-0.5 size-5 shrink-0 accent-action';
const TICK_LINE = 'flex min-h-11 items-start gap-3 py-2 text-16 md:min-h-0 md:py-1 md:text-14';

export function Checkbox({
  label,
  hint,
  ...rest
}: Omit<InputProps, 'type'> & { readonly label: ReactNode; readonly hint?: ReactNode }) {
  const hintId = useId();
  return (
    <label className={TICK_LINE}>
      <input {...rest} type="checkbox" className={TICK} aria-describedby={hint ? hintId : undefined} />
      <span>
        {label}
        {hint && (
          <span id={hintId} className="block text-13 text-ink-2">
            {hint}
          </span>
        )}
      </span>
    </label>
  );
}

export type RadioOption = {
  readonly value: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly disabled?: boolean;
};

/** One of a few, all in view. With `onChange` it is controlled by `value`; else `value` is where it starts. */
export function RadioGroup({
  legend,
  name,
  options,
  value,
  onChange,
  hint,
  error,
  inline = false,
  required = false,
}: {
  readonly legend: ReactNode;
  readonly name: string;
  readonly options: readonly RadioOption[];
  readonly value?: string;
  readonly onChange?: (value: string) => void;
  readonly hint?: ReactNode;
  readonly error?: ReactNode;
  readonly inline?: boolean;
  readonly required?: boolean;
}) {
  const id = useId();
  const describedBy = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined;
  return (
    <fieldset aria-describedby={describedBy} aria-invalid={error ? true : undefined}>
      <legend className="text-14 font-medium">{legend}</legend>
      {hint && (
        <p id={`${id}-hint`} className="text-13 text-ink-2">
          {hint}
        </p>
      )}
      <div className={classNames('mt-1 flex', inline ? 'flex-row flex-wrap gap-x-6' : 'flex-col')}>
        {options.map((option) => (
          <label key={option.value} className={TICK_LINE}>
            <input
              type="radio"
              name={name}
              value={option.value}
              disabled={option.disabled}
              required={required}
              className={TICK}
              {...(onChange
                ? { checked: value === option.value, onChange: () => onChange(option.value) }
                : { defaultChecked: value === option.value })}
            />
            <span>
              {option.label}
              {option.hint && <span className="block text-13 text-ink-2">{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </fieldset>
  );
}
