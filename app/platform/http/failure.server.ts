import { describeFailure, openLog } from '#app/platform/log.server.ts';
import { currentScope } from './request-scope.server.ts';

/** What cannot wait for the context: a failure may be that there is none. */
const log = openLog('error');

/**
 * Writes a bug that a page or call met, with its stack and the id of the request, once however often it passes by.
 * @returns the id under which support finds it; null outside a request.
 */
export function logFailure(error: unknown): string | null {
  const requestId = currentScope()?.id ?? null;
  if (typeof error === 'object' && error !== null) {
    if (told.has(error)) return requestId;
    told.add(error);
  }
  log.error({ ...(requestId === null ? {} : { requestId }), error: describeFailure(error) }, 'request failed');
  return requestId;
}

const told = new WeakSet<object>();
