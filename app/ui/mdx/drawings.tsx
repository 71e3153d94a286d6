import type { CSSProperties, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { elementsOf } from './children.ts';
import { FigureFrame } from './figure.tsx';

type Captioned = { caption?: string; alt?: string; children?: ReactNode };

/** Stages in their order, each leading to the next. Up to four stand in one line of the column, more need the margin. */
export function Process({ caption, alt, children }: Captioned) {
  const stages = elementsOf<StageProps>(children);
  const fits = stages.length <= 4 ? 'row' : 'wide';
  return (
    <FigureFrame caption={caption} alt={alt} bleeds={fits === 'wide'}>
      <ol className="process" data-fits={fits}>
        {stages}
      </ol>
    </FigureFrame>
  );
}

type StageProps = { title?: string; children?: ReactNode };
export function Stage({ title, children }: StageProps) {
  return (
    <li className="stage box">
      <svg className="arrow" viewBox="0 0 24 24" preserveAspectRatio="none" aria-hidden="true">
        <path className="down" d="M12 1v21M7 17l5 5 5-5" vectorEffect="non-scaling-stroke" />
        <path className="across" d="M1 12h21M17 7l5 5-5 5" vectorEffect="non-scaling-stroke" />
      </svg>
      {title && <p className="box-title">{title}</p>}
      <div className="box-text">{children}</div>
    </li>
  );
}

export function Timeline({ caption, alt, children }: Captioned) {
  return (
    <FigureFrame caption={caption} alt={alt}>
      <ol className="timeline">{elementsOf(children)}</ol>
    </FigureFrame>
  );
}

export function Event({
  date,
  label,
  title,
  children,
}: {
  date?: string;
  label?: string;
  title?: string;
  children?: ReactNode;
}) {
  return (
    <li className="event">
      <time dateTime={date}>{label ?? date}</time>
      <div>
        <p className="box-title">{title}</p>
        <div className="box-text">{children}</div>
      </div>
    </li>
  );
}

export function Layers({ caption, alt, children }: Captioned) {
  return (
    <FigureFrame caption={caption} alt={alt}>
      <ol className="layers">{elementsOf(children)}</ol>
    </FigureFrame>
  );
}

export function Layer({ title, children }: { title?: string; children?: ReactNode }) {
  return (
    <li className="layer box">
      <svg className="arrow between" viewBox="0 0 24 24" aria-hidden="true">
        <path d="M12 3v18M8.5 6.5L12 3l3.5 3.5M8.5 17.5L12 21l3.5-3.5" />
      </svg>
      <p className="box-title">{title}</p>
      <div className="box-text">{children}</div>
    </li>
  );
}

type LinkProps = { to?: string; label?: string; children?: ReactNode };

/** Where a line from the hub (the middle) meets the near edge of a box, in hundredths of the drawing. */
const EDGE = { left: 34, right: 66 } as const;

/**
 * One thing and what it is related to. In a narrow column a trunk with branches; where there is room a hub with its
 * lines drawn to boxes at both sides, in reading order: left, right, left, right. Rows are equally high, so the lines'
 * ends are known without measuring.
 */
export function Relations({ caption, alt, hub, children }: Captioned & { hub?: string }) {
  const links = elementsOf<LinkProps>(children);
  const rows = Math.ceil(links.length / 2);
  const spokes = links.map((link, index) => {
    const side = index % 2 === 0 ? ('left' as const) : ('right' as const);
    const row = Math.floor(index / 2);
    // An odd one out at the end stands alone at the left; its line is the same.
    const y = ((row + 0.5) / rows) * 100;
    return { link, side, row, y, x: EDGE[side] };
  });
  return (
    <FigureFrame caption={caption} alt={alt}>
      <div className="relations" data-wide={links.length <= 8} style={{ '--rows': rows } as CSSProperties}>
        <p className="hub">{hub}</p>
        <svg className="spoke-lines" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          {spokes.map(({ link, x, y }) => (
            <line key={link.key} x1="50" y1="50" x2={x} y2={y} vectorEffect="non-scaling-stroke" />
          ))}
        </svg>
        {spokes.map(({ link, x, y }) =>
          link.props.label ? (
            <span
              key={link.key}
              aria-hidden="true"
              className="line-label"
              // Two thirds of the way out: past the hub's circle, short of the box.
              style={{ left: `${50 + (x - 50) * 0.72}%`, top: `${50 + (y - 50) * 0.72}%` }}
            >
              {link.props.label}
            </span>
          ) : null,
        )}
        <ul className="spokes">
          {spokes.map(({ link, side, row }) => (
            <li
              key={link.key}
              className="spoke"
              style={{ '--row': row + 1, '--column': side === 'left' ? 1 : 3 } as CSSProperties}
            >
              {link.props.label && <span className="spoke-label">{link.props.label}</span>}
              <div className="box">
                <p className="box-title">{link.props.to}</p>
                <div className="box-text">{link.props.children}</div>
              </div>
            </li>
          ))}
        </ul>
      </div>
    </FigureFrame>
  );
}

/** Only carries its attributes to <Relations>, which draws it. */
export function Link({ children }: LinkProps) {
  return <>{children}</>;
}

type BarProps = { label?: string; value?: string; children?: ReactNode };

/** Bars from a common zero line; the figures stand in the cells of a table. Per cent is drawn against 100. */
export function Bars({ caption, alt, unit = '', children }: Captioned & { unit?: string }) {
  const { t } = useTranslation();
  const bars = elementsOf<BarProps>(children);
  const values = bars.map((bar) => Number(bar.props.value));
  const largest = Math.max(...values.filter(Number.isFinite), 0);
  const whole = unit === '%' && largest <= 100 ? 100 : largest;
  return (
    <FigureFrame caption={caption} alt={alt}>
      <table className="bars">
        <thead className="sr-only">
          <tr>
            <th scope="col">{t('shell.lesson.item')}</th>
            <th scope="col">{unit ? t('shell.lesson.valueIn', { unit }) : t('shell.lesson.value')}</th>
          </tr>
        </thead>
        <tbody>
          {bars.map((bar, index) => {
            const value = values[index] ?? Number.NaN;
            const share = whole > 0 && Number.isFinite(value) ? Math.max(0, value / whole) * 100 : 0;
            return (
              <tr key={bar.key}>
                <th scope="row">{bar.props.label}</th>
                <td>
                  {grouped(bar.props.value ?? '')}
                  {unit}
                </td>
                <td aria-hidden="true" className="bar-track">
                  <span style={{ width: `${share}%` }} />
                </td>
                {bar.props.children && <td className="bar-note">{bar.props.children}</td>}
              </tr>
            );
          })}
        </tbody>
      </table>
    </FigureFrame>
  );
}

/** Only carries its attributes to <Bars>, which draws it. */
export function Bar({ children }: BarProps) {
  return <>{children}</>;
}

/** 11764 → 11,764; the author's decimals stay as they are. */
const grouped = (value: string) => value.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',');
