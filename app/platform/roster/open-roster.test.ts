import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, describe, expect, test } from 'vitest';
import { openZipStream } from '#app/platform/export/zip-stream.server.ts';
import type { SourceRow } from '#app/usecases/roster/roster-source.ts';
import { openRoster } from './open-roster.server.ts';
import { makeCsvTemplate, makeXlsxTemplate } from './template.server.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'xunkao-roster-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let made = 0;

async function open(bytes: Uint8Array, { sheet = null }: { sheet?: string | null } = {}) {
  made += 1;
  const file = path.join(folder, `${made}`);
  writeFileSync(file, bytes);
  const source = await openRoster({ file, fileName: 'roster', sheet });
  const rows: SourceRow[] = [];
  for await (const row of source.rows()) rows.push(row);
  return { encoding: source.encoding, format: source.format, sheets: source.sheets, rows };
}
const cellsOf = async (bytes: Uint8Array) => (await open(bytes)).rows.map(({ cells }) => cells);
const TEXT = '工号,姓名,单位\n001,张三,"办公室\n二层"\n\n002,"李""四",财务处\n';
const CELLS = [
  ['工号', '姓名', '单位'],
  ['001', '张三', '办公室\n二层'],
  ['002', '李"四', '财务处'],
];

describe('text', () => {
  test.each([
    ['utf-8', Buffer.from(TEXT)],
    ['utf-8-bom', Buffer.from(`\ufeff${TEXT}`)],
    ['gb18030', iconv.encode(TEXT, 'gb18030')],
    ['utf-16le', iconv.encode(TEXT, 'utf-16le', { addBOM: true })],
    ['utf-16be', iconv.encode(TEXT, 'utf-16be', { addBOM: true })],
  ])('in %s gives the same rows, with quoted line breaks and quotes', async (encoding, bytes) => {
    const read = await open(bytes);
    expect(read.encoding).toBe(encoding);
    expect(read.rows.map(({ cells }) => cells)).toEqual(CELLS);
  });

  test('counts rows as a spreadsheet does, empty ones too', async () => {
    expect((await open(Buffer.from(TEXT))).rows.map(({ line }) => line)).toEqual([1, 2, 4]);
  });

  test.each([';', '\t'])('separated by %j', async (sign) => {
    const text = TEXT.replaceAll(',', sign);
    expect(await cellsOf(Buffer.from(text))).toEqual(CELLS);
  });

  test('that is ASCII for a long way and GB18030 at its end is GB18030', async () => {
    const text = `employee_no,name\n${'1,a\n'.repeat(100_000)}2,王五\n`;
    const read = await open(iconv.encode(text, 'gb18030'));
    expect(read.encoding).toBe('gb18030');
    expect(read.rows.at(-1)?.cells).toEqual(['2', '王五']);
  });

  test('with rare characters of four bytes in GB18030 keeps them', async () => {
    expect(await cellsOf(iconv.encode('1,㐂𠮷\n', 'gb18030'))).toEqual([['1', '㐂𠮷']]);
  });

  test('whose quote is never closed names its row', async () => {
    await expect(open(Buffer.from('a,b\n1,"x\n2,y\n'))).rejects.toMatchObject({
      reason: 'quote-not-closed',
      fact: '2',
    });
  });
});

describe('what is no roster', () => {
  test.each([
    ['empty', Buffer.alloc(0)],
    ['html', Buffer.from('<html><table></table>')],
    ['xls', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])],
    [
      'encrypted',
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.alloc(600),
        Buffer.from('EncryptedPackage', 'utf16le'),
      ]),
    ],
    ['not-a-table', Buffer.from([1, 2, 0, 3])],
    ['unknown-encoding', Buffer.from([0x41, 0xff, 0xff, 0x42])],
    ['broken', Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), Buffer.alloc(100, 7)])],
  ])('is refused as %s', async (reason, bytes) => {
    await expect(open(bytes)).rejects.toMatchObject({ reason });
  });
});

const NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A workbook of hand-written parts, as other programs write them. */
async function workbook(parts: Record<string, string>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  const zip = openZipStream(async (bytes) => void chunks.push(Buffer.from(bytes)));
  const all = {
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="${REL}/officeDocument" Target="/xl/workbook.xml"/></Relationships>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${REL}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${REL}/worksheet" Target="/xl/worksheets/sheet2.xml"/><Relationship Id="r3" Type="${REL}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r4" Type="${REL}/styles" Target="styles.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook ${NS} ${R}><workbookPr/><sheets><sheet name="说明" sheetId="1" state="hidden" r:id="r1"/><sheet name="人员" sheetId="2" r:id="r2"/></sheets></workbook>`,
    'xl/worksheets/sheet1.xml': `<worksheet ${NS}><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>`,
    'xl/sharedStrings.xml': `<sst ${NS}><si><t>姓名</t></si><si><r><t>张</t></r><r><t xml:space="preserve"> 三</t></r><rPh sb="0" eb="1"><t>zhang</t></rPh></si><si><t>a_x000D_b</t></si></sst>`,
    'xl/styles.xml': `<styleSheet ${NS}><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="165" formatCode="00000000"/><numFmt numFmtId="166" formatCode="#,##0.00_);[Red]\\(#,##0.00\\)"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="31"/></cellXfs></styleSheet>`,
    ...parts,
  };
  for (const [name, text] of Object.entries(all)) {
    const part = zip.entry(name);
    await part.write(text);
    await part.end();
  }
  await zip.end();
  return Buffer.concat(chunks);
}
const sheet = (rows: string) => ({
  'xl/worksheets/sheet2.xml': `<worksheet ${NS}><sheetData>${rows}</sheetData></worksheet>`,
});

describe('a workbook', () => {
  test('gives the first sheet that can be seen, its shared, inline and formula texts', async () => {
    const read = await open(
      await workbook(
        sheet(
          '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="inlineStr"><is><t>行内</t></is></c></row>' +
            '<row r="5"><c r="A5" t="s"><v>1</v></c><c r="B5" t="str"><f>A1&amp;"x"</f><v>算出</v></c><c r="C5" t="s"><v>2</v></c></row>',
        ),
      ),
    );
    expect(read.sheets).toEqual(['人员']);
    expect(read.rows).toEqual([
      { line: 2, cells: ['姓名', '', '行内'] },
      { line: 5, cells: ['张 三', '算出', 'a\rb'] },
    ]);
  });

  test('gives a formula that was never calculated as the formula; one whose result is empty as empty', async () => {
    const rows = await cellsOf(
      await workbook(
        sheet(
          '<row><c t="inlineStr"><is><t>001</t></is></c><c><f>VLOOKUP(A1,X!A:B,2)</f></c><c><f>B1</f><v></v></c></row>' +
            '<row><c t="inlineStr"><is><t>002</t></is></c><c t="str"><f>""</f><v></v></c><c><f>1+1</f><v>2</v></c></row>' +
            '<row><c t="inlineStr"><is><t>003</t></is></c><c><f t="shared" si="0"/></c></row>',
        ),
      ),
    );
    expect(rows).toEqual([
      ['001', '=VLOOKUP(A1,X!A:B,2)', '=B1'],
      ['002', '', '2'],
      ['003', '='],
    ]);
  });

  test('shows numbers as they are meant: no exponents, zeros of a format, days', async () => {
    const cell = (style: number, value: string) => `<row><c s="${style}"><v>${value}</v></c></row>`;
    const rows = await cellsOf(
      await workbook(
        sheet(
          [
            cell(0, '12000000000'),
            cell(0, '1.2E+10'),
            cell(3, '12'),
            cell(1, '46346'),
            cell(2, '46346.75'),
            cell(5, '59'),
            cell(4, '1200'),
            cell(0, '1.23456789012346E+17'),
            '<row><c t="b"><v>1</v></c></row>',
            '<row><c t="e"><v>#N/A</v></c></row>',
          ].join(''),
        ),
      ),
    );
    expect(rows.map(([cell]) => cell)).toEqual([
      '12000000000',
      '12000000000',
      '00000012',
      '2026-11-20',
      '2026-11-20',
      '1900-02-28',
      '1200',
      '1.23456789012346e+17',
      'TRUE',
      '#N/A',
    ]);
  });

  test('counts days from 1904 where it says so', async () => {
    const parts = {
      'xl/workbook.xml': `<x:workbook xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main" ${R}><x:workbookPr date1904="1"/><x:sheets><x:sheet name="人员" sheetId="2" r:id="r2"/></x:sheets></x:workbook>`,
      ...sheet('<row><c s="1"><v>44884</v></c></row>'),
    };
    expect(await cellsOf(await workbook(parts))).toEqual([['2026-11-20']]);
  });

  test('gives the sheet that is asked for, and says when there is none', async () => {
    const book = await workbook(sheet('<row><c><v>1</v></c></row>'));
    await expect(open(book, { sheet: '没有' })).rejects.toMatchObject({ reason: 'no-such-sheet', fact: '没有' });
    expect((await open(book, { sheet: '人员' })).rows).toHaveLength(1);
  });

  test('that is no XML inside, or none of ours, is refused', async () => {
    await expect(open(await workbook(sheet('<row><c><v>1</v></row>')))).rejects.toMatchObject({ reason: 'broken' });
    await expect(open(await workbook({ 'xl/workbook.xml': `<workbook ${NS}/>` }))).rejects.toMatchObject({
      reason: 'no-sheet',
    });
    await expect(open(await workbook({ 'xl/workbook.bin': 'x' }))).rejects.toMatchObject({ reason: 'xlsb' });
  });
});

describe('our own templates', () => {
  test.each(['zh', 'en'] as const)('read back the same from CSV and from Excel, with %s headings', async (header) => {
    const fromCsv = await cellsOf(makeCsvTemplate(header));
    const fromXlsx = await cellsOf(await makeXlsxTemplate(header));
    const padded = fromXlsx.map((cells) => [...cells, ...Array<string>(11 - cells.length).fill('')]);
    expect(padded).toEqual(fromCsv);
    expect(fromCsv[1]?.[0]).toBe('00000001');
  });
});
