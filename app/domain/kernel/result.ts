/**
 * Expected failure is a value: a use case or rule returns either its value or a code from a closed set.
 * A bug is an exception and never travels this way.
 */
export type Ok<T> = { readonly ok: true; readonly value: T };
export type Refused<Code extends string> = { readonly ok: false; readonly code: Code; readonly detail?: RefusalDetail };
/** With `never` as its codes a result is a value for certain. */
export type Result<T, Code extends string> = [Code] extends [never] ? Ok<T> : Ok<T> | Refused<Code>;

/** Facts that a message in the user's language is made from; never a sentence. */
export type RefusalDetail = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

export const ok = <T>(value: T): Ok<T> => ({ ok: true, value });

export const refuse = <Code extends string>(code: Code, detail?: RefusalDetail): Refused<Code> =>
  detail === undefined ? { ok: false, code } : { ok: false, code, detail };
