/** `wrong` must be mended, `advice` should be looked at, `unknown` could not be looked at because of something else. */
export type FindingStatus = 'well' | 'advice' | 'wrong' | 'unknown';

/** What one look found. `code` names the sentence that says it (doctor-words.server.ts), `values` what stands in it. */
export type Finding = {
  readonly name: string;
  readonly status: FindingStatus;
  readonly code: string;
  readonly values: Readonly<Record<string, string | number>>;
};

export type Said = Omit<Finding, 'name'>;

/** One thing to look at, by its name. */
export type Look = { readonly name: string; readonly look: () => Promise<Said | readonly Said[]> };

export const well = (code: string, values: Finding['values'] = {}): Said => ({ status: 'well', code, values });
export const advice = (code: string, values: Finding['values'] = {}): Said => ({ status: 'advice', code, values });
export const wrong = (code: string, values: Finding['values'] = {}): Said => ({ status: 'wrong', code, values });
