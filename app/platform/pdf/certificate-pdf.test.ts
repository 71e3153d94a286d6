import { openSync } from 'fontkit';
import { describe, expect, test } from 'vitest';
import type { CertificateStatement } from '#app/domain/certification/statement.ts';
import type { CertificateStatus } from '#app/domain/certification/status.ts';
import { type DrawingItem, drawCertificate, MARGIN, PAGE, type TextItem } from './certificate-drawing.server.ts';
import { renderCertificatePdf } from './certificate-pdf.server.ts';
import { makeCertificateSheet } from './certificate-sheet.server.ts';
import { type CertificateFont, openGlyphs } from './fonts.server.ts';
import { breakLines, MissingGlyphError, splitByFont } from './text-layout.server.ts';

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const fonts = openGlyphs({ operatorFolder: '/no/such/folder', now: () => 0, log }).fonts();

const statement: CertificateStatement = {
  type: 'xunkao-certificate',
  version: 1,
  number: '2026-1GEN-00000123-27',
  code: '7K3M9PQRSTVWXYZ0123456789A',
  holder: { name: '张明远' },
  issuer: { code: '3401', name: '示范市人民政府' },
  title: { zh: '公务员信息技术初级（通用）证书', en: "Civil Servants' IT Certificate, Tier 1 (General)" },
  tier: 1,
  track: 'general',
  attests: { zh: '持有人理解电子政务。', en: 'The holder understands e-government.' },
  issuedOn: '2026-11-20',
  validUntil: '2029-11-20',
  basis: {
    attemptId: 'att_1',
    gradeId: 'grd_1',
    blueprintVersionId: 'ver_1',
    gradingPolicyVersionId: 'ver_2',
    certificatePolicyVersionId: 'ver_3',
  },
};

const sheetOf = (over: Partial<CertificateStatement> = {}, status: CertificateStatus = 'valid') =>
  makeCertificateSheet({
    certificate: {
      statement: { ...statement, ...over },
      keyId: 'xH3fQ9_aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789',
      status,
      decision: status === 'revoked' ? { effectiveOn: '2027-01-02', reason: '', decisionNo: '1' } : null,
    },
    publicUrl: 'https://xunkao.example',
  });

const opened = new Map<string, ReturnType<typeof openSync>>();
/** What pdfkit measures, from the same font file. */
function measureRun({ font, text }: { font: CertificateFont; text: string }, size: number): number {
  const file = opened.get(font.file) ?? openSync(font.file);
  opened.set(font.file, file);
  if (!('layout' in file)) throw new Error('a collection');
  return (file.layout(text).advanceWidth * size) / file.unitsPerEm;
}

const draw = (sheet: ReturnType<typeof sheetOf>) => drawCertificate({ sheet, fonts, measureRun });
const textOf = (item: TextItem) => item.runs.map(({ text }) => text).join('');
const isText = (item: DrawingItem): item is TextItem => item.kind === 'text';
const lines = (items: readonly DrawingItem[]) => items.filter(isText).map(textOf);

describe('what stands on a certificate', () => {
  test('name, title, number, dates, tier, what it attests, issuer, code, address and key, in both languages', () => {
    const text = lines(draw(sheetOf())).join('\n');
    for (const part of [
      '张明远',
      '公务员信息技术初级（通用）证书',
      "Civil Servants' IT Certificate, Tier 1 (General)",
      '2026-1GEN-00000123-27',
      '2026年11月20日',
      '20 Nov 2029',
      '初级（通用）',
      '持有人理解电子政务。',
      'The holder understands e-government.',
      '示范市人民政府',
      '7K3M9-PQRST-VWXYZ-01234-56789A',
      'https://xunkao.example/verify',
      'xH3fQ9_aBcDe',
    ])
      expect(text).toContain(part);
    expect(text).not.toMatch(/undefined|\{\{/);
  });

  test('a revoked certificate says so and since when; a valid one says nothing', () => {
    expect(lines(draw(sheetOf({}, 'revoked'))).join()).toContain('本证书已于2027年1月2日撤销');
    expect(lines(draw(sheetOf())).join()).not.toContain('撤销');
  });

  test.each([
    ['a name of 20 characters', { holder: { name: '买买提阿不都热合曼艾合买提江吐尔逊江哈' } }],
    ['a name with middle dots', { holder: { name: '买买提·阿不都热合曼·艾合买提江·吐尔逊江' } }],
    [
      'an issuer of 25 characters',
      { issuer: { code: '1', name: '巴音郭楞蒙古自治州人力资源和社会保障局考试中心综合处' } },
    ],
    [
      'much to attest',
      { attests: { zh: '能在日常办公中正确使用口令和介质，'.repeat(14), en: 'The holder can. '.repeat(40) } },
    ],
  ])('%s stays whole within the margins, above the lower band', (_, over) => {
    const items = draw(sheetOf(over));
    const written = lines(items).join('');
    if ('holder' in over) expect(lines(items)).toContain(over.holder?.name);
    if ('issuer' in over) expect(lines(items)).toContain(over.issuer?.name);
    if ('attests' in over) expect(written).toContain(over.attests?.zh);
    for (const item of items.filter(isText)) {
      expect(item.x).toBeGreaterThanOrEqual(MARGIN - 0.01);
      expect(item.x + item.width).toBeLessThanOrEqual(PAGE.width - MARGIN + 0.01);
      expect(item.size).toBeGreaterThan(5);
    }
    const band = items.filter(isText).find((item) => textOf(item).startsWith('证书编号'))?.y ?? 0;
    const attested = items.filter(isText).filter((item) => /The holder|口令/.test(textOf(item)));
    for (const item of attested) expect(item.y).toBeLessThan(band - 8);
  });

  test('a track that is data only stands as its code', () => {
    expect(lines(draw(sheetOf({ track: 'cloud' }))).join()).toContain('初级（cloud）');
  });
});

describe('fonts of a certificate', () => {
  test('a character that no font has, such as U+20BB7, is refused by name, in the drawing and in the file', async () => {
    const sheet = sheetOf({ holder: { name: '李𠮷' } });
    expect(() => draw(sheet)).toThrow(MissingGlyphError);
    await expect(renderCertificatePdf({ sheet, issuedAt: 0, fonts })).rejects.toThrow(
      /𠮷 \(U\+20BB7\).*DATA_DIR\/fonts/,
    );
  });

  test('each character is set in the first font that has it; a space stays where it is', () => {
    const font = (name: string, characters: string): CertificateFont => ({
      name,
      file: name,
      has: (codePoint) => characters.includes(String.fromCodePoint(codePoint)),
    });
    const runs = splitByFont('李 𠮷a', [font('one', '李a'), font('two', '李𠮷')]);
    expect(runs.map(({ font: { name }, text }) => [name, text])).toEqual([
      ['one', '李 '],
      ['two', '𠮷'],
      ['one', 'a'],
    ]);
  });
});

describe('lines', () => {
  const measure = (text: string) => [...text].length;

  test('break between Han characters, never before a comma nor after an opening bracket', () => {
    expect(breakLines({ text: '一二三，四五（六七', width: 3, measure })).toEqual(['一二', '三，四', '五（六', '七']);
    expect(breakLines({ text: '一二（三四', width: 3, measure })).toEqual(['一二', '（三四']);
  });

  test('break Latin text between words only, and lose nothing', () => {
    expect(breakLines({ text: "Civil servants' data, kept well", width: 16, measure })).toEqual([
      "Civil servants'",
      'data, kept well',
    ]);
  });
});

test('the file is a tagged A4 landscape PDF in Chinese with its title, one page, the same bytes each time', async () => {
  const render = () => renderCertificatePdf({ sheet: sheetOf(), issuedAt: Date.parse('2026-11-20T01:30:00Z'), fonts });
  const pdf = await render();
  const text = pdf.toString('latin1');
  expect(text.slice(0, 8)).toBe('%PDF-1.7');
  expect(text).toContain('/Lang (zh-CN)');
  expect(text).toContain('/Marked true');
  expect(text).toContain('/DisplayDocTitle true');
  expect(text).toMatch(/\/MediaBox \[0 0 841\.89 595\.28\]/);
  expect(text.match(/\/Type \/Page\b/g)).toHaveLength(1);
  expect(text).toMatch(/\/FontFile2/);
  // Its metadata is XML in UTF-8.
  expect(pdf.includes(Buffer.from(`${statement.title.zh} ${statement.number}`))).toBe(true);
  expect(pdf.equals(await render())).toBe(true);
});
