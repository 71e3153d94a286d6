/** A token works for a quarter of a year unless told otherwise, and at most a year: what nobody renews should end. */
export const TOKEN_DAYS = { byDefault: 90, most: 365 } as const;
/** An end within so many days is near. */
export const TOKEN_ENDING_DAYS = 14;
export const LONGEST_TOKEN_NAME = 80;

/** The hour of a use, which is all that is kept of it: an exact instant would cost a write per call. */
export const hourOf = (at: number): number => at - (at % 3_600_000);
