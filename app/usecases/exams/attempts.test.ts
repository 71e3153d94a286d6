import { beforeEach, describe, expect, it } from 'vitest';
import { EMPTY_CHAIN, findChainFault } from '#app/domain/exams/response-chain.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import { systemActor } from '#app/usecases/context.ts';
import type { Database } from '#db/open.server.ts';
import { seedExam, seedQuestion, seedSession, seedSitting } from '#db/seed/exams.ts';
import { listAuditEntries } from '#db/stores/audit.ts';
import { findAttempt, listCurrentGrades, listItemMarks, listResponses, listTimeEntries } from '#db/stores/exams.ts';
import { deleteSession } from '#db/stores/sessions.ts';
import { makeTestContext, TEST_NOW, type TestContext } from '#test/support/context.ts';
import { describeOnBothEngines } from '#test/support/database.ts';
import { createSitting } from './create-sitting.server.ts';
import { closeOverdueAttempts } from './end-attempts.server.ts';
import { listOwnExams } from './list-own-exams.server.ts';
import { listOwnSittings } from './list-own-sittings.server.ts';
import { readResult, readResultPage } from './read-result.server.ts';
import { readReview } from './read-review.server.ts';
import { type SaveRequest, saveResponses } from './save-responses.server.ts';
import { type OpenPaper, resumeAttempt, startAttempt } from './start-attempt.server.ts';
import { submitAttempt } from './submit-attempt.server.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const person = (personId: string, sessionId = `ses_${personId}`): PersonActor => ({
  kind: 'person',
  personId,
  name: personId,
  employeeNo: personId,
  grants: [{ role: 'learner', unitId: 'org_root' }],
  sessionId,
  address: '127.0.0.1',
  mustChangePassword: false,
});

/** The answer that earns full marks for an item of the seeded bank. */
function rightAnswer({ type }: OpenPaper['items'][number]) {
  const answers = {
    'single-choice': 'a',
    'multiple-choice': ['a', 'c'],
    'true-false': 'true',
    'fill-in': '政务',
    numeric: '５',
  };
  return answers[type as keyof typeof answers];
}

describeOnBothEngines('attempts', (fresh, engine) => {
  let database: Database;
  let context: TestContext;
  const anna = person('per_anna');
  const bo = person('per_bo');

  beforeEach(async () => {
    database = await fresh();
    context = makeTestContext(database);
    await database.transaction(async (tx) => {
      const exam = await seedExam(tx);
      await seedSitting(tx, {
        exam,
        candidateIds: [anna.personId, bo.personId],
        opensAt: TEST_NOW - HOUR,
        closesAt: TEST_NOW + 24 * HOUR,
      });
      for (const { personId, sessionId } of [anna, bo])
        await seedSession(tx, { id: sessionId, personId, now: TEST_NOW });
    });
  });

  const start = async (actor = anna, sittingId = 'sit_1') => {
    const started = await startAttempt(context, actor, { sittingId });
    if (!started.ok) throw new Error(started.code);
    return started.value;
  };
  const save = async (
    paper: OpenPaper,
    responses: { slot?: number; seq?: number; answer: unknown; clientMs?: number }[],
    over: Partial<SaveRequest> = {},
  ) => {
    const { outcomes } = await saveResponses(context, [request(paper, responses, over)]);
    const [outcome] = outcomes;
    if (!outcome) throw new Error('no outcome');
    return outcome;
  };
  const request = (
    paper: OpenPaper,
    responses: { slot?: number; seq?: number; answer: unknown; clientMs?: number }[],
    over: Partial<SaveRequest> = {},
  ): SaveRequest => ({
    actor: anna,
    attemptId: paper.attemptId,
    lease: paper.lease,
    receivedAt: context.clock.now(),
    responses: responses.map((response) => ({
      slot: slotOf(paper, 'single-choice'),
      seq: 1,
      clientMs: 0,
      ...response,
    })),
    ...over,
  });
  const slotOf = (paper: OpenPaper, type: string) => paper.items.find((item) => item.type === type)?.slot ?? 0;
  const expectChainWhole = async (attemptId: string) => {
    const attempt = await findAttempt(database.read, attemptId);
    const entries = await listResponses(database.read, [attemptId]);
    const head = { n: attempt?.responseCount ?? -1, hash: attempt?.headHash ?? '' };
    expect(findChainFault({ entries, head })).toBeNull();
    return entries;
  };

  describe('starting', () => {
    it('gives the paper without any key, the whole duration, and an audited time account', async () => {
      const paper = await start();
      expect(paper.items.map(({ slot }) => slot)).toEqual([1, 2, 3, 4]);
      expect(paper.items.reduce((sum, { maxMark }) => sum + maxMark, 0)).toBe(100_00);
      expect(paper.remainingMs).toBe(30 * MINUTE);
      expect(JSON.stringify(paper)).not.toMatch(/scoring|explanation|"key"|accept|解析/);
      expect(await listTimeEntries(database.read, [paper.attemptId])).toMatchObject([
        { kind: 'allotted', ms: 30 * MINUTE, reason: 'duration' },
      ]);
      const log = await listAuditEntries(database.read, { stream: 'sitting:sit_1', after: 0, limit: 9 });
      expect(log.map(({ action }) => action)).toEqual(['attempt.start']);
    });

    it('gives one attempt however many starts come at once', async () => {
      const papers = await Promise.all(Array.from({ length: 8 }, () => start()));
      expect(new Set(papers.map(({ attemptId }) => attemptId)).size).toBe(1);
      expect(new Set(papers.map(({ lease }) => lease)).size).toBe(1);
    });

    it('allots only what is left when the sitting closes in ten minutes', async () => {
      context.setNow(TEST_NOW + 24 * HOUR - 10 * MINUTE);
      const paper = await start();
      expect(paper.remainingMs).toBe(10 * MINUTE);
    });

    it('refuses before it opens, once it is closed, and to who is not registered', async () => {
      context.setNow(TEST_NOW - HOUR - 1);
      expect(await startAttempt(context, anna, { sittingId: 'sit_1' })).toMatchObject({ code: 'sitting-not-open' });
      context.setNow(TEST_NOW + 24 * HOUR);
      expect(await startAttempt(context, anna, { sittingId: 'sit_1' })).toMatchObject({ code: 'sitting-not-open' });
      context.setNow(TEST_NOW);
      expect(await startAttempt(context, person('per_eve'), { sittingId: 'sit_1' })).toMatchObject({
        code: 'not-found',
      });
      expect(await startAttempt(context, anna, { sittingId: 'sit_none' })).toMatchObject({ code: 'not-found' });
    });

    it('draws different papers for different candidates', async () => {
      const shown = (paper: OpenPaper) => JSON.stringify(paper.items.map(({ options, prompt }) => [options, prompt]));
      const papers = new Set<string>();
      for (let i = 0; i < 5; i += 1) {
        const paper = await start();
        papers.add(shown(paper));
        await submitAttempt(context, anna, paper);
      }
      expect(papers.size).toBeGreaterThan(1);
    });
  });

  describe('resuming', () => {
    it('gives the same session the same lease, the time left, and the latest answers with their numbers', async () => {
      const paper = await start();
      const slot = slotOf(paper, 'single-choice');
      await save(paper, [
        { seq: 2, answer: 'b' },
        { seq: 1, answer: 'c' },
      ]);
      context.pass(5 * MINUTE);
      const again = await start();
      expect(again).toMatchObject({ attemptId: paper.attemptId, lease: paper.lease, remainingMs: 25 * MINUTE });
      expect(again.items.find((item) => item.slot === slot)?.latest).toEqual({ seq: 2, answer: 'b' });
      expect(again.items.map(({ options }) => options)).toEqual(paper.items.map(({ options }) => options));
    });

    it('is refused to another session while the holder lives, and hands over once the holder has signed out', async () => {
      const paper = await start();
      const other = { ...anna, sessionId: 'ses_other' };
      await database.transaction((tx) => seedSession(tx, { id: 'ses_other', personId: anna.personId, now: TEST_NOW }));
      expect(await startAttempt(context, other, { sittingId: 'sit_1' })).toMatchObject({ code: 'lease-held' });
      await database.transaction((tx) => deleteSession(tx, anna.sessionId));
      const moved = await start(other);
      expect(moved.attemptId).toBe(paper.attemptId);
      expect(moved.lease).not.toBe(paper.lease);
      expect(await save(paper, [{ answer: 'a' }])).toMatchObject({ code: 'lease-lost' });
      expect(await save(moved, [{ answer: 'a' }], { actor: other })).toMatchObject({ ok: true });
      const log = await listAuditEntries(database.read, { stream: 'sitting:sit_1', after: 0, limit: 9 });
      expect(log.map(({ action }) => action)).toEqual(['attempt.start', 'attempt.take-over']);
    });

    it('shows the old text after a new version of a question was published', async () => {
      const paper = await start();
      await database.transaction(async (tx) => {
        for (const id of ['b1-1', 'b1-2', 'b1-3', 'b1-4'])
          await seedQuestion(tx, {
            id,
            number: 2,
            body: {
              prompt: { zh: '改了' },
              options: [
                { id: 'a', text: { zh: '甲' } },
                { id: 'b', text: { zh: '乙' } },
              ],
            },
          });
      });
      expect((await start()).items).toEqual(paper.items);
      await submitAttempt(context, anna, paper);
      const review = await readReview(context, anna, paper);
      expect(JSON.stringify(review)).not.toContain('改了');
      expect(JSON.stringify((await start()).items)).toContain('改了');
    });
  });

  describe('saving', () => {
    it('gives a receipt per answer, the same one when asked again, and keeps a chain that verifies', async () => {
      const paper = await start();
      const first = await save(paper, [
        { answer: 'a' },
        { slot: slotOf(paper, 'single-choice') === 1 ? 2 : 1, answer: null },
      ]);
      if (!first.ok) throw new Error(first.code);
      expect(first.value.receipts).toHaveLength(2);
      expect(first.value.remainingMs).toBe(30 * MINUTE);
      const again = await save(paper, [{ answer: 'a', clientMs: 99 }]);
      expect(again.ok && again.value.receipts).toEqual(first.value.receipts.slice(0, 1));
      const entries = await expectChainWhole(paper.attemptId);
      expect(entries.map(({ n }) => n)).toEqual([1, 2]);
      expect(entries[0]?.hash).toBe(first.value.receipts[0]?.hash);
    });

    it('refuses another answer under a used number, also within one request, and then keeps nothing of it', async () => {
      const paper = await start();
      await save(paper, [{ answer: 'a' }]);
      expect(
        await save(paper, [
          { seq: 2, answer: 'b' },
          { seq: 1, answer: 'b' },
        ]),
      ).toMatchObject({ code: 'seq-used' });
      expect(
        await save(paper, [
          { seq: 3, answer: 'b' },
          { seq: 3, answer: 'c' },
        ]),
      ).toMatchObject({ code: 'seq-used' });
      const twice = await save(paper, [
        { seq: 4, answer: 'b' },
        { seq: 4, answer: 'b' },
      ]);
      expect(twice.ok && new Set(twice.value.receipts.map(({ hash }) => hash)).size).toBe(1);
      expect(await expectChainWhole(paper.attemptId)).toHaveLength(2);
    });

    it('takes a lower number that comes late, receipts it, and still counts the higher one', async () => {
      const paper = await start();
      await save(paper, [{ seq: 7, answer: 'b' }]);
      expect(await save(paper, [{ seq: 3, answer: 'c' }])).toMatchObject({ ok: true });
      const slot = slotOf(paper, 'single-choice');
      expect((await start()).items.find((item) => item.slot === slot)?.latest).toEqual({ seq: 7, answer: 'b' });
    });

    it('takes numbers as large as JavaScript counts exactly', async () => {
      const paper = await start();
      expect(await save(paper, [{ seq: Number.MAX_SAFE_INTEGER, answer: 'b', clientMs: TEST_NOW }])).toMatchObject({
        ok: true,
      });
      await expectChainWhole(paper.attemptId);
    });

    it('names the slot of an answer that does not fit and of a slot that does not exist', async () => {
      const paper = await start();
      const slot = slotOf(paper, 'single-choice');
      expect(await save(paper, [{ answer: 'z' }])).toMatchObject({ code: 'invalid-answer', detail: { slot } });
      expect(await save(paper, [{ answer: ['a'] }])).toMatchObject({ code: 'invalid-answer' });
      expect(await save(paper, [{ slot: 5, answer: null }])).toMatchObject({
        code: 'invalid-answer',
        detail: { slot: 5 },
      });
      expect(await expectChainWhole(paper.attemptId)).toEqual([]);
    });

    it('takes the last millisecond and nothing at the deadline', async () => {
      const paper = await start();
      context.setNow(TEST_NOW + 30 * MINUTE - 1);
      expect(await save(paper, [{ answer: 'a' }])).toMatchObject({ ok: true, value: { remainingMs: 1 } });
      context.setNow(TEST_NOW + 30 * MINUTE);
      expect(await save(paper, [{ seq: 2, answer: 'b' }])).toMatchObject({ code: 'attempt-closed' });
      const { overdueIds } = await saveResponses(context, [request(paper, [{ seq: 3, answer: 'b' }])]);
      expect(overdueIds).toEqual([paper.attemptId]);
    });

    it('takes what the server had in time though its turn came after the deadline', async () => {
      const paper = await start();
      context.setNow(TEST_NOW + 30 * MINUTE + 500);
      const inTime = await save(paper, [{ answer: 'a' }], { receivedAt: TEST_NOW + 30 * MINUTE - 1 });
      expect(inTime).toMatchObject({ ok: true, value: { remainingMs: 0 } });
    });

    it('keeps the good requests of a batch whatever the others hold', async () => {
      const [mine, theirs] = [await start(anna), await start(bo)];
      const { outcomes } = await saveResponses(context, [
        request(mine, [{ answer: 'z' }]),
        request(mine, [{ answer: 'a' }], { lease: 'old' }),
        request(theirs, [{ answer: 'a' }]),
        request(mine, [{ answer: 'b' }]),
        request(mine, [{ answer: 'c' }]),
        request(theirs, [{ slot: slotOf(theirs, 'single-choice'), answer: 'd' }], { actor: bo }),
        request(mine, [{ answer: 'a' }], { attemptId: 'att_none' }),
      ]);
      expect(outcomes.map((outcome) => (outcome.ok ? 'ok' : outcome.code))).toEqual([
        'invalid-answer',
        'lease-lost',
        'not-found',
        'ok',
        'seq-used',
        'ok',
        'not-found',
      ]);
      expect(await expectChainWhole(mine.attemptId)).toHaveLength(1);
      expect(await expectChainWhole(theirs.attemptId)).toHaveLength(1);
    });

    it('keeps every chain whole when batches overlap, and takes nothing after a hand-in among them', async () => {
      const papers = [await start(anna), await start(bo)] as const;
      const one = (who: 0 | 1, seq: number) => {
        const paper = papers[who];
        const response = { slot: slotOf(paper, 'single-choice'), seq, answer: 'abcd'[seq % 4] };
        return request(paper, [response], { actor: who === 0 ? anna : bo });
      };
      const batches = Array.from({ length: 20 }, (_, i) =>
        saveResponses(context, i % 2 ? [one(0, i + 1), one(1, i + 1)] : [one(1, i + 1), one(0, i + 1)]),
      );
      const handedIn = submitAttempt(context, anna, papers[0]);
      const saved = (await Promise.all(batches)).map(({ outcomes }, i) => outcomes[i % 2 ? 0 : 1]?.ok);
      expect(await handedIn).toMatchObject({ value: { status: 'graded' } });
      expect(await expectChainWhole(papers[0].attemptId)).toHaveLength(saved.filter(Boolean).length);
      expect(await expectChainWhole(papers[1].attemptId)).toHaveLength(20);
      const log = await listAuditEntries(database.read, { stream: 'sitting:sit_1', after: 2, limit: 1 });
      expect(log).toMatchObject([{ detail: { responses: saved.filter(Boolean).length } }]);
    });
  });

  describe('handing in', () => {
    const answerAll = async (paper: OpenPaper, actor = anna, wrong = 0) => {
      const responses = paper.items.map((item, i) => ({
        slot: item.slot,
        answer: i < wrong ? null : rightAnswer(item),
      }));
      expect(await save(paper, responses, { actor })).toMatchObject({ ok: true });
    };

    it('grades at once, says so again when asked again, and tells the other areas exactly once', async () => {
      const paper = await start();
      await answerAll(paper);
      expect(await submitAttempt(context, anna, paper)).toEqual({ ok: true, value: { status: 'graded' } });
      expect(await submitAttempt(context, anna, { ...paper, lease: 'any' })).toEqual({
        ok: true,
        value: { status: 'graded' },
      });
      const events = await database.read.db.select().from(database.read.tables.outboxEvent);
      expect(events.map(({ type }) => type)).toEqual(['exam-graded']);
      const grade = (await listCurrentGrades(database.read, [paper.attemptId])).get(paper.attemptId);
      expect(grade).toMatchObject({ score: 100_00, maxScore: 100_00, gradeZh: '优秀', passed: 1 });
      const marks = await listItemMarks(database.read, grade?.id ?? '');
      expect(marks.map(({ mark }) => mark)).toEqual([2500, 2500, 2500, 2500]);
      expect(await readResult(context, anna, paper)).toMatchObject({
        value: { kind: 'released', score: 100_00, maxScore: 100_00, grade: { zh: '优秀' }, certificate: null },
      });
    });

    it('counts what was cleared as empty and names the band below the line', async () => {
      const paper = await start();
      await answerAll(paper, anna, 2);
      await submitAttempt(context, anna, paper);
      expect(await readResult(context, anna, paper)).toMatchObject({
        value: { score: 50_00, grade: { zh: '不合格' }, passed: false },
      });
      const page = await readResultPage(context, anna, paper);
      expect(page).toMatchObject({
        value: { questionCount: 4, answeredCount: 2, receiptCount: 4, endedBy: 'candidate' },
      });
      expect(page.ok && page.value.areas.reduce((sum, { mark }) => sum + mark, 0)).toBe(50_00);
    });

    it('needs the current lease while it runs, and is nobody else’s to do', async () => {
      const paper = await start();
      expect(await submitAttempt(context, anna, { ...paper, lease: 'old' })).toMatchObject({ code: 'lease-lost' });
      expect(await submitAttempt(context, bo, paper)).toMatchObject({ code: 'not-found' });
      expect(await readResult(context, bo, paper)).toMatchObject({ code: 'not-found' });
      expect(await readResult(context, anna, paper)).toMatchObject({ code: 'attempt-running' });
    });

    it('leaves no answer to come after it', async () => {
      const paper = await start();
      await submitAttempt(context, anna, paper);
      expect(await save(paper, [{ answer: 'a' }])).toMatchObject({ code: 'attempt-closed' });
      expect(await resumeAttempt(context, anna, paper)).toMatchObject({ code: 'attempt-closed' });
    });

    it('after the deadline is the deadline’s doing, with the answers that came in time', async () => {
      const paper = await start();
      await answerAll(paper);
      context.setNow(TEST_NOW + 30 * MINUTE);
      expect(await submitAttempt(context, anna, paper)).toEqual({ ok: true, value: { status: 'graded' } });
      expect(await findAttempt(database.read, paper.attemptId)).toMatchObject({
        endedBy: 'deadline',
        endedAt: TEST_NOW + 30 * MINUTE,
      });
    });

    it('lets the candidate start again where the sitting sets no limit', async () => {
      const paper = await start();
      await submitAttempt(context, anna, paper);
      expect((await start()).attemptId).not.toBe(paper.attemptId);
    });
  });

  describe('the clock', () => {
    it('closes what is over as of the deadline, two seconds later, once, and leaves the rest', async () => {
      const over = await start(anna);
      context.pass(MINUTE);
      const running = await start(bo);
      context.setNow(TEST_NOW + 30 * MINUTE + 1_999);
      expect(await closeOverdueAttempts(context)).toBe(0);
      context.pass(1);
      const counts = await Promise.all([closeOverdueAttempts(context), closeOverdueAttempts(context)]);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
      expect(await findAttempt(database.read, over.attemptId)).toMatchObject({
        status: 'graded',
        endedAt: TEST_NOW + 30 * MINUTE,
      });
      expect(await findAttempt(database.read, running.attemptId)).toMatchObject({ status: 'in-progress' });
      const log = await listAuditEntries(database.read, { stream: 'sitting:sit_1', after: 2, limit: 9 });
      expect(log).toMatchObject([
        { action: 'attempt.expire', actorKind: 'system', detail: { responses: 0, headHash: EMPTY_CHAIN.hash } },
      ]);
    });

    it('closes on the way whatever is touched after its deadline, though no timer ran', async () => {
      const paper = await start();
      context.setNow(TEST_NOW + 30 * MINUTE);
      expect(await resumeAttempt(context, anna, paper)).toMatchObject({ code: 'attempt-closed' });
      expect(await readResult(context, anna, paper)).toMatchObject({ value: { kind: 'released', score: 0 } });
      expect((await start()).attemptId).not.toBe(paper.attemptId);
    });

    it('closes sixty attempts that end together', async () => {
      const many = Array.from({ length: 60 }, (_, i) => person(`per_many_${i}`));
      await database.transaction(async (tx) => {
        const { candidate } = tx.tables;
        await tx.db
          .insert(candidate)
          .values(many.map(({ personId }) => ({ sittingId: 'sit_1', personId, registeredAt: 1 })));
        for (const { personId, sessionId } of many) await seedSession(tx, { id: sessionId, personId, now: TEST_NOW });
      });
      for (const actor of many) await start(actor);
      context.pass(HOUR);
      expect(await closeOverdueAttempts(context)).toBe(60);
    });
  });

  describe('results', () => {
    it('are withheld until the very time set, and so is the review', async () => {
      const releaseAt = TEST_NOW + HOUR;
      await database.transaction(async (tx) => {
        const exam = { blueprintVersionId: 'ver_blueprint_demo_1', gradingPolicyVersionId: 'ver_policy_grading_1' };
        await seedSitting(tx, {
          id: 'sit_2',
          exam,
          candidateIds: [anna.personId],
          opensAt: TEST_NOW,
          closesAt: TEST_NOW + HOUR,
          release: { mode: 'at-time', at: releaseAt },
        });
      });
      const paper = await start(anna, 'sit_2');
      expect(await submitAttempt(context, anna, paper)).toMatchObject({ value: { status: 'graded' } });
      context.setNow(releaseAt - 1);
      expect(await readResult(context, anna, paper)).toMatchObject({ value: { kind: 'withheld', releaseAt } });
      expect(await readReview(context, anna, paper)).toMatchObject({ code: 'not-released' });
      const page = await readResultPage(context, anna, paper);
      expect(page).toMatchObject({ value: { scale: null, areas: [] } });
      expect((await listOwnSittings(context, anna, { offset: 0, limit: 9 })).past).toMatchObject([
        { result: { kind: 'withheld', releaseAt } },
      ]);
      context.setNow(releaseAt);
      expect(await readResult(context, anna, paper)).toMatchObject({ value: { kind: 'released' } });
    });

    it('open the review with key and explanation, and the look is in the log', async () => {
      const paper = await start();
      await submitAttempt(context, anna, paper);
      const review = await readReview(context, anna, paper);
      expect(review.ok && review.value.map(({ slot }) => slot)).toEqual([1, 2, 3, 4]);
      expect(JSON.stringify(review)).toContain('解析');
      const log = await listAuditEntries(database.read, { stream: 'sitting:sit_1', after: 0, limit: 9 });
      expect(log.map(({ action }) => action)).toEqual(['attempt.start', 'attempt.submit', 'attempt.review']);
      expect(await readReview(context, bo, paper)).toMatchObject({ code: 'not-found' });
    });
  });

  describe('what a candidate is shown', () => {
    it('lists what can be started or resumed now, soonest to close first, and nothing else', async () => {
      await database.transaction(async (tx) => {
        const exam = { blueprintVersionId: 'ver_blueprint_demo_1', gradingPolicyVersionId: 'ver_policy_grading_1' };
        const own = { exam, candidateIds: [anna.personId] };
        await seedSitting(tx, {
          ...own,
          id: 'sit_soon',
          opensAt: TEST_NOW,
          closesAt: TEST_NOW + HOUR,
          attemptLimit: 1,
        });
        await seedSitting(tx, { ...own, id: 'sit_later', opensAt: TEST_NOW + 1, closesAt: TEST_NOW + HOUR });
        await seedSitting(tx, { ...own, id: 'sit_over', opensAt: TEST_NOW - HOUR, closesAt: TEST_NOW });
        await seedSitting(tx, {
          exam,
          candidateIds: [],
          id: 'sit_others',
          opensAt: TEST_NOW,
          closesAt: TEST_NOW + HOUR,
        });
      });
      const [exam, ...rest] = await listOwnExams(context, anna);
      expect(rest).toEqual([]);
      expect(exam).toMatchObject({ id: 'doc_blueprint_demo', tier: 1, track: 'general' });
      expect(exam?.sittings.map(({ id }) => id)).toEqual(['sit_soon', 'sit_1']);
      const paper = await start(anna, 'sit_soon');
      const page = await listOwnSittings(context, anna, { offset: 0, limit: 9 });
      expect(page.running.map(({ id }) => id)).toEqual(['sit_soon']);
      expect(page.open.map(({ id }) => id)).toEqual(['sit_1']);
      expect(page.upcoming.map(({ id }) => id)).toEqual(['sit_later']);
      expect(page.missed.map(({ id }) => id)).toEqual(['sit_over']);
      await submitAttempt(context, anna, paper);
      const [after] = await listOwnExams(context, anna);
      expect(after?.sittings.map(({ id }) => id)).toEqual(['sit_1']);
      expect(await startAttempt(context, anna, { sittingId: 'sit_soon' })).toMatchObject({
        code: 'attempt-limit-reached',
      });
    });
  });

  describe('planning', () => {
    const plan = (over = {}) => ({
      code: 'XK-2026-1',
      title: { zh: '场次', en: 'Sitting' },
      blueprintCode: 'demo',
      unitId: 'org_root',
      opensAt: TEST_NOW,
      closesAt: TEST_NOW + HOUR,
      attemptLimit: null,
      candidateIds: ['per_anna', 'per_anna', 'per_bo'],
      ...over,
    });
    const office = systemActor('test');

    it('pins the published versions, registers each candidate once and is audited', async () => {
      const created = await createSitting(context, office, plan());
      if (!created.ok) throw new Error(created.code);
      const { sittingId } = created.value;
      expect((await start(anna, sittingId)).remainingMs).toBe(30 * MINUTE);
      const [entry] = await listAuditEntries(database.read, { stream: `sitting:${sittingId}`, after: 0, limit: 1 });
      expect(entry).toMatchObject({
        action: 'sitting.create',
        detail: { candidates: 2, blueprint: 'ver_blueprint_demo_1' },
      });
      expect(await createSitting(context, office, plan())).toMatchObject({ code: 'conflict' });
    });

    it('is refused with the shortage per cell when the bank cannot fill the blueprint', async () => {
      await database.transaction(async (tx) => {
        const { questionFacet } = tx.tables;
        for (const id of ['b1-1', 'b1-2', 'b1-3']) await seedQuestion(tx, { id, number: 2, use: 'practice' });
        expect((await tx.db.select().from(questionFacet)).length).toBe(11);
      });
      expect(await createSitting(context, office, plan())).toMatchObject({
        code: 'bank-too-small',
        detail: { shortages: ['B1/understand 1/2'] },
      });
    });

    it('is refused when it closes before it opens, without its blueprint, and to a learner', async () => {
      expect(await createSitting(context, office, plan({ closesAt: TEST_NOW }))).toMatchObject({
        code: 'invalid-input',
      });
      expect(await createSitting(context, office, plan({ blueprintCode: 'none' }))).toMatchObject({
        code: 'not-found',
      });
      expect(await createSitting(context, anna, plan())).toMatchObject({ code: 'forbidden' });
    });
  });

  it(`runs on ${engine}`, () => expect(database.dialect).toBe(engine));
});
