/** How the lesson stands for the reader in this calendar year, as the server tells it after each beat and quiz. */
export type StudyStanding = {
  readonly year: number;
  readonly creditedMs: number;
  readonly missingMs: number;
  readonly quizPassed: boolean;
  readonly complete: boolean;
  readonly completedAt: number | null;
  readonly tries: number;
  readonly countingTry: { readonly score: number; readonly maxScore: number; readonly passed: boolean } | null;
};
