const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/;

/** A unit's code: 1 to 32 Latin letters, digits, dots, hyphens or underscores, as written. Null otherwise. */
export function parseUnitCode(typed: string): string | null {
  const text = typed.normalize('NFKC').trim();
  return CODE.test(text) ? text : null;
}

/** A unit's name: 1 to 100 characters with at least one letter, single spaces. Null otherwise. */
export function parseUnitName(typed: string): string | null {
  const text = typed.normalize('NFC').replace(/\s+/g, ' ').trim();
  return text.length <= 100 && /\p{L}/u.test(text) && !/[\p{Cc}<>]/u.test(text) ? text : null;
}
