import { isDay } from '#app/domain/kernel/instant.ts';
import type { LogQuery } from '#app/usecases/audit/search-log.server.ts';

/** The log's filter as it stands in an address: the page and its export read the same one. */
export function parseLogQuery(params: URLSearchParams): Omit<LogQuery, 'after' | 'before'> {
  const given = (name: string) => params.get(name)?.replaceAll('\0', '').trim().slice(0, 100) || null;
  const day = (name: string) => {
    const value = given(name);
    return value !== null && isDay(value) ? value : null;
  };
  return {
    who: given('who'),
    object: given('object'),
    action: given('action'),
    stream: given('stream'),
    outcome: given('outcome'),
    follow: given('follow'),
    address: given('address'),
    from: day('from'),
    to: day('to'),
    mentions: params.get('mentions') === '1',
  };
}
