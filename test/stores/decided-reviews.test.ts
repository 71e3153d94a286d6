import { expect, test } from 'vitest';
import { listDecidedReviews } from '#app/usecases/authoring/list-decided-reviews.server.ts';
import { listReviews, REVIEW_PAGE_SIZE } from '#app/usecases/authoring/list-reviews.server.ts';
import type { Database } from '#db/open.server.ts';
import { insertDraft, insertReview, type ReviewRow } from '#db/stores/drafts.ts';
import { makeTestContext, TEST_NOW } from '#test/support/context.ts';
import { describeOnBothEngines } from '#test/support/database.ts';
import { actorOf, taken } from '#test/support/people.ts';

const rita = actorOf('per_rita', { name: 'rita', grants: [{ role: 'reviewer', unitId: 'org_root' }] });
const lena = actorOf('per_lena', { name: 'lena', grants: [{ role: 'learner', unitId: 'org_root' }] });

/** A draft of its own with one submission. */
async function insertSubmission(database: Database, id: string, review: Partial<ReviewRow>) {
  await database.transaction(async (tx) => {
    await insertDraft(tx, {
      id: `dft_${id}`,
      documentId: null,
      code: `course/${id}`,
      courseCode: 'course',
      moduleDir: '01-module',
      baseVersionId: null,
      title: `课${id}`,
      source: '',
      quiz: '',
      images: {},
      revision: 2,
      status: review.decision === 'published' ? 'published' : review.decision ? 'returned' : 'in-review',
      createdBy: 'per_anna',
      createdAt: TEST_NOW,
      updatedBy: 'per_anna',
      updatedAt: TEST_NOW,
      publishedVersionId: null,
    });
    await insertReview(tx, {
      id: `rev_${id}`,
      draftId: `dft_${id}`,
      revision: 2,
      change: 'minor',
      note: '改了小标题',
      submittedBy: 'per_anna',
      submittedAt: TEST_NOW,
      decision: null,
      decidedBy: null,
      decidedAt: null,
      decisionNote: null,
      versionId: null,
      ...review,
    });
  });
}

const decidedAt = (minute: number): Partial<ReviewRow> => ({
  decision: 'published',
  decidedBy: 'per_rita',
  decidedAt: TEST_NOW + minute * 60_000,
  decisionNote: '',
});
const numbered = (n: number) => String(n).padStart(2, '0');

describeOnBothEngines('decided reviews', (fresh) => {
  test('over two pages every decision stands once, the latest first, and what still waits does not', async () => {
    const database = await fresh();
    const context = makeTestContext(database);
    const all = REVIEW_PAGE_SIZE + 3;
    // Pairs at the same moment: the order of the two must be the same on either side of a page's end.
    for (let n = 1; n <= all; n += 1) await insertSubmission(database, numbered(n), decidedAt(Math.floor(n / 2)));
    await insertSubmission(database, 'waiting', {});
    const first = taken(await listDecidedReviews(context, rita, { page: 1 }));
    const second = taken(await listDecidedReviews(context, rita, { page: 2 }));
    expect(first.counts).toEqual({ open: 1, decided: all });
    expect([first.reviews.length, second.reviews.length]).toEqual([REVIEW_PAGE_SIZE, 3]);
    expect([...first.reviews, ...second.reviews].map(({ draftId }) => draftId)).toEqual(
      Array.from({ length: all }, (_, at) => `dft_${numbered(all - at)}`),
    );
    expect(taken(await listDecidedReviews(context, rita, { page: 9 })).page).toBe(2);
    const open = taken(await listReviews(context, rita, { page: 1 }));
    expect(open.counts).toEqual(first.counts);
    expect(open.reviews.map(({ draftId }) => draftId)).toEqual(['dft_waiting']);
  });

  test('a line says what was decided by whom, with the beginning of a long note', async () => {
    const database = await fresh();
    const context = makeTestContext(database);
    await insertSubmission(database, '1', { ...decidedAt(1), decision: 'returned', decisionNote: '长'.repeat(81) });
    await insertSubmission(database, '2', { ...decidedAt(2), decisionNote: `${'整'.repeat(79)}。\n` });
    await insertSubmission(database, '3', {
      ...decidedAt(3),
      decision: 'withdrawn',
      decidedBy: 'per_anna',
      decisionNote: null,
    });
    const { reviews } = taken(await listDecidedReviews(context, rita, { page: 1 }));
    expect(reviews).toMatchObject([
      { title: '课3', decision: 'withdrawn', decidedBy: { personId: 'per_anna' }, noteBeginning: '' },
      { title: '课2', decision: 'published', noteBeginning: `${'整'.repeat(79)}。` },
      {
        title: '课1',
        decision: 'returned',
        submittedBy: { personId: 'per_anna' },
        decidedBy: { personId: 'per_rita' },
        decidedAt: TEST_NOW + 60_000,
        noteBeginning: `${'长'.repeat(80)}…`,
      },
    ]);
  });

  test('where nothing was decided the list is empty, and a learner is refused', async () => {
    const context = makeTestContext(await fresh());
    expect(taken(await listDecidedReviews(context, rita, { page: 3 }))).toMatchObject({
      reviews: [],
      counts: { open: 0, decided: 0 },
      page: 1,
    });
    expect(await listDecidedReviews(context, lena, { page: 1 })).toMatchObject({ code: 'forbidden' });
  });
});
