import type { Json } from '#app/domain/kernel/canonical.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import {
  creditField,
  exampleField,
  type FieldBody,
  type FieldKey,
  fitsField,
  labelField,
  weightOf,
} from '../fields/field.ts';
import { EMPTY_LABEL } from './question-type.ts';
import { type Verdict, weighParts } from './verdict.ts';

/** What was filled in, by field: an option's id or the typed text. Fields left empty are left out. */
export type Filled = { readonly [field: string]: string };
export type Fields = Readonly<Record<string, FieldBody>>;
export type FieldKeys = Readonly<Record<string, FieldKey>>;

/** Reads `{ field: text }` from the wire, in the order of the fields. */
export function parseFilled(fields: Fields, raw: unknown): Result<Filled, 'invalid-answer'> {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return refuse('invalid-answer');
  const given = raw as Record<string, unknown>;
  if (Object.keys(given).some((each) => !Object.hasOwn(fields, each))) return refuse('invalid-answer');
  const read: Record<string, Json> = {};
  for (const [id, body] of Object.entries(fields)) {
    if (!Object.hasOwn(given, id)) continue;
    const value = given[id];
    if (!fitsField(body, value)) return refuse('invalid-answer');
    if (value !== '') read[id] = value;
  }
  return ok(read as Filled);
}

/** Each field earns its weight's share. */
export const judgeFilled = ({ fields, keys, answer }: { fields: Fields; keys: FieldKeys; answer: Filled }): Verdict =>
  weighParts(
    Object.entries(fields).flatMap(([part, body]) => {
      const key = keys[part];
      return key
        ? [{ part, weight: weightOf(key), credit: creditField({ body, key, answer: answer[part] ?? '' }) }]
        : [];
    }),
  );

export const solveFields = (keys: FieldKeys): Filled =>
  Object.fromEntries(Object.entries(keys).map(([id, key]) => [id, exampleField(key)]));

export function labelFilled({ fields, keys, answer }: { fields: Fields; keys: FieldKeys; answer: Filled }): string {
  const labels = Object.entries(fields).map(([part, body]) => {
    const key = keys[part];
    return key ? labelField({ body, key, answer: answer[part] ?? '' }) : '';
  });
  return labels.every((label) => label === '') ? EMPTY_LABEL : labels.join('|');
}
