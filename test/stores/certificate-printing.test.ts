import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { CERTIFICATES_PER_PART, writeBatchFile } from '#app/platform/export/certificate-batch.server.ts';
import { openGlyphs } from '#app/platform/pdf/fonts.server.ts';
import { emitEvent } from '#app/usecases/audit/record.server.ts';
import {
  type BatchFilter,
  type BatchPlan,
  planBatch,
  recordBatch,
} from '#app/usecases/certification/print-batch.server.ts';
import { reprintCertificate } from '#app/usecases/certification/reprint-certificate.server.ts';
import { revokeCertificate } from '#app/usecases/certification/revoke-certificate.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { dispatchDueEvents } from '#app/usecases/events/dispatch-due-events.server.ts';
import type { Database } from '#db/open.server.ts';
import { seedAuthority, seedGrade, seedPerson } from '#db/seed/records.ts';
import { findNewestAuditEntry } from '#db/stores/audit.ts';
import { countPrints, listCertificatesOfPeople, listPrints } from '#db/stores/certification.ts';
import { makeActor } from '#test/support/actors.ts';
import { makeTestContext } from '#test/support/context.ts';
import { describeOnBothEngines } from '#test/support/database.ts';

const hr = makeActor({ role: 'hr' });
const hrOfFinance = makeActor({ role: 'hr', unitId: 'org_fin' });
const ALL: BatchFilter = {
  search: '',
  status: null,
  tier: null,
  unitId: null,
  issuedFrom: null,
  issuedTo: null,
  ids: null,
};
const folder = mkdtempSync(path.join(os.tmpdir(), 'xunkao-batch-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PEOPLE = [
  { id: 'zhang', name: '张三', employeeNo: '0003' },
  { id: 'li', name: '李四', employeeNo: '0001', unitId: 'org_fin' },
  { id: 'wang', name: '王五', employeeNo: '0002' },
];

async function start(fresh: () => Promise<Database>) {
  const database = await fresh();
  await seedAuthority(database);
  const context = makeTestContext(database);
  for (const person of PEOPLE) {
    await seedPerson(database, person);
    await pass(context, `per_${person.id}`);
  }
  return { context, database };
}

async function pass(context: Context, personId: string) {
  const grade = await seedGrade(context.database, { personId, number: 1, score: 8500, at: context.clock.now() });
  await context.database.transaction((tx) => emitEvent({ tx, context }, { type: 'exam-graded', personId, ...grade }));
  await dispatchDueEvents(context);
}

async function plan(context: Context, filter: Partial<BatchFilter> = {}, actor = hr) {
  const planned = await planBatch(context, actor, { ...ALL, ...filter });
  if (!planned.ok) throw new Error(planned.code);
  return planned.value;
}

/** The files of an archive, by their names. */
function filesOf(archive: Buffer): Map<string, Buffer> {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const files = new Map<string, Buffer>();
  let at = archive.readUInt32LE(end + 16);
  for (let i = archive.readUInt16LE(end + 10); i > 0; i -= 1) {
    const length = archive.readUInt16LE(at + 28);
    const start = archive.readUInt32LE(at + 42);
    const from = start + 30 + archive.readUInt16LE(start + 26) + archive.readUInt16LE(start + 28);
    const name = archive.toString('utf8', at + 46, at + 46 + length);
    files.set(name, inflateRawSync(archive.subarray(from, from + archive.readUInt32LE(at + 20))));
    at += 46 + length + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return files;
}

describeOnBothEngines('printing certificates', (fresh) => {
  test('a reprint is recorded with its reason and counted; without a reason, or of another unit, it is refused', async () => {
    const { context, database } = await start(fresh);
    const [certificate] = await listCertificatesOfPeople(database.read, ['per_zhang']);
    const reprint = (reason: string, actor = hr) =>
      reprintCertificate(context, actor, { certificateId: certificate!.id, reason });
    expect(await reprint(' ')).toMatchObject({ code: 'invalid-input', detail: { errors: ['reason'] } });
    expect(await reprint('遗失', hrOfFinance)).toMatchObject({ code: 'not-found' });
    expect(await reprint('遗失')).toEqual({ ok: true, value: { printed: 1 } });
    expect(await reprint('污损')).toEqual({ ok: true, value: { printed: 2 } });
    expect(await listPrints(database.read, { certificateId: certificate!.id, limit: 9 })).toMatchObject([
      { kind: 'reprint', batchId: null, actorId: 'per_hr' },
      { kind: 'reprint', batchId: null, actorId: 'per_hr' },
    ]);
    expect(
      await findNewestAuditEntry(database.read, { stream: 'certification', action: 'certificate.reprint' }),
    ).toMatchObject({ detail: { reason: '污损', printed: 2 } });
    expect((await listCertificatesOfPeople(database.read, ['per_zhang']))[0]).toEqual(certificate);
  });

  test('a batch goes by unit and then by employee number, within reach and filter', async () => {
    const { context } = await start(fresh);
    const names = async (filter: Partial<BatchFilter> = {}, actor = hr) =>
      (await plan(context, filter, actor)).lines.map(({ name }) => name);
    expect(await names()).toEqual(['王五', '张三', '李四']);
    expect(await names({}, hrOfFinance)).toEqual(['李四']);
    expect(await names({ unitId: 'org_edu' })).toEqual(['王五', '张三']);
    expect(await names({ issuedFrom: '2026-11-20', issuedTo: '2026-11-20' })).toHaveLength(3);
    expect(await names({ issuedFrom: '2026-11-21' })).toEqual([]);
    expect(await names({ issuedTo: '2026-11-19' })).toEqual([]);
    const [certificate] = await listCertificatesOfPeople(context.database.read, ['per_li']);
    expect(await names({ ids: [certificate!.id] })).toEqual(['李四']);
    expect(await planBatch(context, hrOfFinance, { ...ALL, unitId: 'org_edu' })).toMatchObject({ code: 'not-found' });
  });

  test('a ticked certificate of another unit, or of nobody, is refused before anything is printed', async () => {
    const { context, database } = await start(fresh);
    const [zhang] = await listCertificatesOfPeople(database.read, ['per_zhang']);
    const ids = [zhang!.id];
    expect((await plan(context, { ids })).lines.map(({ name }) => name)).toEqual(['张三']);
    const missing = { code: 'not-found', detail: { certificates: 1 } };
    expect(await planBatch(context, hrOfFinance, { ...ALL, ids })).toMatchObject(missing);
    expect(await planBatch(context, hr, { ...ALL, ids: [...ids, 'crt_none'] })).toMatchObject(missing);
    // One that was ticked within a filter that it no longer fits is left out.
    expect((await plan(context, { ids, status: 'revoked' })).lines).toEqual([]);
  });

  test('a batch holds valid certificates alone unless a status is asked for, and says how many it leaves out', async () => {
    const { context, database } = await start(fresh);
    const [zhang] = await listCertificatesOfPeople(database.read, ['per_zhang']);
    const [li] = await listCertificatesOfPeople(database.read, ['per_li']);
    const command = {
      certificateId: zhang!.id,
      reason: '冒用',
      decisionNo: '示政人〔2026〕1号',
      effectiveOn: zhang!.issuedOn,
    };
    expect((await revokeCertificate(context, hr, command)).ok).toBe(true);
    const all = await plan(context);
    expect(all.lines.map(({ name }) => name)).toEqual(['王五', '李四']);
    expect(all.leftOut).toEqual([{ status: 'revoked', certificates: 1 }]);
    const ticked = await plan(context, { ids: [zhang!.id, li!.id] });
    expect(ticked.lines.map(({ name }) => name)).toEqual(['李四']);
    expect(ticked.leftOut).toEqual([{ status: 'revoked', certificates: 1 }]);
    expect((await plan(context, { status: 'valid' })).leftOut).toEqual([]);

    const asked = await plan(context, { ids: [zhang!.id], status: 'revoked' });
    expect(asked.lines.map(({ name }) => name)).toEqual(['张三']);
    expect(asked.leftOut).toEqual([]);
    const { fonts } = openGlyphs({ operatorFolder: folder, now: () => 0, log: context.log });
    const listOf = async (planned: BatchPlan) => {
      const file = path.join(folder, `${database.dialect}-status.zip`);
      await writeBatchFile({ context, plan: planned, fonts: fonts(), file, onProgress: () => {} });
      const list = filesOf(readFileSync(file)).get('list.csv')?.toString('utf8') ?? '';
      return list
        .trim()
        .split('\r\n')
        .map((line) => line.split(','));
    };
    const [headings, row] = await listOf(asked);
    expect(row?.[headings?.indexOf('状态') ?? -1]).toBe('已撤销');
    expect(row?.[headings?.indexOf('文件') ?? -1]).toBe('certificates-00001-00001.pdf');
    expect((await listOf(all))[0]).not.toContain('状态');
  });

  test('what no font can print is named beforehand and left out, never blank', async () => {
    const { context } = await start(fresh);
    const blind: Context = { ...context, glyphs: { findMissing: (text) => (text.includes('王五') ? ['五'] : []) } };
    const planned = await plan(blind);
    expect(planned.lines.map(({ name }) => name)).toEqual(['张三', '李四']);
    expect(planned.refused).toMatchObject([{ name: '王五', missing: ['五'] }]);
  });

  test('its file holds a page for each certificate and the list for signatures, and the batch is on record', async () => {
    const { context, database } = await start(fresh);
    const { fonts } = openGlyphs({ operatorFolder: folder, now: () => 0, log: context.log });
    const file = path.join(folder, `${database.dialect}.zip`);
    const planned = await plan(context);
    const progress: number[] = [];
    const { ids, sha256 } = await writeBatchFile({
      context,
      plan: planned,
      fonts: fonts(),
      file,
      onProgress: (n) => void progress.push(n),
    });
    const files = filesOf(readFileSync(file));
    expect([...files.keys()]).toEqual(['certificates-00001-00003.pdf', 'list.csv', 'list.xlsx']);
    const pdf = files.get('certificates-00001-00003.pdf')?.toString('latin1') ?? '';
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(3);
    const list = files.get('list.csv')?.toString('utf8') ?? '';
    expect(list.charCodeAt(0)).toBe(0xfeff);
    const lines = list.trim().split('\r\n');
    expect(lines.map((line) => line.split(',').slice(0, 4).join(','))).toEqual([
      '序号,单位,工号,姓名',
      '1,教育局,0002,王五',
      '2,教育局,0003,张三',
      '3,财政局,0001,李四',
    ]);
    expect(progress).toEqual([3]);
    expect(CERTIFICATES_PER_PART).toBe(200);

    await recordBatch(context, hr, { ids, reason: '集中发放', filter: ALL, refused: 0, sha256 });
    for (const id of ids) expect(await countPrints(database.read, id)).toBe(1);
    expect(
      await findNewestAuditEntry(database.read, { stream: 'certification', action: 'certificate.print-batch' }),
    ).toMatchObject({ detail: { certificates: 3, refused: 0, reason: '集中发放', sha256 } });
  });
});
