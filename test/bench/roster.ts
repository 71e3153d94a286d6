import { execFileSync } from 'node:child_process';
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import Sqlite from 'better-sqlite3';
import { openXlsxStream } from '#app/platform/export/xlsx-stream.server.ts';
import type { Measurement } from './run.ts';

const ROWS = 100_000;
const UNITS = 400;
const ROOT = path.join(import.meta.dirname, '../..');
const HEADINGS = ['工号', '姓名', '单位代码', '单位名称', '上级单位代码', '职级', '职位类别', '任职日期'];
const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'];
const GIVEN = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂'];
/** Prints the process's own peak when it ends. */
const PEAK = `data:text/javascript,process.on('exit',()=>process.stderr.write('\\npeak '+process.resourceUsage().maxRSS+'\\n'))`;

/** A large authority's roster into an empty installation by the command, against a loop that reads and inserts rows. */
export async function measureRoster(): Promise<Measurement[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'xunkao-bench-'));
  try {
    const csv = path.join(folder, 'roster.csv');
    const xlsx = path.join(folder, 'roster.xlsx');
    writeFileSync(csv, `${[HEADINGS, ...rows()].map((cells) => cells.join(',')).join('\n')}\n`);
    await writeXlsx(xlsx);
    const bare = await bareLoop(csv, path.join(folder, 'bare.sqlite'));
    const measured: Measurement[] = [];
    for (const file of [csv, xlsx]) {
      const dataDir = path.join(folder, `data-${path.extname(file).slice(1)}`);
      const first = importRoster(file, dataDir, ['--top', '01', '--top-name', '某市', '--effective', '2026-01-01']);
      const dry = importRoster(file, dataDir, ['--dry-run']);
      const format = path.extname(file).slice(1);
      measured.push(
        {
          what: `roster of ${ROWS} new people as ${format}: read, compared and applied`,
          ours: `${first.seconds.toFixed(1)} s, peak ${first.peak} MB`,
          baseline: `${bare.toFixed(1)} s (read lines, insert plain rows)`,
          ratio: (first.seconds / bare).toFixed(1),
        },
        {
          what: `the same ${format} again: read and compared, nothing differs`,
          ours: `${dry.seconds.toFixed(1)} s, peak ${dry.peak} MB`,
          baseline: `${bare.toFixed(1)} s`,
          ratio: (dry.seconds / bare).toFixed(1),
        },
      );
    }
    return measured;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function* rows(): Generator<string[]> {
  for (let i = 0; i < ROWS; i += 1) {
    const unit = i % UNITS;
    const parent = `01${String(Math.floor(unit / 20) + 1).padStart(2, '0')}`;
    const code =
      i < 20 ? `01${String(i + 1).padStart(2, '0')}` : `${parent}${String((unit % 20) + 1).padStart(2, '0')}`;
    yield [
      String(i).padStart(8, '0'),
      `${SURNAMES[i % 20]}${GIVEN[(i * 7) % 22]}${GIVEN[(i * 13) % 22]}`,
      code,
      `单位${code}`,
      i < 20 ? '01' : parent,
      ['一级科员', '二级科员', '四级主任科员'][i % 3] ?? '',
      '综合管理类',
      `2026-0${(i % 9) + 1}-15`,
    ];
  }
}

async function writeXlsx(file: string) {
  const handle = await open(file, 'w');
  const sink = async (bytes: Uint8Array) => void (await handle.write(bytes));
  const book = await openXlsxStream({
    sink,
    sheetName: '人员',
    columns: HEADINGS.map((heading) => ({ heading, width: 12, holds: 'text' as const })),
  });
  let batch: string[][] = [];
  for (const row of rows()) {
    batch.push(row);
    if (batch.length === 1_000) {
      await book.write(batch);
      batch = [];
    }
  }
  await book.write(batch);
  await book.end();
  await handle.close();
}

async function bareLoop(csv: string, file: string): Promise<number> {
  const begun = performance.now();
  const db = new Sqlite(file);
  db.exec('CREATE TABLE person (a, b, c, d, e, f, g, h)');
  const insert = db.prepare('INSERT INTO person VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  db.exec('BEGIN');
  for await (const line of createInterface({ input: createReadStream(csv) })) insert.run(...line.split(','));
  db.exec('COMMIT');
  db.close();
  return (performance.now() - begun) / 1000;
}

function importRoster(file: string, dataDir: string, options: readonly string[]): { seconds: number; peak: number } {
  const begun = performance.now();
  const stderr = execFileSync(
    'sh',
    [
      '-c',
      '"$0" "$@" 2>&1 >/dev/null',
      process.execPath,
      ...['--import', PEAK, 'scripts/xk.mjs', 'roster', 'import', file],
      ...options,
    ],
    {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, DATA_DIR: dataDir, LOG_LEVEL: 'error', NODE_ENV: 'production' },
    },
  );
  return {
    seconds: (performance.now() - begun) / 1000,
    peak: Math.round(Number(/peak (\d+)/.exec(stderr)?.[1] ?? Number.NaN) / 1024),
  };
}
