import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, makeClient } from '#test/support/client.ts';
import { runCommand } from '#test/support/command.ts';
import { makeEmptyPlace } from '#test/support/installation.ts';
import { type RunningServer, startDemoServer } from '#test/support/server.ts';

type Paper = { attemptId: string; lease: string; items: { slot: number; type: string; options?: { id: string }[] }[] };

const ROOT = path.join(import.meta.dirname, '../..');
const WRITERS = 2;

/** Backups of a server on which an exam is being written, cut off at bad moments. */
describe.each(['sqlite', 'postgres'] as const)('backup and restore under fire on %s', (engine) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'xunkao-fire-'));
  let server: RunningServer;
  let databaseUrl: string | undefined;
  let writing = true;
  let acknowledged = 0;
  let writers: Promise<void>[] = [];

  beforeAll(async () => {
    const started = await startDemoServer({ engine });
    server = started;
    databaseUrl = started.databaseUrl ?? undefined;
    const learner = makeClient(server.url);
    await learner.signIn('learner');
    const { exams } = (await (await learner.get('/api/v1/exams')).json()) as {
      exams: { sittings: { id: string }[] }[];
    };
    const sittingId = exams.flatMap(({ sittings }) => sittings)[0]!.id;
    const paper = (await (await learner.send('POST', `/api/v1/sittings/${sittingId}/attempts`, {})).json()) as Paper;
    writers = Array.from({ length: WRITERS }, (_, writer) => write(learner, paper, writer));
  }, 400_000);

  afterAll(async () => {
    writing = false;
    await Promise.all(writers);
    await server?.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  async function write(learner: Client, paper: Paper, writer: number): Promise<void> {
    for (let seq = writer + 1; writing; seq += WRITERS) {
      const item = paper.items[seq % paper.items.length]!;
      const id = item.options?.[0]?.id;
      const answer = item.type === 'multiple-choice' ? [id] : (id ?? String(seq));
      const response = await learner.send('PUT', `/api/v1/attempts/${paper.attemptId}/responses`, {
        lease: paper.lease,
        responses: [{ slot: item.slot, seq, answer, clientMs: seq }],
      });
      if (response.status !== 200) throw new Error(`an answer was refused with ${response.status} during a backup`);
      await response.arrayBuffer();
      acknowledged += 1;
    }
  }

  const place = () => ({ dataDir: server.dataDir, ...(databaseUrl ? { databaseUrl } : {}) });

  /** Starts a command and kills it as soon as something is there. */
  function killWhen(words: readonly string[], env: Record<string, string>, there: () => boolean): Promise<boolean> {
    return new Promise((resolve) => {
      const child: ChildProcess = spawn(process.execPath, ['scripts/xk.mjs', ...words], {
        cwd: ROOT,
        stdio: 'ignore',
        env: { ...process.env, ...env },
      });
      let struck = false;
      const look = () => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        if (there()) {
          struck = true;
          child.kill('SIGKILL');
        } else setTimeout(look, 2);
      };
      look();
      child.once('exit', () => resolve(struck));
    });
  }

  test('a backup is whole, of one moment, and nobody who writes is kept waiting', { timeout: 180_000 }, async () => {
    const target = path.join(folder, 'whole');
    const before = acknowledged;
    const made = await runCommand(['backup', target], place());
    expect(made.stderr).not.toMatch(/FAULT|Error/);
    expect(made.code).toBe(0);
    expect(acknowledged).toBeGreaterThan(before);
    const drilled = await runCommand(['drill', target], place());
    expect(drilled.stdout).toContain('PASSED');
    expect(drilled.code).toBe(0);
  });

  test('a killed backup has no name, and the next one into the same place clears its remains', {
    timeout: 180_000,
  }, async () => {
    const target = path.join(folder, 'cut-off');
    const env = { DATA_DIR: server.dataDir, ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}) };
    const begun = () =>
      existsSync(`${target}.part`) && readdirSync(`${target}.part`).some((name) => /^(database|tables)/.test(name));
    expect(await killWhen(['backup', target], env, begun)).toBe(true);
    expect(existsSync(target)).toBe(false);
    const refused = await runCommand(['drill', `${target}.part`, '--lang', 'en'], place());
    expect(refused.stdout).toMatch(/is no backup/);
    expect(refused.code).toBe(1);
    expect((await runCommand(['backup', target], place())).code).toBe(0);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
    expect((await runCommand(['drill', target], place())).code).toBe(0);
  });

  test('a killed restore is opened by nobody, and done anew by the next one', { timeout: 180_000 }, async () => {
    const source = path.join(folder, 'whole');
    const empty = await makeEmptyPlace(engine);
    const env = { DATA_DIR: empty.dataDir, ...(empty.databaseUrl ? { DATABASE_URL: empty.databaseUrl } : {}) };
    const begun = () => existsSync(path.join(empty.dataDir, 'restore-under-way'));
    expect(await killWhen(['restore', source], env, begun)).toBe(true);
    const target = { dataDir: empty.dataDir, ...(empty.databaseUrl ? { databaseUrl: empty.databaseUrl } : {}) };
    const opened = await runCommand(['audit', 'verify'], target);
    expect(opened.stderr).toContain('was cut off');
    expect(opened.code).not.toBe(0);
    expect((await runCommand(['doctor', '--json'], target)).stdout).toContain('data-half-restored');
    const restored = await runCommand(['restore', source, '--lang', 'en'], target);
    expect(restored.stderr).toContain('as the manifest says');
    expect(restored.code).toBe(0);
    expect((await runCommand(['audit', 'verify'], target)).stdout).toMatch(/^intact/);
    await empty.remove();
  });
});
