/**
 * What is deleted once nobody can use it any more, how many days after that, and between which bounds an administrator
 * may set it. `setting` is the key under which another number than the default is kept. Sessions, counts of failures and
 * unused browsers have rules of their own (app/usecases/account/purge-expired.server.ts). Entries of the audit log, and
 * whatever the log tells of, are not on this list and are never deleted.
 */
export const RETENTION = {
  /** One-time links, after they were used or outlived. */
  'closed-links': { setting: 'retention.closed-links-days', days: 30, least: 1, most: 3650 },
  /** Codes for a first or forgotten password, after they were used, ended or outlived. */
  'access-codes': { setting: 'retention.access-codes-days', days: 30, least: 1, most: 3650 },
  /** Messages, after they were sent or given up. */
  mail: { setting: 'retention.mail-days', days: 30, least: 1, most: 3650 },
  /** Who was told of an event, after they dealt with it. The events themselves are append-only and stay. */
  deliveries: { setting: 'retention.deliveries-days', days: 90, least: 7, most: 3650 },
} as const satisfies Record<string, RetentionRule>;

type RetentionRule = {
  readonly setting: string;
  readonly days: number;
  readonly least: number;
  readonly most: number;
};

export type Retained = keyof typeof RETENTION;

/** The days in force. @param stored the newest value kept under the rule's setting; anything that is no whole number in the bounds is as none. */
export function retentionDays(what: Retained, stored: unknown): number {
  const { days, least, most } = RETENTION[what];
  return typeof stored === 'number' && Number.isInteger(stored) && stored >= least && stored <= most ? stored : days;
}
