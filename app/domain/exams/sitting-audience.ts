/** Who may sit an exam without being named: everyone who matches all that is given. Empty lists ask for nothing. */
export type SittingAudience = {
  /** These units and everything below them. */
  readonly unitIds: readonly string[];
  readonly positionLevels: readonly string[];
  readonly categories: readonly string[];
  /** A certificate of this tier and of the sitting's track, valid on the day of the attempt; null asks for none. */
  readonly requiredTier: number | null;
};
