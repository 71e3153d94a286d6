import { isDay } from '#app/domain/kernel/instant.ts';
import { SERVICE_STATES } from '#app/domain/people/service.ts';
import { STAFF_SORTS, type StaffQuery } from './list-staff.server.ts';
import type { UnitsQuery } from './list-units.server.ts';

/** What an address asks of the list of people; what cannot be read is as if it were not there. */
export function parseStaffQuery(params: URLSearchParams): StaffQuery {
  const given = (name: string) => params.get(name)?.slice(0, 100) || null;
  const on = given('on');
  const page = Number(given('page') ?? 1);
  return {
    on: on !== null && isDay(on) ? on : null,
    state: SERVICE_STATES.find((known) => known === given('state')) ?? 'serving',
    search: given('q') ?? '',
    unitId: given('unit'),
    positionLevel: given('level'),
    category: given('category'),
    sort: STAFF_SORTS.find((known) => known === given('sort')) ?? 'employeeNo',
    descending: given('dir') === 'desc',
    page: Number.isSafeInteger(page) ? page : 1,
  };
}

/** What an address asks of the list of units. */
export function parseUnitsQuery(params: URLSearchParams): UnitsQuery {
  const on = params.get('on') ?? '';
  const page = Number(params.get('page') ?? 1);
  return {
    on: isDay(on) ? on : null,
    search: (params.get('q') ?? '').slice(0, 100),
    page: Number.isSafeInteger(page) ? page : 1,
  };
}
