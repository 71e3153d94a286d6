import path from 'node:path';
import { expect, test } from 'vitest';
import { dayOf, yearOf } from '#app/domain/kernel/instant.ts';
import { EXCLUSIVE_ROLES } from '#app/domain/people/roles.ts';
import { importContentFolder } from '#app/platform/content/load-content.server.ts';
import { signIn } from '#app/usecases/account/sign-in.server.ts';
import { verifyAudit } from '#app/usecases/audit/verify-audit.server.ts';
import { systemActor } from '#app/usecases/context.ts';
import { DEMO_UNITS, makeDemoRoster } from '#app/usecases/demo/demo-roster.ts';
import { tellSittings, tellStudies, tellUnreleasedSitting } from '#app/usecases/demo/demo-story.ts';
import { loadDemoOrganisation } from '#app/usecases/demo/load-demo-organisation.server.ts';
import { startAttempt } from '#app/usecases/exams/start-attempt.server.ts';
import { submitAttempt } from '#app/usecases/exams/submit-attempt.server.ts';
import { listMocks } from '#app/usecases/practice/list-mocks.server.ts';
import { readPracticeHome } from '#app/usecases/practice/read-practice-home.server.ts';
import type { Handle } from '#db/open.server.ts';
import { findSittingByCode } from '#db/stores/exams.ts';
import { listUnitsOn } from '#db/stores/organisation.ts';
import { readBacklog } from '#db/stores/outbox.ts';
import { findPersonByEmployeeNo, listPlacementsOn } from '#db/stores/people.ts';
import { makeTestContext } from '#test/support/context.ts';
import { describeOnBothEngines } from '#test/support/database.ts';
import { actorOf, taken } from '#test/support/people.ts';

test('the roster has 120 people with names and numbers of their own, over three levels and twelve units', () => {
  const roster = makeDemoRoster(2026);
  expect(roster).toHaveLength(120);
  expect(new Set(roster.map(({ name }) => name)).size).toBe(120);
  expect(new Set(roster.map(({ employeeNo }) => employeeNo)).size).toBe(120);
  expect(DEMO_UNITS).toHaveLength(12);
  const served = new Set(roster.map(({ postings }) => postings.at(-1)?.unit));
  expect(DEMO_UNITS.filter(({ code, parent }) => parent !== null && !served.has(code))).toEqual([]);
});

test('every account that is not an administrator’s is a learner’s too; an administrator holds one role', () => {
  for (const { username, roles } of makeDemoRoster(2026)) {
    if (username === null) continue;
    const held = roles.map(({ role }) => role);
    if (EXCLUSIVE_ROLES.includes(username)) expect(held).toEqual([username]);
    else expect(new Set(held)).toEqual(new Set(['learner', username]));
  }
});

test.each([2024, 2026, 2031])('postings in %i follow one another', (year) => {
  for (const { postings } of makeDemoRoster(year)) {
    const days = postings.map(({ validFrom }) => validFrom);
    expect([...days].sort()).toEqual(days);
    expect(new Set(days).size).toBe(days.length);
  }
});

test.each(['2026-01-01T00:10', '2026-05-20T12:00', '2026-12-31T23:50'])(
  'nothing of the story of a demo loaded at %s lies after it or before the year before',
  (time) => {
    const now = Date.parse(`${time}:00+08:00`);
    const lessons = ['a', 'b', 'c', 'd', 'e'].map((lessonSlug) => ({ courseCode: 'course', lessonSlug }));
    const told = { roster: makeDemoRoster(2026), lessons, now, zone: 'Asia/Shanghai' };
    const acts = [2025, 2026].flatMap((year) => [
      ...tellStudies({ ...told, year, share: 80 }),
      ...tellSittings({ ...told, year, newcomers: [1, 1] }).map(({ closesAt }) => ({ at: closesAt })),
      { at: tellUnreleasedSitting({ ...told, newcomers: 1 }).closesAt },
    ]);
    expect(acts.length).toBeGreaterThan(50);
    expect(acts.filter(({ at }) => at >= now || at < Date.parse('2025-01-01T00:00:00+08:00'))).toEqual([]);
  },
);

describeOnBothEngines('the demo organisation', (fresh) => {
  test('is loaded once, into an empty database, and every account opens with the one password', async () => {
    const context = makeTestContext(await fresh());
    expect(await loadDemoOrganisation(context)).toBe(true);
    expect(await loadDemoOrganisation(context)).toBe(false);
    const { read } = context.database;
    expect(await listUnitsOn(read, '2026-11-20')).toHaveLength(12);
    expect(await listPlacementsOn(read, { unitIds: null, day: '2026-11-20' })).toHaveLength(120);
    for (const username of ['learner', 'hr', 'auditor']) {
      const command = { username, password: 'xunkao-demo', device: null };
      const { roles } = taken(await signIn(context, { kind: 'anonymous', address: '' }, command));
      expect(roles, username).toContain(username);
    }
  });

  test('has a past of two years with an intact log and nothing left to handle, and an exam that the learner may start again and again', async () => {
    const context = makeTestContext(await fresh());
    await importContentFolder(context, CONTENT);
    await loadDemoOrganisation(context);
    const { read } = context.database;
    const audit = taken(await verifyAudit(context, systemActor('test'), { onProgress: () => undefined }));
    expect(audit.faults).toEqual([]);
    expect((await readBacklog(read, context.clock.now())).waiting).toBe(0);

    const now = context.clock.now();
    const year = yearOf(now, context.zone);
    const { grades, completions, records, certificates, sittings, attempts, drafts, postings } = await readPast(read);
    const [resit] = sittings.filter(({ code }) => code.endsWith('-R'));
    const unreleased = new Set(attempts.flatMap(({ id, sittingId }) => (sittingId === resit?.id ? [id] : [])));
    expect(unreleased.size).toBeGreaterThan(3);
    const passed = grades.filter((grade) => grade.passed === 1 && !unreleased.has(grade.attemptId)).length;
    expect(passed).toBe(certificates.length);
    expect(passed).toBeGreaterThan(grades.length / 2);
    expect(grades.length - passed).toBeGreaterThan(grades.length / 10);
    expect(new Set(completions.map((each) => each.year))).toEqual(new Set([year - 1, year]));
    expect(completions.every(({ completedAt }) => completedAt < now)).toBe(true);
    for (const each of [year - 1, year]) {
      const own = new Set(records.filter((record) => record.year === each).map(({ personId }) => personId));
      expect(own.size, `records of ${each}`).toBeGreaterThan(110);
    }
    const without = records.filter(({ tier, hoursEarned }) => tier === null && hoursEarned === 0);
    expect(without.length).toBeGreaterThan(5);

    expect(drafts.map(({ status }) => status).sort()).toEqual(['in-review', 'returned']);
    expect(postings.filter(({ validFrom }) => validFrom > dayOf(now, context.zone))).toHaveLength(1);

    const learner = await findPersonByEmployeeNo(read, '10001');
    const sitting = await findSittingByCode(read, 'DEMO-OPEN');
    const actor = actorOf(learner?.id ?? '', { sessionId: 'browser' });
    const practice = await readPracticeHome(context, actor, { page: 1 });
    expect(practice.due).toBeGreaterThan(0);
    expect(practice.due).toBeLessThan(30);
    expect(practice).toMatchObject({ favourites: 2, runningMockId: null, sessions: { total: 3 } });
    expect(practice.sessions.rows.map(({ ended }) => ended)).toEqual([false, true, true]);
    expect((await listMocks(context, actor, { page: 1 })).rows).toHaveLength(1);
    for (const round of [1, 2]) {
      const { attemptId, lease, items } = taken(await startAttempt(context, actor, { sittingId: sitting?.id ?? '' }));
      expect(items.length, `round ${round}`).toBe(20);
      taken(await submitAttempt(context, actor, { attemptId, lease }));
    }
    expect(certificates.filter(({ personId }) => personId === learner?.id)).toEqual([]);
    // Two years of a whole authority, act by act.
  }, 180_000);
});

const CONTENT = path.join(import.meta.dirname, '../../content');

async function readPast({ db, tables }: Handle) {
  return {
    grades: await db.select().from(tables.grade),
    completions: await db.select().from(tables.lessonCompletion),
    records: await db.select().from(tables.appraisalRecord),
    certificates: await db.select().from(tables.certificate),
    sittings: await db.select().from(tables.sitting),
    attempts: await db.select().from(tables.attempt),
    drafts: await db.select().from(tables.lessonDraft),
    postings: await db.select().from(tables.posting),
  };
}
