import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { describeSystemFault } from '#scripts/system-faults.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'xunkao-faults-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const faultOf = (work: () => unknown, how: Parameters<typeof describeSystemFault>[1] = {}): string | null => {
  try {
    work();
  } catch (error) {
    return describeSystemFault(error, how);
  }
  throw new Error('nothing failed');
};

describe('a fault of the machine', () => {
  it('is told with its place and what to do, in Chinese and in English', () => {
    const file = path.join(folder, 'none.json');
    const told = faultOf(() => readFileSync(file));
    expect(told?.split('\n')).toEqual([
      expect.stringContaining(`找不到${file}`),
      expect.stringContaining(`${file} is not there`),
    ]);
    expect(told).not.toContain('no such file');
  });

  it('tells a folder from a file', () => {
    expect(faultOf(() => readFileSync(folder))).toContain('是文件夹，不是文件');
    const file = path.join(folder, 'a-file');
    writeFileSync(file, '');
    expect(faultOf(() => copyFileSync(file, path.join(file, 'below')))).toContain('不是文件夹');
  });

  it('tells what is no database', () => {
    const file = path.join(folder, 'text.sqlite');
    writeFileSync(file, 'text'.repeat(1_000));
    expect(faultOf(() => new Sqlite(file).prepare('SELECT * FROM sqlite_master').all())).toContain('SQLITE_NOTADB');
  });

  it('names what was being written when the disk is full', () => {
    const full = Object.assign(new Error('ENOSPC'), { code: 'ENOSPC', path: '/from', dest: '/to' });
    expect(describeSystemFault(full)).toContain('没有写完/to');
  });

  it('names the file that was asked for, not the one that is written until it is whole', () => {
    const missing = faultOf(() => writeFileSync(path.join(folder, 'none/records.csv.part'), ''), {
      asked: path.join(folder, 'none/records.csv'),
      language: 'zh-CN',
    });
    expect(missing).toContain(`找不到${path.join(folder, 'none/records.csv')}，`);
    expect(missing).not.toMatch(/\.part|\n/);
    const full = Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
    expect(describeSystemFault(full, { asked: 'records.csv', language: 'en' })).toContain(
      'records.csv was not written',
    );
    const other = Object.assign(new Error('EACCES'), { code: 'EACCES', path: '/etc/records.csv.partial' });
    expect(describeSystemFault(other, { asked: '/etc/records.csv' })).toContain('/etc/records.csv.partial');
  });

  it('is found beneath what was said of it', () => {
    const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    const told = describeSystemFault(new Error('cannot open the database: connect', { cause: refused }));
    expect(told).toContain('连不上数据库');
    expect(describeSystemFault(new Error('no cause'))).toBeNull();
  });

  it('is no bug: whatever else went wrong is not covered up', () => {
    expect(describeSystemFault(new TypeError('x is not a function'))).toBeNull();
    expect(describeSystemFault('text')).toBeNull();
  });
});
