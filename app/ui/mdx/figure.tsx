import { createContext, type ReactNode, useContext, useId } from 'react';
import { useTranslation } from 'react-i18next';

const InFigure = createContext(false);

/**
 * The frame of every drawing: number, caption, and what it shows in words (`alt`), which a reader hears before the
 * drawing's own text. A drawing inside an author's <Figure> has no second frame.
 */
export function FigureFrame({
  caption,
  alt,
  bleeds = false,
  children,
}: {
  readonly caption?: string | undefined;
  readonly alt?: string | undefined;
  readonly bleeds?: boolean;
  readonly children: ReactNode;
}) {
  const id = useId();
  if (useContext(InFigure)) return <>{children}</>;
  return (
    <figure
      className={bleeds ? 'figure bleeds' : 'figure'}
      aria-labelledby={caption ? `${id}-caption` : undefined}
      aria-describedby={alt ? `${id}-alt` : undefined}
    >
      {alt && (
        <p id={`${id}-alt`} className="sr-only">
          {alt}
        </p>
      )}
      <InFigure.Provider value={true}>{children}</InFigure.Provider>
      {caption && (
        <Caption id={`${id}-caption`} of="figure">
          {caption}
        </Caption>
      )}
    </figure>
  );
}

export function Figure({ caption, alt, children }: { caption?: string; alt?: string; children?: ReactNode }) {
  return (
    <FigureFrame caption={caption} alt={alt}>
      {children}
    </FigureFrame>
  );
}

/** The caption with its number, which the style counts. The word before it is the interface's, the rest the author's. */
export function Caption({ id, of, children }: { id: string; of: 'figure' | 'table'; children: ReactNode }) {
  const { t, i18n } = useTranslation();
  return (
    <figcaption id={id} className="caption">
      <span className="caption-number" lang={i18n.language}>
        {t(`shell.lesson.${of}`)}
      </span>
      {children}
    </figcaption>
  );
}
