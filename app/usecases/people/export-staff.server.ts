import { toCsvLine } from '#app/domain/appraisal/export-columns.ts';
import { ok, type Result } from '#app/domain/kernel/result.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { listStaffPage } from '#db/stores/people.ts';
import { readStaffFilter, type StaffQuery, toStaffRow } from './list-staff.server.ts';
import { readUnitRows, type UnitsQuery } from './list-units.server.ts';

const ROWS = 2_000;

/** What a spreadsheet takes for the beginning of a formula gets a leading apostrophe. */
const plain = (text: string) => (/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text);
const line = (cells: readonly string[]) => toCsvLine(cells.map(plain));

/** A list as lines of CSV (RFC 4180), and the day that it shows. */
export type CsvList = { readonly day: string; readonly lines: AsyncIterable<string> };

/** The people that a page shows under the same filter, all of them. That it was taken is on record. */
export async function exportStaff(
  context: Context,
  actor: Actor,
  query: StaffQuery,
): Promise<Result<CsvList, 'not-found'>> {
  const { read } = context.database;
  const seen = await readStaffFilter(context, actor, query);
  if (!seen.ok) return seen;
  const { filter, organisation } = seen.value;
  await context.database.transaction((tx) =>
    recordAudit(
      { tx, context, actor },
      {
        stream: 'people',
        action: 'person.export',
        subject: { kind: 'unit', id: query.unitId ?? '' },
        detail: { day: filter.day, filter: { ...query } },
      },
    ),
  );
  async function* lines() {
    yield line(['employee_no', 'name', 'org_code', 'org_name', 'position_level', 'category', 'as_of']);
    for (let offset = 0; ; offset += ROWS) {
      const rows = await listStaffPage(read, {
        filter,
        order: query.sort,
        descending: query.descending,
        offset,
        limit: ROWS,
      });
      yield rows
        .map((row) => {
          const { employeeNo, name, unitName, positionLevel, category } = toStaffRow(row, organisation);
          const code = organisation.find(row.unitId)?.code ?? '';
          return line([employeeNo, name, code, unitName, positionLevel, category, filter.day]);
        })
        .join('');
      if (rows.length < ROWS) return;
    }
  }
  return ok({ day: filter.day, lines: lines() });
}

/** The units that a page shows under the same filter, all of them, each with the code of the one above it. */
export async function exportUnits(context: Context, actor: Actor, query: UnitsQuery): Promise<CsvList> {
  const { rows, day, organisation } = await readUnitRows(context, actor, query);
  await context.database.transaction((tx) =>
    recordAudit(
      { tx, context, actor },
      {
        stream: 'people',
        action: 'unit.export',
        subject: { kind: 'unit', id: '' },
        detail: { day, filter: { search: query.search }, rows: rows.length },
      },
    ),
  );
  async function* lines() {
    yield line(['org_code', 'org_name', 'parent_code', 'people_within', 'as_of']);
    yield rows
      .map(({ id, code, name, people }) => {
        const parentId = organisation.find(id)?.parentId ?? null;
        const parent = parentId === null ? '' : (organisation.find(parentId)?.code ?? '');
        return line([code, name, parent, String(people), day]);
      })
      .join('');
  }
  return { day, lines: lines() };
}
