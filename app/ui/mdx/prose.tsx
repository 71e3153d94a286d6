import type { ComponentPropsWithoutRef, ReactNode } from 'react';
import { createContext, useContext, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { headingId } from '#app/domain/courses/headings.ts';
import { ExternalIcon } from '#app/ui/icons/icons.tsx';
import { textOf } from './children.ts';
import { Caption } from './figure.tsx';
import { useLessonCopy } from './lesson-copy.ts';

export function ExternalMark() {
  const { t } = useTranslation();
  return (
    <>
      <ExternalIcon size={16} className="ml-1 align-[-0.15em] print:hidden" />
      <span className="sr-only">{t('shell.externalLink')}</span>
    </>
  );
}

/** A link of the text; one that leads to another site says so. */
export function Anchor({ href = '', children }: ComponentPropsWithoutRef<'a'>) {
  const external = /^https?:/i.test(href);
  const { prefix } = useLessonCopy();
  return (
    <a className="link" href={href.replace(/^#/, `#${prefix}`)} {...(external ? { rel: 'noopener external' } : {})}>
      {children}
      {external && <ExternalMark />}
    </a>
  );
}

type HeadingProps = { readonly children?: ReactNode };

const useHeadingId = (children: ReactNode) => `${useLessonCopy().prefix}${headingId(textOf(children))}`;

export const Heading2 = ({ children }: HeadingProps) => <h2 id={useHeadingId(children)}>{children}</h2>;
export const Heading3 = ({ children }: HeadingProps) => <h3 id={useHeadingId(children)}>{children}</h3>;
export const Heading4 = ({ children }: HeadingProps) => <h4 id={useHeadingId(children)}>{children}</h4>;

/** Its size is told beforehand, so that nothing moves when it comes; one that is not there yet is its words. */
export function Picture({ src, alt = '', title, width, height }: ComponentPropsWithoutRef<'img'>) {
  if (!src) return <em>{alt}</em>;
  return <img src={src} alt={alt} title={title} width={width} height={height} loading="lazy" decoding="async" />;
}

const InCompare = createContext<string | null>(null);

/**
 * A table that scrolls inside its frame where the column is too narrow; reachable and scrollable by keyboard.
 * `label` is what it is called where several stand on one page without captions.
 */
export function ScrollTable({ label, children }: { label?: string; children?: ReactNode }) {
  const { t } = useTranslation();
  const captionId = useContext(InCompare);
  const table = (
    // biome-ignore lint/a11y/useSemanticElements: what scrolls is no group of fields; a region would make a landmark of every table
    <div
      className="scroller"
      role="group"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it
      tabIndex={0}
      {...(captionId ? { 'aria-labelledby': captionId } : { 'aria-label': label ?? t('shell.lesson.table') })}
    >
      <table>{children}</table>
    </div>
  );
  return captionId ? table : <div className="tabular">{table}</div>;
}

/** Two or more things side by side: an author's table under a caption of its own. */
export function Compare({ caption, children }: { caption?: string; children?: ReactNode }) {
  const id = useId();
  return (
    <figure className="tabular compares">
      {caption && (
        <Caption id={id} of="table">
          {caption}
        </Caption>
      )}
      <InCompare.Provider value={id}>{children}</InCompare.Provider>
    </figure>
  );
}
