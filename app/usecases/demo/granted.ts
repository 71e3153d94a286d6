import type { Result } from '#app/domain/kernel/result.ts';

/** The value of a step that must not be refused. @throws when it was: the demo is then wrong, and nothing of it is kept. */
export function granted<T>(result: Result<T, string>): T {
  if (!result.ok) throw new Error(`the demo was refused: ${result.code} ${JSON.stringify(result.detail ?? {})}`);
  return result.value;
}
