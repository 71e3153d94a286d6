import { createHash } from 'node:crypto';
import type { Actor } from '#app/domain/people/actor.ts';
import { systemActor } from '#app/usecases/context.ts';
import { beginApply } from '#app/usecases/roster/begin-apply.server.ts';
import { listRows, readRoster } from '#app/usecases/roster/read-roster.server.ts';
import type { RosterSource } from '#app/usecases/roster/roster-source.ts';
import { type StageRosterCommand, stageRoster } from '#app/usecases/roster/stage-roster.server.ts';
import { workRoster } from '#app/usecases/roster/work-roster.server.ts';
import type { TestContext } from './context.ts';
import { taken } from './people.ts';

export const OPERATOR = systemActor('test');
export const noPause = async () => undefined;

/** A file of rows that never was one. */
export function sourceOf(rows: readonly (readonly string[])[]): RosterSource {
  return {
    fileName: 'roster.csv',
    fileHash: createHash('sha256').update(JSON.stringify(rows)).digest('hex'),
    format: 'csv',
    encoding: 'utf-8',
    sheets: [],
    serialDays: false,
    async *rows() {
      for (const [i, cells] of rows.entries()) yield { line: i + 1, cells };
    },
  };
}

export const HEADINGS = [
  '工号',
  '姓名',
  '单位代码',
  '单位名称',
  '上级单位代码',
  '职级',
  '职位类别',
  '任职日期',
  '状态',
];

type Options = Partial<Omit<StageRosterCommand, 'source'>>;

/** Hands rows in and compares them. */
export async function compareRows(
  context: TestContext,
  rows: readonly (readonly string[])[],
  options: Options = {},
  actor: Actor = OPERATOR,
): Promise<string> {
  const { importId } = taken(
    await stageRoster(context, actor, {
      source: sourceOf([HEADINGS, ...rows]),
      effectiveFrom: null,
      completeUnitId: null,
      topUnitId: null,
      sheet: null,
      columns: [],
      ...options,
    }),
  );
  await workRoster(context, { importId, owner: 'test', pause: noPause });
  return importId;
}

/** Applies what was compared, the refused rows left out. */
export async function applyImport(
  context: TestContext,
  importId: string,
  options: { confirmedLeavers?: number; renameUnitIds?: 'all' } = {},
  actor: Actor = OPERATOR,
): Promise<void> {
  taken(
    await beginApply(context, actor, {
      importId,
      skipRefused: true,
      confirmedLeavers: options.confirmedLeavers ?? null,
      renameUnitIds: options.renameUnitIds ?? [],
    }),
  );
  await workRoster(context, { importId, owner: 'test', pause: noPause });
}

export const viewOf = async (context: TestContext, importId: string, actor: Actor = OPERATOR) =>
  taken(await readRoster(context, actor, importId));

export const rowsOf = async (context: TestContext, importId: string, actor: Actor = OPERATOR) =>
  taken(await listRows(context, actor, { importId, kinds: null, unitId: null, fault: null, search: '', page: 1 })).rows;
