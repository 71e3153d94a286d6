import { addDays, dayOf, startOfDay, yearOf } from '#app/domain/kernel/instant.ts';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '#app/domain/people/demo-accounts.ts';
import { EXCLUSIVE_ROLES } from '#app/domain/people/roles.ts';
import { createAccount } from '#app/usecases/account/create-account.server.ts';
import { type Context, systemActor } from '#app/usecases/context.ts';
import { createSitting } from '#app/usecases/exams/create-sitting.server.ts';
import { createPerson } from '#app/usecases/people/create-person.server.ts';
import { createUnit } from '#app/usecases/people/create-unit.server.ts';
import { grantRole } from '#app/usecases/people/grant-role.server.ts';
import { transferPerson } from '#app/usecases/people/transfer-person.server.ts';
import { hasAccounts } from '#db/stores/accounts.ts';
import { listPublished } from '#db/stores/content.ts';
import { listLessonsOfCourses } from '#db/stores/learning.ts';
import { hasUnits } from '#db/stores/organisation.ts';
import { type DemoContext, makeDemoContext } from './demo-context.server.ts';
import { DEMO_ROOT, DEMO_UNITS, DEMO_UNITS_SINCE, type DemoPerson, makeDemoRoster } from './demo-roster.ts';
import { type DemoLesson, tellSittings, tellStudies, tellUnreleasedSitting, tellWrittenSitting } from './demo-story.ts';
import { fillDesks } from './fill-desks.server.ts';
import { fillPractice } from './fill-practice.server.ts';
import { granted } from './granted.ts';
import { type Act, playStory } from './play-story.server.ts';
import { publishEarlierPolicies } from './publish-earlier-policies.server.ts';

const DEMO = systemActor('demo');
const HOUR = 3_600_000;
/** How long the always-open sitting stays open. */
const OPEN_DAYS = 5 * 365;

/**
 * Fills an empty database with the demo organisation and, where there is content, with its past two years: study,
 * exams, certificates, hours and appraisal records, made by the real use cases. All or nothing. False when there is an
 * organisation already: a demo never mixes with anyone's data.
 */
export async function loadDemoOrganisation(context: Context): Promise<boolean> {
  const { database, clock, zone } = context;
  if ((await hasAccounts(database.read)) || (await hasUnits(database.read))) return false;
  const now = clock.now();
  const year = yearOf(now, zone);
  const passwordHash = await context.passwords.hash(DEMO_PASSWORD);
  // The first key is made in a transaction of its own, which would wait for the one below for ever.
  await context.signer.current();
  await database.transaction(async (tx) => {
    const demo = makeDemoContext({ context, tx, seed: `demo ${dayOf(now, zone)}`, passwordHash });
    // The product was set up at the end of the year before last.
    demo.setNow(startOfDay(addDays(`${year - 1}-01-01`, -10), zone) + 9 * HOUR);
    const roster = makeDemoRoster(year);
    const people = await loadPeople(demo, roster);
    await loadPast(demo, { ...people, roster, year, now });
  });
  context.events.kick();
  return true;
}

type LoadedPeople = {
  readonly rootId: string;
  readonly unitIds: ReadonlyMap<string, string>;
  readonly personIds: ReadonlyMap<string, string>;
};

/** Units, people, postings, roles and accounts. */
async function loadPeople(demo: DemoContext, roster: readonly DemoPerson[]): Promise<LoadedPeople> {
  const unitIds = new Map<string, string>();
  const unitId = (code: string) => {
    const id = unitIds.get(code);
    if (id === undefined) throw new Error(`the demo has no unit ${code}`);
    return id;
  };
  for (const { code, name, parent } of DEMO_UNITS) {
    const parentId = parent === null ? null : unitId(parent);
    const made = granted(await createUnit(demo, DEMO, { code, name, parentId, validFrom: DEMO_UNITS_SINCE }));
    unitIds.set(code, made.unitId);
  }
  const personIds = new Map<string, string>();
  for (const { employeeNo, name, postings, roles, username } of roster) {
    const [first, ...later] = postings;
    if (!first) continue;
    const { personId } = granted(
      await createPerson(demo, DEMO, { employeeNo, name, ...first, unitId: unitId(first.unit) }),
    );
    personIds.set(employeeNo, personId);
    for (const posting of later)
      granted(await transferPerson(demo, DEMO, { personId, ...posting, unitId: unitId(posting.unit) }));
    for (const { role, unit, reason } of roles)
      granted(await grantRole(demo, DEMO, { personId, role, unitCode: unit, reason, endsAt: null }));
    if (username !== null)
      granted(
        await createAccount(demo, DEMO, { personId, username, password: DEMO_PASSWORD, mustChange: false, demo: true }),
      );
  }
  return { rootId: unitId(DEMO_ROOT), unitIds, personIds };
}

/** Last year and this one up to now, and the sitting that is always open. */
async function loadPast(
  demo: DemoContext,
  {
    roster,
    rootId,
    unitIds,
    personIds,
    year,
    now,
  }: LoadedPeople & { roster: readonly DemoPerson[]; year: number; now: number },
): Promise<void> {
  const { zone } = demo;
  const { read } = demo.database;
  const blueprints = (await listPublished(read, 'blueprint')).filter(({ body }) => body.tier === 1);
  const isWritten = ({ body }: (typeof blueprints)[number]) => body.allowedTypes.includes('essay');
  const regular = blueprints.find((each) => !isWritten(each));
  const written = blueprints.find(isWritten);
  if (!regular) return;
  const courses = await listPublished(read, 'course');
  const rows = await listLessonsOfCourses(
    read,
    courses.map(({ documentId }) => documentId),
  );
  const lessons = courses.flatMap(({ documentId }) =>
    rows.filter((row) => row.courseId === documentId).map((row) => addressOf(row.code)),
  );
  demo.setNow(now);
  await publishEarlierPolicies(demo, DEMO, year - 1);
  const told = { roster, lessons, now, zone };
  const acts: Act[] = [
    ...tellStudies({ ...told, year: year - 1, share: 22 }),
    ...tellStudies({ ...told, year, share: 34 }),
    ...tellSittings({ year: year - 1, newcomers: [40, 22], now, zone }),
    ...tellSittings({ year, newcomers: [24, 10], now, zone }),
    tellUnreleasedSitting({ newcomers: 8, now, zone }),
    ...(written ? [tellWrittenSitting({ newcomers: 6, now, zone })] : []),
    { kind: 'compute', at: Math.min(now, startOfDay(`${year}-01-12`, zone) + 10 * HOUR), year: year - 1 },
    { kind: 'compute', at: now, year },
  ];
  await playStory(
    demo,
    {
      roster,
      personIds,
      unitId: rootId,
      blueprints: { regular: regular.code, written: written?.code ?? regular.code },
    },
    acts,
  );

  const firstCourse = rows.filter(({ courseId }) => courseId === courses[0]?.documentId).map(({ code }) => code);
  await fillDesks(demo, { roster, personIds, unitIds, lessonCodes: firstCourse, now });

  const [firstOne] = courses;
  if (firstOne) {
    const { code: courseCode } = firstOne;
    await fillPractice(demo, { roster, personIds, unitId: rootId, courseCode, blueprintCode: regular.code, now });
  }

  demo.setNow(now);
  const candidates = roster.filter(
    ({ username }) => username !== null && DEMO_ACCOUNTS.includes(username) && !EXCLUSIVE_ROLES.includes(username),
  );
  granted(
    await createSitting(demo, DEMO, {
      code: 'DEMO-OPEN',
      title: { zh: '初级考试（随到随考）', en: 'Tier 1 exam (any time)' },
      blueprintCode: regular.code,
      unitId: rootId,
      opensAt: now,
      closesAt: now + OPEN_DAYS * 24 * HOUR,
      attemptLimit: null,
      release: { mode: 'at-submission' },
      candidateIds: candidates.flatMap(({ employeeNo }) => personIds.get(employeeNo) ?? []),
    }),
  );
}

function addressOf(code: string): DemoLesson {
  const [courseCode = '', lessonSlug = ''] = code.split('/');
  return { courseCode, lessonSlug };
}
