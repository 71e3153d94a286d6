import type { LocalText } from '#app/domain/kernel/local-text.ts';

export type PointProgress = {
  readonly code: string;
  readonly name: LocalText;
  readonly competency: string;
  readonly available: number;
  readonly answered: number;
  readonly right: number;
  readonly answers: number;
  /** Hundredths of a per cent; null where nothing was answered. */
  readonly ability: number | null;
  readonly lastAt: number | null;
  readonly due: number;
};

export type ProgressGroup = {
  readonly code: string;
  readonly name: LocalText;
  readonly domain: { readonly code: string; readonly name: LocalText };
  readonly points: readonly PointProgress[];
};
