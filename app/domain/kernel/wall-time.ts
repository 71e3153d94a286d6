import { type Day, type Instant, isDay, zoneOffsetMs } from './instant.ts';

/**
 * A day as people type it where the browser offers no calendar: `2026-11-20`, `2026/11/20`, `2026.11.20`,
 * `2026年11月20日`, full-width digits too. Null when it is none.
 */
export function parseTypedDay(text: string): Day | null {
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text.normalize('NFKC').replace(/\s/g, ''));
  if (!found) return null;
  const [, year = '', month = '', date = ''] = found;
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isDay(day) ? day : null;
}

/** A time of day as people type it: `9:30`, `09：30`, `09:30:00`, `9时30分`. As `09:30`; null when it is none. */
export function parseTypedTime(text: string): string | null {
  const found = /^(\d{1,2})[:时点](\d{2})(?::00|分)?$/.exec(text.normalize('NFKC').replace(/\s/g, ''));
  if (!found) return null;
  const [, hour = '', minute = ''] = found;
  return Number(hour) < 24 && Number(minute) < 60 ? `${hour.padStart(2, '0')}:${minute}` : null;
}

/** The instant at which the clocks of a zone show this day and time; the later one where they show it twice. */
export function instantAt({ day, time, zone }: { day: Day; time: string; zone: string }): Instant {
  const utc = Date.parse(`${day}T${time}:00Z`);
  const guess = utc - zoneOffsetMs(utc, zone);
  return utc - zoneOffsetMs(guess, zone);
}
