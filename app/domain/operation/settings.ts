import type { Json } from '#app/domain/kernel/canonical.ts';
import { RETENTION } from './retention.ts';

/** A whole number between two bounds, both included. */
type NumberSpec = {
  readonly kind: 'number';
  readonly group: SettingGroup;
  readonly unit: 'hours' | 'days' | 'times';
  readonly least: number;
  readonly most: number;
  readonly byDefault: number;
};
/** A text for people; empty means that nothing is shown. Length in characters as UTF-16 counts them. */
type TextSpec = {
  readonly kind: 'text';
  readonly group: SettingGroup;
  readonly longest: number;
  readonly lines: 'one' | 'many';
  readonly byDefault: string;
};
export type SettingSpec = NumberSpec | TextSpec;

export const SETTING_GROUPS = ['sign-in', 'session', 'support', 'retention', 'oversight'] as const;
export type SettingGroup = (typeof SETTING_GROUPS)[number];

/**
 * Every setting of the running system, with its bounds and what holds while nobody changed it: the one table that the
 * page, the check and the readers share. Only what the product obeys stands here.
 *
 * What the rules of training and appraisal say is policy, not a setting; what a machine needs is environment.
 */
export const SETTINGS = {
  /** Shown on the sign-in page above the form. */
  'sign-in.notice': { kind: 'text', group: 'sign-in', longest: 500, lines: 'many', byDefault: '' },
  /** Failures within a quarter of an hour after which an account takes no password. At most ten: the contract says so. */
  'sign-in.failures': { kind: 'number', group: 'sign-in', unit: 'times', least: 3, most: 10, byDefault: 10 },
  /** A session ends when nothing was asked for this long. */
  'session.idle-hours': { kind: 'number', group: 'session', unit: 'hours', least: 1, most: 24, byDefault: 4 },
  /** However busy, a session that begins from now on ends after this long, but never inside a running exam. */
  'session.absolute-hours': { kind: 'number', group: 'session', unit: 'hours', least: 1, most: 168, byDefault: 16 },
  /** Whom to ask for help: shown with the contact on the sign-in page and in the manual. */
  'support.name': { kind: 'text', group: 'support', longest: 60, lines: 'one', byDefault: '' },
  /** Telephone, room, mail: as one says it to a colleague. */
  'support.contact': { kind: 'text', group: 'support', longest: 200, lines: 'one', byDefault: '' },
  /** A browser that was not used for this long is a stranger again. */
  'retention.known-devices-days': {
    kind: 'number',
    group: 'retention',
    unit: 'days',
    least: 30,
    most: 365,
    byDefault: 365,
  },
  /** One-time links, after they were used or outlived. */
  'retention.closed-links-days': {
    kind: 'number',
    group: 'retention',
    unit: 'days',
    least: RETENTION['closed-links'].least,
    most: RETENTION['closed-links'].most,
    byDefault: RETENTION['closed-links'].days,
  },
  /** Codes for a first or forgotten password, likewise. */
  'retention.access-codes-days': {
    kind: 'number',
    group: 'retention',
    unit: 'days',
    least: RETENTION['access-codes'].least,
    most: RETENTION['access-codes'].most,
    byDefault: RETENTION['access-codes'].days,
  },
  /** Messages, after they were sent or given up. */
  'retention.mail-days': {
    kind: 'number',
    group: 'retention',
    unit: 'days',
    least: RETENTION.mail.least,
    most: RETENTION.mail.most,
    byDefault: RETENTION.mail.days,
  },
  /** Who was told of an event, after they dealt with it. */
  'retention.deliveries-days': {
    kind: 'number',
    group: 'retention',
    unit: 'days',
    least: RETENTION.deliveries.least,
    most: RETENTION.deliveries.most,
    byDefault: RETENTION.deliveries.days,
  },
  /** The auditor is reminded when the chains were not verified for this long. */
  'oversight.verify-days': { kind: 'number', group: 'oversight', unit: 'days', least: 1, most: 90, byDefault: 7 },
} as const satisfies Record<string, SettingSpec>;

export type SettingKey = keyof typeof SETTINGS;
type ValueOf<S extends SettingSpec> = S extends { kind: 'number' } ? number : string;
export type SettingValues = { readonly [K in SettingKey]: ValueOf<(typeof SETTINGS)[K]> };

export const SETTING_KEYS = Object.keys(SETTINGS) as readonly SettingKey[];
export const isSettingKey = (key: string): key is SettingKey => Object.hasOwn(SETTINGS, key);
const specOf = (key: SettingKey): SettingSpec => SETTINGS[key];

export type SettingFault = 'not-a-number' | 'out-of-range' | 'too-long' | 'one-line' | 'shorter-than-idle';

/**
 * What a typed text means for a setting. Full-width digits count as digits; a text loses the spaces around it and keeps
 * its line breaks as `\n` where it may have several lines.
 */
export function parseSetting(
  key: SettingKey,
  typed: string,
): { readonly value: number | string } | { readonly fault: SettingFault } {
  const spec = specOf(key);
  if (spec.kind === 'number') {
    const text = typed.normalize('NFKC').trim();
    if (!/^\d{1,9}$/.test(text)) return { fault: 'not-a-number' };
    const value = Number(text);
    return value < spec.least || value > spec.most ? { fault: 'out-of-range' } : { value };
  }
  const value = typed.replace(/\r\n?/g, '\n').trim();
  if (spec.lines === 'one' && value.includes('\n')) return { fault: 'one-line' };
  return value.length > spec.longest ? { fault: 'too-long' } : { value };
}

/** All values in force, from the newest stored ones; what is absent or no longer fits its bounds is the default. */
export function settingValues(stored: ReadonlyMap<string, Json>): SettingValues {
  const values = Object.fromEntries(
    SETTING_KEYS.map((key) => {
      const kept = stored.get(key);
      const parsed = typeof kept === 'number' || typeof kept === 'string' ? parseSetting(key, String(kept)) : null;
      return [key, parsed && 'value' in parsed ? parsed.value : specOf(key).byDefault];
    }),
  );
  return values as unknown as SettingValues;
}

/** What is wrong with values that are each right by themselves: a session cannot live shorter than it may idle. */
export function checkTogether(values: SettingValues): SettingFault | null {
  return values['session.absolute-hours'] < values['session.idle-hours'] ? 'shorter-than-idle' : null;
}
