import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { getTableColumns } from 'drizzle-orm';
import { openSqlite } from '#db/open.server.ts';
import type { Measurement } from './run.ts';

const RECORDS = 200_000;
const YEAR = 2025;
const KINDS = [
  { format: 'csv', encoding: 'utf-8' },
  { format: 'csv', encoding: 'gb18030' },
  { format: 'xlsx', encoding: 'utf-8' },
  { format: 'json', encoding: 'utf-8' },
] as const;
const ROOT = path.join(import.meta.dirname, '../..');
/** Prints the process's own peak when it ends. */
const PEAK = `data:text/javascript,process.on('exit',()=>process.stderr.write('\\npeak '+process.resourceUsage().maxRSS+'\\n'))`;

/** The year's export of a large authority by the command, against a bare loop over the same rows; the start of the process is ours, memory is peak RSS. */
export async function measureExport(): Promise<Measurement[]> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'xunkao-bench-'));
  try {
    await fill(dataDir);
    const bare = timed(() => loopOverRows(dataDir));
    return KINDS.map(({ format, encoding }) => {
      const out = path.join(dataDir, `year.${format}`);
      const { seconds, value: peakKb } = timed(() => exportYear({ dataDir, format, encoding, out }));
      return {
        what: `appraisal export of ${RECORDS} records as ${format}${format === 'csv' ? ` in ${encoding}` : ''}`,
        ours: `${seconds.toFixed(1)} s, peak ${Math.round(peakKb / 1024)} MB, ${Math.round(statSync(out).size / 1_000_000)} MB written`,
        baseline: `${bare.seconds.toFixed(1)} s (loop over the rows)`,
        ratio: (seconds / bare.seconds).toFixed(2),
      };
    });
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** The least that an export could be: every row of the file's columns through the same driver, joined and written. */
function loopOverRows(dataDir: string) {
  const db = new Sqlite(path.join(dataDir, 'xunkao.sqlite'), { readonly: true });
  const file = openSync(path.join(dataDir, 'bare.csv'), 'w');
  const rows = db
    .prepare(
      `SELECT r.employee_no, r.name, r.org_code, r.org_name, r.position_level, r.year, r.tier, r.certificate_no,
        r.certificate_status, r.exam_code, r.score, r.max_score, r.grade_word, r.passed_on, r.valid_until,
        r.hours_required, r.hours_earned, r.indicator_score, r.suggested_rating, r.version, c.withdrawn,
        r.policy_version_id, r.computed_at
       FROM appraisal_current c JOIN appraisal_record r ON r.id = c.record_id WHERE c.year = ? ORDER BY c.employee_no`,
    )
    .raw()
    .iterate(YEAR);
  let text = '';
  for (const row of rows) {
    text += `${(row as unknown[]).join(',')}\r\n`;
    if (text.length < 65_536) continue;
    writeSync(file, text);
    text = '';
  }
  writeSync(file, text);
  closeSync(file);
  db.close();
}

/** @returns peak resident memory in kilobytes. */
function exportYear({
  dataDir,
  format,
  encoding,
  out,
}: {
  dataDir: string;
  format: string;
  encoding: string;
  out: string;
}): number {
  const command = [
    '--import',
    PEAK,
    'scripts/xk.mjs',
    'appraisal',
    'export',
    '--year',
    String(YEAR),
    '--format',
    format,
    '--encoding',
    encoding,
    '--out',
    out,
  ];
  const stderr = execFileSync('sh', ['-c', '"$0" "$@" 2>&1 >/dev/null', process.execPath, ...command], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, DATA_DIR: dataDir, LOG_LEVEL: 'error', NODE_ENV: 'production' },
  });
  return Number(/peak (\d+)/.exec(stderr)?.[1] ?? Number.NaN);
}

async function fill(dataDir: string) {
  const database = await openSqlite({
    file: path.join(dataDir, 'xunkao.sqlite'),
    migrations: path.join(ROOT, 'db/sqlite/migrations'),
  });
  const { appraisalRecord, appraisalCurrent, appraisalYear } = database.read.tables;
  const filler = (table: typeof appraisalRecord | typeof appraisalCurrent | typeof appraisalYear) =>
    Object.fromEntries(
      Object.entries(getTableColumns(table)).map(([key, column]) => [
        key,
        { string: '示范值', number: 100, boolean: false, json: {} }[column.dataType as 'string'],
      ]),
    );
  await database.transaction(async ({ db }) => {
    await db
      .insert(appraisalYear)
      .values({ ...filler(appraisalYear), year: YEAR, status: 'computed' } as typeof appraisalYear.$inferInsert);
    for (let start = 0; start < RECORDS; start += 500) {
      const rows = Array.from({ length: 500 }, (_, i) => {
        const id = `apr_${String(start + i).padStart(8, '0')}`;
        return {
          id,
          recordId: id,
          personId: `per_${start + i}`,
          employeeNo: `N${String(start + i).padStart(8, '0')}`,
          year: YEAR,
          change: start + i + 1,
        };
      });
      await db.insert(appraisalRecord).values(
        rows.map((row) => ({
          ...filler(appraisalRecord),
          passedOn: '2025-05-01',
          validUntil: '2028-05-01',
          ...row,
        })) as never,
      );
      await db.insert(appraisalCurrent).values(rows.map((row) => ({ ...filler(appraisalCurrent), ...row })) as never);
    }
  });
  await database.close();
}

function timed<T>(work: () => T): { seconds: number; value: T } {
  const begun = performance.now();
  const value = work();
  return { seconds: (performance.now() - begun) / 1000, value };
}
