import { useTranslation } from 'react-i18next';
import { LocalTextView, useLocalText } from '#app/ui/components/local-text-view.tsx';
import type { PointProgress, ProgressGroup } from './point-progress.ts';

const CELL = 40;
const COLUMN = { width: 22, height: 34, top: 4 };
const FOOT = 56;
/** Columns in one strip: a competency of more points gets a second one. */
const MOST = 8;

/** The share right the last time of what was answered, in whole per cent; null without a record. */
export const shareRight = ({ answered, right }: Pick<PointProgress, 'answered' | 'right'>): number | null =>
  answered === 0 ? null : Math.floor((right * 100) / answered);

/**
 * One strip per competency, one column per point: its height is the share right and the figure stands below, so that
 * nothing depends on colour. Without a record the column is dashed, without questions it is a dash. The table below
 * says the same.
 */
export function ProgressPicture({ groups }: { readonly groups: readonly ProgressGroup[] }) {
  const domains = [...new Set(groups.map(({ domain }) => domain.code))].map((code) => ({
    code,
    groups: groups.filter(({ domain }) => domain.code === code),
  }));
  return (
    <div className="flex flex-col gap-6">
      {domains.map(({ code, groups: own }) => (
        <div key={code}>
          <h3 className="text-14 font-semibold">
            <span className="figures mr-2 text-ink-3">{code}</span>
            {own[0] && <LocalTextView text={own[0].domain.name} />}
          </h3>
          <ul className="mt-2 flex flex-wrap gap-x-8 gap-y-4">
            {own.map((group) => (
              <li key={group.code} className="min-w-32">
                <p className="max-w-72 text-13 text-ink-2">
                  <span className="figures mr-1.5">{group.code}</span>
                  <LocalTextView text={group.name} />
                </p>
                <Strip group={group} />
              </li>
            ))}
          </ul>
        </div>
      ))}
      <Legend />
    </div>
  );
}

function Strip({ group: { code, name, points } }: { readonly group: ProgressGroup }) {
  const { t } = useTranslation();
  const textOf = useLocalText();
  const rows = Math.ceil(points.length / MOST);
  const width = Math.min(MOST, points.length) * CELL;
  const wordOf = (point: PointProgress) => {
    const share = shareRight(point);
    return share === null ? t('practice.progress.none') : `${share}%`;
  };
  const figures = points.map((point) => `${point.code} ${wordOf(point)}`).join('; ');
  return (
    <svg
      role="img"
      aria-label={t('practice.progress.picture', { name: `${code} ${textOf(name)}`, figures })}
      viewBox={`0 0 ${width} ${rows * FOOT}`}
      width={width}
      height={rows * FOOT}
      className="mt-1 max-w-full"
    >
      {points.map((point, index) => (
        <ColumnOf
          key={point.code}
          point={point}
          x={(index % MOST) * CELL + (CELL - COLUMN.width) / 2}
          y={Math.floor(index / MOST) * FOOT + COLUMN.top}
        />
      ))}
    </svg>
  );
}

function ColumnOf({ point, x, y }: { readonly point: PointProgress; readonly x: number; readonly y: number }) {
  const share = shareRight(point);
  const height = share === null ? 0 : Math.max(share > 0 ? 1.5 : 0, (COLUMN.height * share) / 100);
  const middle = x + COLUMN.width / 2;
  return (
    <g>
      <title>{point.code}</title>
      {point.available === 0 ? (
        <path d={`M${x + 4} ${y + COLUMN.height / 2}h${COLUMN.width - 8}`} stroke="var(--control)" strokeWidth="1.5" />
      ) : (
        <rect
          x={x}
          y={y}
          width={COLUMN.width}
          height={COLUMN.height}
          rx="2"
          fill={share === null ? 'none' : 'var(--sunken)'}
          stroke="var(--control)"
          strokeWidth="1"
          strokeDasharray={share === null ? '3 3' : undefined}
        />
      )}
      {height > 0 && (
        <rect x={x} y={y + COLUMN.height - height} width={COLUMN.width} height={height} rx="2" fill="var(--chart-1)" />
      )}
      <text x={middle} y={y + COLUMN.height + 13} textAnchor="middle" fontSize="11" fill="var(--ink-2)">
        {share === null ? '–' : share}
      </text>
    </g>
  );
}

function Legend() {
  const { t } = useTranslation();
  const sample = { code: '', name: { zh: '' }, competency: '', answers: 0, ability: null, lastAt: null, due: 0 };
  const entry = (point: Pick<PointProgress, 'available' | 'answered' | 'right'>, words: string) => (
    <li className="flex items-center gap-2">
      <svg
        viewBox={`0 0 ${COLUMN.width + 4} ${COLUMN.height + 4}`}
        width={COLUMN.width}
        height={COLUMN.height}
        aria-hidden="true"
        className="shrink-0"
      >
        <ColumnOf point={{ ...sample, ...point }} x={2} y={2} />
      </svg>
      {words}
    </li>
  );
  return (
    <ul aria-label={t('practice.progress.legend')} className="flex flex-wrap gap-x-6 gap-y-1 text-13 text-ink-2">
      {entry({ available: 4, answered: 4, right: 3 }, t('practice.progress.legendShare'))}
      {entry({ available: 4, answered: 0, right: 0 }, t('practice.progress.legendNone'))}
      {entry({ available: 0, answered: 0, right: 0 }, t('practice.progress.legendNoQuestions'))}
    </ul>
  );
}
