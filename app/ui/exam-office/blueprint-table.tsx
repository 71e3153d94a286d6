import { useTranslation } from 'react-i18next';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { pickText } from '#app/domain/kernel/pick-text.ts';
import type { Depth } from '#app/domain/standard/depth.ts';
import { Callout } from '#app/ui/components/callout.tsx';
import { useLocalText } from '#app/ui/components/local-text-view.tsx';
import { useTimeFormat } from '#app/ui/components/time.tsx';
import { CellTable } from '#app/ui/coverage/cell-table.tsx';

export type BlueprintView = {
  readonly versionId: string;
  readonly code: string;
  readonly number: number;
  readonly title: LocalText;
  readonly durationMinutes: number;
  readonly cells: readonly {
    readonly competency: string;
    readonly depth: Depth;
    readonly count: number;
    readonly available: number;
    readonly name: LocalText;
  }[];
  readonly shortages: readonly {
    readonly competency: string;
    readonly depth: string;
    readonly needed: number;
    readonly available: number;
    readonly name: LocalText;
  }[];
};

/** A blueprint's two-way table with what the bank has for each cell, and what is missing in words. */
export function BlueprintTable({ blueprint: { code, cells, shortages } }: { readonly blueprint: BlueprintView }) {
  const { t } = useTranslation();
  const textOf = useLocalText();
  const { language } = useTimeFormat();
  return (
    <div className="flex flex-col gap-4">
      {shortages.length > 0 && (
        <Callout tone="seal" title={t('office.form.shortTitle', { code })}>
          <ul className="list-disc pl-5">
            {shortages.map(({ competency, depth, needed, available, name }) => (
              <li key={`${competency}/${depth}`} lang={pickText(name, language).lang}>
                {t('office.form.short', {
                  name: textOf(name),
                  competency,
                  depth: t(`coverage.depth.${depth as Depth}`),
                  needed,
                  available,
                  missing: needed - available,
                })}
              </li>
            ))}
          </ul>
          <p className="mt-1">{t('office.form.shortWhat')}</p>
        </Callout>
      )}
      <CellTable
        cells={cells.map((cell) => ({
          ...cell,
          blueprint: code,
          // As the coverage page says it: under twice of what a paper draws, papers are alike.
          state: cell.available < cell.count ? 'short' : cell.available < 2 * cell.count ? 'thin' : 'enough',
        }))}
      />
    </div>
  );
}
