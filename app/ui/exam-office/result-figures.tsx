import { useTranslation } from 'react-i18next';
import { formatHundredths, percentHundredths } from '#app/domain/kernel/hundredths.ts';
import { ENOUGH_SCORES } from '#app/domain/statistics/score-summary.ts';
import { BarList } from '#app/ui/charts/bar-list.tsx';
import { HistogramTable, ScoreHistogram } from '#app/ui/charts/score-histogram.tsx';
import { DefinitionList } from '#app/ui/components/definition-list.tsx';
import { Disclosure } from '#app/ui/components/disclosure.tsx';
import { formatCount } from '#app/ui/components/format-count.ts';
import { LocalTextView } from '#app/ui/components/local-text-view.tsx';
import { withoutEmptyDecimals } from '#app/ui/components/marks.tsx';
import { Section } from '#app/ui/components/section.tsx';
import type { ResultsData } from './results-data.ts';

/** A mean is no whole hundredth any more: rounded half up. */
const marksText = (value: number): string => formatHundredths(Math.round(value));

/** The figures of the candidates found: what they scored together, how scores are spread, and what they know of what. */
export function ResultFigures({ total, summary, passedCount, passPercent, bins, areas }: ResultsData) {
  const { t } = useTranslation();
  const { count, mean, median, spread, lowest, highest } = summary;
  const known = (value: number | null) => (value === null ? t('office.results.unknown') : marksText(value));
  const passLine = t('office.results.passLine', { percent: withoutEmptyDecimals(passPercent) });
  const drawn = (bins ?? []).map(({ fromPercent, toPercent, count: people }) => ({
    key: String(fromPercent),
    tick: String(fromPercent),
    label: t('office.results.binLabel', { from: fromPercent, to: toPercent }),
    count: people,
  }));
  return (
    <div className="mt-6 grid items-start gap-x-12 gap-y-10 xl:grid-cols-2">
      <div className="flex flex-col gap-10">
        <Section id="figures" title={t('office.results.figures')}>
          <DefinitionList
            items={[
              { term: t('office.results.withScore'), value: `${formatCount(count)} / ${formatCount(total)}` },
              {
                term: t('office.results.passedCount'),
                value:
                  count === 0
                    ? t('office.results.unknown')
                    : t('office.results.passedShare', {
                        count: passedCount,
                        percent: withoutEmptyDecimals(percentHundredths({ part: passedCount, whole: count })),
                      }),
              },
              { term: t('office.results.mean'), value: known(mean) },
              { term: t('office.results.median'), value: known(median) },
              {
                term: t('office.results.spread'),
                value: spread === null ? t('office.results.tooFew', { count: ENOUGH_SCORES }) : marksText(spread),
              },
              {
                term: t('office.results.range'),
                value:
                  lowest === null || highest === null
                    ? t('office.results.unknown')
                    : t('office.results.rangeValue', { lowest: marksText(lowest), highest: marksText(highest) }),
              },
            ]}
          />
        </Section>
        <Section id="distribution" title={t('office.results.distribution')}>
          {bins === null ? (
            <p className="text-14 text-ink-2">{t('office.results.tooFew', { count: ENOUGH_SCORES })}</p>
          ) : (
            <>
              <ScoreHistogram
                label={`${t('office.results.distributionCaption')} (${passLine})`}
                bins={drawn}
                lastTick="100%"
                mark={{ share: passPercent / 10_000, label: passLine }}
              />
              <Disclosure summary={t('office.results.asTable')}>
                <HistogramTable
                  caption={t('office.results.distributionCaption')}
                  bins={drawn}
                  labelHeader={t('office.results.bin')}
                  countHeader={t('office.results.people')}
                />
              </Disclosure>
            </>
          )}
        </Section>
      </div>
      {areas.length > 0 && (
        <Section id="areas" title={t('office.results.areas')}>
          <BarList
            caption={t('office.results.areasCaption')}
            labelHeader={t('office.results.area')}
            valueHeader={t('office.results.areaValue')}
            max={10_000}
            mark={{ value: passPercent, label: passLine }}
            items={areas.map(({ code, name, mark, maxMark, items }) => {
              const share = maxMark > 0 ? percentHundredths({ part: mark, whole: maxMark }) : null;
              return {
                key: code,
                label: (
                  <>
                    <span className="figures mr-2 text-ink-2">{code}</span>
                    <LocalTextView text={name} />
                  </>
                ),
                value: share,
                text: share === null ? t('office.results.unknown') : `${withoutEmptyDecimals(share)}%`,
                note: t('office.results.areaItems', { count: items }),
              };
            })}
          />
        </Section>
      )}
    </div>
  );
}
