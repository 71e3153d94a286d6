import type { ReactNode } from 'react';

export type IconProps = {
  /** Side in pixels; 20 is the grid that the set is drawn on, so that a stroke is 1.5 px. */
  readonly size?: 16 | 20 | 24 | 32 | undefined;
  /** What the icon says where no word stands beside it; without it the icon is decoration and hidden from readers. */
  readonly label?: string | undefined;
  readonly className?: string | undefined;
};

/** One drawing of the set: outlined, 1.5 px, round ends, on a 20 × 20 grid. */
export function Icon({ size = 20, label, className = '', children }: IconProps & { children: ReactNode }) {
  const named = label ? ({ role: 'img', 'aria-label': label } as const) : ({ 'aria-hidden': true } as const);
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: named by aria-label, or hidden as decoration
    <svg
      {...named}
      viewBox="0 0 20 20"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth={1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      className={`inline-block shrink-0 ${className}`}
    >
      {children}
    </svg>
  );
}
