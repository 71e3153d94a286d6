import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, type Day } from '#app/domain/kernel/instant.ts';
import { isEffectiveOn } from '#app/domain/people/organisation.ts';
import { listPlannedActs } from '#app/domain/people/planned-acts.ts';
import { findTreeFaults, groupVersions } from '#app/domain/people/unit-history.ts';
import { systemActor } from '#app/usecases/context.ts';
import { amendPersonAct } from '#app/usecases/people/amend-person-act.server.ts';
import { cancelPlan } from '#app/usecases/people/cancel-plan.server.ts';
import { cancelUnitAct } from '#app/usecases/people/cancel-unit-act.server.ts';
import { changeUnits, type UnitActCommand } from '#app/usecases/people/change-units.server.ts';
import { createUnit } from '#app/usecases/people/create-unit.server.ts';
import { leavePerson } from '#app/usecases/people/leave-person.server.ts';
import { returnPerson } from '#app/usecases/people/return-person.server.ts';
import { settleOrganisation } from '#app/usecases/people/settle-organisation.server.ts';
import { transferPerson } from '#app/usecases/people/transfer-person.server.ts';
import { readUnitHistory } from '#db/stores/organisation.ts';
import { findPerson, listPostings } from '#db/stores/people.ts';
import { makeTestContext, TEST_NOW, type TestContext } from '#test/support/context.ts';
import { describeOnBothEngines } from '#test/support/database.ts';
import { seedPerson, seedUnit } from '#test/support/people.ts';

const SYSTEM = systemActor('test');
const TODAY = '2026-11-20';
const DAY_MS = 86_400_000;

/** Days near each other, so that acts meet: five past, today, six to come. */
const day = fc.integer({ min: -5, max: 6 }).map((n) => addDays(TODAY, n * 7));
const pick = fc.nat({ max: 30 });
const act = fc.oneof(
  fc.record({ do: fc.constant('create' as const), a: pick, day }),
  fc.record({ do: fc.constant('rename' as const), a: pick, day }),
  fc.record({ do: fc.constant('move' as const), a: pick, b: pick, day }),
  fc.record({ do: fc.constant('merge' as const), a: pick, b: pick, c: pick, fresh: fc.boolean(), day }),
  fc.record({ do: fc.constant('split' as const), a: pick, b: pick, continues: fc.boolean(), day }),
  fc.record({ do: fc.constant('dissolve' as const), a: pick, day }),
  fc.record({ do: fc.constant('cancel' as const), a: pick }),
  fc.record({ do: fc.constant('transfer' as const), p: pick, a: pick, day }),
  fc.record({ do: fc.constant('leave' as const), p: pick, day }),
  fc.record({ do: fc.constant('return' as const), p: pick, a: pick, day }),
  fc.record({ do: fc.constant('cancel-plan' as const), p: pick }),
  fc.record({ do: fc.constant('amend' as const), p: pick, day: fc.option(day) }),
  fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 10 }) }),
);

type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

/** An authority of its own in a database that others use too. */
async function seedWorld(context: TestContext, key: string) {
  const root = await seedUnit(context, { code: `${key}-R` });
  const units = [root];
  for (const [i, parent] of [0, 0, 1, 1, 3].entries())
    units.push(await seedUnit(context, { code: `${key}-${i}`, parentId: units[parent] ?? root }));
  const people: string[] = [];
  for (let i = 0; i < 5; i += 1)
    people.push(await seedPerson(context, { employeeNo: `${key}-P${i}`, unitId: units[i] ?? root }));
  return { key, root, units, people, leaveDays: new Map<string, Set<Day>>(), made: 0 };
}
type World = Awaited<ReturnType<typeof seedWorld>>;

async function perform(context: TestContext, world: World, step: Act): Promise<void> {
  const { units, people } = world;
  const unit = (n: number) => units[n % units.length] ?? '';
  const person = (n: number) => people[n % people.length] ?? '';
  const service = { positionLevel: '一级科员', category: '综合管理类' };
  const paper = { reason: '文件', seen: null };
  const nextCode = () => {
    world.made += 1;
    return `${world.key}-N${world.made}`;
  };
  const change = async (command: UnitActCommand) => {
    const done = await changeUnits(context, SYSTEM, command);
    if (done.ok && !units.includes(done.value.unitId)) units.push(done.value.unitId);
  };
  switch (step.do) {
    case 'create': {
      const made = await createUnit(context, SYSTEM, {
        code: nextCode(),
        name: '新单位',
        parentId: unit(step.a),
        validFrom: step.day,
      });
      if (made.ok) units.push(made.value.unitId);
      return;
    }
    case 'rename':
      return change({ kind: 'rename', unitId: unit(step.a), name: `名${step.a}${step.day}`, day: step.day, ...paper });
    case 'move':
      return change({ kind: 'move', unitId: unit(step.a), parentId: unit(step.b), day: step.day, ...paper });
    case 'merge': {
      const fromIds = [...new Set([unit(step.a), unit(step.b)])];
      const into = step.fresh
        ? { code: nextCode(), name: '合并单位', parentId: unit(step.c) }
        : { unitId: unit(step.c) };
      return change({ kind: 'merge', fromIds, into, roles: 'follow', day: step.day, ...paper });
    }
    case 'split':
      return change({
        kind: 'split',
        unitId: unit(step.a),
        continues: step.continues,
        parts: [{ code: nextCode(), name: '分出', parentId: world.root }, { unitId: unit(step.b) }],
        people: new Map(),
        rest: step.continues ? null : 1,
        below: new Map(units.map((id) => [id, 0])),
        roles: 'end',
        day: step.day,
        ...paper,
      });
    case 'dissolve':
      return change({ kind: 'dissolve', unitId: unit(step.a), day: step.day, ...paper });
    case 'cancel': {
      const today = addDays(TODAY, Math.round((context.clock.now() - TEST_NOW) / DAY_MS));
      const acts = listPlannedActs(await readUnitHistory(context.database.read), today).filter(({ unitId }) =>
        units.includes(unitId),
      );
      const chosen = acts[step.a % Math.max(1, acts.length)];
      if (chosen) await cancelUnitAct(context, SYSTEM, { ...chosen, reason: '不办了' });
      return;
    }
    case 'transfer':
      await transferPerson(context, SYSTEM, {
        personId: person(step.p),
        unitId: unit(step.a),
        ...service,
        positionLevel: `级${step.a}`,
        validFrom: step.day,
      });
      return;
    case 'leave': {
      const done = await leavePerson(context, SYSTEM, { personId: person(step.p), leftOn: step.day, ...paper });
      if (done.ok)
        world.leaveDays.set(person(step.p), new Set([...(world.leaveDays.get(person(step.p)) ?? []), step.day]));
      return;
    }
    case 'return':
      await returnPerson(context, SYSTEM, {
        personId: person(step.p),
        unitId: unit(step.a),
        ...service,
        validFrom: step.day,
        ...paper,
      });
      return;
    case 'cancel-plan':
      await cancelPlan(context, SYSTEM, { personId: person(step.p), reason: '计划有变', seen: null });
      return;
    case 'amend': {
      const personId = person(step.p);
      await amendPersonAct(context, SYSTEM, { personId, day: step.day, reason: '更正', seen: null });
      // A leaving on another day, or one that stands again because the return after it does not.
      const leftOn = (await findPerson(context.database.read, personId))?.leftOn;
      if (leftOn) world.leaveDays.set(personId, new Set([...(world.leaveDays.get(personId) ?? []), leftOn]));
      return;
    }
    case 'wait':
      context.pass(step.days * DAY_MS);
      await settleOrganisation(context);
  }
}

/** What must hold whatever was done. */
async function assertSound(context: TestContext, world: World): Promise<void> {
  const history = await readUnitHistory(context.database.read);
  const known = new Set(world.units);
  // Units that splits made besides the one whose id is handed back stand in the same tree.
  const versions = history.versions.filter(({ parentId, unitId }) => known.has(unitId) || known.has(parentId ?? ''));
  expect(findTreeFaults(history.versions, '2020-01-01')).toEqual([]);
  const groups = groupVersions(history.versions);
  for (const each of groupVersions(versions).values()) {
    each.forEach((version, i) => {
      if (version.validTo !== null) expect(version.validFrom < version.validTo).toBe(true);
      const next = each[i + 1];
      if (next) expect(version.validTo !== null && version.validTo <= next.validFrom).toBe(true);
    });
  }
  for (const personId of world.people) {
    const person = await findPerson(context.database.read, personId);
    const postings = (await listPostings(context.database.read, personId)).reverse();
    expect(postings.length).toBeGreaterThan(0);
    postings.forEach((posting, i) => {
      const { unitId, validFrom, validTo } = posting;
      const next = postings[i + 1];
      // At most one a day, and no day without one but after a leaving.
      if (next) expect(validTo !== null && validTo <= next.validFrom).toBe(true);
      if (validTo !== null && validTo !== next?.validFrom)
        expect(world.leaveDays.get(personId)?.has(validTo), `gap from ${validTo}`).toBe(true);
      if (validTo !== null && !next) expect(person?.leftOn).toBe(validTo);
      // The unit exists on every day of the posting.
      const spans = groups.get(unitId) ?? [];
      const days = [validFrom, ...spans.flatMap((span) => [span.validTo ?? []].flat())].filter(
        (at) => at >= validFrom && (validTo === null || at < validTo),
      );
      for (const at of days)
        expect(
          spans.some((span) => isEffectiveOn(span, at)),
          `${personId} in ${unitId} on ${at}`,
        ).toBe(true);
    });
  }
}

describeOnBothEngines('the organisation under any sequence of acts', (fresh) => {
  test('has one version a unit and one posting a person on any day, no circle, and loses nobody', async () => {
    const database = await fresh();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 14 }), async (steps) => {
        run += 1;
        const context = makeTestContext(database, { seed: `run ${run}` });
        const world = await seedWorld(context, `W${run}`);
        for (const step of steps) {
          await perform(context, world, step);
          context.pass(1);
        }
        await assertSound(context, world);
      }),
      { numRuns: 40, seed: 20_261_120 },
    );
  });
});
