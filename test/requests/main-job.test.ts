import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { rightAnswer } from '#test/support/answers.ts';
import { type Client, makeClient } from '#test/support/client.ts';
import { type RunningServer, startServer } from '#test/support/server.ts';

type Item = {
  slot: number;
  questionVersionId: string;
  type: string;
  prompt: string;
  options?: { id: string; text: string }[];
  maxMark: number;
};
type Started = { attemptId: string; remainingMs: number; serverNow: number; lease: string; items: Item[] };
type Sitting = { id: string; opensAt: unknown; closesAt: unknown; durationMs: number };

// The demo's year is that of its zone, which may be a day ahead of this machine's.
const DEMO_YEAR = Number(new Intl.DateTimeFormat('en', { timeZone: 'Asia/Shanghai', year: 'numeric' }).format());

/** The contract, walked as another program would: exam, certificate, verification, appraisal export. */
describe.each(['sqlite', 'postgres'] as const)('the main job through the HTTP contract on %s', (engine) => {
  let server: RunningServer;
  let learner: Client;
  let attempt: Started;
  let sitting: Sitting;
  let certificateNo: string;

  beforeAll(async () => {
    const env: Record<string, string> = {};
    if (engine === 'postgres') {
      const admin = new pg.Client({ connectionString: inject('postgresUrl') });
      await admin.connect();
      const name = `journey_${process.pid}`;
      await admin.query(`CREATE DATABASE "${name}"`);
      await admin.end();
      const url = new URL(inject('postgresUrl'));
      url.pathname = `/${name}`;
      env.DATABASE_URL = url.href;
    }
    server = await startServer(env);
    learner = makeClient(server.url);
  });

  afterAll(async () => {
    await server?.remove();
  });

  test('healthz answers once the server is ready', async () => {
    expect((await learner.get('/healthz')).status).toBe(200);
  });

  test('a wrong password is 400, the right one 303 with a cookie', async () => {
    expect((await learner.form('/login', { username: 'learner', password: 'not this one' })).status).toBe(400);
    await learner.signIn('learner');
    expect(learner.cookie()).not.toBe('');
  });

  test('the always-open sitting is listed with its times', async () => {
    const { exams } = (await (await learner.get('/api/v1/exams')).json()) as {
      exams: { id: string; title: string; tier: number; track: string; sittings: Sitting[] }[];
    };
    const open = exams.find(({ tier, sittings }) => tier === 1 && sittings.length > 0);
    sitting = open?.sittings[0] as Sitting;
    expect(sitting.id).toMatch(/^sit_/);
    expect(sitting.durationMs).toBe(30 * 60_000);
  });

  test('starting gives 20 items with options and no key, and starting again resumes the same attempt', async () => {
    const response = await learner.send('POST', `/api/v1/sittings/${sitting.id}/attempts`, {});
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(text).not.toMatch(/scoring|"key"|"accept"|explanation/);
    attempt = JSON.parse(text) as Started;
    expect(attempt.items).toHaveLength(20);
    expect(attempt.remainingMs).toBeGreaterThan(29 * 60_000);
    const again = (await (await learner.send('POST', `/api/v1/sittings/${sitting.id}/attempts`, {})).json()) as Started;
    expect(again.attemptId).toBe(attempt.attemptId);
    expect(again.lease).toBe(attempt.lease);
  });

  test('another session of the same person is refused with lease-held', async () => {
    const other = makeClient(server.url);
    await other.signIn('learner');
    const response = await other.send('POST', `/api/v1/sittings/${sitting.id}/attempts`, {});
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ code: 'lease-held' });
  });

  test('answers are receipted, the same again gives the same receipt, another under a used seq is refused', async () => {
    const responses = attempt.items.map((item) => ({
      slot: item.slot,
      seq: 1,
      answer: rightAnswer(item),
      clientMs: 1_000,
    }));
    const first = await learner.send('PUT', `/api/v1/attempts/${attempt.attemptId}/responses`, {
      lease: attempt.lease,
      responses,
    });
    expect(first.status).toBe(200);
    const saved = (await first.json()) as { receipts: { slot: number; seq: number; hash: string }[] };
    expect(saved.receipts).toHaveLength(20);
    const again = await learner.send('PUT', `/api/v1/attempts/${attempt.attemptId}/responses`, {
      lease: attempt.lease,
      responses,
    });
    expect(((await again.json()) as typeof saved).receipts).toEqual(saved.receipts);
    const item = attempt.items.find(({ type }) => type === 'single-choice') as Item;
    const other = item.options?.find(({ id }) => id !== rightAnswer(item))?.id;
    const used = await learner.send('PUT', `/api/v1/attempts/${attempt.attemptId}/responses`, {
      lease: attempt.lease,
      responses: [{ slot: item.slot, seq: 1, answer: other, clientMs: 2_000 }],
    });
    expect(used.status).toBe(409);
    expect(await used.json()).toMatchObject({ code: 'seq-used' });
  });

  test('a malformed answer is 422 and names the slot; a stale lease is 409; a foreign origin 403; a stranger 404', async () => {
    const path = `/api/v1/attempts/${attempt.attemptId}/responses`;
    const item = attempt.items.find(({ type }) => type === 'single-choice') as Item;
    const one = (answer: unknown) => ({
      lease: attempt.lease,
      responses: [{ slot: item.slot, seq: 9, answer, clientMs: 1 }],
    });
    const malformed = await learner.send('PUT', path, one({ no: 'such form' }));
    expect(malformed.status).toBe(422);
    expect(JSON.stringify(await malformed.json())).toContain(String(item.slot));
    expect((await learner.send('PUT', path, '{"lease":')).status).toBe(400);
    const stale = await learner.send('PUT', path, { ...one(rightAnswer(item)), lease: 'not-the-lease' });
    expect(stale.status).toBe(409);
    expect(await stale.json()).toMatchObject({ code: 'lease-lost' });
    expect(
      (await learner.send('PUT', path, one(rightAnswer(item)), { Origin: 'https://elsewhere.example' })).status,
    ).toBe(403);
    const stranger = makeClient(server.url);
    await stranger.signIn('trainer');
    expect((await stranger.send('PUT', path, one(rightAnswer(item)))).status).toBe(404);
  });

  test('submitting grades it, again answers the same, and later answers are refused', async () => {
    const submit = () => learner.send('POST', `/api/v1/attempts/${attempt.attemptId}/submit`, { lease: attempt.lease });
    expect(await (await submit()).json()).toEqual({ status: 'graded' });
    expect(await (await submit()).json()).toEqual({ status: 'graded' });
    const late = await learner.send('PUT', `/api/v1/attempts/${attempt.attemptId}/responses`, {
      lease: attempt.lease,
      responses: [{ slot: 1, seq: 50, answer: null, clientMs: 1 }],
    });
    expect(late.status).toBe(409);
    expect(await late.json()).toMatchObject({ code: 'attempt-closed' });
  });

  test('the result has full marks, the best grade and a certificate', async () => {
    const result = (await (await learner.get(`/api/v1/attempts/${attempt.attemptId}/result`)).json()) as Record<
      string,
      unknown
    >;
    expect(result).toMatchObject({ status: 'graded', grade: '优秀' });
    expect(result.score).toBe(result.maxScore);
    certificateNo = String(result.certificateNo);
    expect(certificateNo.length).toBeGreaterThan(8);
  });

  test('the sitting can be started again after submission', async () => {
    const again = (await (await learner.send('POST', `/api/v1/sittings/${sitting.id}/attempts`, {})).json()) as Started;
    expect(again.attemptId).not.toBe(attempt.attemptId);
  });

  test('HR exports the year: the columns of the contract, with the learner and the new certificate', async () => {
    const hr = makeClient(server.url);
    await hr.signIn('hr');
    const response = await hr.get(`/api/v1/appraisal/export?year=${DEMO_YEAR}&format=csv`);
    expect(response.status).toBe(200);
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = new TextDecoder().decode(bytes).split('\r\n');
    expect(lines[0]).toBe(
      'employee_no,name,org_code,org_name,position_level,year,tier,certificate_no,certificate_status,exam_code,score,max_score,grade,passed_on,valid_until,hours_required,hours_earned,indicator_score,suggested_rating,record_version,record_status,policy_version,updated_at',
    );
    expect(lines.filter((line) => line.includes(certificateNo))).toHaveLength(1);
    expect((await learner.get(`/api/v1/appraisal/export?year=${DEMO_YEAR}&format=csv`)).status).toBe(403);
  });

  test('the OpenAPI document and readiness answer', async () => {
    expect(await (await learner.get('/api/v1/openapi.json')).json()).toMatchObject({
      openapi: expect.stringMatching(/^3\.1/),
    });
    expect((await learner.get('/readyz')).status).toBe(200);
    expect(await (await learner.get('/metrics')).text()).toContain('# HELP');
  });
});
