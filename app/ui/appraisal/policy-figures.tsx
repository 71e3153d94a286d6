import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppraisalPolicy } from '#app/domain/appraisal/appraisal-policy.ts';
import { formatHundredths } from '#app/domain/kernel/hundredths.ts';
import type { HoursPolicy } from '#app/domain/training/hours-policy.ts';
import { type Definition, DefinitionList } from '#app/ui/components/definition-list.tsx';
import { LocalTextView } from '#app/ui/components/local-text-view.tsx';
import { withoutEmptyDecimals } from '#app/ui/components/marks.tsx';
import { useTierWord } from './tier-word.tsx';

const Lines = ({ lines }: { lines: readonly { key: string; text: ReactNode }[] }) => (
  <ul>
    {lines.map(({ key, text }) => (
      <li key={key}>{text}</li>
    ))}
  </ul>
);

/** Every figure of an appraisal policy: what gives how many points, and which rating begins where. */
export function useAppraisalFigures(): (
  policy: Pick<AppraisalPolicy, 'tierPoints' | 'bandPoints' | 'hoursPoints' | 'suggested'>,
) => Definition[] {
  const { t } = useTranslation();
  const tierWord = useTierWord();
  return ({ tierPoints, bandPoints, hoursPoints, suggested }) => [
    {
      term: t('appraisal.person.tierPoints'),
      value: (
        <Lines
          lines={tierPoints.map(({ tier, points }) => ({
            key: String(tier),
            text: t('appraisal.person.tierLine', { tier: tierWord(tier), points: formatHundredths(points) }),
          }))}
        />
      ),
    },
    {
      term: t('appraisal.person.bandPoints'),
      value: (
        <Lines
          lines={bandPoints.map(({ fromPercent, points }) => ({
            key: String(fromPercent),
            text: t('appraisal.person.bandLine', {
              from: withoutEmptyDecimals(fromPercent),
              points: formatHundredths(points),
            }),
          }))}
        />
      ),
    },
    {
      term: t('appraisal.person.hoursPoints'),
      value: t('appraisal.person.hoursLine', { points: formatHundredths(hoursPoints.max) }),
    },
    {
      term: t('appraisal.person.lines'),
      value: (
        <Lines
          lines={suggested.map(({ word, fromScore }) => ({
            key: String(fromScore),
            text: (
              <>
                {t('appraisal.person.line', { from: formatHundredths(fromScore) })}
                <LocalTextView text={word} />
              </>
            ),
          }))}
        />
      ),
    },
  ];
}

export function AppraisalFigures({ policy }: { policy: Parameters<ReturnType<typeof useAppraisalFigures>>[0] }) {
  return <DefinitionList items={useAppraisalFigures()(policy)} />;
}

/** What an hours policy requires in a year, and what a lesson of a length earns. */
export function HoursFigures({
  policy: { yearlyRequired, onlineMinimum, tariff },
}: {
  policy: Pick<HoursPolicy, 'yearlyRequired' | 'onlineMinimum' | 'tariff'>;
}) {
  const { t } = useTranslation();
  return (
    <DefinitionList
      items={[
        {
          term: t('appraisal.open.required'),
          value: t('appraisal.open.requiredValue', {
            hours: withoutEmptyDecimals(yearlyRequired),
            online: withoutEmptyDecimals(onlineMinimum),
          }),
        },
        {
          term: t('appraisal.open.tariff'),
          value: (
            <Lines
              lines={tariff.map(({ fromMinutes, hours }, index) => {
                const longer = tariff[index - 1];
                const value = formatHundredths(hours);
                return {
                  key: String(fromMinutes),
                  text:
                    fromMinutes > 0
                      ? t('appraisal.open.tariffLine', { minutes: fromMinutes, hours: value })
                      : longer
                        ? t('appraisal.open.tariffLast', { minutes: longer.fromMinutes, hours: value })
                        : t('appraisal.open.tariffAny', { hours: value }),
                };
              })}
            />
          ),
        },
      ]}
    />
  );
}
