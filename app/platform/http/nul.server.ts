export const NUL_FAULT = { errors: ['body: U+0000'] };

/** Whether a parsed JSON value holds U+0000 in a text or a name. PostgreSQL cannot store it, so neither engine gets it. */
export function holdsNul(value: unknown): boolean {
  // A list and no recursion: a body may be nested deeper than the stack.
  const left = [value];
  while (left.length > 0) {
    const one = left.pop();
    if (typeof one === 'string' && one.includes('\0')) return true;
    if (typeof one !== 'object' || one === null) continue;
    for (const [name, member] of Object.entries(one)) left.push(name, member);
  }
  return false;
}
