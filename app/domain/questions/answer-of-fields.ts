import type { Json } from '#app/domain/kernel/canonical.ts';
import type { Prompt } from './types/question-type.ts';

/**
 * What a form sends of one question: the values of the fields that have its name, and by their keys those of
 * `name:key` (pairs, gaps, cells).
 */
export type AnswerFields = {
  readonly values: readonly string[];
  readonly keyed: Readonly<Record<string, readonly string[]>>;
};

/** A point as a field carries it: "120,45". */
const POINT = /^(-?\d{1,5}(?:\.\d{1,3})?),(-?\d{1,5}(?:\.\d{1,3})?)$/;

/**
 * The fields of a form as an answer on the wire, null where none is filled. Whether it can be one is for the type's
 * `parseAnswer`: what has no form at all is passed on as it came.
 */
export function answerOfFields(
  { type, blanks = 1, options, points = 1, many = false }: Prompt & { readonly type: string },
  { values, keyed }: AnswerFields,
): Json {
  switch (type) {
    case 'matching':
    case 'gap-match':
    case 'inline-choice':
    case 'table':
      return keyedAnswer(keyed, { many: type === 'matching' && many });
    case 'hotspot': {
      const set = values.filter(isFilled).map((value) => {
        const [, x, y] = POINT.exec(value) ?? [];
        return x === undefined ? value : { x: Number(x), y: Number(y) };
      });
      return set.length === 0 ? null : points === 1 && set.length === 1 ? (set[0] ?? null) : set;
    }
    case 'multiple-choice':
    case 'ordering':
    case 'hot-text':
      return values.some(isFilled) ? values.filter(isFilled) : null;
    default:
      if (!values.some(isFilled)) return null;
      if (blanks > 1) return values.map((value) => value.normalize('NFC'));
      return options ? (values[0] ?? '') : (values[0] ?? '').normalize('NFC');
  }
}

const isFilled = (value: string) => value.trim() !== '';

function keyedAnswer(keyed: AnswerFields['keyed'], { many }: { many: boolean }): Json {
  const filled = Object.entries(keyed).flatMap(([key, values]): [string, Json][] => {
    const given = values.filter(isFilled).map((value) => value.normalize('NFC'));
    return given.length === 0 ? [] : [[key, many || given.length > 1 ? given : (given[0] ?? '')]];
  });
  return filled.length === 0 ? null : Object.fromEntries(filled);
}

/** The fields of a whole form by question: `prefix + id` and `prefix + id:key`, in their order. */
export function fieldsOfForm(
  entries: Iterable<readonly [name: string, value: string]>,
  { prefix, ids }: { prefix: string; ids: readonly string[] },
): Record<string, AnswerFields> {
  const fields: Record<string, { values: string[]; keyed: Record<string, string[]> }> = Object.fromEntries(
    ids.map((id) => [id, { values: [], keyed: {} }]),
  );
  for (const [name, value] of entries) {
    if (!name.startsWith(prefix)) continue;
    const whole = name.slice(prefix.length);
    const [, id = '', key = ''] = /^(.*):([a-z][a-z0-9]{0,15})$/s.exec(whole) ?? [];
    if (Object.hasOwn(fields, whole)) fields[whole]?.values.push(value);
    else if (Object.hasOwn(fields, id)) {
      const keyed = fields[id]?.keyed ?? {};
      keyed[key] = [...(keyed[key] ?? []), value];
    }
  }
  return fields;
}

/** An answer on the wire as the fields of a form that would send it. */
export function fieldsOfAnswer(answer: Json): AnswerFields {
  if (answer === null) return { values: [], keyed: {} };
  if (Array.isArray(answer)) return { values: answer.map(fieldOf), keyed: {} };
  if (typeof answer === 'object' && !('x' in answer))
    return {
      values: [],
      keyed: Object.fromEntries(Object.entries(answer).map(([key, value]) => [key, [value].flat().map(fieldOf)])),
    };
  return { values: [fieldOf(answer)], keyed: {} };
}

const fieldOf = (value: Json): string =>
  typeof value === 'object' && value !== null && 'x' in value && 'y' in value ? `${value.x},${value.y}` : String(value);
