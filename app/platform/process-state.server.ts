/**
 * A thing that this process has once, whatever Vite does to modules in development: after a change of code it evaluates
 * a module anew, and a second database, job loop or list of faults would begin beside the first. What is kept here goes
 * on with the code it was made from until the server is started again.
 */
export function keepInProcess<T>(name: string, make: () => T): T {
  const kept = globalThis as unknown as Record<symbol, T | undefined>;
  const key = Symbol.for(`xunkao.${name}`);
  kept[key] ??= make();
  return kept[key];
}
