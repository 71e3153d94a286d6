import type { z } from 'zod';
import { addFault } from '#app/domain/kernel/authored.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { placesOf } from './marked-text.ts';

/** Reports a place that stands twice or lacks its entry, an entry without a place, and languages that differ. */
export function checkPlaces(
  context: z.core.ParsePayload<unknown>,
  { text, known, path }: { text: LocalText; known: readonly string[] | null; path: (string | number)[] },
): void {
  const wanted = known ?? placesOf(text.zh);
  for (const written of [text.zh, text.en]) {
    if (written === undefined) continue;
    const places = placesOf(written);
    const missing = wanted.filter((each) => !places.includes(each));
    const unknown = places.filter((each) => !wanted.includes(each));
    const twice = places.filter((each, i) => places.indexOf(each) !== i);
    if (places.length === 0 || missing.length + unknown.length + twice.length > 0)
      addFault(context, { fault: 'places-differ', path, missing, unknown, twice });
  }
}
