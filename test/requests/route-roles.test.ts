import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { can, type PersonActor } from '#app/domain/people/actor.ts';
import { DEMO_ACCOUNTS } from '#app/domain/people/demo-accounts.ts';
import type { Action } from '#app/domain/people/permissions.ts';
import { EXCLUSIVE_ROLES, type Role } from '#app/domain/people/roles.ts';
import { serverWords } from '#app/ui/words/all.ts';
import { type Client, makeClient } from '#test/support/client.ts';
import { type Facts, gatherFacts, SCREENS } from '#test/support/screens.ts';
import { type RunningServer, startDemoServer } from '#test/support/server.ts';

let server: RunningServer;
let facts: Facts;
const clients = new Map<string, Client>();

beforeAll(async () => {
  server = await startDemoServer();
  facts = await gatherFacts(server);
  clients.set('nobody', makeClient(server.url));
  for (const account of DEMO_ACCOUNTS) {
    const client = makeClient(server.url);
    await client.signIn(account);
    clients.set(account, client);
  }
});

afterAll(async () => {
  await server?.remove();
});

/** What the demo grants: the role of its name and, but for the three administrators, learner. */
const rolesOf = (account: Role): Role[] =>
  EXCLUSIVE_ROLES.includes(account) || account === 'learner' ? [account] : [account, 'learner'];

function mayComeAs(account: string, may: string): boolean {
  if (may === 'public') return true;
  if (account === 'nobody') return false;
  const actor: PersonActor = {
    kind: 'person',
    personId: '',
    name: '',
    employeeNo: '',
    sessionId: '',
    address: '',
    mustChangePassword: false,
    grants: rolesOf(account as Role).map((role) => ({ role, unitId: 'any' })),
  };
  return can({ actor, action: may as Action });
}

/** What is somebody's own is 404 to everyone else who may do the same. */
const OWN = new Set([
  'api.v1.attempts.$id.result.ts',
  'attempts.$id._index.tsx',
  'attempts.$id.result.tsx',
  'certificates.$id._index.tsx',
  'certificates.$id[.]pdf.ts',
  'exams.$sittingId.tsx',
  'practice.$sessionId.tsx',
  'practice.$sessionId_.summary.tsx',
  'practice.mistakes.$questionId.tsx',
  'practice.mock.$id.tsx',
  'practice.mock.$id_.report.tsx',
]);

describe.each(Object.keys(SCREENS))('%s', (file) => {
  test.each(['nobody', ...DEMO_ACCOUNTS])('answers %s as the permission table says', async (account) => {
    const { loader } = (await import(path.join(import.meta.dirname, '../../app/routes', file))) as {
      loader: { may: string };
    };
    const client = clients.get(account) as Client;
    const response = await client.get(SCREENS[file]?.(facts) ?? '');
    const isCall = /^(api|lessons|assets|staff\.lessons\.preview)\./.test(file);
    const allowed = mayComeAs(account, loader.may);
    if (!allowed && account === 'nobody') {
      expect(response.status).toBe(isCall ? 401 : 302);
      if (response.status === 302) expect(response.headers.get('Location')).toMatch(/^\/login\?next=/);
    } else if (!allowed) {
      expect(response.status).toBe(403);
    } else if (OWN.has(file) && account !== 'learner') {
      expect([200, 404]).toContain(response.status);
      if (response.status === 200) expect(await response.text()).not.toContain(facts.gradedAttemptId);
    } else {
      expect(response.status).toBe(EXPECTED[file]?.(account) ?? 200);
    }
  });
});

/** Routes whose right answer is another than 200, for everyone or for some. */
const EXPECTED: Record<string, (account: string) => number> = {
  '$.tsx': () => 404,
  'api.$.ts': () => 404,
  // Whoever does not learn is sent to their desk, whoever is signed in away from the door.
  '_index.tsx': (account) => (EXCLUSIVE_ROLES.includes(account as Role) ? 302 : 200),
  'login.tsx': (account) => (account === 'nobody' ? 200 : 302),
  'logout.ts': () => 302,
  // Calls that only write.
  'api.v1.attempts.$id.resume.ts': () => 405,
  'api.v1.attempts.$id.submit.ts': () => 405,
  'api.v1.sittings.$id.attempts.ts': () => 405,
  // The demo has no image and no draft.
  'assets.$hash[.]webp.ts': () => 404,
  'staff.lessons.preview.$draftId.$hash[.]js.ts': () => 404,
  'first-administrator.$token.tsx': () => 410,
  // No batch of that name was printed.
  'staff.certificates.print.download.ts': () => 404,
  // Offered only where a mail server is configured.
  'forgot.tsx': () => 404,
};

describe('an HR officer of one unit', () => {
  let officer: Client;
  let outside: string[];
  let inside: string[];

  beforeAll(async () => {
    const db = new Sqlite(`${server.dataDir}/xunkao.sqlite`);
    // The demo has an officer of a lower unit without an account: give them the demo's password.
    const { personId, unitId } = db
      .prepare(
        `SELECT g.person_id AS personId, g.unit_id AS unitId FROM role_grant g
         WHERE g.role = 'hr' AND g.person_id NOT IN (SELECT person_id FROM account)`,
      )
      .get() as { personId: string; unitId: string };
    db.prepare(
      `INSERT INTO account (person_id, username, password_hash, must_change, changed_at)
       SELECT ?, 'lower-hr', password_hash, 0, changed_at FROM account WHERE username = 'hr'`,
    ).run(personId);
    const below = `WITH RECURSIVE below(id) AS (SELECT ? UNION SELECT v.unit_id FROM org_unit_version v JOIN below b ON v.parent_id = b.id)`;
    const staff = (where: string) =>
      db
        .prepare(
          `${below} SELECT p.employee_no AS no FROM person p JOIN posting o ON o.person_id = p.id AND date('now', '+8 hours') BETWEEN o.valid_from AND COALESCE(o.valid_to, '9999-12-31') WHERE o.unit_id ${where} (SELECT id FROM below)`,
        )
        .all(unitId)
        .map((row) => (row as { no: string }).no);
    inside = staff('IN');
    outside = staff('NOT IN');
    db.close();
    officer = makeClient(server.url);
    await officer.signIn('lower-hr');
  });

  test.each([
    ['the staff list', () => '/staff/people'],
    ['certificates', () => '/staff/certificates'],
    ['account access', () => '/staff/access'],
    ['the appraisal year', () => `/staff/appraisal/${facts.year}`],
    ['the file of the appraisal year', () => `/staff/appraisal/${facts.year}/export?format=csv`],
    ['the records of the API', () => `/api/v1/appraisal/records?year=${facts.year}&limit=1000`],
    ['the export', () => `/api/v1/appraisal/export?year=${facts.year}&format=csv`],
  ])('sees nobody of other units in %s', async (_, address) => {
    expect(inside.length).toBeGreaterThan(0);
    expect(outside.length).toBeGreaterThan(0);
    const response = await officer.get(address());
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(outside.filter((no) => new RegExp(`\\b${no}\\b`).test(text))).toEqual([]);
  });

  test('sees somebody of their own', async () => {
    const text = await (await officer.get('/staff/people')).text();
    expect(inside.some((no) => text.includes(no))).toBe(true);
  });

  test('gets 404 for a person of another unit, as for one who does not exist', async () => {
    expect((await officer.get(`/staff/people/${facts.personId}`)).status).toBe(404);
    expect((await officer.get('/staff/people/per_00000000000000000000000000')).status).toBe(404);
  });

  test('gets 404 for the appraisal record of a person of another unit, and for a unit that is not theirs', async () => {
    expect((await officer.get(`/staff/appraisal/${facts.year}/${facts.personId}`)).status).toBe(404);
    expect((await officer.get(`/staff/appraisal/${facts.year}?unit=org_of_others`)).status).toBe(404);
    expect((await officer.get(`/staff/appraisal/${facts.year}/export?unit=org_of_others`)).status).toBe(404);
  });
});

describe('practice', () => {
  const own = () => [
    `/practice/${facts.practiceSessionId}`,
    `/practice/${facts.practiceSessionId}/summary`,
    `/practice/mistakes/${facts.mistakenQuestionId}`,
    `/practice/mock/${facts.runningMockId}`,
    `/practice/mock/${facts.endedMockId}/report`,
  ];

  test('of one learner is 404 to every other, as what does not exist', async () => {
    const other = clients.get('trainer') as Client;
    for (const address of own()) expect((await other.get(address)).status, address).toBe(404);
    expect((await other.get('/practice/prs_00000000000000000000000000')).status).toBe(404);
    for (const address of own()) expect((await (clients.get('learner') as Client).get(address)).status).toBe(200);
  });

  test('takes nothing from another: no answer, no end, no hand-in', async () => {
    const other = clients.get('trainer') as Client;
    const session = `/practice/${facts.practiceSessionId}?q=1`;
    for (const intent of ['answer', 'show', 'end'])
      expect((await other.form(session, { intent })).status, intent).toBe(404);
    const mock = `/practice/mock/${facts.runningMockId}`;
    expect((await other.form(mock, { intent: 'submit' })).status).toBe(404);
    expect((await other.form(`${mock}/answers`, { slot: '1' })).status).toBe(404);
  });

  test('tells no key of what is open: neither in its page nor in its data', async () => {
    const learner = clients.get('learner') as Client;
    for (const address of [`/practice/mock/${facts.runningMockId}`, `/practice/mock/${facts.runningMockId}.data`]) {
      const text = await (await learner.get(address)).text();
      expect(text).not.toMatch(/"explanation"|"scoring"|"key"/);
    }
  });
});

test('a year that may not open is 404 with words of its own', async () => {
  const hr = clients.get('hr') as Client;
  const response = await hr.get(`/staff/appraisal/${facts.year - 7}`);
  expect(response.status).toBe(404);
  expect(await response.text()).toContain(serverWords('zh-CN').appraisal.closed.text);
});

describe('verifying the chains', () => {
  test.each(['nobody', ...DEMO_ACCOUNTS])('is done for the auditor, not for %s otherwise', async (account) => {
    const response = await (clients.get(account) as Client).form('/staff/audit?index', {});
    if (account === 'auditor') {
      expect(response.status).toBe(200);
      expect(await response.text()).toContain('日志链完整');
    } else {
      expect(response.status).toBe(account === 'nobody' ? 302 : 403);
    }
  });

  test.each([
    '?after=people-999999&before=nonsense',
    '?from=2026-02-30&to=x',
    '?stream=sitting%3Asit_x%27&outcome=not-done&action=%7B%7Bx%7D%7D:y',
    `?who=${'%25'.repeat(300)}&object=%01`,
    '?follow=per_',
  ])('the log answers 200 to an address that nobody would make: %s', async (search) => {
    expect((await (clients.get('auditor') as Client).get(`/staff/audit${search}`)).status).toBe(200);
  });
});
