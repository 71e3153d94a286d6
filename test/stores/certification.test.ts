import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { compactVerify, importJWK } from 'jose';
import { afterEach, expect, test } from 'vitest';
import { parseCertificateNumber } from '#app/domain/certification/number.ts';
import { statusOn } from '#app/domain/certification/status.ts';
import { openSigner } from '#app/platform/signer.server.ts';
import { emitEvent } from '#app/usecases/audit/record.server.ts';
import { listOwnCertificates } from '#app/usecases/certification/list-own-certificates.server.ts';
import { readCertificate } from '#app/usecases/certification/read-certificate.server.ts';
import { readStatementFile } from '#app/usecases/certification/read-statement-file.server.ts';
import { retryPendingCertificates } from '#app/usecases/certification/retry-pending-certificates.server.ts';
import { revokeCertificate } from '#app/usecases/certification/revoke-certificate.server.ts';
import { searchCertificates } from '#app/usecases/certification/search-certificates.server.ts';
import { verifyCertificate } from '#app/usecases/certification/verify-certificate.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { dispatchDueEvents } from '#app/usecases/events/dispatch-due-events.server.ts';
import type { Database } from '#db/open.server.ts';
import { seedAuthority, seedGrade, seedPerson } from '#db/seed/records.ts';
import { findNewestAuditEntry, listAuditEntries } from '#db/stores/audit.ts';
import {
  insertCertificateEvent,
  listCertificateEvents,
  listCertificates,
  listCertificatesOfPeople,
} from '#db/stores/certification.ts';
import { makeActor } from '#test/support/actors.ts';
import { makeTestContext, TEST_NOW, type TestContext } from '#test/support/context.ts';
import { describeOnBothEngines } from '#test/support/database.ts';

/** 2026-11-20, 09:30 in Shanghai. */
const TODAY = '2026-11-20';
const hr = makeActor({ role: 'hr' });
const hrOfFinance = makeActor({ role: 'hr', unitId: 'org_fin' });

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function pass(
  context: Context,
  { personId, score = 8500, number = 1 }: { personId: string; score?: number; number?: number },
) {
  const { database } = context;
  const grade = await seedGrade(database, { personId, number, score, at: context.clock.now() });
  await database.transaction((tx) => emitEvent({ tx, context }, { type: 'exam-graded', personId, ...grade }));
  await dispatchDueEvents(context);
  return grade;
}

async function start(fresh: () => Promise<Database>): Promise<{ context: TestContext; database: Database }> {
  const database = await fresh();
  await seedAuthority(database);
  await seedPerson(database, { id: 'zhang', name: '张三', employeeNo: '00017' });
  return { context: makeTestContext(database), database };
}

const certificatesOf = (database: Database, personId: string) => listCertificatesOfPeople(database.read, [personId]);

describeOnBothEngines('issuing certificates', (fresh) => {
  test('a passed exam earns a signed certificate with number, code, validity of 36 months, and its basis', async () => {
    const { context, database } = await start(fresh);
    const grade = await pass(context, { personId: 'per_zhang' });
    const [certificate] = await certificatesOf(database, 'per_zhang');
    expect(certificate).toMatchObject({
      ...grade,
      tier: 1,
      track: 'general',
      issuedOn: TODAY,
      validUntil: '2029-11-20',
      statement: {
        holder: { name: '张三' },
        issuer: { code: '3401', name: '示范市人民政府' },
        title: { zh: '公务员信息技术初级（通用）证书' },
        attests: { zh: '持有人理解电子政务。' },
        basis: { ...grade, blueprintVersionId: 'ver_blueprint_tier-1-general' },
      },
    });
    expect(parseCertificateNumber(certificate!.number)).toBe(certificate!.number);
    expect(certificate!.number).toMatch(/^2026-1GEN-00000001-/);
    expect(certificate!.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
    const entry = await findNewestAuditEntry(database.read, { stream: 'certification', action: 'certificate.issue' });
    expect(entry).toMatchObject({ outcome: 'done', subjectId: certificate!.id });
    expect(JSON.stringify(entry)).not.toContain('张三');
  });

  test('a failed exam earns none', async () => {
    const { context, database } = await start(fresh);
    await pass(context, { personId: 'per_zhang', score: 5999 });
    expect(await certificatesOf(database, 'per_zhang')).toEqual([]);
  });

  test('the same event twice issues one certificate; a second pass issues another with the next serial', async () => {
    const { context, database } = await start(fresh);
    const grade = await pass(context, { personId: 'per_zhang' });
    await database.transaction((tx) =>
      emitEvent({ tx, context }, { type: 'exam-graded', personId: 'per_zhang', ...grade }),
    );
    await dispatchDueEvents(context);
    expect(await certificatesOf(database, 'per_zhang')).toHaveLength(1);
    await pass(context, { personId: 'per_zhang', number: 2 });
    const numbers = (await certificatesOf(database, 'per_zhang')).map(({ number }) => number.slice(0, 18));
    expect(numbers.sort()).toEqual(['2026-1GEN-00000001', '2026-1GEN-00000002']);
  });

  test('serials start at 1 in every year, by the day in the zone (2027 begins at 16:00 UTC)', async () => {
    const { context, database } = await start(fresh);
    context.setNow(Date.parse('2026-12-31T15:59:59Z'));
    await pass(context, { personId: 'per_zhang' });
    context.setNow(Date.parse('2026-12-31T16:00:00Z'));
    await pass(context, { personId: 'per_zhang', number: 2 });
    const issued = (await certificatesOf(database, 'per_zhang')).map(({ number, issuedOn }) => [
      issuedOn,
      number.slice(0, 18),
    ]);
    expect(issued).toEqual([
      ['2027-01-01', '2027-1GEN-00000001'],
      ['2026-12-31', '2026-1GEN-00000001'],
    ]);
  });

  test('20 passes dispatched by two nodes at once get 20 serials without a gap', async () => {
    const { context, database } = await start(fresh);
    for (let i = 1; i <= 20; i += 1) {
      await seedPerson(database, { id: `p${i}` });
      const grade = await seedGrade(database, { personId: `per_p${i}`, score: 7000, at: TEST_NOW });
      await database.transaction((tx) =>
        emitEvent({ tx, context }, { type: 'exam-graded', personId: `per_p${i}`, ...grade }),
      );
    }
    const other = { ...makeTestContext(database, { seed: 'other' }) };
    await Promise.all([dispatchDueEvents(context), dispatchDueEvents(other)]);
    const rows = await listCertificates(database.read, {
      filter: { unitIds: null, today: TODAY, search: '', status: null, tier: null },
      offset: 0,
      limit: 100,
    });
    const serials = rows.map(({ certificate }) => Number(certificate.number.slice(10, 18))).sort((a, b) => a - b);
    expect(serials).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  });

  test('a name with a character that no font has is not issued, shown to HR, logged once, and issued once a font is there', async () => {
    const { context, database } = await start(fresh);
    await seedPerson(database, { id: 'ji', name: '李𠮷', employeeNo: '00018' });
    const { attemptId } = await pass(context, { personId: 'per_ji' });
    await retryPendingCertificates(context);
    expect(await certificatesOf(database, 'per_ji')).toEqual([]);
    const found = await searchCertificates(context, hr, {
      search: '',
      status: null,
      tier: null,
      page: 1,
      pageSize: 20,
    });
    expect(found).toMatchObject({
      ok: true,
      value: { total: 0, unprintable: [{ attemptId, name: '李𠮷', unitName: '教育局', missing: ['𠮷'] }] },
    });
    const elsewhere = await searchCertificates(context, hrOfFinance, {
      search: '',
      status: null,
      tier: null,
      page: 1,
      pageSize: 20,
    });
    expect(elsewhere).toMatchObject({ ok: true, value: { unprintable: [] } });
    const logged = await listAuditEntries(database.read, { stream: 'certification', after: 0, limit: 100 });
    expect(logged.filter(({ outcome }) => outcome === 'glyph-missing')).toMatchObject([
      { subjectId: attemptId, detail: { characters: ['𠮷'] } },
    ]);

    const withFont = { ...context, glyphs: { findMissing: () => [] } };
    expect(await retryPendingCertificates(withFont)).toEqual({ ok: true, value: { issued: 1, stillPending: 0 } });
    expect(await certificatesOf(database, 'per_ji')).toHaveLength(1);
    expect(await retryPendingCertificates(withFont)).toEqual({ ok: true, value: { issued: 0, stillPending: 0 } });
  });
});

describeOnBothEngines('certificates after their issue', (fresh) => {
  test('a code is verified as of any day: valid on the last one, expired on the next, not there before the issue', async () => {
    const { context, database } = await start(fresh);
    await pass(context, { personId: 'per_zhang' });
    const { code } = (await certificatesOf(database, 'per_zhang'))[0]!;
    const on = async (day: string | null) => {
      const result = await verifyCertificate(context, { code, on: day });
      return result.ok ? [result.value.certificate.status, result.value.asOf] : result.code;
    };
    expect(await on(null)).toEqual(['valid', TODAY]);
    expect(await on('2029-11-20')).toEqual(['valid', '2029-11-20']);
    expect(await on('2029-11-21')).toEqual(['expired', '2029-11-21']);
    expect(await on('2026-11-19')).toBe('certificate-not-yet-issued');
    expect(await on('2026-02-30')).toBe('invalid-input');
    expect(await verifyCertificate(context, { code: `${code.slice(1)}0`, on: null })).toMatchObject({
      code: 'not-found',
    });
  });

  test('a revocation holds from its effective day, needs reason and number, happens once, and is told onwards', async () => {
    const { context, database } = await start(fresh);
    await pass(context, { personId: 'per_zhang' });
    const { id, code } = (await certificatesOf(database, 'per_zhang'))[0]!;
    context.pass(5 * 86_400_000);
    const command = {
      certificateId: id,
      reason: '冒名顶替',
      decisionNo: '人社〔2026〕12号',
      effectiveOn: '2026-11-24',
    };
    expect(await revokeCertificate(context, hr, { ...command, reason: ' ' })).toMatchObject({
      code: 'invalid-input',
      detail: { errors: ['reason'] },
    });
    for (const invisible of ['', '\0', '\u200b', '……'])
      expect(
        await revokeCertificate(context, hr, { ...command, reason: invisible, decisionNo: invisible }),
      ).toMatchObject({ code: 'invalid-input', detail: { errors: ['reason', 'decisionNo'] } });
    expect(await revokeCertificate(context, hr, { ...command, effectiveOn: '2026-11-19' })).toMatchObject({
      code: 'invalid-input',
    });
    expect(await revokeCertificate(context, hr, { ...command, effectiveOn: '2026-11-26' })).toMatchObject({
      code: 'invalid-input',
    });
    expect((await revokeCertificate(context, hr, command)).ok).toBe(true);
    expect(await revokeCertificate(context, hr, command)).toMatchObject({ code: 'already-revoked' });
    const on = async (day: string) => {
      const result = await verifyCertificate(context, { code, on: day });
      return result.ok && result.value.certificate.status;
    };
    expect([await on('2026-11-23'), await on('2026-11-24'), await on('2031-01-01')]).toEqual([
      'valid',
      'revoked',
      'revoked',
    ]);
    const entry = await findNewestAuditEntry(database.read, { stream: 'certification', action: 'certificate.revoke' });
    expect(entry).toMatchObject({ actorId: hr.personId, detail: { decisionNo: '人社〔2026〕12号' } });
  });

  test('two revocations at the same moment: one is done, the other is told so', async () => {
    const { context, database } = await start(fresh);
    await pass(context, { personId: 'per_zhang' });
    const { id } = (await certificatesOf(database, 'per_zhang'))[0]!;
    const command = { certificateId: id, reason: '一', decisionNo: '1', effectiveOn: TODAY };
    const results = await Promise.all([
      revokeCertificate(context, hr, command),
      revokeCertificate(context, hr, command),
    ]);
    expect(results.map((result) => (result.ok ? 'done' : result.code)).sort()).toEqual(['already-revoked', 'done']);
    expect(await listCertificateEvents(database.read, [id])).toHaveLength(1);
  });

  test('HR of another unit finds, reads and revokes nothing; the holder reads it without a trace, HR leaves one', async () => {
    const { context, database } = await start(fresh);
    await pass(context, { personId: 'per_zhang' });
    const { id, number } = (await certificatesOf(database, 'per_zhang'))[0]!;
    const search = { search: '', status: null, tier: null, page: 1, pageSize: 20 };
    expect(await searchCertificates(context, hrOfFinance, search)).toMatchObject({
      value: { total: 0, certificates: [] },
    });
    expect(await readCertificate(context, hrOfFinance, { certificateId: id })).toMatchObject({ code: 'not-found' });
    expect(
      await revokeCertificate(context, hrOfFinance, {
        certificateId: id,
        reason: '一',
        decisionNo: '1',
        effectiveOn: TODAY,
      }),
    ).toMatchObject({ code: 'not-found' });

    const holder = makeActor({ role: 'learner', personId: 'per_zhang' });
    expect(await readCertificate(context, holder, { certificateId: id })).toMatchObject({ value: { own: true } });
    const colleague = makeActor({ role: 'learner', personId: 'per_li' });
    expect(await readCertificate(context, colleague, { certificateId: id })).toMatchObject({ code: 'not-found' });
    expect(
      await findNewestAuditEntry(database.read, { stream: 'certification', action: 'certificate.view' }),
    ).toBeNull();
    expect(await readCertificate(context, hr, { certificateId: id })).toMatchObject({ value: { own: false } });
    expect(
      await findNewestAuditEntry(database.read, { stream: 'certification', action: 'certificate.view' }),
    ).toMatchObject({ actorId: hr.personId, detail: { number } });
    expect(await listOwnCertificates(context, holder)).toMatchObject({ value: [{ id, status: 'valid' }] });
    expect(await listOwnCertificates(context, colleague)).toMatchObject({ value: [] });
  });

  test('search finds by part of a name, by the beginning of either number, typed with or without hyphens', async () => {
    const { context } = await start(fresh);
    await pass(context, { personId: 'per_zhang' });
    const count = async (search: string) => {
      const result = await searchCertificates(context, hr, { search, status: null, tier: null, page: 1, pageSize: 20 });
      return result.ok && [result.value.total, result.value.certificates.length];
    };
    const number = (await certificatesOf(context.database, 'per_zhang'))[0]!.number;
    for (const search of ['三', '0001', number.slice(0, 12), number.replaceAll('-', '').toLowerCase()])
      expect(await count(search)).toEqual([1, 1]);
    for (const search of ['李', '0017', '%', '_']) expect(await count(search)).toEqual([0, 0]);
  });

  test('the search for a status agrees with the rule on every day that matters', async () => {
    const { context, database } = await start(fresh);
    const histories = [
      [],
      [['revoked', '2027-03-01']],
      [['suspended', '2027-03-01']],
      [
        ['suspended', '2027-03-01'],
        ['reinstated', '2027-04-01'],
      ],
      [
        ['suspended', '2027-03-01'],
        ['revoked', '2027-05-01'],
      ],
    ] as const;
    for (const [i, history] of histories.entries()) {
      await seedPerson(database, { id: `h${i}` });
      await pass(context, { personId: `per_h${i}` });
      const [certificate] = await certificatesOf(database, `per_h${i}`);
      for (const [n, [kind, effectiveOn]] of history.entries()) {
        await database.transaction((tx) =>
          insertCertificateEvent(tx, {
            id: `cev_${i}_${n}`,
            certificateId: certificate!.id,
            kind,
            effectiveOn,
            reason: 'r',
            decisionNo: null,
            actorId: 'a',
            at: 0,
          }),
        );
      }
    }
    for (const today of [TODAY, '2027-02-28', '2027-03-01', '2027-04-01', '2027-05-01', '2029-11-20', '2029-11-21']) {
      const page = (status: 'valid' | 'expired' | 'suspended' | 'revoked' | null) =>
        listCertificates(database.read, {
          filter: { unitIds: null, today, search: '', status, tier: null },
          offset: 0,
          limit: 100,
        });
      for (const { certificate } of await page(null)) {
        const changes = await listCertificateEvents(database.read, [certificate.id]);
        const rule = statusOn({ day: today, ...certificate, changes });
        const found = [];
        for (const status of ['valid', 'expired', 'suspended', 'revoked'] as const) {
          if ((await page(status)).some((one) => one.certificate.id === certificate.id)) found.push(status);
        }
        expect({ today, changes, found }).toEqual({ today, changes, found: [rule] });
      }
    }
  });

  test('the statement file verifies offline with jose alone, and no longer when a letter of it is changed', async () => {
    const { context: base, database } = await start(fresh);
    const folder = mkdtempSync(path.join(os.tmpdir(), 'xunkao-keys-'));
    folders.push(folder);
    const context = { ...base, signer: openSigner({ database, clock: base.clock, folder }) };
    await pass(context, { personId: 'per_zhang' });
    const [certificate] = await certificatesOf(database, 'per_zhang');
    const result = await readStatementFile(context, { code: certificate!.code });
    if (!result.ok) throw new Error(result.code);
    // From here on nothing of the product is used: this is what a verifier does with the downloaded file.
    const file = JSON.parse(JSON.stringify(result.value)) as typeof result.value;
    const key = await importJWK(file.publicKey as Parameters<typeof importJWK>[0], 'EdDSA');
    const { payload, protectedHeader } = await compactVerify(file.jws, key, { algorithms: ['EdDSA'] });
    expect(protectedHeader).toEqual({ alg: 'EdDSA', kid: file.keyId });
    expect(JSON.parse(new TextDecoder().decode(payload))).toEqual(file.statement);
    expect(file.statement).toMatchObject({ number: certificate!.number, holder: { name: '张三' } });
    expect(Object.keys(file.statement.holder)).toEqual(['name']);
    const [header, body = '', signature] = file.jws.split('.');
    const forged = Buffer.from(Buffer.from(body, 'base64url').toString().replace('张三', '李四')).toString('base64url');
    await expect(compactVerify(`${header}.${forged}.${signature}`, key)).rejects.toThrow();
  });
});
