import type { Day, Instant } from '#app/domain/kernel/instant.ts';
import type { Language } from '#app/domain/kernel/local-text.ts';
import { formatDay, formatInstant, type InstantForm } from './format-time.ts';
import { useRootData } from './root-data.ts';

/** An instant in the installation's zone, or a calendar day. `form` chooses how much of an instant is shown. */
export function Time({ at, day, form = 'minute' }: { at?: Instant; day?: Day; form?: InstantForm }) {
  const { zone, preferences } = useRootData();
  if (day !== undefined)
    return (
      <time dateTime={day} className="whitespace-nowrap">
        {formatDay(day, preferences.language)}
      </time>
    );
  if (at === undefined) return null;
  return (
    <time dateTime={new Date(at).toISOString()}>
      {formatInstant({ at, zone, language: preferences.language, form })}
    </time>
  );
}

/** For words that carry a date inside a sentence: `t('…', { date: time.day('2026-11-20') })`. */
export function useTimeFormat(): {
  day: (day: Day) => string;
  instant: (at: Instant, form?: InstantForm) => string;
  language: Language;
} {
  const { zone, preferences } = useRootData();
  const { language } = preferences;
  return {
    language,
    day: (day) => formatDay(day, language),
    instant: (at, form = 'minute') => formatInstant({ at, zone, language, form }),
  };
}
