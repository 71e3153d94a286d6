import { useTranslation } from 'react-i18next';
import type { Hundredths } from '#app/domain/kernel/hundredths.ts';
import { withoutEmptyDecimals } from '#app/ui/components/marks.tsx';

const RADIUS = 52;
const ROUND = 2 * Math.PI * RADIUS;

/** Hours earned of those required this year, in hundredths; the figure stands inside, the words are read out. */
export function HoursRing({
  earned,
  required,
  size = 144,
}: {
  earned: Hundredths;
  required: Hundredths;
  size?: number;
}) {
  const { t } = useTranslation();
  const share = required > 0 ? Math.min(1, earned / required) : 1;
  const values = { earned: withoutEmptyDecimals(earned), required: withoutEmptyDecimals(required) };
  return (
    <svg
      viewBox="0 0 120 120"
      width={size}
      height={size}
      role="img"
      aria-label={t('shell.hoursOf', values)}
      className="shrink-0"
    >
      <circle cx="60" cy="60" r={RADIUS} fill="none" stroke="var(--line)" strokeWidth="8" />
      {share > 0 && (
        <circle
          cx="60"
          cy="60"
          r={RADIUS}
          fill="none"
          stroke={share >= 1 ? 'var(--ok)' : 'var(--action)'}
          strokeWidth="8"
          strokeLinecap={share >= 1 ? 'butt' : 'round'}
          strokeDasharray={`${share * ROUND} ${ROUND}`}
          transform="rotate(-90 60 60)"
        />
      )}
      <text x="60" y="62" textAnchor="middle" fontSize="26" fontWeight="600" fill="var(--ink)" className="figures">
        {values.earned}
      </text>
      <text x="60" y="80" textAnchor="middle" fontSize="11" fill="var(--ink-2)" className="figures">
        {t('shell.ofHours', values)}
      </text>
    </svg>
  );
}
