import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inflateRawSync } from 'node:zlib';
import readXlsxFile from 'read-excel-file/node';
import { afterAll, describe, expect, test } from 'vitest';
import { type AppraisalRecord, EXPORT_COLUMNS, toExportRow } from '#app/domain/appraisal/export-columns.ts';
import { openRecordFile, type RecordFileOptions } from '#app/platform/export/record-file.server.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'xunkao-export-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const plain: AppraisalRecord = {
  id: 'apr_1',
  personId: 'per_1',
  year: 2026,
  version: 3,
  change: 9,
  employeeNo: '00017',
  name: '张三',
  unitId: 'org_1',
  orgCode: '340101',
  orgName: '教育局',
  positionLevel: '一级科员',
  tier: 1,
  certificateNo: '2026-1GEN-00000001-62',
  certificateStatus: 'valid',
  examCode: 'T1-2026-01',
  score: 8550,
  maxScore: 10_000,
  gradeWord: '良好',
  passedOn: '2026-11-20',
  validUntil: '2029-11-20',
  hoursRequired: 9000,
  hoursEarned: 4525,
  indicatorScore: 8506,
  suggestedRating: '称职',
  policyVersionId: 'ver_1',
  sources: {
    postingId: 'pst_1',
    certificateId: 'crt_1',
    attemptId: 'att_1',
    gradeId: 'grd_1',
    hours: { entries: 1, online: 4525, offJob: 0, ownUnit: 0 },
    hoursPolicyVersionId: 'ver_2',
    parts: { tier: 6000, band: 1500, hours: 1006 },
  },
  computedAt: Date.parse('2026-11-20T01:30:00Z'),
  withdrawn: false,
};
/** Everything that a spreadsheet, a CSV reader or an encoding could stumble over, and nothing known. */
const awkward: AppraisalRecord = {
  ...plain,
  employeeNo: '=1+1',
  name: '@李"𠮷"\n四',
  orgName: '+单位, 二',
  positionLevel: '-级',
  tier: null,
  certificateNo: null,
  certificateStatus: null,
  examCode: null,
  score: null,
  maxScore: null,
  gradeWord: null,
  passedOn: null,
  validUntil: null,
  hoursEarned: -50,
  indicatorScore: 0,
  version: 1,
  withdrawn: true,
};

async function write(options: Partial<RecordFileOptions>, records = [plain, awkward]) {
  const file = path.join(folder, `${Math.random()}`);
  const writer = await openRecordFile({ file, format: 'csv', encoding: 'utf-8', header: 'en', ...options });
  await writer.begin({ year: 2026, policyVersion: '2026.1' });
  await writer.write(records.map((record) => toExportRow(record, { policyVersion: '2026.1', zone: 'Asia/Shanghai' })));
  const { sha256, bytes } = await writer.end();
  const content = readFileSync(file);
  expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
  expect(content.length).toBe(bytes);
  return { file, content };
}

const HEADER =
  'employee_no,name,org_code,org_name,position_level,year,tier,certificate_no,certificate_status,exam_code,score,max_score,grade,passed_on,valid_until,hours_required,hours_earned,indicator_score,suggested_rating,record_version,record_status,policy_version,updated_at';
const FIRST =
  '00017,张三,340101,教育局,一级科员,2026,1,2026-1GEN-00000001-62,valid,T1-2026-01,85.50,100.00,良好,2026-11-20,2029-11-20,90.00,45.25,85.06,称职,3,current,2026.1,2026-11-20T09:30:00+08:00';
const SECOND =
  '\'=1+1,"\'@李""𠮷""\n四",340101,"\'+单位, 二",\'-级,2026,,,,,,,,,,90.00,-0.50,0.00,称职,1,withdrawn,2026.1,2026-11-20T09:30:00+08:00';

describe('the appraisal file', () => {
  test('as CSV is these very bytes: byte order mark, CRLF, quotes, and an apostrophe before what would be a formula', async () => {
    const { content } = await write({});
    expect([...content.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(content.toString('utf8')).toBe(`\ufeff${HEADER}\r\n${FIRST}\r\n${SECOND}\r\n`);
  });

  test('as CSV in GB18030 has no byte order mark and keeps characters beyond GBK', async () => {
    const { content } = await write({ encoding: 'gb18030' });
    expect(content.subarray(0, 11).toString('latin1')).toBe('employee_no');
    expect(content.includes(Buffer.from([0xd5, 0xc5, 0xc8, 0xfd]))).toBe(true); // 张三
    expect(new TextDecoder('gb18030').decode(content)).toBe(`${HEADER}\r\n${FIRST}\r\n${SECOND}\r\n`);
  });

  test('as CSV may carry Chinese headings, in the same order', async () => {
    const { content } = await write({ header: 'zh' }, []);
    expect(content.toString('utf8')).toBe(
      '\ufeff工号,姓名,单位代码,单位名称,职级,考核年度,证书等级,证书编号,证书状态,考试场次,得分,满分,成绩等次,通过日期,证书有效期至,应修学时,已修学时,学习指标分,建议等次,记录版本,记录状态,办法版本,更新时间\r\n',
    );
  });

  test('as JSON has year, policy version and records of the same names, unknown as null', async () => {
    const { content } = await write({ format: 'json' });
    const file = JSON.parse(content.toString('utf8'));
    expect(file).toMatchObject({ year: 2026, policyVersion: '2026.1', records: [{ score: '85.50' }, { score: null }] });
    expect(Object.keys(file.records[0])).toEqual(HEADER.split(','));
    expect(file.records[1]).toMatchObject({ employee_no: '=1+1', hours_earned: '-0.50', tier: null });
    expect(JSON.parse((await write({ format: 'json' }, [])).content.toString()).records).toEqual([]);
  });

  test('as XLSX is read back by another library with numbers as numbers and text as text', async () => {
    const { content } = await write({ format: 'xlsx' });
    const [sheet] = (await readXlsxFile(content)) as unknown as { sheet: string; data: unknown[][] }[];
    expect(sheet?.sheet).toBe('2026');
    const [header, first, second] = sheet?.data ?? [];
    expect(header).toEqual(HEADER.split(','));
    expect(first).toEqual([
      ...['00017', '张三', '340101', '教育局', '一级科员', 2026, 1, '2026-1GEN-00000001-62', 'valid', 'T1-2026-01'],
      ...[85.5, 100, '良好', '2026-11-20', '2029-11-20', 90, 45.25, 85.06, '称职', 3, 'current', '2026.1'],
      '2026-11-20T09:30:00+08:00',
    ]);
    expect(second?.slice(0, 9)).toEqual(['=1+1', '@李"𠮷"\n四', '340101', '+单位, 二', '-级', 2026, null, null, null]);
    expect(second?.[16]).toBe(-0.5);
  });

  test('as XLSX holds no formula and escapes what XML and OOXML would read as their own', async () => {
    const { content } = await write({ format: 'xlsx' }, [{ ...plain, name: '<&>"_x0041_\u0007' }]);
    const sheet = entryOf(content, 'xl/worksheets/sheet1.xml');
    expect(sheet).toContain('>&lt;&amp;&gt;&quot;_x005F_x0041_<');
    expect(sheet).not.toContain('<f>');
    expect(sheet).toContain('autoFilter ref="A1:W2"');
  });

  test('the same records make the same bytes in every format', async () => {
    for (const format of ['csv', 'json', 'xlsx'] as const)
      expect((await write({ format })).content.equals((await write({ format })).content)).toBe(true);
  });

  test('the contract’s columns are these 23', () => {
    expect(EXPORT_COLUMNS.map(({ name }) => name).join(',')).toBe(HEADER);
  });
});

/** Reads one file of an archive by its table of contents. */
function entryOf(archive: Buffer, name: string): string {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  let at = archive.readUInt32LE(end + 16);
  for (let i = archive.readUInt16LE(end + 10); i > 0; i -= 1) {
    const length = archive.readUInt16LE(at + 28);
    if (archive.toString('utf8', at + 46, at + 46 + length) === name) {
      const start = archive.readUInt32LE(at + 42);
      const from = start + 30 + archive.readUInt16LE(start + 26) + archive.readUInt16LE(start + 28);
      return inflateRawSync(archive.subarray(from, from + archive.readUInt32LE(at + 20))).toString('utf8');
    }
    at += 46 + length + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  throw new Error(`no ${name}`);
}
