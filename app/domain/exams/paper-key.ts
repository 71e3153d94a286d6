import { formatHundredths } from '#app/domain/kernel/hundredths.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { pickText } from '#app/domain/kernel/pick-text.ts';
import { splitPlaces } from '#app/domain/questions/marked-text.ts';
import type { Area } from '#app/domain/questions/types/areas.ts';
import type { Prompt, PromptOption } from '#app/domain/questions/types/question-type.ts';
import type { FieldReviewKey, ReviewKey } from '#app/domain/questions/types/review-key.ts';

/** A, B, C… by place, AA after Z: what is printed is drawn per form, so an option's id says nothing to a reader. */
export const letterOf = (place: number): string =>
  (place >= 26 ? String.fromCharCode(64 + Math.floor(place / 26)) : '') + String.fromCharCode(65 + (place % 26));

type Shown = Pick<Prompt, 'options' | 'left' | 'passage' | 'fields'> & { readonly type: string };
type Language = 'zh-CN' | 'en';

/**
 * The right answer in the letters of this very form, a line each. What an author wrote stands as written; nothing here
 * is a sentence, so that it reads the same in either language.
 * @param question its options in the order in which the form shows them.
 */
export function describeKey({
  question,
  key,
  language,
}: {
  question: Shown;
  key: ReviewKey;
  language: Language;
}): string[] {
  const text = (words: LocalText) => pickText(words, language).text;
  const { options = [], left = [] } = question;
  switch (key.kind) {
    case 'pairs':
      return [left.map(({ id }, i) => `${i + 1}–${lettersOf(options, key.pairs[id] ?? [])}`).join('  ')];
    case 'order':
      return [key.ids.map((id) => lettersOf(options, [id])).join(' → ')];
    case 'fields':
      return Object.entries(key.fields).map(([id, field], i) => {
        const own = question.fields?.[id];
        const choices = own?.kind === 'choice' ? own.options : options;
        return `(${i + 1}) ${describeField({ field, options: choices, text }).join('; ')}`;
      });
    case 'areas':
      return key.areas.map(describeArea);
    case 'rubric':
      return [
        ...key.criteria.flatMap(({ title, weight, levels }) => [
          `${text(title)} (${formatHundredths(weight)})`,
          ...levels.map((level) => `  ${formatHundredths(level.credit)}  ${text(level.text)}`),
        ]),
        ...(key.model ? [text(key.model)] : []),
      ];
    case 'options':
      if (question.passage) return [wordsAt(text(question.passage), key.ids).join(' / ')];
      if (question.type === 'true-false')
        return [options.flatMap(({ id, text: words }) => (key.ids.includes(id) ? text(words) : [])).join()];
      return describeField({ field: key, options, text });
    default:
      return describeField({ field: key, options, text });
  }
}

function describeField({
  field,
  options,
  text,
}: {
  field: FieldReviewKey;
  options: readonly PromptOption[];
  text: (words: LocalText) => string;
}): string[] {
  switch (field.kind) {
    case 'options':
      return [lettersOf(options, field.ids)];
    case 'texts':
      return field.accept.map((accepted, i) =>
        field.accept.length > 1 ? `(${i + 1}) ${accepted.join(' / ')}` : accepted.join(' / '),
      );
    case 'number': {
      const { tolerance } = field;
      const near = 'absolute' in tolerance && tolerance.absolute !== '0' ? ` ± ${tolerance.absolute}` : '';
      const relative = 'relative' in tolerance ? ` ± ${Number(tolerance.relative) * 100}%` : '';
      return [`${field.value}${near}${relative}${field.unit ? ` ${text(field.unit)}` : ''}`];
    }
  }
}

const lettersOf = (options: readonly PromptOption[], ids: readonly string[]): string =>
  options.flatMap(({ id }, place) => (ids.includes(id) ? letterOf(place) : [])).join(' ');

/** The words that stand at some places of a passage. */
const wordsAt = (passage: string, ids: readonly string[]): string[] =>
  splitPlaces(passage).flatMap((piece) => ('place' in piece && ids.includes(piece.place) ? piece.text : []));

/** An area in pixels of its image from the top left corner. */
function describeArea(area: Area): string {
  switch (area.shape) {
    case 'rect':
      return `x ${area.left}–${area.right}, y ${area.top}–${area.bottom}`;
    case 'circle':
      return `(${area.x}, ${area.y}) r ${area.radius}`;
    case 'ellipse':
      return `(${area.x}, ${area.y}) r ${area.radiusX} × ${area.radiusY}`;
    case 'polygon':
      return area.points.map(({ x, y }) => `(${x}, ${y})`).join(' ');
  }
}
