import { expect, test } from 'vitest';
import type { SecurityKind } from '#app/domain/audit/security-events.ts';
import type { Anonymous, PersonActor } from '#app/domain/people/actor.ts';
import type { Role } from '#app/domain/people/roles.ts';
import { issueReset } from '#app/usecases/access/issue-reset.server.ts';
import { issueSlips, listUnprintable, type Slip } from '#app/usecases/access/issue-slips.server.ts';
import { listAccessOfUnits } from '#app/usecases/access/list-access.server.ts';
import { openCode } from '#app/usecases/access/open-code.server.ts';
import { requestResetMail } from '#app/usecases/access/request-reset-mail.server.ts';
import { sendDueMails } from '#app/usecases/access/send-due-mails.server.ts';
import { useCode as setPasswordWithCode } from '#app/usecases/access/use-code.server.ts';
import { signIn } from '#app/usecases/account/sign-in.server.ts';
import { readSecurity } from '#app/usecases/audit/read-security.server.ts';
import { verifyLog } from '#app/usecases/audit/verify-log.server.ts';
import { type Mailer, systemActor } from '#app/usecases/context.ts';
import { grantRole } from '#app/usecases/people/grant-role.server.ts';
import { listAuditEntries } from '#db/stores/audit.ts';
import { readMailQueue } from '#db/stores/operation.ts';
import { insertGrant, listPostings } from '#db/stores/people.ts';
import { findSession, insertSession } from '#db/stores/sessions.ts';
import { makeTestContext, type TestContext } from '#test/support/context.ts';
import { describeOnBothEngines } from '#test/support/database.ts';
import { actorOf, seedPerson, seedUnit, taken } from '#test/support/people.ts';

const DAY = 86_400_000;
const OPERATOR = systemActor('xk');
const stranger: Anonymous = { kind: 'anonymous', address: '192.0.2.9' };

/** 01 with 0101 below it and 02 beside; two people without an account in 0101, one in 02. */
async function seed(context: TestContext) {
  const root = await seedUnit(context, { code: '01' });
  const below = await seedUnit(context, { code: '0101', parentId: root });
  const beside = await seedUnit(context, { code: '02' });
  const people = {
    b: await seedPerson(context, { employeeNo: 'B2', unitId: below }),
    a: await seedPerson(context, { employeeNo: 'A1', unitId: below }),
    top: await seedPerson(context, { employeeNo: 'Z9', unitId: root }),
    other: await seedPerson(context, { employeeNo: 'C3', unitId: beside }),
  };
  const hr = actorOf('per_hr', { grants: [{ role: 'hr', unitId: root }] });
  return { root, below, beside, people, hr };
}

async function collect(context: TestContext, actor: PersonActor, unitId: string | null, again = false) {
  const { count, slips } = taken(await issueSlips(context, actor, { unitId, again }));
  const made: Slip[] = [];
  for await (const batch of slips) made.push(...batch);
  expect(made).toHaveLength(count);
  return made;
}

const password = 'a quiet harbour at noon';
const use = (context: TestContext, code: string, chosen = password, device: string | null = null) =>
  setPasswordWithCode(context, stranger, { code, password: chosen, device });

describeOnBothEngines('activation slips', (fresh) => {
  test('are made for everyone within reach who has no account, by unit and employee number', async () => {
    const context = makeTestContext(await fresh());
    const { hr } = await seed(context);
    const slips = await collect(context, hr, null);
    expect(slips.map(({ employeeNo, unitName }) => [employeeNo, unitName])).toEqual([
      ['Z9', '单位01'],
      ['A1', '单位0101'],
      ['B2', '单位0101'],
    ]);
    expect(await issueSlips(context, hr, { unitId: null, again: false })).toMatchObject({ code: 'nothing-to-issue' });
  });

  test('of a unit out of reach are refused', async () => {
    const context = makeTestContext(await fresh());
    const { hr, beside } = await seed(context);
    expect(await issueSlips(context, hr, { unitId: beside, again: false })).toMatchObject({ code: 'not-found' });
    expect(await listAccessOfUnits(context, hr, { unitId: beside, state: null, page: 1 })).toMatchObject({ ok: false });
  });

  test('open an account once: the person learns, signs in by employee number, and the log stays sound', async () => {
    const context = makeTestContext(await fresh());
    const { hr, people } = await seed(context);
    const slip = (await collect(context, hr, null)).find(({ employeeNo }) => employeeNo === 'A1');
    const code = slip?.code ?? '';
    expect(taken(await openCode(context, stranger, code))).toMatchObject({
      purpose: 'activation',
      maskedName: '人**1',
    });
    const used = taken(await use(context, code.toLowerCase()));
    expect(used).toMatchObject({ personId: people.a, username: 'a1', roles: ['learner'] });
    expect(await use(context, code)).toMatchObject({ code: 'link-expired' });
    expect((await signIn(context, stranger, { username: 'Ａ1', password, device: null })).ok).toBe(true);
    const { counts } = taken(await listAccessOfUnits(context, hr, { unitId: null, state: null, page: 1 }));
    expect(counts).toEqual({ none: 0, slip: 2, account: 1 });
    expect((await verifyLog(context, actorOf('per_x', { grants: [{ role: 'auditor', unitId: 'x' }] }))).faults).toEqual(
      [],
    );
  });

  test('are good through the last millisecond of 30 days and not after it', async () => {
    const context = makeTestContext(await fresh());
    const { hr, below } = await seed(context);
    const [slip] = await collect(context, hr, below);
    context.pass(30 * DAY - 1);
    expect((await openCode(context, stranger, slip?.code ?? '')).ok).toBe(true);
    context.pass(1);
    expect(await openCode(context, stranger, slip?.code ?? '')).toMatchObject({ code: 'link-expired' });
  });

  test('made again end the ones before', async () => {
    const context = makeTestContext(await fresh());
    const { hr, below } = await seed(context);
    const [first] = await collect(context, hr, below);
    const [second] = await collect(context, hr, below, true);
    expect(second?.employeeNo).toBe(first?.employeeNo);
    expect(await use(context, first?.code ?? '')).toMatchObject({ code: 'link-expired' });
    expect((await use(context, second?.code ?? '')).ok).toBe(true);
  });

  test('with a name that no font can print whole are made only by whoever was told whose', async () => {
    const context = makeTestContext(await fresh());
    const { hr, below, root } = await seed(context);
    const rare = await seedPerson(context, { employeeNo: 'A2', name: '张𠮷', unitId: below });
    const scope = { unitId: below, again: false };
    expect(await issueSlips(context, hr, scope)).toMatchObject({ code: 'glyph-missing' });
    expect(await listUnprintable(context, hr, scope)).toEqual([
      { id: rare, employeeNo: 'A2', name: '张𠮷', missing: ['𠮷'] },
    ]);
    const others = taken(await listAccessOfUnits(context, hr, { unitId: null, state: 'slip', page: 1 }));
    expect(others.total).toBe(0);
    const { count, slips } = taken(await issueSlips(context, hr, { ...scope, despiteGlyphs: true }));
    for await (const _ of slips);
    expect(count).toBe(3);
    expect(await listUnprintable(context, hr, scope)).toEqual([]);
    expect((await listUnprintable(context, hr, { unitId: root, again: true })).map(({ id }) => id)).toEqual([rare]);
  });

  test('a weak password leaves the code as it was', async () => {
    const context = makeTestContext(await fresh());
    const { hr, below } = await seed(context);
    const [slip] = await collect(context, hr, below);
    expect(await use(context, slip?.code ?? '', 'short')).toMatchObject({ code: 'weak-password' });
    expect((await use(context, slip?.code ?? '')).ok).toBe(true);
  });

  test('used twice at once make one account', async () => {
    const context = makeTestContext(await fresh());
    const { hr, below } = await seed(context);
    const [slip] = await collect(context, hr, below);
    const both = await Promise.all([use(context, slip?.code ?? ''), use(context, slip?.code ?? '', `${password} too`)]);
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
  });

  test('ten wrong codes that begin alike close what begins so for a quarter of an hour, from whichever address', async () => {
    const context = makeTestContext(await fresh());
    const from = (i: number): Anonymous => ({ kind: 'anonymous', address: `192.0.2.${i}` });
    const wrong = (i: number) => openCode(context, from(i), `ABC${String(i).padStart(9, '0')}`);
    for (let i = 0; i < 10; i += 1) expect(await wrong(i)).toMatchObject({ code: 'link-expired' });
    expect(await wrong(10)).toMatchObject({ code: 'too-many-attempts' });
    const guard = actorOf('per_sec', { grants: [{ role: 'secadmin', unitId: 'org_any' }] });
    const { rows } = await readSecurity(context, guard, { kind: null, day: null, after: null });
    expect(rows.map(({ kind }) => kind)).toEqual(['code-lockout']);
    expect(await openCode(context, from(11), 'ABD000000000')).toMatchObject({ code: 'link-expired' });
    context.pass(15 * 60_000);
    expect(await wrong(11)).toMatchObject({ code: 'link-expired' });
  });

  test('hundreds of wrong codes from an office keep nobody there from a right one', async () => {
    const context = makeTestContext(await fresh());
    const { hr, below } = await seed(context);
    const [slip] = await collect(context, hr, below);
    const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    for (let i = 0; i < 300; i += 1)
      await openCode(context, stranger, `${digits[i % 32]}${digits[Math.floor(i / 32)]}0000000000`);
    expect((await use(context, slip?.code ?? '')).ok).toBe(true);
  });
});

async function seedAccount(context: TestContext, unitId: string, roles: readonly Role[] = ['learner']) {
  const personId = await seedPerson(context, {
    employeeNo: 'E5',
    unitId,
    username: 'liming',
    roles: roles.map((role) => ({ role, unitCode: '01' })),
  });
  await insertSessions(context, personId);
  return personId;
}

const insertSessions = (context: TestContext, personId: string) =>
  context.database.transaction((tx) =>
    insertSession(tx, {
      id: 'open-session',
      personId,
      createdAt: context.clock.now(),
      expiresAt: context.clock.now() + DAY,
      absoluteExpiresAt: context.clock.now() + DAY,
      address: '',
      agent: '',
    }),
  );

describeOnBothEngines('a reset by an administrator', (fresh) => {
  test('changes nothing until its code is used; then the old password and the sessions are over', async () => {
    const context = makeTestContext(await fresh());
    const { hr, root } = await seed(context);
    const personId = await seedAccount(context, root);
    const { code } = taken(await issueReset(context, hr, { who: 'e5', reason: '本人到场' }));
    const old = { username: 'liming', password: 'harbour-liming', device: null };
    expect((await signIn(context, stranger, old)).ok).toBe(true);
    expect(await findSession(context.database.read, 'open-session')).not.toBeNull();
    expect(taken(await use(context, code))).toMatchObject({ personId, roles: ['learner'] });
    expect(await signIn(context, stranger, old)).toMatchObject({ code: 'wrong-credentials' });
    expect((await signIn(context, stranger, { ...old, password })).ok).toBe(true);
    expect(await findSession(context.database.read, 'open-session')).toBeNull();
  });

  test('lifts the lock of whoever guessed too often', async () => {
    const context = makeTestContext(await fresh());
    const { hr, root } = await seed(context);
    await seedAccount(context, root);
    for (let i = 0; i < 11; i += 1)
      await signIn(context, stranger, { username: 'liming', password: 'wrong', device: null });
    const { code } = taken(await issueReset(context, hr, { who: 'liming', reason: '本人到场' }));
    taken(await use(context, code));
    expect((await signIn(context, stranger, { username: 'liming', password, device: null })).ok).toBe(true);
  });

  test('of someone with more than the learner’s role is the security administrator’s, and the attempt is on record', async () => {
    const context = makeTestContext(await fresh());
    const { hr, root } = await seed(context);
    const personId = await seedAccount(context, root, ['learner', 'trainer']);
    const command = { who: 'liming', reason: '本人到场' };
    expect(await issueReset(context, hr, command)).toMatchObject({ code: 'reset-not-allowed' });
    const secadmin = actorOf('per_sec', { grants: [{ role: 'secadmin', unitId: root }] });
    expect((await issueReset(context, secadmin, command)).ok).toBe(true);
    const own = actorOf(personId, { grants: [{ role: 'secadmin', unitId: root }] });
    expect(await issueReset(context, own, command)).toMatchObject({ code: 'own-role' });
    const entries = (
      await listAuditEntries(context.database.read, { stream: 'people', after: 0, limit: 1_000 })
    ).filter(({ action }) => action === 'access.issue-reset');
    expect(entries.map(({ outcome }) => outcome)).toEqual(['reset-not-allowed', 'done', 'own-role']);
  });

  test.each(['sysadmin', 'secadmin', 'auditor'] as const)(
    'of a %s is refused to everyone in the browser and stands out, and the operator does it',
    async (role) => {
      const context = makeTestContext(await fresh());
      const { hr, root } = await seed(context);
      await seedAccount(context, root, ['learner', role]);
      const command = { who: 'liming', reason: '本人到场' };
      const guard = actorOf('per_sec', { grants: [{ role: 'secadmin', unitId: root }] });
      expect(await issueReset(context, hr, command)).toMatchObject({ code: 'operator-only' });
      expect(await issueReset(context, guard, command)).toMatchObject({ code: 'operator-only' });
      expect((await issueReset(context, OPERATOR, command)).ok).toBe(true);
      const kindsOf = async (kind: SecurityKind) =>
        (await readSecurity(context, guard, { kind, day: null, after: null })).rows.map(({ kind: each }) => each);
      expect(await kindsOf('refused-reset')).toEqual(['refused-reset', 'refused-reset']);
      expect(await kindsOf('reset')).toEqual(['reset']);
    },
  );

  test.each(['trainer', 'auditor'] as const)('is over when its holder becomes %s before it is used', async (role) => {
    const context = makeTestContext(await fresh());
    const { root, hr } = await seed(context);
    const personId = await seedAccount(context, root);
    const guard = actorOf('per_sec', { grants: [{ role: 'secadmin', unitId: root }] });
    const { code } = taken(await issueReset(context, hr, { who: 'liming', reason: '本人到场' }));
    expect((await openCode(context, stranger, code)).ok).toBe(true);
    taken(await grantRole(context, guard, { personId, role, unitCode: '01', reason: 'test', endsAt: null }));
    expect(await use(context, code)).toMatchObject({ code: 'link-expired' });
  });

  test('and the sign-in with its code are on record as a sign-in is, an administrator’s as one from a new browser', async () => {
    const context = makeTestContext(await fresh());
    const { hr, root } = await seed(context);
    await seedAccount(context, root, ['learner', 'auditor']);
    await seedPerson(context, { employeeNo: 'E6', unitId: root, username: 'wang' });
    const since = async () =>
      (await listAuditEntries(context.database.read, { stream: 'people', after: 0, limit: 1_000 }))
        .filter(({ action }) => /^access\.(issue-reset|use)|^account\.(sign-in|new-device)/.test(action))
        .map(({ action }) => action);
    taken(await use(context, taken(await issueReset(context, hr, { who: 'wang', reason: '本人到场' })).code));
    expect(await since()).toEqual(['access.issue-reset', 'access.use-code', 'account.sign-in']);
    taken(await use(context, taken(await issueReset(context, OPERATOR, { who: 'liming', reason: '本人到场' })).code));
    expect((await since()).slice(3)).toEqual([
      ...['access.issue-reset', 'access.use-code', 'account.sign-in', 'account.new-device'],
    ]);
  });

  test('makes its browser one that is known at the next sign-in, and at the next code', async () => {
    const context = makeTestContext(await fresh());
    const { root } = await seed(context);
    await seedAccount(context, root, ['learner', 'auditor']);
    const reset = async () => taken(await issueReset(context, OPERATOR, { who: 'liming', reason: '本人到场' })).code;
    const { device } = taken(await use(context, await reset()));
    taken(await signIn(context, stranger, { username: 'liming', password, device }));
    taken(await use(context, await reset(), 'another harbour at noon', device));
    const entries = await listAuditEntries(context.database.read, { stream: 'people', after: 0, limit: 1_000 });
    const known = entries.flatMap(({ action, detail }) =>
      action === 'account.sign-in' ? [(detail as { knownDevice: boolean }).knownDevice] : [],
    );
    expect(known).toEqual([false, true, true]);
    expect(entries.filter(({ action }) => action === 'account.new-device')).toHaveLength(1);
  });

  test('needs a reason and someone within reach', async () => {
    const context = makeTestContext(await fresh());
    const { beside, root } = await seed(context);
    await seedAccount(context, root);
    const elsewhere = actorOf('per_hr2', { grants: [{ role: 'hr', unitId: beside }] });
    expect(await issueReset(context, elsewhere, { who: 'liming', reason: 'x' })).toMatchObject({ code: 'not-found' });
    expect(await issueReset(context, elsewhere, { who: 'liming', reason: '\u200b' })).toMatchObject({
      code: 'invalid-input',
    });
  });
});

describeOnBothEngines('a forgotten password', (fresh) => {
  type Sent = Parameters<Mailer['sendPasswordReset']>[0];
  function withMail(context: TestContext, fail: () => boolean = () => false) {
    const sent: Sent[] = [];
    const mail: Mailer = {
      async sendPasswordReset(message) {
        if (fail()) throw new Error('connection refused');
        sent.push(message);
      },
    };
    return { context: { ...context, mail } as TestContext, sent };
  }
  async function seedReachable(context: TestContext) {
    const { root } = await seed(context);
    const personId = await seedAccount(context, root);
    await context.database.transaction(async ({ db, tables }) => {
      await db.update(tables.person).set({ email: 'liming@example.gov.cn' });
    });
    return personId;
  }
  const ask = (context: TestContext, name: string) => requestResetMail(context, stranger, { name, language: 'zh-CN' });

  test('is answered by a mail whose code works for an hour, and the same to whoever does not exist', async () => {
    const { context, sent } = withMail(makeTestContext(await fresh()));
    const personId = await seedReachable(context);
    expect(await ask(context, 'nobody')).toEqual(await ask(context, 'E5'));
    expect(await sendDueMails(context)).toBe(1);
    expect(sent).toMatchObject([{ to: 'liming@example.gov.cn', language: 'zh-CN', minutes: 60 }]);
    context.pass(60 * 60_000 - 1);
    expect(taken(await use(context, sent[0]?.code ?? ''))).toMatchObject({ personId });
  });

  test.each([
    ['sysadmin', 'operator-only'],
    ['secadmin', 'operator-only'],
    ['auditor', 'operator-only'],
    ['hr', 'reset-not-allowed'],
    ['trainer', 'reset-not-allowed'],
    ['examoffice', 'reset-not-allowed'],
  ] as const)(
    'of a person who is %s is answered by no mail, and stands among the security events',
    async (role, outcome) => {
      const { context, sent } = withMail(makeTestContext(await fresh()));
      const personId = await seedReachable(context);
      const [posting] = await listPostings(context.database.read, personId);
      const grant = { personId, role, unitId: posting!.unitId, reason: 'x', grantedBy: 'x', grantedAt: 0 };
      await context.database.transaction((tx) => insertGrant(tx, { id: 'grt_1', ...grant }));
      await ask(context, 'E5');
      expect(await sendDueMails(context)).toBe(0);
      expect(sent).toEqual([]);
      const entries = await listAuditEntries(context.database.read, { stream: 'people', after: 0, limit: 1_000 });
      expect(entries.filter(({ action }) => action === 'access.issue-reset')).toMatchObject([
        { subjectId: personId, outcome },
      ]);
      // Nothing is wrong with the mail: whoever types a name at the door cannot make an operator look for a fault.
      expect(await readMailQueue(context.database.read)).toMatchObject({ waiting: 0, failed: 0, lastError: null });
    },
  );

  test('three times an hour sends three mails, a fourth none; only the last code works', async () => {
    const { context, sent } = withMail(makeTestContext(await fresh()));
    await seedReachable(context);
    for (let i = 0; i < 4; i += 1) expect((await ask(context, 'liming')).ok).toBe(true);
    await sendDueMails(context);
    expect(sent).toHaveLength(3);
    expect(await openCode(context, stranger, sent[1]?.code ?? '')).toMatchObject({ ok: false });
    expect((await openCode(context, stranger, sent[2]?.code ?? '')).ok).toBe(true);
  });

  test('a server that is down is tried again, each time with a new code, and given up after the fifth try', async () => {
    let down = true;
    const { context, sent } = withMail(makeTestContext(await fresh()), () => down);
    await seedReachable(context);
    await ask(context, 'liming');
    expect(await sendDueMails(context)).toBe(0);
    context.pass(60_000 - 1);
    down = false;
    expect(await sendDueMails(context)).toBe(0);
    context.pass(1);
    expect(await sendDueMails(context)).toBe(1);
    expect((await openCode(context, stranger, sent[0]?.code ?? '')).ok).toBe(true);

    down = true;
    await ask(context, 'liming');
    for (let i = 0; i < 5; i += 1) {
      await sendDueMails(context);
      context.pass(40 * 60_000);
    }
    down = false;
    expect(await sendDueMails(context)).toBe(0);
    expect(await readMailQueue(context.database.read)).toMatchObject({ waiting: 0, failed: 1 });
  });

  test('without a mail server is not offered', async () => {
    expect(await ask(makeTestContext(await fresh()), 'liming')).toMatchObject({ code: 'not-found' });
  });

  test('sixty requests an hour close an address', async () => {
    const { context } = withMail(makeTestContext(await fresh()));
    for (let i = 0; i < 60; i += 1) expect((await ask(context, `nobody${i}`)).ok).toBe(true);
    expect(await ask(context, 'liming')).toMatchObject({ code: 'too-many-attempts' });
  });
});
