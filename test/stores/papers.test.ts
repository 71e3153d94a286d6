import { eq, like, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { migrationsFolderOf } from '#app/platform/migrations-folder.server.ts';
import { createSitting } from '#app/usecases/exams/create-sitting.server.ts';
import { startAttempt } from '#app/usecases/exams/start-attempt.server.ts';
import { drawFormSet } from '#app/usecases/papers/draw-form-set.server.ts';
import { compareForms, readForm, readFormKeys, takeFormForPrint } from '#app/usecases/papers/read-form.server.ts';
import { readFormSet } from '#app/usecases/papers/read-form-set.server.ts';
import { listPapers, readBlueprintPapers } from '#app/usecases/papers/read-papers.server.ts';
import { readMigrations } from '#db/backup/migrations.server.ts';
import type { Database } from '#db/open.server.ts';
import { seedExam, seedQuestion } from '#db/seed/exams.ts';
import { seedPublications } from '#db/seed/publications.ts';
import { seedAuthority, seedPerson } from '#db/seed/records.ts';
import { countExposure, countFormsWith, findUsesOfVersion, listFormsOfSet } from '#db/stores/papers.ts';
import { readRows } from '#db/stores/read-rows.ts';
import { makeActor } from '#test/support/actors.ts';
import { makeTestContext, TEST_NOW, type TestContext } from '#test/support/context.ts';
import { describeOnBothEngines } from '#test/support/database.ts';
import { actorOf, taken } from '#test/support/people.ts';

const office = makeActor({ role: 'examoffice' });
const learner = actorOf('per_anna', { grants: [{ role: 'learner', unitId: 'org_root' }], sessionId: 'ses_anna' });
const HOUR = 3_600_000;

describeOnBothEngines('papers', (fresh) => {
  let database: Database;
  let context: TestContext;
  let versionId: string;
  const blueprintId = 'doc_blueprint_two';

  beforeEach(async () => {
    database = await fresh();
    context = makeTestContext(database);
    await seedAuthority(database);
    await database.transaction(async (tx) => {
      ({ blueprintVersionId: versionId } = await seedExam(tx, { code: 'two' }));
    });
    await seedPublications(database);
    await seedPerson(database, { id: 'anna', unitId: 'org_edu', employeeNo: 'E-anna' });
  });

  /** Publishes a further version of the blueprint that says something else besides. */
  const alter = (more: Record<string, unknown>) =>
    database.transaction(async (tx) => {
      const { document, documentVersion } = tx.tables;
      const [row] = await tx.db.select().from(documentVersion).where(eq(documentVersion.id, versionId));
      if (!row) throw new Error('the blueprint is gone');
      versionId = `ver_blueprint_two_${row.number + 1}`;
      await tx.db.insert(documentVersion).values({
        ...row,
        id: versionId,
        number: row.number + 1,
        hash: `${row.hash}-${row.number + 1}`,
        body: { ...(row.body as object), ...more } as never,
      });
      await tx.db.update(document).set({ publishedVersionId: versionId }).where(eq(document.id, blueprintId));
    });
  const draw = (count: number) => drawFormSet(context, office, { code: 'two', versionId, count });
  const actions = async () => {
    const rows = await database.read.db.select().from(database.read.tables.auditEntry);
    return rows.filter(({ action }) => action.startsWith('form.')).map(({ action }) => action);
  };

  test('are drawn as a set in one audited act, with a row for each question and a report of how parallel they are', async () => {
    const { setId } = taken(await draw(6));
    expect(setId).toMatch(/^fst_/);
    const forms = await listFormsOfSet(database.read, setId ?? '');
    expect(forms.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
    for (const { items } of forms) expect(items).toHaveLength(4);
    const drawn = await countExposure(database.read, blueprintId);
    expect(drawn.forms).toBe(6);
    expect([...drawn.used.values()].reduce((sum, each) => sum + each, 0)).toBe(24);
    const view = taken(await readFormSet(context, office, { code: 'two', setId: setId ?? '', offset: 4, limit: 50 }));
    expect(view.forms.map(({ number }) => number)).toEqual([5, 6]);
    expect(view.report).toMatchObject({ mean: 7000, lowest: 7000, highest: 7000, spread: 0 });
    // Eight questions in six forms of four: each stands in three of them.
    expect(view.report.exposure).toEqual([{ forms: 3, questions: 8 }]);
    expect(await actions()).toEqual(['form.draw-set']);
  });

  test('cannot be drawn of a version that is no longer in force, nor by a learner, nor none or more than 200', async () => {
    expect(await drawFormSet(context, office, { code: 'two', versionId: 'ver_old', count: 2 })).toMatchObject({
      code: 'stale-version',
    });
    expect(await drawFormSet(context, learner, { code: 'two', versionId, count: 2 })).toMatchObject({
      code: 'forbidden',
    });
    expect(await drawFormSet(context, office, { code: 'none', versionId, count: 2 })).toMatchObject({
      code: 'not-found',
    });
    for (const count of [0, 201, 1.5, Number.NaN]) expect(await draw(count)).toMatchObject({ code: 'invalid-input' });
    expect((await countExposure(database.read, blueprintId)).forms).toBe(0);
  });

  test('write nothing where they cannot be drawn, and say which cell lacks how many and what would mend it', async () => {
    await database.transaction((tx) => seedQuestion(tx, { id: 'b1-deep', depth: 'apply' }));
    await database.transaction((tx) => seedQuestion(tx, { id: 'b1-essay', type: 'essay' }));
    await alter({
      cells: [
        { competency: 'B1', depth: 'understand', count: 5, mark: 1000 },
        { competency: 'G2', depth: 'apply', count: 2, mark: 2500 },
      ],
    });
    const { setId, refused } = taken(await draw(3));
    expect(setId).toBeNull();
    expect(refused).toMatchObject({
      verdict: 'impossible',
      obstacle: { kind: 'bank' },
      shortages: [
        {
          competency: 'B1',
          depth: 'understand',
          available: 4,
          missing: 1,
          repairs: [
            { kind: 'move', count: 1, depth: 'apply', surplus: 1 },
            { kind: 'widen', types: [{ type: 'essay', count: 1 }] },
            { kind: 'publish', count: 1 },
          ],
        },
      ],
    });
    expect((await countExposure(database.read, blueprintId)).forms).toBe(0);
    expect(await actions()).toEqual([]);
  });

  test('keep within their cap over several sets, and say how many forms are left', async () => {
    await alter({ exposure: { maxShare: 60 } });
    taken(await draw(5));
    taken(await draw(5));
    const { forms, used } = await countExposure(database.read, blueprintId);
    expect(forms).toBe(10);
    expect(Math.max(...used.values())).toBeLessThanOrEqual(6);
    await alter({ exposure: { maxShare: 40 } });
    const { refused } = taken(await draw(200));
    expect(refused).toMatchObject({ verdict: 'impossible', obstacle: { kind: 'exposure', share: 50 } });
    const page = taken(await readBlueprintPapers(context, office, { code: 'two', count: 1, offset: 0, limit: 10 }));
    expect(page.exposure).toMatchObject({ forms: 10, maxShare: 40, questions: 8, leftForms: 0 });
    expect(page.sets.map(({ count }) => count)).toEqual([5, 5]);
  });

  test('have the rows that the migration writes for forms of before', async () => {
    taken(await draw(2));
    const migrations = readMigrations(migrationsFolderOf(database.read.dialect));
    const [fill = ''] = migrations.find(({ tag }) => tag.endsWith('papers-append-only'))?.statements ?? [];
    const select = sql.raw(fill.slice(fill.indexOf('SELECT')).replace(/;\s*$/, ''));
    const written = await database.read.db.select().from(database.read.tables.formQuestion);
    const rows = await readRows(database.read, select);
    expect(rows.map((row) => row.join()).sort()).toEqual(
      written
        .map(({ formId, slot, versionId: version, questionId, blueprintId: blueprint }) =>
          [formId, slot, version, questionId, blueprint].join(),
        )
        .sort(),
    );
    expect(rows).toHaveLength(8);
  });

  test('are told in a list with whether they can be drawn, and in a table that adds up', async () => {
    const { rows } = await listPapers(context, office, { offset: 0, limit: 10 });
    expect(rows.find(({ code }) => code === 'two')).toMatchObject({ verdict: 'feasible', questions: 4, forms: 0 });
    const { table } = taken(
      await readBlueprintPapers(context, office, { code: 'two', count: 1, offset: 0, limit: 10 }),
    );
    expect(table.total).toEqual({ count: 4, marks: 10_000, available: 8, usable: 8 });
    expect(table.rows.map(({ competency, cells }) => [competency, cells.understand.count, cells.apply.count])).toEqual([
      ['B1', 2, 0],
      ['G2', 0, 2],
    ]);
  });

  test('show a form without its keys; keys and prints are acts on record', async () => {
    const setId = taken(await draw(2)).setId ?? '';
    const named = { code: 'two', setId, number: 1 };
    const form = taken(await readForm(context, office, named));
    expect(form.sections[0]?.questions).toHaveLength(4);
    expect(JSON.stringify(form)).not.toMatch(/scoring|"key"|解析/);
    expect(await actions()).toEqual(['form.draw-set']);
    const { keys } = taken(await readFormKeys(context, office, { ...named, language: 'zh-CN' }));
    const single = form.sections[0]?.questions.find(({ type }) => type === 'single-choice');
    const right = single?.options?.findIndex(({ id }) => id === 'a') ?? -1;
    expect(keys[single?.slot ?? 0]).toEqual(['ABCD'[right]]);
    taken(await takeFormForPrint(context, office, { ...named, what: 'paper' }));
    expect(await actions()).toEqual(['form.draw-set', 'form.read-key', 'form.print']);
    expect(await readFormKeys(context, learner, { ...named, language: 'zh-CN' })).toMatchObject({ code: 'forbidden' });
    expect(await takeFormForPrint(context, learner, { ...named, what: 'paper' })).toMatchObject({ code: 'forbidden' });
    for (const wrong of [{ number: 3 }, { number: 0 }, { setId: 'fst_none' }, { code: 'other' }])
      expect(await readForm(context, office, { ...named, ...wrong })).toMatchObject({ code: 'not-found' });
    const compared = await compareForms(context, { ...named, other: 2 });
    expect(compared?.shared.every(({ slot, other }) => slot >= 1 && other >= 1)).toBe(true);
    expect(await compareForms(context, { ...named, other: 1 })).toBeNull();
  });

  describe('at the door', () => {
    const sit = async () => {
      const { sittingId } = taken(
        await createSitting(context, office, {
          code: 'T1',
          title: { zh: '考试', en: 'Exam' },
          blueprintCode: 'two',
          unitId: 'org_root',
          opensAt: TEST_NOW - HOUR,
          closesAt: TEST_NOW + HOUR,
          attemptLimit: null,
          release: { mode: 'manual' },
          candidateIds: ['per_anna'],
        }),
      );
      return startAttempt(context, learner, { sittingId });
    };

    test('hold no two enemies, and every form has its questions counted', async () => {
      await database.transaction(async (tx) => {
        await tx.db
          .update(tx.tables.questionTrait)
          .set({ enemies: ['b1-2', 'b1-3'] })
          .where(eq(tx.tables.questionTrait.versionId, 'ver_question_b1-1_1'));
        await tx.db
          .update(tx.tables.questionTrait)
          .set({ enemies: ['b1-3', 'b1-4'] })
          .where(eq(tx.tables.questionTrait.versionId, 'ver_question_b1-2_1'));
      });
      const paper = taken(await sit());
      const held = paper.items.map(({ questionVersionId }) => questionVersionId).filter((id) => id.includes('b1'));
      // Of B1 only 1 and 4, or 3 and 4, may stand together.
      expect([
        ['ver_question_b1-1_1', 'ver_question_b1-4_1'],
        ['ver_question_b1-3_1', 'ver_question_b1-4_1'],
      ]).toContainEqual([...held].sort());
      expect((await countExposure(database.read, blueprintId)).forms).toBe(1);
      const [version = ''] = held;
      expect(await findUsesOfVersion(database.read, { versionId: version, limit: 5 })).toMatchObject({
        forms: 1,
        sittings: [{ code: 'T1', attempts: 1 }],
      });
      const question = version.replace('ver_', 'doc_').replace(/_1$/, '');
      expect(await countFormsWith(database.read, [question, 'doc_none'])).toEqual(new Map([[question, 1]]));
    });

    test('are drawn where a cap would leave none: nobody who may sit is turned away for it', async () => {
      await alter({ exposure: { maxShare: 1 } });
      taken(await draw(2));
      taken(await draw(2));
      expect(taken(await sit()).items).toHaveLength(4);
    });

    test('cannot be planned where enemies leave too few', async () => {
      await database.transaction((tx) =>
        tx.db
          .update(tx.tables.questionTrait)
          .set({ enemies: ['b1-1', 'b1-2', 'b1-3', 'b1-4'] })
          .where(like(tx.tables.questionTrait.versionId, 'ver_question_b1%')),
      );
      expect(
        await createSitting(context, office, {
          code: 'T2',
          title: { zh: '考试', en: 'Exam' },
          blueprintCode: 'two',
          unitId: 'org_root',
          opensAt: TEST_NOW,
          closesAt: TEST_NOW + HOUR,
          attemptLimit: null,
          release: { mode: 'manual' },
          candidateIds: ['per_anna'],
        }),
      ).toMatchObject({ code: 'bank-too-small', detail: { shortages: ['B1/understand 1/2'] } });
    });
  });
});
