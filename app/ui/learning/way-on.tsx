import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#app/ui/components/button.tsx';
import { LocalTextView } from '#app/ui/components/local-text-view.tsx';
import { ArrowLeftIcon, ArrowRightIcon, PrintIcon } from '#app/ui/icons/icons.tsx';
import type { ReaderLesson } from './reader-lesson.ts';

/** The lessons before and after this one, below the text. */
export function WayOn({ lesson }: { readonly lesson: ReaderLesson }) {
  const { t } = useTranslation();
  const { course, previous, next } = lesson;
  return (
    <nav
      aria-label={t('lesson.wayOn')}
      className="mt-10 grid gap-4 border-t border-line pt-6 text-14 sm:grid-cols-2 print:hidden"
    >
      {previous ? (
        <Step
          to={`/courses/${course.code}/${previous.slug}`}
          label={t('lesson.previous')}
          icon={<ArrowLeftIcon size={16} />}
        >
          <LocalTextView text={previous.title} />
        </Step>
      ) : (
        <span className="hidden sm:block" />
      )}
      {next ? (
        <Step
          to={`/courses/${course.code}/${next.slug}`}
          label={t('lesson.next')}
          icon={<ArrowRightIcon size={16} />}
          end
        >
          <LocalTextView text={next.title} />
        </Step>
      ) : (
        <Step to={`/courses/${course.code}`} label={t('lesson.backToCourse')} icon={<ArrowRightIcon size={16} />} end>
          <LocalTextView text={course.title} />
        </Step>
      )}
      <p className="sm:col-span-2 noscript:hidden">
        <Button type="button" tone="quiet" size="small" icon={<PrintIcon size={16} />} onClick={() => window.print()}>
          {t('lesson.print')}
        </Button>
      </p>
    </nav>
  );
}

function Step({
  to,
  label,
  icon,
  end = false,
  children,
}: {
  readonly to: string;
  readonly label: string;
  readonly icon: ReactNode;
  readonly end?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <Link
      to={to}
      prefetch="intent"
      className={`group flex flex-col gap-1 rounded-control border border-line bg-surface px-4 py-3 hover:border-action ${end ? 'sm:items-end sm:text-right' : ''}`}
    >
      <span className="flex items-center gap-2 text-13 text-ink-2">
        {!end && icon}
        {label}
        {end && icon}
      </span>
      <span className="text-16 font-medium group-hover:text-action">{children}</span>
    </Link>
  );
}
