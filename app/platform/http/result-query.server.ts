import { RESULT_SORTS, RESULT_STATES, type ResultFilter } from '#app/usecases/exam-office/read-results.server.ts';

/** The filter that a results address names; the page and the file read the same. What it does not know is no filter. */
export function parseResultQuery(params: URLSearchParams): ResultFilter {
  const given = (name: string) => params.get(name)?.slice(0, 100) || null;
  const passed = given('passed');
  return {
    search: given('q') ?? '',
    state: RESULT_STATES.find((state) => state === given('state')) ?? null,
    passed: passed === 'yes' ? true : passed === 'no' ? false : null,
    unitId: given('unit'),
    sort: RESULT_SORTS.find((sort) => sort === given('sort')) ?? 'employeeNo',
    descending: given('dir') === 'desc',
  };
}
