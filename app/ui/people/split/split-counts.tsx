import { useTranslation } from 'react-i18next';
import { countParts } from '#app/domain/people/unit-split.ts';
import { formatCount } from '#app/ui/components/format-count.ts';
import type { LiveSplit } from './kept-form.ts';
import { partWord } from './split-words.ts';

/** How many people each part has so far, and what becomes of everyone else: at the side, on a small screen below. */
export function SplitCounts({ live, everyone }: { readonly live: LiveSplit; readonly everyone: number }) {
  const { t } = useTranslation();
  const counts = countParts(live.people);
  const rest = Math.max(0, everyone - counts.reduce((sum, count) => sum + count, 0));
  const number = (count: number) => (
    <span className="figures font-semibold text-ink">{t('personnel.split.count', { count: formatCount(count) })}</span>
  );
  return (
    <aside
      aria-label={t('personnel.split.counts')}
      className="sticky bottom-0 z-20 -mx-4 min-w-0 border-t border-line bg-surface px-4 py-2 text-13 text-ink-2 lg:-mx-8 lg:px-8 xl:top-20 xl:bottom-auto xl:mx-0 xl:self-start xl:rounded-panel xl:border xl:p-4 xl:text-14 print:static"
    >
      <p aria-hidden="true" className="hidden pb-2 font-semibold text-ink xl:block">
        {t('personnel.split.counts')}
      </p>
      <ul
        // biome-ignore lint/a11y/noNoninteractiveTabindex: twenty parts are scrolled by keyboard too
        tabIndex={0}
        className="flex gap-x-4 overflow-x-auto whitespace-nowrap xl:flex-col xl:gap-y-1.5 xl:overflow-visible"
      >
        {counts.map((count, part) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a part is its number
          <li key={part} className="flex shrink-0 gap-2 xl:min-w-0 xl:shrink xl:justify-between">
            <span className="xl:hidden">{partWord(t, part, undefined)}</span>
            <span className="hidden min-w-0 truncate xl:block">{partWord(t, part, live.labels[part])}</span>
            {number(count)}
          </li>
        ))}
        <li className="-order-1 flex shrink-0 gap-2 xl:order-none xl:justify-between xl:border-t xl:border-line xl:pt-2">
          <span>{t('personnel.split.restShort')}</span>
          {number(rest)}
        </li>
        <li className="-order-1 flex shrink-0 gap-2 xl:order-none xl:justify-between">
          <span>{t('personnel.split.everyone')}</span>
          {number(everyone)}
        </li>
      </ul>
      <p className="xl:pt-2">
        {live.rest === null ? t('personnel.split.restStays') : t('personnel.split.restGoes', { n: live.rest + 1 })}
      </p>
    </aside>
  );
}
