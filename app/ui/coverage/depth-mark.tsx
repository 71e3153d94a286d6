import { useTranslation } from 'react-i18next';
import { DEPTHS, type Depth } from '#app/domain/standard/depth.ts';

/** A depth as a word, with four boxes beside it that are filled up to it, so that a column can be run down by eye. */
export function DepthMark({ depth }: { depth: Depth }) {
  const { t } = useTranslation();
  const reached = DEPTHS.indexOf(depth);
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap">
      <span aria-hidden="true" className="inline-flex gap-px">
        {DEPTHS.map((each, i) => (
          <span
            key={each}
            className={`h-3 w-1.5 border ${i <= reached ? 'border-ink-2 bg-ink-2' : 'border-control bg-transparent'}`}
          />
        ))}
      </span>
      <span>{t(`coverage.depth.${depth}`)}</span>
    </span>
  );
}
