import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import autocannon from 'autocannon';
import Sqlite from 'better-sqlite3';
import { makeClient } from '#test/support/client.ts';
import { freePort } from '#test/support/postgres.ts';
import { startServer } from '#test/support/server.ts';
import type { Measurement } from './run.ts';

const SECONDS = 8;
const CONNECTIONS = 32;

/**
 * Answers saved per second through the API, against plain node:http that commits each answer to the same kind of
 * SQLite file with synchronous=FULL. Above 1.00 means that group commit more than pays for everything around it.
 */
export async function measureAnswers(): Promise<Measurement[]> {
  const baseline = await measureBaseline();
  const server = await startServer({ LOG_LEVEL: 'error' });
  try {
    const client = makeClient(server.url);
    await client.signIn('learner');
    const { exams } = (await (await client.get('/api/v1/exams')).json()) as { exams: { sittings: { id: string }[] }[] };
    const sitting = exams.flatMap((exam) => exam.sittings)[0]?.id;
    const started = (await (await client.send('POST', `/api/v1/sittings/${sitting}/attempts`, {})).json()) as {
      attemptId: string;
      lease: string;
      items: { slot: number; type: string; options?: { id: string }[] }[];
    };
    const items = started.items.filter(({ type }) => type === 'single-choice');
    let seq = 0;
    const result = await autocannon({
      url: `${server.url}/api/v1/attempts/${started.attemptId}/responses`,
      connections: CONNECTIONS,
      duration: SECONDS,
      method: 'PUT',
      headers: { 'content-type': 'application/json', origin: server.url, cookie: client.cookie() },
      requests: [
        {
          setupRequest(request) {
            seq += 1;
            const item = items[seq % items.length];
            const answer = item?.options?.[seq % 4]?.id ?? null;
            return {
              ...request,
              body: JSON.stringify({
                lease: started.lease,
                responses: [{ slot: item?.slot, seq, answer, clientMs: seq }],
              }),
            };
          },
        },
      ],
    });
    if (result.non2xx > 0) throw new Error(`${result.non2xx} answers were refused`);
    const ours = result['2xx'] / result.duration;
    return [
      {
        what: `answers saved per second, ${CONNECTIONS} connections, ${SECONDS} s`,
        ours: `${Math.round(ours)}/s, p99 ${result.latency.p99} ms`,
        baseline: `${Math.round(baseline)}/s`,
        ratio: (ours / baseline).toFixed(2),
      },
    ];
  } finally {
    await server.remove();
  }
}

async function measureBaseline(): Promise<number> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'xunkao-bench-'));
  const db = new Sqlite(path.join(folder, 'plain.sqlite'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE answer (id INTEGER PRIMARY KEY, body TEXT NOT NULL)');
  const insert = db.prepare('INSERT INTO answer (body) VALUES (?)');
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      insert.run(Buffer.concat(chunks).toString('utf8'));
      response.end('{}');
    });
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const result = await autocannon({
    url: `http://127.0.0.1:${port}/`,
    connections: CONNECTIONS,
    duration: SECONDS,
    method: 'PUT',
    body: JSON.stringify({ lease: 'x'.repeat(43), responses: [{ slot: 1, seq: 1, answer: 'a', clientMs: 1 }] }),
  });
  await new Promise((resolve) => server.close(resolve));
  db.close();
  rmSync(folder, { recursive: true, force: true });
  return result['2xx'] / result.duration;
}
