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
  const { t } = useTranslation();
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
        <figcaption id={`${id}-caption`} className="caption" data-word={t('shell.lesson.figure')}>
          {caption}
        </figcaption>
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
