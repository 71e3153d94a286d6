/** What a server does again and again, by the name under which the log and the metrics tell of it. */
export const JOBS = [
  'anchoring the audit chains',
  'telling repeated refusals',
  'deleting what nobody can use any more',
  'sending mails',
  'putting aside rosters that nobody applied',
  'issuing certificates that waited for a font',
  'settling what the day brings for people and units',
  'making the pinyin of names',
  'closing overdue attempts',
  'closing overdue mock exams',
  'working at rosters',
] as const;
export type JobName = (typeof JOBS)[number];
