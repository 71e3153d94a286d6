import { expect, test } from 'vitest';
import type { Anonymous } from '#app/domain/people/actor.ts';
import { ACCOUNT_LIMIT } from '#app/domain/people/sign-in-throttle.ts';
import { changePassword } from '#app/usecases/account/change-password.server.ts';
import {
  createFirstAdministrator,
  isFirstAdministratorLinkOpen,
} from '#app/usecases/account/create-first-administrator.server.ts';
import { endOtherSessions } from '#app/usecases/account/end-other-sessions.server.ts';
import { issueFirstAdministratorLink } from '#app/usecases/account/issue-first-administrator-link.server.ts';
import { purgeExpired } from '#app/usecases/account/purge-expired.server.ts';
import { signIn } from '#app/usecases/account/sign-in.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { findAccount, findThrottles } from '#db/stores/accounts.ts';
import { listAuditEntries } from '#db/stores/audit.ts';
import { listGrants } from '#db/stores/people.ts';
import { findSession, insertSession } from '#db/stores/sessions.ts';
import { makeTestContext, type TestContext } from '#test/support/context.ts';
import { describeOnBothEngines } from '#test/support/database.ts';
import { actorOf, seedPerson, seedUnit, taken } from '#test/support/people.ts';

const MINUTE = 60_000;
const from = (address = '192.0.2.7'): Anonymous => ({ kind: 'anonymous', address });

/** One outcome as a word: `done`, or the code of the refusal. */
async function attempt(
  context: Context,
  { username = 'liming', password = 'wrong', device = null as string | null, address = '192.0.2.7' } = {},
): Promise<string> {
  const result = await signIn(context, from(address), { username, password, device });
  return result.ok ? 'done' : result.code;
}
const right = { password: 'harbour-liming' };

/** Runs the same try several times, one after the other. */
async function repeat(times: number, run: () => Promise<string>): Promise<string[]> {
  const outcomes: string[] = [];
  for (let i = 0; i < times; i += 1) outcomes.push(await run());
  return outcomes;
}
const times = (count: number, outcome: string) => Array.from({ length: count }, () => outcome);

async function withColleague(context: TestContext) {
  const unitId = await seedUnit(context, { code: '01' });
  const personId = await seedPerson(context, { employeeNo: 'SF0001', unitId, username: 'liming' });
  return { unitId, personId };
}

describeOnBothEngines('sign-in', (fresh) => {
  test('a username and an employee number in any capitals open the same account', async () => {
    const context = makeTestContext(await fresh());
    await withColleague(context);
    for (const username of ['liming', ' LiMing', 'SF0001', 'sf0001', 'ｓｆ０００１'])
      expect(await attempt(context, { username, ...right }), username).toBe('done');
  });

  test('an unknown name and a wrong password are refused alike', async () => {
    const context = makeTestContext(await fresh());
    await withColleague(context);
    const unknown = await signIn(context, from(), { username: 'nobody', password: 'wrong', device: null });
    const wrong = await signIn(context, from(), { username: 'liming', password: 'wrong', device: null });
    expect(unknown).toEqual(wrong);
  });

  test('an unknown name costs one verification, as a known one does', async () => {
    const base = makeTestContext(await fresh());
    let verified = 0;
    const passwords: Context['passwords'] = {
      hash: base.passwords.hash,
      async verify(input) {
        verified += 1;
        return base.passwords.verify(input);
      },
    };
    const context = { ...base, passwords };
    await withColleague(base);
    await attempt(context, { username: 'nobody' });
    expect(verified).toBe(1);
    await attempt(context, {});
    expect(verified).toBe(2);
  });

  test('ten failures are answered, the eleventh try is refused even with the right password', async () => {
    const context = makeTestContext(await fresh());
    await withColleague(context);
    expect(await repeat(10, () => attempt(context))).toEqual(times(10, 'wrong-credentials'));
    expect(await attempt(context, right)).toBe('too-many-attempts');
  });

  test('a lock tells the seconds to wait, is not prolonged by trying, and ends on time', async () => {
    const context = makeTestContext(await fresh());
    await withColleague(context);
    await repeat(10, () => attempt(context));
    context.pass(5 * MINUTE);
    const refused = await signIn(context, from(), { username: 'liming', password: 'wrong', device: null });
    expect(refused).toMatchObject({ code: 'too-many-attempts', detail: { retryAfterSeconds: 600 } });
    await repeat(20, () => attempt(context));
    context.pass(10 * MINUTE - 1);
    expect(await attempt(context, right)).toBe('too-many-attempts');
    context.pass(1);
    expect(await attempt(context, right)).toBe('done');
  });

  test('an unknown name is locked like a known one', async () => {
    const context = makeTestContext(await fresh());
    expect(await repeat(11, () => attempt(context, { username: 'nobody' }))).toEqual([
      ...times(10, 'wrong-credentials'),
      'too-many-attempts',
    ]);
  });

  test('successes never count: thirty of them between nine failures lock nothing', async () => {
    const context = makeTestContext(await fresh());
    await withColleague(context);
    await repeat(9, () => attempt(context));
    expect(await repeat(30, () => attempt(context, right))).toEqual(times(30, 'done'));
    expect(await attempt(context)).toBe('wrong-credentials');
    expect(await attempt(context)).toBe('too-many-attempts');
  });

  test('sixty right passwords in the same second all pass', async () => {
    const context = makeTestContext(await fresh());
    await withColleague(context);
    const outcomes = await Promise.all(Array.from({ length: 60 }, () => attempt(context, right)));
    expect(outcomes).toEqual(times(60, 'done'));
  });

  test('forty guesses in the same second are verified ten times', async () => {
    const base = makeTestContext(await fresh());
    await withColleague(base);
    let verified = 0;
    const context = {
      ...base,
      passwords: {
        hash: base.passwords.hash,
        async verify() {
          verified += 1;
          await new Promise((resolve) => setImmediate(resolve));
          return false;
        },
      },
    };
    const outcomes = await Promise.all(Array.from({ length: 40 }, () => attempt(context)));
    expect(outcomes.filter((outcome) => outcome === 'wrong-credentials')).toHaveLength(10);
    expect(verified).toBe(10);
  });

  test('several nodes together verify no more guesses than one', async () => {
    const base = makeTestContext(await fresh());
    await withColleague(base);
    let verified = 0;
    // A node is a password adapter of its own: the queue belongs to it, the count to the database.
    const nodes = [1, 2, 3, 4].map(() => ({
      ...base,
      passwords: {
        hash: base.passwords.hash,
        async verify() {
          verified += 1;
          await new Promise((resolve) => setImmediate(resolve));
          return false;
        },
      },
    }));
    await Promise.all(nodes.flatMap((node) => Array.from({ length: 10 }, () => attempt(node))));
    expect(verified).toBe(10);
  });

  test('failures elsewhere lock strangers, not the colleague in their own browser, and the other way round', async () => {
    const context = makeTestContext(await fresh());
    await withColleague(context);
    const { device } = taken(await signIn(context, from(), { username: 'liming', device: null, ...right }));
    await repeat(11, () => attempt(context, { address: '198.51.100.9' }));
    expect(await attempt(context, { ...right, address: '198.51.100.9' })).toBe('too-many-attempts');
    expect(await attempt(context, { ...right, device })).toBe('done');
    await repeat(10, () => attempt(context, { device }));
    expect(await attempt(context, { ...right, device })).toBe('too-many-attempts');
  });

  test('a browser known to one account is a stranger to another', async () => {
    const context = makeTestContext(await fresh());
    const { unitId } = await withColleague(context);
    await seedPerson(context, { employeeNo: 'SF0002', unitId, username: 'wangfang' });
    const { device } = taken(
      await signIn(context, from(), { username: 'wangfang', password: 'harbour-wangfang', device: null }),
    );
    await repeat(10, () => attempt(context));
    expect(await attempt(context, { ...right, device })).toBe('too-many-attempts');
  });

  test('an invented device cookie opens no count of its own', async () => {
    const context = makeTestContext(await fresh());
    await withColleague(context);
    let n = 0;
    const outcomes = await repeat(11, () => {
      n += 1;
      return attempt(context, { device: `invented-${n}` });
    });
    expect(outcomes.at(-1)).toBe('too-many-attempts');
  });

  test('an address is refused after 200 failures over many accounts, another address is not', async () => {
    const context = makeTestContext(await fresh());
    await withColleague(context);
    const outcomes: string[] = [];
    for (let i = 0; i < 200; i += 1) outcomes.push(await attempt(context, { username: `nobody${i}` }));
    expect(outcomes).toEqual(times(200, 'wrong-credentials'));
    expect(await attempt(context, right)).toBe('too-many-attempts');
    expect(await attempt(context, { ...right, address: '198.51.100.9' })).toBe('done');
  });

  test('a browser that signed in before goes on signing in when its address is closed, within a count of its own', async () => {
    const context = makeTestContext(await fresh());
    await withColleague(context);
    const signedIn = taken(await signIn(context, from(), { username: 'liming', device: null, ...right }));
    for (let i = 0; i < 200; i += 1) await attempt(context, { username: `nobody${i}` });
    expect(await attempt(context, right)).toBe('too-many-attempts');
    const known = { device: signedIn.device };
    expect(await attempt(context, { ...right, ...known })).toBe('done');
    for (let i = 0; i < 10; i += 1) await attempt(context, known);
    expect(await attempt(context, { ...right, ...known })).toBe('too-many-attempts');
  });

  test('a disabled account is refused as a wrong password is', async () => {
    const context = makeTestContext(await fresh());
    const { personId } = await withColleague(context);
    await context.database.transaction(async ({ db, tables: { account } }) => {
      await db.update(account).set({ disabledAt: 1 });
    });
    expect(await attempt(context, right)).toBe('wrong-credentials');
    expect(await findAccount(context.database.read, personId)).toMatchObject({ disabledAt: 1 });
  });

  test('successes, failures and the first refusal of a lock are on record, never a password or what was typed as a name', async () => {
    const context = makeTestContext(await fresh());
    const { personId } = await withColleague(context);
    await attempt(context, right);
    await attempt(context, { username: 'MySecret-99' });
    await repeat(13, () => attempt(context));
    const entries = (await listAuditEntries(context.database.read, { stream: 'people', after: 0, limit: 100 })).filter(
      ({ action }) => action === 'account.sign-in',
    );
    expect(entries.map(({ outcome }) => outcome).sort()).toEqual([
      'done',
      'too-many-attempts',
      ...times(11, 'wrong-credentials'),
    ]);
    expect(entries.filter(({ subjectId }) => subjectId === personId)).toHaveLength(12);
    expect(JSON.stringify(entries)).not.toMatch(/mysecret|harbour|wrong"/i);
  });
});

describeOnBothEngines('passwords and sessions', (fresh) => {
  const session = (id: string, personId: string, at: number) => ({
    id,
    personId,
    createdAt: at,
    expiresAt: at + 60 * MINUTE,
    absoluteExpiresAt: at + 600 * MINUTE,
    address: '192.0.2.7',
    agent: 'test',
  });

  async function withSessions(context: TestContext) {
    const { unitId, personId } = await withColleague(context);
    const now = context.clock.now();
    await context.database.transaction(async (tx) => {
      for (const id of ['here', 'phone', 'library']) await insertSession(tx, session(id, personId, now));
    });
    const left = async () => {
      const found = await Promise.all(
        ['here', 'phone', 'library'].map(async (id) => ((await findSession(context.database.read, id)) ? id : null)),
      );
      return found.filter((id) => id !== null);
    };
    return { unitId, personId, left, actor: actorOf(personId, { sessionId: 'here' }) };
  }

  test('a changed password opens, the old one does not, and only the session at hand goes on', async () => {
    const context = makeTestContext(await fresh());
    const { actor, left } = await withSessions(context);
    taken(await changePassword(context, actor, { current: 'harbour-liming', next: 'lighthouse-7' }));
    expect(await left()).toEqual(['here']);
    expect(await attempt(context, { password: 'lighthouse-7' })).toBe('done');
    expect(await attempt(context, right)).toBe('wrong-credentials');
  });

  test('a wrong current password changes nothing, and the eleventh in a row is refused unread', async () => {
    const context = makeTestContext(await fresh());
    const { actor, left } = await withSessions(context);
    const outcomes = await repeat(11, async () => {
      const result = await changePassword(context, actor, { current: 'wrong', next: 'lighthouse-7' });
      return result.ok ? 'done' : result.code;
    });
    expect(outcomes).toEqual([...times(10, 'wrong-password'), 'too-many-attempts']);
    expect(await left()).toEqual(['here', 'phone', 'library']);
    expect(await attempt(context, right)).toBe('done');
  });

  test('a weak or unchanged new password is refused before the current one is looked at', async () => {
    const context = makeTestContext(await fresh());
    const { actor } = await withSessions(context);
    const reasonOf = async (next: string) => {
      const result = await changePassword(context, actor, { current: 'harbour-liming', next });
      return result.ok ? 'ok' : result.detail?.reason;
    };
    expect(await reasonOf('short')).toBe('too-short');
    expect(await reasonOf('SF0001SF0001')).toBe('own-name');
    expect(await reasonOf('harbour-liming')).toBe('unchanged');
  });

  test('ending the other sessions leaves the one at hand', async () => {
    const context = makeTestContext(await fresh());
    const { actor, left } = await withSessions(context);
    expect(await endOtherSessions(context, actor)).toEqual({ ended: 2 });
    expect(await left()).toEqual(['here']);
  });

  test('cleaning removes a session on the millisecond of its end, never one that holds a running exam', async () => {
    const context = makeTestContext(await fresh());
    const { left, personId } = await withSessions(context);
    const now = context.clock.now();
    await context.database.transaction(async ({ db, tables: { sitting, form, attempt: attempts } }) => {
      await db.insert(sitting).values({
        id: 'sit_1',
        code: 'S',
        titleZh: '考试',
        titleEn: 'Exam',
        tier: 1,
        track: 'general',
        blueprintVersionId: 'v',
        gradingPolicyVersionId: 'v',
        unitId: 'u',
        mode: 'remote',
        opensAt: now,
        closesAt: now + 600 * MINUTE,
        durationMs: 90 * MINUTE,
        attemptLimit: null,
        release: { mode: 'at-submission' },
        createdBy: 'test',
        createdAt: now,
      });
      await db.insert(form).values({ id: 'frm_1', blueprintVersionId: 'v', seed: 's', items: [], createdAt: now });
      await db.insert(attempts).values({
        id: 'att_1',
        sittingId: 'sit_1',
        personId,
        number: 1,
        formId: 'frm_1',
        status: 'in-progress',
        startedAt: now,
        deadlineAt: now + 90 * MINUTE,
        endedAt: null,
        endedBy: null,
        lease: 'l',
        leaseSessionId: 'phone',
        responseCount: 0,
        headHash: '',
      });
    });
    context.pass(60 * MINUTE - 1);
    expect(await purgeExpired(context)).toEqual({ sessions: 0 });
    context.pass(1);
    expect(await purgeExpired(context)).toEqual({ sessions: 2 });
    expect(await left()).toEqual(['phone']);
    context.pass(30 * MINUTE);
    expect(await purgeExpired(context)).toEqual({ sessions: 1 });
  });

  test('cleaning forgets counts whose window is over and browsers unused for a year', async () => {
    const context = makeTestContext(await fresh());
    const { personId } = await withColleague(context);
    const { device } = taken(await signIn(context, from(), { username: 'liming', device: null, ...right }));
    await attempt(context);
    const key = `account:${personId}`;
    context.pass(ACCOUNT_LIMIT.windowMs - 1);
    await purgeExpired(context);
    expect((await findThrottles(context.database.read, [key])).size).toBe(1);
    context.pass(1);
    await purgeExpired(context);
    expect((await findThrottles(context.database.read, [key])).size).toBe(0);
    context.pass(365 * 24 * 60 * MINUTE);
    await purgeExpired(context);
    await repeat(10, () => attempt(context));
    expect(await attempt(context, { ...right, device })).toBe('too-many-attempts');
  });
});

describeOnBothEngines('the first administrator', (fresh) => {
  const command = {
    unitCode: '01',
    unitName: '示范市',
    employeeNo: 'SF0001',
    name: '李明',
    positionLevel: '一级主任科员',
    category: '综合管理类',
    username: 'liming',
    password: 'harbour-liming',
  };
  const tokenOf = (link: string | null) => link?.split('/').at(-1) ?? '';

  test('the link sets up authority, person, account and the one role, once', async () => {
    const context = makeTestContext(await fresh());
    const token = tokenOf(await issueFirstAdministratorLink(context));
    const { personId } = taken(await createFirstAdministrator(context, from(), { ...command, token }));
    const grants = await listGrants(context.database.read, { personId, now: context.clock.now() });
    expect(grants.map(({ role }) => role)).toEqual(['secadmin']);
    expect(await attempt(context, right)).toBe('done');
    expect(await createFirstAdministrator(context, from(), { ...command, token })).toMatchObject({
      code: 'link-expired',
    });
    expect(await issueFirstAdministratorLink(context)).toBeNull();
  });

  test('of two who use the link at once, one is set up', async () => {
    const context = makeTestContext(await fresh());
    const token = tokenOf(await issueFirstAdministratorLink(context));
    const results = await Promise.all(
      ['first', 'second'].map((username, i) =>
        createFirstAdministrator(context, from(), { ...command, token, username, employeeNo: `SF000${i}` }),
      ),
    );
    expect(results.map((result) => (result.ok ? 'done' : result.code)).sort()).toEqual(['done', 'link-expired']);
  });

  test('a refused password uses nothing up', async () => {
    const context = makeTestContext(await fresh());
    const token = tokenOf(await issueFirstAdministratorLink(context));
    expect(await createFirstAdministrator(context, from(), { ...command, token, password: 'short' })).toMatchObject({
      code: 'weak-password',
    });
    expect(await createFirstAdministrator(context, from(), { ...command, token, username: '李明' })).toMatchObject({
      code: 'invalid-input',
    });
    expect(await isFirstAdministratorLinkOpen(context, token)).toBe(true);
    taken(await createFirstAdministrator(context, from(), { ...command, token }));
  });

  test('a new link ends the one before, and every link ends after a day', async () => {
    const context = makeTestContext(await fresh());
    const old = tokenOf(await issueFirstAdministratorLink(context));
    const token = tokenOf(await issueFirstAdministratorLink(context));
    expect(await isFirstAdministratorLinkOpen(context, old)).toBe(false);
    context.pass(24 * 60 * MINUTE - 1);
    expect(await isFirstAdministratorLinkOpen(context, token)).toBe(true);
    context.pass(1);
    expect(await isFirstAdministratorLinkOpen(context, token)).toBe(false);
    expect(await isFirstAdministratorLinkOpen(context, 'invented')).toBe(false);
  });
});
