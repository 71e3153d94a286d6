import type { CertificateStatus } from '#app/domain/certification/status.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import type { ScoreBin, ScoreSummary } from '#app/domain/statistics/score-summary.ts';

export type ResultState = 'absent' | 'in-progress' | 'awaiting-marking' | 'graded' | 'voided';

/** One candidate as the page shows them. */
export type ResultRow = {
  readonly personId: string;
  readonly employeeNo: string;
  readonly name: string;
  readonly unitName: string;
  readonly attempts: number;
  readonly state: ResultState;
  readonly endedAt: number | null;
  readonly score: number | null;
  readonly maxScore: number | null;
  readonly grade: LocalText | null;
  readonly passed: boolean | null;
  readonly certificate: { readonly number: string; readonly status: CertificateStatus } | null;
};

export type ResultsData = {
  readonly sitting: { readonly id: string; readonly title: LocalText; readonly released: boolean };
  readonly passPercent: number;
  readonly counts: Readonly<Record<ResultState, number>> & { readonly all: number };
  readonly units: readonly { readonly id: string; readonly name: string; readonly depth: number }[];
  readonly rows: readonly ResultRow[];
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
  readonly passedCount: number;
  readonly summary: ScoreSummary;
  readonly maxScore: number | null;
  readonly bins: readonly ScoreBin[] | null;
  readonly areas: readonly {
    readonly code: string;
    readonly name: LocalText;
    readonly mark: number;
    readonly maxMark: number;
    readonly items: number;
  }[];
  readonly filter: {
    readonly search: string;
    readonly state: ResultState | null;
    readonly passed: boolean | null;
    readonly unitId: string | null;
  };
};
