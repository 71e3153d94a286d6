/** UTC milliseconds since 1970. The only form in which an instant is stored or passed. */
export type Instant = number;
/** A calendar day as `2026-11-20`, in the zone that the context names. Compares as text. */
export type Day = string;

const formatters = new Map<string, Intl.DateTimeFormat>();

function partsFormatter(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-GB-u-ca-gregory-nu-latn', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formatters.set(zone, formatter);
  }
  return formatter;
}

type WallTime = { year: string; month: string; day: string; hour: string; minute: string; second: string };

function wallTime(instant: Instant, zone: string): WallTime {
  const fields: Record<string, string> = {};
  for (const part of partsFormatter(zone).formatToParts(instant)) fields[part.type] = part.value;
  const { year = '', month = '', day = '', hour = '', minute = '', second = '' } = fields;
  return { year: year.padStart(4, '0'), month, day, hour, minute, second };
}

/** Whether a range of days ends before it begins, so that nothing can lie in it; an open end is never before. */
export const isReversedRange = (from: Day | null, to: Day | null): boolean => from !== null && to !== null && from > to;

/** The calendar day of an instant in a zone (IANA name). */
export function dayOf(instant: Instant, zone: string): Day {
  const { year, month, day } = wallTime(instant, zone);
  return `${year}-${month}-${day}`;
}

/** The calendar year of an instant in a zone. */
export function yearOf(instant: Instant, zone: string): number {
  return Number(wallTime(instant, zone).year);
}

/** How far the zone is ahead of UTC at an instant, in milliseconds. */
export function zoneOffsetMs(instant: Instant, zone: string): number {
  // Asking for it is slow. Since 1972 no zone of the IANA database changed its offset but at a full quarter of an hour.
  const quarter = Math.floor(instant / QUARTER_MS);
  let known = offsets.get(zone);
  if (!known || known.size > MOST_OFFSETS) {
    known = new Map();
    offsets.set(zone, known);
  }
  let offset = known.get(quarter);
  if (offset === undefined) {
    offset = readOffsetMs(instant, zone);
    known.set(quarter, offset);
  }
  return offset;
}

const QUARTER_MS = 900_000;
const MOST_OFFSETS = 5_000;
const offsets = new Map<string, Map<number, number>>();

function readOffsetMs(instant: Instant, zone: string): number {
  const { year, month, day, hour, minute, second } = wallTime(instant, zone);
  const asUtc = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  return asUtc - Math.floor(instant / 1000) * 1000;
}

/** ISO 8601 with the zone's offset: `2026-11-20T09:30:00+08:00`. */
export function toIsoInZone(instant: Instant, zone: string): string {
  const offsetMs = zoneOffsetMs(instant, zone);
  const offset = Math.round(offsetMs / 60_000);
  const magnitude = Math.abs(offset);
  const hh = String(Math.floor(magnitude / 60)).padStart(2, '0');
  const mm = String(magnitude % 60).padStart(2, '0');
  return `${new Date(instant + offsetMs).toISOString().slice(0, 19)}${offset < 0 ? '-' : '+'}${hh}:${mm}`;
}

/** The instant at which a day begins in a zone. @throws RangeError when the day is not a calendar day. */
export function startOfDay(day: Day, zone: string): Instant {
  const utc = utcOf(day);
  const guess = utc - zoneOffsetMs(utc, zone);
  return utc - zoneOffsetMs(guess, zone);
}

/**
 * The same day of the month `months` later; the last day of the month where that month is shorter
 * (2026-01-31 + 1 → 2026-02-28).
 */
export function addMonths(day: Day, months: number): Day {
  const date = new Date(utcOf(day));
  const dayOfMonth = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(dayOfMonth, last));
  return date.toISOString().slice(0, 10);
}

/** The day `days` later (earlier when negative). */
export function addDays(day: Day, days: number): Day {
  return new Date(utcOf(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/**
 * Whether a text is a real calendar day (2026-02-30 is not) of which there is also a next one: 9999 is no year here,
 * since what ends on a day ends where the following one begins.
 */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text.startsWith('9999')) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(text);
}

function utcOf(day: Day): number {
  if (!isDay(day)) throw new RangeError(`not a calendar day: ${day}`);
  return Date.parse(`${day}T00:00:00Z`);
}
