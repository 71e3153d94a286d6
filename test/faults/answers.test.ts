import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findChainFault } from '#app/domain/exams/response-chain.ts';
import { seededRandom } from '#app/domain/kernel/random.ts';
import { openSqlite } from '#db/open.server.ts';
import { findAttempt, listResponses } from '#db/stores/exams.ts';
import { type Client, makeClient } from '#test/support/client.ts';
import { type RunningServer, startDemoServer } from '#test/support/server.ts';

type Item = { slot: number; type: string; options?: { id: string }[]; latest?: { seq: number; answer: unknown } };
type Paper = { attemptId: string; lease: string; items: Item[] };
type Acknowledged = { slot: number; seq: number; answer: unknown; hash: string };

/** Each start of the whole server takes seconds; more crashes find nothing that these do not, see test/README.md. */
const CRASHES = 8;
const WRITERS = 6;
const SEED = 'power cut';

let server: RunningServer;
let learner: Client;

beforeAll(async () => {
  server = await startDemoServer();
  learner = makeClient(server.url);
  await learner.signIn('learner');
});

afterAll(async () => {
  await server?.remove();
});

test(`no acknowledged answer is lost over ${CRASHES} crashes at random moments (seed "${SEED}")`, {
  timeout: 300_000,
}, async () => {
  const random = seededRandom(SEED);
  const { exams } = (await (await learner.get('/api/v1/exams')).json()) as { exams: { sittings: { id: string }[] }[] };
  const sittingId = exams.flatMap(({ sittings }) => sittings)[0]?.id ?? '';
  const open = async () =>
    (await (await learner.send('POST', `/api/v1/sittings/${sittingId}/attempts`, {})).json()) as Paper;
  const paper = await open();
  const url = `/api/v1/attempts/${paper.attemptId}/responses`;
  const acknowledged = new Map<string, Acknowledged>();
  let seq = 0;

  for (let crash = 1; crash <= CRASHES; crash += 1) {
    // The blow falls right after one receipt, while the other writers are anywhere on their way.
    const blow = acknowledged.size + 1 + random.below(400);
    let killed: Promise<void> | undefined;
    const write = async (writer: number) => {
      while (!killed) {
        seq += 1;
        const own = seq;
        const item = paper.items[(own + writer) % paper.items.length] as Item;
        const answer = someAnswer(item, own);
        try {
          const response = await learner.send('PUT', url, {
            lease: paper.lease,
            responses: [{ slot: item.slot, seq: own, answer, clientMs: own }],
          });
          if (response.status !== 200) throw new Error(`answer ${own} was refused with ${response.status}`);
          const { receipts } = (await response.json()) as { receipts: { hash: string }[] };
          acknowledged.set(`${item.slot}/${own}`, { slot: item.slot, seq: own, answer, hash: receipts[0]?.hash ?? '' });
        } catch (error) {
          // Whoever was cut off does not know; whoever is refused by a living server has found a fault.
          if (!killed) throw error;
        }
        if (acknowledged.size >= blow) killed ??= server.kill();
      }
    };
    await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
    await killed;
    await server.restart();

    // The session that holds the lease goes on at once, and the server shows what it had acknowledged, or later.
    const again = await open();
    expect(again).toMatchObject({ attemptId: paper.attemptId, lease: paper.lease });
    const latest = new Map(again.items.map((item) => [item.slot, item.latest?.seq ?? 0]));
    for (const each of acknowledged.values()) expect(latest.get(each.slot)).toBeGreaterThanOrEqual(each.seq);
  }

  expect(acknowledged.size).toBeGreaterThan(CRASHES);
  const repeated = [...acknowledged.values()].slice(-20);
  const response = await learner.send('PUT', url, {
    lease: paper.lease,
    responses: repeated.map(({ slot, seq: own, answer }) => ({ slot, seq: own, answer, clientMs: 0 })),
  });
  const { receipts } = (await response.json()) as { receipts: { hash: string }[] };
  expect(receipts.map(({ hash }) => hash)).toEqual(repeated.map(({ hash }) => hash));

  await server.stop();
  const database = await openSqlite({
    file: path.join(server.dataDir, 'xunkao.sqlite'),
    migrations: path.join(import.meta.dirname, '../../db/sqlite/migrations'),
  });
  const entries = await listResponses(database.read, [paper.attemptId]);
  const attempt = await findAttempt(database.read, paper.attemptId);
  await database.close();
  expect(
    findChainFault({ entries, head: { n: attempt?.responseCount ?? 0, hash: attempt?.headHash ?? '' } }),
  ).toBeNull();
  const stored = new Map(entries.map((entry) => [`${entry.slot}/${entry.seq}`, entry]));
  for (const [key, { hash, answer }] of acknowledged) expect(stored.get(key)).toMatchObject({ hash, answer });
});

function someAnswer({ type, options = [] }: Item, n: number): unknown {
  const id = options[n % Math.max(1, options.length)]?.id;
  if (type === 'multiple-choice') return id === undefined ? null : [id];
  return id ?? String(n);
}
