import type { z } from 'zod';
import { addFault } from '#app/domain/kernel/authored.ts';
import { checkField, type FieldBody, type FieldKey } from '../fields/field.ts';

/** Reports fields without a key, keys without a field, and keys that do not fit theirs. */
export function checkSameFields(
  context: z.core.ParsePayload<unknown>,
  { fields, keys }: { fields: Readonly<Record<string, FieldBody>>; keys: Readonly<Record<string, FieldKey>> },
): void {
  for (const id of Object.keys(keys))
    if (!Object.hasOwn(fields, id))
      addFault(context, { fault: 'key-without-field', path: ['scoring', 'fields', id], value: id });
  for (const [id, body] of Object.entries(fields)) {
    const key = keys[id];
    if (key) checkField(context, { body, key, at: ['body', 'fields', id], keyAt: ['scoring', 'fields', id] });
    else addFault(context, { fault: 'field-without-key', path: ['body', 'fields', id], value: id });
  }
}
