import { type RefObject, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { headingsIn, topIn } from '../heading-places.ts';
import { draftModulePath, LessonView } from '../lesson-view.tsx';
import type { DraftPreview } from './draft-view.ts';

export type PreviewWidth = 'phone' | 'desktop';
export type PreviewTheme = 'page' | 'light' | 'dark';

/** The draft as a learner will see it, which stands where its text does. Of a text at fault the list of faults says why. */
export function LessonPreview({
  draftId,
  preview,
  width,
  theme,
  line,
  lineHeadings,
}: {
  readonly draftId: string;
  readonly preview: DraftPreview;
  readonly width: PreviewWidth;
  readonly theme: PreviewTheme;
  /** The first line in view of the text, which the preview follows. */
  readonly line: number;
  /** The lines of the text's headings, in order. */
  readonly lineHeadings: readonly number[];
}) {
  const { t } = useTranslation();
  const frame = useRef<HTMLElement>(null);
  useFollow(frame, line, lineHeadings);
  return (
    <section
      ref={frame}
      aria-label={t('authoring.panels.preview')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it
      tabIndex={0}
      className="relative h-full overflow-y-auto overscroll-contain bg-sunken"
    >
      <div
        {...(theme === 'page' ? {} : { 'data-theme': theme })}
        className={`mx-auto min-h-full bg-paper px-4 py-6 text-ink ${width === 'phone' ? 'max-w-[24.375rem] border-x border-line' : 'sm:px-8'}`}
      >
        <LessonView
          path={draftModulePath(draftId, preview.moduleHash)}
          lesson={preview}
          failed={<p className="text-14 text-warn">{t('authoring.preview.failed')}</p>}
        />
      </div>
    </section>
  );
}

/**
 * The preview stands where the text does: between the same two headings, as far down as the text is between its own.
 * Code carries no lines, headings do.
 */
function useFollow(frame: RefObject<HTMLElement>, line: number, lineHeadings: readonly number[]): void {
  useEffect(() => {
    const box = frame.current;
    if (!box) return;
    const headings = headingsIn(box);
    const at = lineHeadings.findLastIndex((heading) => heading <= line);
    const topOf = (index: number) => {
      const heading = headings[index];
      if (index < 0) return 0;
      return heading ? topIn(box, heading) : box.scrollHeight;
    };
    const from = lineHeadings[at] ?? 1;
    const to = lineHeadings[at + 1];
    const share = to === undefined ? 0 : (line - from) / Math.max(1, to - from);
    const top = topOf(at);
    box.scrollTo({ top: at < 0 && to === undefined ? 0 : top + share * (topOf(at + 1) - top) });
  }, [frame, line, lineHeadings]);
}

/** Lines, from 1, on which headings of a lesson stand; what a code fence holds is none. */
export function headingLines(source: string): number[] {
  let fenced = false;
  const lines: number[] = [];
  for (const [index, line] of source.split('\n').entries()) {
    if (/^\s*(```|~~~)/.test(line)) fenced = !fenced;
    else if (!fenced && /^#{2,4}\s/.test(line)) lines.push(index + 1);
  }
  return lines;
}
