import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rightAnswer } from '#test/support/answers.ts';
import { DEMO_PASSWORD, makeClient } from '#test/support/client.ts';
import { runCommand } from '#test/support/command.ts';
import { type RunningServer, startDemoServer } from '#test/support/server.ts';

type Line = { requestId?: string; msg: string; route?: string; status?: number; actor?: string; ms?: number };
type Paper = { attemptId: string; lease: string; items: (Parameters<typeof rightAnswer>[0] & { slot: number })[] };

/** What an operator sees of a running server: its log, its health, its figures. */
describe.each(['sqlite', 'postgres'] as const)('a server under observation on %s', (engine) => {
  let server: RunningServer;
  let databaseUrl: string | undefined;

  beforeAll(async () => {
    const started = await startDemoServer({ engine, env: { LOG_LEVEL: 'debug' } });
    server = started;
    databaseUrl = started.databaseUrl ?? undefined;
  });

  afterAll(async () => {
    await server?.remove();
  });

  const readLines = (): Line[] =>
    server
      .output()
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Line);

  test('tells the system administrator at once what is not in order, and where', async () => {
    const sysadmin = makeClient(server.url);
    await sysadmin.signIn('sysadmin');
    const desk = await (await sysadmin.get('/staff')).text();
    expect(desk).toMatch(/<a [^>]*href="\/staff\/system"[^>]*>(?:(?!<\/a>).)*备份有问题/s);
    const auditor = makeClient(server.url);
    await auditor.signIn('auditor');
    expect(await (await auditor.get('/staff')).text()).not.toContain('备份有问题');
  });

  test('logs each request once by its route, and no password, cookie, code, token, query or answer', async () => {
    const learner = makeClient(server.url);
    const secrets = [
      DEMO_PASSWORD,
      'a-wrong-password',
      'CODE-THAT-NOBODY-HAS',
      'link-token-1234',
      'searched-for-someone',
    ];
    await learner.form('/login?next=%2Fsearched-for-someone', { username: 'learner', password: 'a-wrong-password' });
    await learner.signIn('learner');
    secrets.push(
      ...learner
        .cookie()
        .split('; ')
        .map((pair) => pair.slice(pair.indexOf('=') + 1))
        .filter((value) => value.length > 12),
    );
    const { exams } = (await (await learner.get('/api/v1/exams')).json()) as {
      exams: { sittings: { id: string }[] }[];
    };
    const sittingId = exams.flatMap(({ sittings }) => sittings)[0]!.id;
    const paper = (await (await learner.send('POST', `/api/v1/sittings/${sittingId}/attempts`, {})).json()) as Paper;
    const typed = paper.items.find(({ type }) => type === 'fill-in')!;
    const responses = paper.items.map((item) => ({
      slot: item.slot,
      seq: 1,
      answer: item === typed ? 'my typed secret answer' : rightAnswer(item),
      clientMs: 1,
    }));
    const url = `/api/v1/attempts/${paper.attemptId}/responses`;
    expect((await learner.send('PUT', url, { lease: paper.lease, responses })).status).toBe(200);
    expect((await learner.send('PUT', url, { lease: 'not-the-lease-that-holds', responses })).status).toBe(409);
    secrets.push('my typed secret answer', paper.lease, 'not-the-lease-that-holds');
    const answered = await learner.get('/verify/CODE-THAT-NOBODY-HAS');
    await learner.get('/first-administrator/link-token-1234');
    await learner.get('/verify?code=searched-for-someone');
    const last = await learner.get('/api/v1/exams', { Authorization: 'Bearer link-token-1234' });

    const requestId = answered.headers.get('X-Request-Id');
    // Lines are written in the order in which answers end.
    const lastId = last.headers.get('X-Request-Id');
    await expect.poll(() => readLines().filter((line) => line.requestId === lastId).length).toBe(1);
    const lines = readLines().filter(({ msg }) => msg === 'request');
    expect(lines.find((line) => line.requestId === requestId)).toMatchObject({ route: '/verify/:code', status: 404 });
    expect(lines.find(({ route }) => route === '/first-administrator/:token')).toBeDefined();
    const saving = lines.filter(({ route }) => route === '/api/v1/attempts/:id/responses');
    expect(saving.map(({ status }) => status)).toEqual([200, 409]);
    for (const line of saving) expect(line.actor).toMatch(/^person:per_/);
    expect(new Set(lines.map((line) => line.requestId)).size).toBe(lines.length);
    for (const secret of secrets) expect(server.output(), `the log holds ${secret}`).not.toContain(secret);
  });

  test('is ready, and says to its own network what should be mended: no backup yet', async () => {
    const response = await fetch(`${server.url}/readyz`);
    expect(response.status).toBe(200);
    const { checks } = (await response.json()) as { checks: { name: string; ok: boolean; required: boolean }[] };
    expect(checks.filter(({ ok }) => !ok).map(({ name }) => name)).toEqual(['backup', 'drill']);
    expect(checks.filter(({ required }) => required).map(({ name }) => name)).toEqual([
      'database',
      'writes',
      'migrations',
      'disk',
      'clock',
      'events',
      'attempts',
    ]);
    const stranger = await fetch(`${server.url}/readyz`, { headers: { 'X-Forwarded-For': '203.0.113.9' } });
    expect(await stranger.json()).toEqual({ status: 'ready' });
  });

  test('counts by route pattern, and strangers’ addresses under one name', async () => {
    for (const path of ['/no/such/page/1', '/no/such/page/2', '/wp-login.php?x=1']) await fetch(server.url + path);
    const read = async () => (await fetch(`${server.url}/metrics`)).text();
    // A request is counted when its connection is done with it, which is a moment after its answer is here.
    await expect
      .poll(read)
      .toMatch(/xunkao_http_request_seconds_count\{method="GET",route="\/\*",status="4xx"\} [3-9]/);
    const before = await read();
    expect(before).toMatch(
      /xunkao_http_request_seconds_count\{method="PUT",route="\/api\/v1\/attempts\/:id\/responses",status="2xx"\} 1/,
    );
    expect(before).not.toMatch(/no\/such|wp-login|CODE-THAT/);
    expect(before).toMatch(/xunkao_answers_received_total 40/);
    expect(before).toMatch(/xunkao_answers_saved_total 20/);
    expect(before).toMatch(/xunkao_answer_commit_requests_count 2/);
    expect(before).toMatch(/xunkao_attempts_in_progress 1/);
    expect(before).toMatch(/xunkao_backup_timestamp_seconds 0/);
    expect(before).toMatch(/xunkao_migrations_applied \d/);
    expect(before).toMatch(/xunkao_mail_waiting 0/);
    expect(before).toMatch(
      new RegExp(`xunkao_build_info\\{version="\\d+\\.\\d+\\.\\d+",node="20[^"]*",engine="${engine}"\\} 1`),
    );
    expect(before).toMatch(/xunkao_job_last_success_timestamp_seconds\{job="closing-overdue-attempts"\} 1/);
  });

  test('doctor, backup and drill work beside it; their age is then known to health and figures', {
    timeout: 180_000,
  }, async () => {
    const place = { dataDir: server.dataDir, ...(databaseUrl ? { databaseUrl } : {}) };
    const sick = await runCommand(['doctor', '--json'], place);
    expect(sick.code).toBe(1);
    const { checks } = JSON.parse(sick.stdout) as { checks: { name: string; status: string }[] };
    const wrong = checks.filter(({ status }) => status === 'wrong').map(({ name }) => name);
    expect(wrong).toEqual(expect.arrayContaining(['backup', 'drill']));
    // The cluster of these tests does not wait for its disk, and that is seen.
    const further = engine === 'postgres' ? ['database'] : [];
    expect(wrong.filter((name) => !['backup', 'drill', 'public-url'].includes(name))).toEqual(further);

    const folder = `${server.dataDir}-backup`;
    const made = await runCommand(['backup', folder, '--lang', 'en'], place);
    expect(made.stderr).toContain('it holds the signing keys');
    expect(made.code).toBe(0);
    expect(made.stdout).toMatch(/^[0-9a-f]{64} {2}/);
    const drilled = await runCommand(['drill', folder], place);
    expect(drilled.stdout).toContain('PASSED');
    expect(drilled.code).toBe(0);
    const { checks: after } = (await (await fetch(`${server.url}/readyz`)).json()) as { checks: { ok: boolean }[] };
    expect(after.filter(({ ok }) => !ok)).toEqual([]);
    const figures = await (await fetch(`${server.url}/metrics`)).text();
    expect(figures).toMatch(/xunkao_backup_timestamp_seconds 1\d{9}/);
    expect(figures).toMatch(/xunkao_backup_drill_passed 1/);
    const { rmSync } = await import('node:fs');
    rmSync(folder, { recursive: true, force: true });
  });
});
