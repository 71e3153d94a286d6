import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findChainFault } from '#app/domain/exams/response-chain.ts';
import { startSession } from '#app/platform/auth/session.server.ts';
import { type OpenPaper, startAttempt } from '#app/usecases/exams/start-attempt.server.ts';
import { submitAttempt } from '#app/usecases/exams/submit-attempt.server.ts';
import type { Database } from '#db/open.server.ts';
import { seedAccount, seedExam, seedSession, seedSitting } from '#db/seed/exams.ts';
import { findAttempt, listResponses } from '#db/stores/exams.ts';
import { deleteSession } from '#db/stores/sessions.ts';
import { makeTestContext, TEST_NOW, type TestContext } from '#test/support/context.ts';
import { describeOnBothEngines } from '#test/support/database.ts';
import { type AnswerPath, openAnswerPath } from './answer-path.server.ts';
import { hashSecret, identify } from './auth/session.server.ts';

type Candidate = { readonly cookie: string; readonly paper: OpenPaper; readonly slot: number };
type Receipts = { receipts: { slot: number; seq: number; hash: string }[]; remainingMs: number };

describeOnBothEngines('the answer path', (fresh) => {
  let database: Database;
  let context: TestContext;
  let server: Server;
  let path: AnswerPath;
  let url: string;
  let transactions: number;

  /** Counts what is committed, and lets a test break a commit. */
  let beforeCommit: () => void | Promise<void>;

  beforeEach(async () => {
    const opened = await fresh();
    beforeCommit = () => undefined;
    transactions = 0;
    database = {
      ...opened,
      transaction: async (work) => {
        transactions += 1;
        await beforeCommit();
        return opened.transaction(work);
      },
    };
    context = makeTestContext(database);
    path = openAnswerPath(context);
    server = createServer((request, response) => {
      if (!path.handle(request, response, { address: '127.0.0.1', host: 'test', protocol: 'http', near: true }))
        response.end('other');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await opened.transaction(async (tx) => {
      const exam = await seedExam(tx);
      const candidateIds = Array.from({ length: 12 }, (_, i) => `per_${i}`);
      await seedSitting(tx, { exam, candidateIds, opensAt: TEST_NOW, closesAt: TEST_NOW + 3_600_000 });
      for (const personId of [...candidateIds, 'per_stranger']) await seedAccount(tx, { personId });
    });
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const signIn = async (personId: string) => {
    const request = new Request('http://test/login');
    const cookie = await startSession(context, { request, personId, address: '127.0.0.1' });
    return cookie.split(';')[0] ?? '';
  };
  const sit = async (personId: string): Promise<Candidate> => {
    const cookie = await signIn(personId);
    const actor = await identify({ context, cookie, authorization: null, address: '127.0.0.1' });
    if (actor.kind !== 'person') throw new Error('not signed in');
    const started = await startAttempt(context, actor, { sittingId: 'sit_1' });
    if (!started.ok) throw new Error(started.code);
    const slot = started.value.items.find(({ type }) => type === 'single-choice')?.slot ?? 0;
    return { cookie, paper: started.value, slot };
  };
  const put = (who: Candidate, body: unknown, over: { cookie?: string; id?: string; headers?: HeadersInit } = {}) =>
    fetch(`${url}/api/v1/attempts/${over.id ?? who.paper.attemptId}/responses`, {
      method: 'PUT',
      headers: { cookie: over.cookie ?? who.cookie, 'Content-Type': 'application/json', ...over.headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const one = (who: Candidate, over: object = {}) => ({
    lease: who.paper.lease,
    responses: [{ slot: who.slot, seq: 1, answer: 'a', clientMs: 1, ...over }],
  });
  const codeOf = async (answer: Promise<Response>) => {
    const response = await answer;
    const body = (await response.json()) as { code?: string; status?: number };
    expect(body.status).toBe(response.status);
    expect(response.headers.get('Content-Type')).toContain('application/problem+json');
    return `${response.status} ${body.code}`;
  };

  it('answers a saved answer with its receipt and the time left, and the same again with the same', async () => {
    const who = await sit('per_0');
    const response = await put(who, { ...one(who), unknownField: 1 });
    expect(response.status).toBe(200);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    const saved = (await response.json()) as Receipts;
    expect(saved).toEqual({
      receipts: [{ slot: who.slot, seq: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) }],
      remainingMs: 1_800_000,
    });
    expect(await (await put(who, one(who))).json()).toEqual(saved);
  });

  it('answers an empty list with the time left: that is how a page asks for it', async () => {
    const who = await sit('per_0');
    context.pass(1_000);
    expect(await (await put(who, { lease: who.paper.lease, responses: [] })).json()).toEqual({
      receipts: [],
      remainingMs: 1_799_000,
    });
  });

  it('refuses each fault with its own code and status', async () => {
    const who = await sit('per_0');
    const stranger = await signIn('per_stranger');
    const other = await sit('per_1');
    expect(await codeOf(put(who, one(who), { cookie: '' }))).toBe('401 unauthenticated');
    expect(await codeOf(put(who, one(who), { headers: { Authorization: 'Bearer nobody' } }))).toBe(
      '401 unauthenticated',
    );
    expect(await codeOf(put(who, one(who), { cookie: stranger }))).toBe('404 not-found');
    expect(await codeOf(put(who, one(who), { cookie: other.cookie }))).toBe('404 not-found');
    expect(await codeOf(put(who, one(who), { id: 'att_none' }))).toBe('404 not-found');
    expect(await codeOf(put(who, one(who), { id: '%ff' }))).toBe('404 not-found');
    expect(await codeOf(put(who, '{"lease":'))).toBe('400 unparsable-body');
    expect(await codeOf(put(who, ''))).toBe('400 unparsable-body');
    expect(await codeOf(put(who, { ...one(who), lease: 'old' }))).toBe('409 lease-lost');
    expect(await codeOf(put(who, one(who, { answer: 'z' })))).toBe('422 invalid-answer');
    expect(await codeOf(put(who, one(who, { slot: 99 })))).toBe('422 invalid-answer');
    const tooLarge = put(who, one(who, { answer: 'x'.repeat(300_000) }));
    expect(await codeOf(tooLarge)).toBe('413 too-large');
    expect(await listResponses(database.read, [who.paper.attemptId])).toEqual([]);
  });

  it.each([
    ['seq 0', { seq: 0 }],
    ['seq 1.5', { seq: 1.5 }],
    ['seq as text', { seq: '1' }],
    ['seq beyond what JSON carries exactly', { seq: 2 ** 53 }],
    ['slot as text', { slot: '1' }],
    ['no answer at all', { answer: undefined }],
    ['no clientMs', { clientMs: undefined }],
    ['clientMs as text', { clientMs: 'now' }],
  ])('refuses %s with 422', async (_what, over) => {
    const who = await sit('per_0');
    expect(await codeOf(put(who, one(who, over)))).toBe('422 invalid-input');
  });

  it('names the slot of a wrong answer and saves nothing of its request', async () => {
    const who = await sit('per_0');
    const [first, second] = who.paper.items.filter(({ type }) => type === 'single-choice').map(({ slot }) => slot);
    const responses = [
      { slot: first, seq: 1, answer: 'a', clientMs: 1 },
      { slot: second, seq: 1, answer: { no: 'form' }, clientMs: 1 },
    ];
    const response = await put(who, { lease: who.paper.lease, responses });
    expect(await response.json()).toMatchObject({
      code: 'invalid-answer',
      slot: second,
      detail: expect.stringContaining(`第 ${second} 题`),
    });
    expect(await listResponses(database.read, [who.paper.attemptId])).toEqual([]);
  });

  it('is closed after the hand-in, and is gone with the session', async () => {
    const who = await sit('per_0');
    const actor = await identify({ context, cookie: who.cookie, authorization: null, address: '' });
    if (actor.kind !== 'person') throw new Error('not signed in');
    await submitAttempt(context, actor, who.paper);
    expect(await codeOf(put(who, one(who)))).toBe('409 attempt-closed');
    const session = hashSecret(who.cookie.split('=')[1] ?? '');
    await database.transaction((tx) => deleteSession(tx, session));
    expect(await codeOf(put(who, one(who)))).toBe('401 unauthenticated');
  });

  it('closes an attempt that it meets after its deadline', async () => {
    const who = await sit('per_0');
    context.pass(1_800_000);
    expect(await codeOf(put(who, one(who)))).toBe('409 attempt-closed');
    await path.drain();
    expect(await findAttempt(database.read, who.paper.attemptId)).toMatchObject({
      status: 'graded',
      endedBy: 'deadline',
    });
  });

  it('takes only PUT, and leaves every other path alone', async () => {
    const response = await fetch(`${url}/api/v1/attempts/att_1/responses?x=1`);
    expect([response.status, response.headers.get('Allow')]).toEqual([405, 'PUT']);
    expect(await (await fetch(`${url}/api/v1/attempts/att_1/responses/more`)).text()).toBe('other');
    expect(await (await fetch(`${url}/api/v1/attempts/att_1/submit`)).text()).toBe('other');
  });

  it('forgets a client that goes away in the middle of its body', async () => {
    const who = await sit('per_0');
    const half = httpRequest(`${url}/api/v1/attempts/${who.paper.attemptId}/responses`, {
      method: 'PUT',
      headers: { cookie: who.cookie, 'Content-Length': 1000 },
    });
    half.on('error', () => undefined);
    half.write('{"lease":"');
    await new Promise<void>((resolve) => half.once('socket', (socket) => socket.once('connect', () => resolve())));
    half.destroy();
    expect((await put(who, one(who))).status).toBe(200);
  });

  describe('group commit', () => {
    it('makes one commit of the two hundred answers that arrive while the first is under way, each with its receipt', async () => {
      const all = await Promise.all(Array.from({ length: 12 }, (_, i) => sit(`per_${i}`)));
      transactions = 0;
      let arrived = 0;
      const allThere = new Promise<void>((resolve) => {
        server.on('request', (request) => {
          request.on('end', () => {
            arrived += 1;
            if (arrived === 201) resolve();
          });
        });
      });
      beforeCommit = () => allThere;
      const answers = await Promise.all(
        Array.from({ length: 201 }, async (_, i) => {
          const who = all[i % all.length] as Candidate;
          const response = await put(who, one(who, { seq: i + 1, answer: 'abcd'[i % 4] }));
          return { who, status: response.status, body: (await response.json()) as Receipts };
        }),
      );
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
      expect(transactions).toBe(2);
      for (const who of all) {
        const { attemptId } = who.paper;
        const entries = await listResponses(database.read, [attemptId]);
        const attempt = await findAttempt(database.read, attemptId);
        expect(
          findChainFault({ entries, head: { n: attempt?.responseCount ?? 0, hash: attempt?.headHash ?? '' } }),
        ).toBeNull();
        const own = answers.filter((answer) => answer.who === who).map(({ body }) => body.receipts[0]?.hash);
        expect(entries.map(({ hash }) => hash).sort()).toEqual(own.sort());
      }
    });

    it('tries each alone when the commit of all of them fails, and acknowledges none that is not stored', async () => {
      const all = await Promise.all(Array.from({ length: 6 }, (_, i) => sit(`per_${i}`)));
      let broken = 2;
      beforeCommit = () => {
        if (broken > 0) {
          broken -= 1;
          throw new Error('the disk is full');
        }
      };
      const answers = await Promise.all(all.map((who) => put(who, one(who))));
      const stored = await Promise.all(
        all.map(async ({ paper }) => (await listResponses(database.read, [paper.attemptId])).length === 1),
      );
      expect(answers.map(({ status }) => status === 200)).toEqual(stored);
      expect(answers.filter(({ status }) => status === 500).length).toBeLessThanOrEqual(2);
      expect((await Promise.all(all.map((who) => put(who, one(who))))).every(({ status }) => status === 200)).toBe(
        true,
      );
    });
  });

  it('knows who sends even when nothing but a session of another kind is there', async () => {
    const who = await sit('per_0');
    await database.transaction((tx) =>
      seedSession(tx, { id: hashSecret('old'), personId: 'per_0', now: TEST_NOW, expiresAt: TEST_NOW - 1 }),
    );
    expect(await codeOf(put(who, one(who), { cookie: 'xk_session=old' }))).toBe('401 unauthenticated');
  });
});
