import { Link, useNavigation } from '@remix-run/react';
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from './class-names.ts';

export type ButtonTone = 'primary' | 'secondary' | 'quiet' | 'danger';
export type ButtonSize = 'regular' | 'small';

const BASE =
  'inline-flex items-center justify-center gap-2 rounded-control border font-medium no-underline select-none ' +
  'transition-colors duration-100 disabled:cursor-not-allowed disabled:opacity-60 aria-busy:cursor-progress print:hidden';
const SIZE: Record<ButtonSize, string> = {
  regular: 'min-h-11 px-4 py-2 text-16 md:min-h-10 md:text-14',
  small: 'min-h-9 px-3 py-1 text-14 md:min-h-8 md:text-13',
};
const TONE: Record<ButtonTone, string> = {
  primary: 'border-transparent bg-action text-on-action hover:bg-action-hover',
  secondary: 'border-control bg-surface text-ink hover:bg-sunken',
  quiet: 'border-transparent bg-transparent text-action hover:bg-action-ground hover:text-action-hover',
  danger: 'border-transparent bg-seal text-on-seal hover:bg-seal-hover',
};

const buttonClass = ({ tone, size, wide }: { tone: ButtonTone; size: ButtonSize; wide: boolean }) =>
  classNames(BASE, SIZE[size], TONE[tone], wide && 'w-full');

type Look = {
  readonly tone?: ButtonTone;
  readonly size?: ButtonSize;
  /** Fills its line: for the one button of a form on a phone. */
  readonly wide?: boolean;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
};

export type ButtonProps = Look &
  Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'children'> & {
    /** The act is under way: the words stay, a second press does nothing, a reader is told. */
    readonly pending?: boolean;
  };

/** A button of a form submits it, as in HTML; name the act in its words ("导出成绩"). */
export function Button({
  tone = 'secondary',
  size = 'regular',
  wide = false,
  pending = false,
  icon,
  children,
  type = 'submit',
  onClick,
  ...rest
}: ButtonProps) {
  const { t } = useTranslation();
  return (
    <button
      {...rest}
      type={type}
      className={buttonClass({ tone, size, wide })}
      aria-busy={pending || undefined}
      aria-disabled={pending || undefined}
      onClick={(event) => {
        if (pending) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {pending ? <Spinner /> : icon}
      <span>{children}</span>
      {pending && <span className="sr-only">{t('shell.working')}</span>}
    </button>
  );
}

/** The submit button of a Remix form: pending while the form with this `action` (path, default any) is being sent. */
export function SubmitButton({
  formAction,
  ...props
}: Omit<ButtonProps, 'pending' | 'type'> & { formAction?: string }) {
  const navigation = useNavigation();
  const sending =
    navigation.state !== 'idle' &&
    navigation.formMethod !== undefined &&
    navigation.formMethod !== 'GET' &&
    (formAction === undefined || navigation.formAction?.split('?')[0] === formAction);
  return <Button tone="primary" {...props} {...(formAction ? { formAction } : {})} pending={sending} />;
}

export type LinkButtonProps = Look & {
  readonly to: string;
  /** A file or another program's page: the browser fetches it itself. */
  readonly native?: boolean;
  readonly download?: boolean;
  readonly 'aria-label'?: string;
};

/** Looks like a button, goes somewhere: for the next place, never for a change. */
export function LinkButton({
  to,
  tone = 'secondary',
  size = 'regular',
  wide = false,
  icon,
  native = false,
  download,
  children,
  'aria-label': label,
}: LinkButtonProps) {
  const className = buttonClass({ tone, size, wide });
  const inside = (
    <>
      {icon}
      <span>{children}</span>
    </>
  );
  return native || download ? (
    <a href={to} className={className} download={download} aria-label={label}>
      {inside}
    </a>
  ) : (
    <Link to={to} className={className} aria-label={label}>
      {inside}
    </Link>
  );
}

function Spinner() {
  return (
    <svg
      viewBox="0 0 20 20"
      width={16}
      height={16}
      aria-hidden="true"
      className="animate-spin motion-reduce:animate-none"
    >
      <circle cx="10" cy="10" r="7.5" fill="none" stroke="currentColor" strokeWidth="2" opacity="0.3" />
      <path d="M10 2.5a7.5 7.5 0 0 1 7.5 7.5" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}
