import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { hashJson } from '#app/domain/kernel/canonical.ts';
import { formatHundredths } from '#app/domain/kernel/hundredths.ts';
import { createToken } from '#app/usecases/account/create-token.server.ts';
import { revokeToken } from '#app/usecases/account/revoke-token.server.ts';
import { emitEvent, recordAudit } from '#app/usecases/audit/record.server.ts';
import { verifyAudit } from '#app/usecases/audit/verify-audit.server.ts';
import { revokeCertificate } from '#app/usecases/certification/revoke-certificate.server.ts';
import { systemActor } from '#app/usecases/context.ts';
import { dispatchDueEvents } from '#app/usecases/events/dispatch-due-events.server.ts';
import { changeSetting } from '#app/usecases/operation/change-setting.server.ts';
import { grantRole } from '#app/usecases/people/grant-role.server.ts';
import { revokeRole } from '#app/usecases/people/revoke-role.server.ts';
import type { Database } from '#db/open.server.ts';
import { seedPublications } from '#db/seed/publications.ts';
import { seedAuthority, seedGrade, seedPerson, seedVersion } from '#db/seed/records.ts';
import { listCertificatesOfPeople } from '#db/stores/certification.ts';
import { setVersionStatus, upsertDocuments } from '#db/stores/content.ts';
import { insertHoursEntry } from '#db/stores/learning.ts';
import { listNewestSettings } from '#db/stores/settings.ts';
import { makeActor } from '#test/support/actors.ts';
import { makeTestContext, type TestContext } from '#test/support/context.ts';
import { describeOnBothEngines } from '#test/support/database.ts';
import { dropGuard, runRaw } from '#test/support/tamper.ts';

const TODAY = '2026-11-20';
const hr = makeActor({ role: 'hr' });
const system = systemActor('test');
const IDLE = 'session.idle-hours';

const verify = async (context: TestContext) => (await verifyAudit(context, system)).value;

/**
 * Two people who passed an exam; one certificate revoked, one role held and one ended, some hours; a rule that is no
 * longer in force, a token that opens and one that was revoked, a setting changed twice.
 */
async function tell(database: Database) {
  const context = makeTestContext(database);
  await seedAuthority(database);
  for (const id of ['li', 'zhang']) await sitExam(context, await seedPerson(database, { id }));
  const [revoked] = await listCertificatesOfPeople(database.read, ['per_li']);
  const [valid] = await listCertificatesOfPeople(database.read, ['per_zhang']);
  const command = { certificateId: revoked!.id, reason: '替考', decisionNo: '〔2026〕1号', effectiveOn: TODAY };
  expect((await revokeCertificate(context, hr, command)).ok).toBe(true);
  const roles: string[] = [];
  for (const role of ['hr', 'secadmin'] as const) {
    const personId = role === 'hr' ? 'per_li' : 'per_zhang';
    const given = await grantRole(context, system, { personId, role, unitCode: '3401', reason: '任命', endsAt: null });
    if (!given.ok) throw new Error(given.code);
    roles.push(given.value.grantId);
  }
  expect((await revokeRole(context, system, { grantId: roles[0]!, reason: '调离' })).ok).toBe(true);
  await creditHours(context);
  await publishContent(database);
  return {
    context,
    revoked: revoked!.id,
    valid: valid!.id,
    ended: roles[0]!,
    held: roles[1]!,
    ...(await giveTokens(context)),
    settings: await changeSettings(context),
  };
}

async function sitExam(context: TestContext, personId: string) {
  const { database } = context;
  const endedAt = context.clock.now();
  const { attemptId, gradeId } = await seedGrade(database, { personId, score: 8500, at: endedAt });
  await database.transaction(async (tx) => {
    const about = { stream: 'sitting:sit_one', subject: { kind: 'attempt', id: attemptId } } as const;
    await recordAudit(
      { tx, context, actor: system },
      { ...about, action: 'attempt.start', detail: { number: 1, formId: 'frm_one' } },
    );
    const grade = { gradeId, score: formatHundredths(8500), maxScore: '100.00', grade: '良好', passed: true };
    const answers = { responses: 0, headHash: '0'.repeat(64) };
    await recordAudit(
      { tx, context, actor: system },
      { ...about, action: 'attempt.submit', detail: { endedAt, ...answers, ...grade } },
    );
    await emitEvent({ tx, context }, { type: 'exam-graded', personId, attemptId, gradeId });
  });
  await dispatchDueEvents(context);
}

async function creditHours(context: TestContext) {
  const entry = { id: 'hrs_1', personId: 'per_li', year: 2026, kind: 'online' as const, hours: 100 };
  const rest = { sourceId: 'cmp_1', policyVersionId: 'ver_policy_hours' };
  await context.database.transaction(async (tx) => {
    const at = context.clock.now();
    await insertHoursEntry(tx, { ...entry, ...rest, sourceKind: 'lesson-completion', reversesId: null, at });
    const { id, ...detail } = entry;
    await recordAudit(
      { tx, context, actor: system },
      {
        stream: 'training',
        action: 'hours.credit',
        subject: { kind: 'hours-entry', id },
        detail: { ...detail, ...rest, source: 'lesson-completion' },
      },
    );
  });
}

async function publishContent(database: Database) {
  await database.transaction(async (tx) => {
    const versionId = await seedVersion(tx, { kind: 'policy', code: 'former', body: { hours: 1 } });
    const document = { id: 'doc_policy_former', kind: 'policy', code: 'former', createdAt: 0 } as const;
    await upsertDocuments(tx, [{ ...document, publishedVersionId: null }]);
    await setVersionStatus(tx, { versionIds: [versionId], status: 'retired' });
    await seedVersion(tx, { kind: 'lesson', code: 'office/basics', body: { title: { zh: '基础' } } });
  });
  await seedPublications(database);
}

async function giveTokens(context: TestContext) {
  const tokens: string[] = [];
  for (const name of ['报表', '旧系统']) {
    const given = await createToken(context, system, { name, scopes: ['appraisal:read'], days: 30 });
    if (!given.ok) throw new Error(given.code);
    tokens.push(given.value.tokenId);
  }
  expect((await revokeToken(context, system, { tokenId: tokens[1]!, reason: '停用' })).ok).toBe(true);
  return { token: tokens[0]!, closedToken: tokens[1]! };
}

async function changeSettings(context: TestContext) {
  let seen: string | null = null;
  const ids: string[] = [];
  for (const typed of ['5', '6']) {
    expect(await changeSetting(context, system, { key: IDLE, typed, seen, reason: '演练' })).toMatchObject({
      ok: true,
    });
    seen = (await listNewestSettings(context.database.read, [IDLE])).get(IDLE)!.id;
    ids.push(seen);
  }
  return ids;
}

type Told = Awaited<ReturnType<typeof tell>>;
type Case = {
  readonly what: string;
  readonly guard?: string;
  readonly change: (told: Told) => ReturnType<typeof sql>;
  readonly fault: (told: Told) => { chain: string; stream: string; fault: string };
};

const CASES: readonly Case[] = [
  {
    what: 'a raised score',
    guard: 'grade',
    change: () => sql`update grade set score = 9900 where attempt_id = 'att_per_li_1'`,
    fault: () => ({ chain: 'grade', stream: 'grd_per_li_1', fault: 'differs-from-log' }),
  },
  {
    what: 'a pass taken away',
    guard: 'grade',
    change: () => sql`update grade set passed = 0 where attempt_id = 'att_per_li_1'`,
    fault: () => ({ chain: 'grade', stream: 'grd_per_li_1', fault: 'differs-from-log' }),
  },
  {
    what: 'a later grade that nobody gave',
    change: () =>
      sql`insert into grade select 'grd_forged', attempt_id, 2, 9900, max_score, grade_zh, grade_en, passed, policy_version_id, graded_at from grade where attempt_id = 'att_per_li_1'`,
    fault: () => ({ chain: 'grade', stream: 'grd_forged', fault: 'not-in-log' }),
  },
  {
    what: 'an ended attempt opened again',
    change: () => sql`update attempt set status = 'in-progress' where id = 'att_per_li_1'`,
    fault: () => ({ chain: 'attempt', stream: 'att_per_li_1', fault: 'differs-from-log' }),
  },
  {
    what: 'a longer validity',
    guard: 'certificate',
    change: ({ valid }) => sql`update certificate set valid_until = '2099-01-01' where id = ${valid}`,
    fault: ({ valid }) => ({ chain: 'certificate', stream: valid, fault: 'differs-from-log' }),
  },
  {
    what: 'another code, which the log does not hold',
    guard: 'certificate',
    change: ({ valid }) => sql`update certificate set code = 'X' where id = ${valid}`,
    fault: ({ valid }) => ({ chain: 'certificate', stream: valid, fault: 'differs-from-statement' }),
  },
  {
    what: 'another holder in the signed statement',
    guard: 'certificate',
    change: ({ valid }) =>
      sql`update certificate set statement = (select statement from certificate where id <> ${valid} limit 1) where id = ${valid}`,
    fault: ({ valid }) => ({ chain: 'certificate', stream: valid, fault: 'signature-invalid' }),
  },
  {
    what: 'a certificate moved to another person',
    guard: 'certificate',
    change: ({ valid }) => sql`update certificate set person_id = 'per_li' where id = ${valid}`,
    fault: ({ valid }) => ({ chain: 'certificate', stream: valid, fault: 'differs-from-log' }),
  },
  {
    what: 'a deleted certificate',
    guard: 'certificate',
    change: ({ valid }) => sql`delete from certificate where id = ${valid}`,
    fault: ({ valid }) => ({ chain: 'certificate', stream: valid, fault: 'missing' }),
  },
  {
    what: 'a certificate copied for someone who has none',
    change: ({ valid }) =>
      sql`insert into certificate select 'crt_forged', number || 'X', code || 'X', person_id, 'att_none', grade_id, tier, track, issued_on, valid_until, issued_at, statement, key_id, signature from certificate where id = ${valid}`,
    fault: () => ({ chain: 'certificate', stream: 'crt_forged', fault: 'differs-from-statement' }),
  },
  {
    what: 'a deleted revocation',
    guard: 'certificate_event',
    change: () => sql`delete from certificate_event`,
    fault: ({ revoked }) => ({ chain: 'revocation', stream: revoked, fault: 'missing' }),
  },
  {
    what: 'a revocation by another decision',
    guard: 'certificate_event',
    change: () => sql`update certificate_event set decision_no = '2'`,
    fault: ({ revoked }) => ({ chain: 'revocation', stream: revoked, fault: 'differs-from-log' }),
  },
  {
    what: 'a revocation that nobody decided',
    change: ({ valid }) =>
      sql`insert into certificate_event values ('cev_forged', ${valid}, 'revoked', ${TODAY}, '无', '1', 'per_x', 1)`,
    fault: ({ valid }) => ({ chain: 'revocation', stream: valid, fault: 'not-in-log' }),
  },
  {
    what: 'a role made another',
    change: ({ held }) => sql`update role_grant set role = 'auditor' where id = ${held}`,
    fault: ({ held }) => ({ chain: 'role', stream: held, fault: 'differs-from-log' }),
  },
  {
    what: 'an ended role brought back',
    change: ({ ended }) => sql`update role_grant set revoked_at = null where id = ${ended}`,
    fault: ({ ended }) => ({ chain: 'role', stream: ended, fault: 'differs-from-log' }),
  },
  {
    what: 'a role ended by nobody',
    change: ({ held }) => sql`update role_grant set revoked_at = 1 where id = ${held}`,
    fault: ({ held }) => ({ chain: 'role', stream: held, fault: 'not-in-log' }),
  },
  {
    what: 'a role that nobody granted',
    change: () =>
      sql`insert into role_grant values ('grt_forged', 'per_li', 'auditor', 'org_root', '无', 'per_x', 1, null, null)`,
    fault: () => ({ chain: 'role', stream: 'grt_forged', fault: 'not-in-log' }),
  },
  {
    what: 'hours made more',
    guard: 'hours_entry',
    change: () => sql`update hours_entry set hours = 9000`,
    fault: () => ({ chain: 'hours', stream: 'hrs_1', fault: 'differs-from-log' }),
  },
  {
    what: 'hours deleted',
    guard: 'hours_entry',
    change: () => sql`delete from hours_entry`,
    fault: () => ({ chain: 'hours', stream: 'hrs_1', fault: 'missing' }),
  },
  {
    what: 'hours from nowhere',
    change: () =>
      sql`insert into hours_entry select 'hrs_forged', person_id, year, kind, hours, source_kind, 'cmp_2', policy_version_id, reverses_id, at from hours_entry`,
    fault: () => ({ chain: 'hours', stream: 'hrs_forged', fault: 'not-in-log' }),
  },
  {
    what: 'a published text rewritten',
    guard: 'document_version',
    change: () => sql`update document_version set body = '{"title":{"zh":"改"}}' where id = 'ver_lesson_office/basics'`,
    fault: () => ({ chain: 'content', stream: 'lesson office/basics 1', fault: 'altered' }),
  },
  {
    what: 'a published text rewritten together with its hash',
    guard: 'document_version',
    change: () =>
      sql`update document_version set body = '{"title":{"zh":"改"}}', hash = ${hashJson({ title: { zh: '改' } })} where id = 'ver_lesson_office/basics'`,
    fault: () => ({ chain: 'content', stream: 'lesson office/basics 1', fault: 'differs-from-log' }),
  },
  {
    what: 'a published version deleted',
    guard: 'document_version',
    change: () => sql`delete from document_version where id = 'ver_policy_former'`,
    fault: () => ({ chain: 'content', stream: 'policy former 1', fault: 'missing' }),
  },
  {
    what: 'a version that nobody published',
    change: () =>
      sql`insert into document_version select 'ver_forged', document_id, 2, status, body, hash, created_by, created_at, published_by, published_at, change, note from document_version where id = 'ver_lesson_office/basics'`,
    fault: () => ({ chain: 'content', stream: 'lesson office/basics 2', fault: 'not-in-log' }),
  },
  {
    what: 'a retired rule brought back into force',
    change: () => sql`update document set published_version_id = 'ver_policy_former' where code = 'former'`,
    fault: () => ({ chain: 'content', stream: 'policy former 1', fault: 'differs-from-log' }),
  },
  {
    what: 'a retired rule marked as published',
    change: () => sql`update document_version set status = 'published' where id = 'ver_policy_former'`,
    fault: () => ({ chain: 'content', stream: 'policy former 1', fault: 'differs-from-log' }),
  },
  {
    what: 'a lesson taken out of force by nobody',
    change: () => sql`update document set published_version_id = null where code = 'office/basics'`,
    fault: () => ({ chain: 'content', stream: 'lesson office/basics 1', fault: 'differs-from-log' }),
  },
  {
    what: 'a token that opens more',
    change: ({ token }) => sql`update api_token set scopes = '["appraisal:read","roster:write"]' where id = ${token}`,
    fault: ({ token }) => ({ chain: 'token', stream: token, fault: 'differs-from-log' }),
  },
  {
    what: 'a token that opens longer',
    change: ({ token }) => sql`update api_token set expires_at = expires_at + 1 where id = ${token}`,
    fault: ({ token }) => ({ chain: 'token', stream: token, fault: 'differs-from-log' }),
  },
  {
    what: 'a token opened by another secret',
    change: ({ token }) => sql`update api_token set hash = 'other' where id = ${token}`,
    fault: ({ token }) => ({ chain: 'token', stream: token, fault: 'differs-from-log' }),
  },
  {
    what: 'a revoked token brought back',
    change: ({ closedToken }) => sql`update api_token set revoked_at = null where id = ${closedToken}`,
    fault: ({ closedToken }) => ({ chain: 'token', stream: closedToken, fault: 'differs-from-log' }),
  },
  {
    what: 'a token revoked by nobody',
    change: ({ token }) => sql`update api_token set revoked_at = 1 where id = ${token}`,
    fault: ({ token }) => ({ chain: 'token', stream: token, fault: 'not-in-log' }),
  },
  {
    what: 'a token that nobody gave',
    change: () => sql`insert into api_token values ('tok_forged', 'x', '无', '[]', 1, 'per_x', 9, null, null)`,
    fault: () => ({ chain: 'token', stream: 'tok_forged', fault: 'not-in-log' }),
  },
  {
    what: 'a deleted token',
    change: ({ token }) => sql`delete from api_token where id = ${token}`,
    fault: ({ token }) => ({ chain: 'token', stream: token, fault: 'missing' }),
  },
  {
    what: 'a setting with another value',
    guard: 'setting',
    change: ({ settings }) => sql`update setting set value = '24' where id = ${settings[1]}`,
    fault: () => ({ chain: 'setting', stream: IDLE, fault: 'differs-from-log' }),
  },
  {
    what: 'an earlier value of a setting put in front of the newest',
    guard: 'setting',
    change: ({ settings }) => sql`update setting set at = at + 1000000 where id = ${settings[0]}`,
    fault: () => ({ chain: 'setting', stream: IDLE, fault: 'differs-from-log' }),
  },
  {
    what: 'a change of a setting deleted',
    guard: 'setting',
    change: ({ settings }) => sql`delete from setting where id = ${settings[1]}`,
    fault: () => ({ chain: 'setting', stream: IDLE, fault: 'missing' }),
  },
  {
    what: 'a setting that nobody changed',
    change: () => sql`insert into setting values ('set_forged', 'session.absolute-hours', '700', 9, null, null)`,
    fault: () => ({ chain: 'setting', stream: 'session.absolute-hours', fault: 'not-in-log' }),
  },
];

describeOnBothEngines('comparing the records with the log', (fresh) => {
  test('finds nothing where nobody tampered', async () => {
    const { context } = await tell(await fresh());
    expect(await verify(context)).toMatchObject({ intact: true, faults: [], attempts: 2, records: 21 });
  });

  test.each(CASES)('names $what', async ({ guard, change, fault }) => {
    const database = await fresh();
    const told = await tell(database);
    if (guard) await dropGuard(database, guard);
    await runRaw(database, change(told));
    const { intact, faults } = await verify(told.context);
    expect(intact).toBe(false);
    expect(faults[0]).toMatchObject(fault(told));
  });
});
