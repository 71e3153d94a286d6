import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { classNames } from '#app/ui/components/class-names.ts';
import { LocalTextView } from '#app/ui/components/local-text-view.tsx';
import { ChevronRightIcon } from '#app/ui/icons/icons.tsx';
import { StateMark, type StudyState } from './lesson-state.tsx';

/** `lang` where the text is not in the language of the page. */
export type ContentsHeading = {
  readonly level: 2 | 3;
  readonly text: string;
  readonly id: string;
  readonly lang?: string;
};
export type ContentsModule = {
  readonly title: LocalText;
  readonly lessons: readonly { readonly slug: string; readonly title: LocalText; readonly state: StudyState }[];
};

type Contents = {
  readonly courseCode: string;
  readonly courseTitle: LocalText;
  readonly modules: readonly ContentsModule[];
  readonly slug: string;
  readonly headings: readonly ContentsHeading[];
  readonly currentHeading: string | null;
};

/** The course's lessons with the present one unfolded to its headings: beside the text, or folded above it on a phone. */
export function LessonContents(contents: Contents) {
  const { t } = useTranslation();
  return (
    <>
      <nav aria-label={t('lesson.contents')} className="hidden text-14 lg:block">
        <ContentsList {...contents} />
      </nav>
      <details className="group border-y border-line lg:hidden">
        <summary className="flex min-h-11 items-center gap-2 text-14 font-medium">
          <ChevronRightIcon size={16} className="transition-transform duration-100 group-open:rotate-90" />
          {t('lesson.showContents')}
        </summary>
        <nav aria-label={t('lesson.contents')} className="pb-4 text-14">
          <ContentsList {...contents} />
        </nav>
      </details>
    </>
  );
}

function ContentsList({ courseCode, courseTitle, modules, slug, headings, currentHeading }: Contents) {
  const { t } = useTranslation();
  return (
    <>
      <Link to={`/courses/${courseCode}`} className="block py-1 font-serif text-16 font-semibold hover:text-action">
        <LocalTextView text={courseTitle} />
      </Link>
      {modules.map((module, index) => (
        <section key={module.lessons[0]?.slug ?? index} className="mt-4">
          <h2 className="mb-1 text-13 font-normal text-ink-3">
            <LocalTextView text={module.title} />
          </h2>
          <ol>
            {module.lessons.map((lesson) => {
              const current = lesson.slug === slug;
              return (
                <li key={lesson.slug}>
                  <Link
                    to={`/courses/${courseCode}/${lesson.slug}`}
                    aria-current={current ? 'page' : undefined}
                    className={classNames(
                      'flex min-h-10 items-start gap-2 rounded-control px-2 py-2 lg:min-h-0 lg:py-1.5',
                      current ? 'font-semibold text-ink' : 'text-ink-2 hover:text-action',
                    )}
                  >
                    <span className="mt-[0.2em] flex">
                      <StateMark state={lesson.state} label={t(`learning.state.${lesson.state}`)} />
                    </span>
                    <LocalTextView text={lesson.title} />
                  </Link>
                  {current && headings.length > 0 && (
                    <HeadingList headings={headings} currentHeading={currentHeading} label={t('lesson.thisLesson')} />
                  )}
                </li>
              );
            })}
          </ol>
        </section>
      ))}
    </>
  );
}

function HeadingList({
  headings,
  currentHeading,
  label,
}: Pick<Contents, 'headings' | 'currentHeading'> & { readonly label: string }) {
  return (
    <ol aria-label={label} className="mt-1 mb-3 ml-[1.0625rem] border-l border-line text-13">
      {headings.map((heading) => (
        <li key={heading.id}>
          <a
            href={`#${heading.id}`}
            lang={heading.lang}
            aria-current={heading.id === currentHeading ? 'location' : undefined}
            className={classNames(
              '-ml-px flex min-h-9 items-center border-l-2 py-1 pr-2 lg:min-h-0',
              heading.level === 3 ? 'pl-7' : 'pl-4',
              heading.id === currentHeading
                ? 'border-action font-medium text-action'
                : 'border-transparent text-ink-2 hover:text-action',
            )}
          >
            {heading.text}
          </a>
        </li>
      ))}
    </ol>
  );
}
