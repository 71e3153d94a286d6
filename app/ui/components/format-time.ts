import { type Day, dayOf, type Instant, toIsoInZone } from '#app/domain/kernel/instant.ts';
import type { Language } from '#app/domain/kernel/local-text.ts';

/** `day` 2026年11月20日; `minute` with 09:30; `second` with 09:30:05; `clock` 09:30 alone. */
export type InstantForm = 'day' | 'minute' | 'second' | 'clock';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** 2026-11-20 → 2026年11月20日 / 20 Nov 2026. Not Intl: the same text on every engine, so that hydration agrees. */
export function formatDay(day: Day, language: Language): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return language === 'en'
    ? `${Number(date)} ${MONTHS[Number(month) - 1] ?? month} ${year}`
    : `${year}年${Number(month)}月${Number(date)}日`;
}

export function formatInstant({
  at,
  zone,
  language,
  form,
}: {
  at: Instant;
  zone: string;
  language: Language;
  form: InstantForm;
}): string {
  const clock = toIsoInZone(at, zone).slice(11, form === 'second' ? 19 : 16);
  if (form === 'clock') return clock;
  const day = formatDay(dayOf(at, zone), language);
  if (form === 'day') return day;
  return language === 'en' ? `${day}, ${clock}` : `${day} ${clock}`;
}

/** Milliseconds as m:ss or h:mm:ss, never below zero; rounded up, so that 0:00 means that time is over. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, '0'));
  const hours = Math.floor(seconds / 3600);
  return hours > 0 ? `${hours}:${parts.join(':')}` : `${Number(parts[0])}:${parts[1]}`;
}
