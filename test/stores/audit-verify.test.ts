import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, expect, test } from 'vitest';
import { hashAuditEntry } from '#app/domain/audit/chain.ts';
import { chainResponse, EMPTY_CHAIN } from '#app/domain/exams/response-chain.ts';
import { openKeptAnchors } from '#app/platform/kept-anchors.server.ts';
import { openSigner } from '#app/platform/signer.server.ts';
import { anchorChains } from '#app/usecases/audit/anchor-chains.server.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { rotateKey } from '#app/usecases/audit/rotate-key.server.ts';
import { verifyAudit } from '#app/usecases/audit/verify-audit.server.ts';
import { type Context, systemActor } from '#app/usecases/context.ts';
import type { Database } from '#db/open.server.ts';
import { findNewestAuditEntry, listAuditEntries } from '#db/stores/audit.ts';
import { insertAttempt, insertResponses, insertSitting, listResponses, updateHeads } from '#db/stores/exams.ts';
import { insertForms } from '#db/stores/papers.ts';
import { makeTestContext } from '#test/support/context.ts';
import { describeOnBothEngines } from '#test/support/database.ts';
import { dropGuard, runRaw } from '#test/support/tamper.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function contextOf(database: Database): Context {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'xunkao-keys-'));
  folders.push(folder);
  const context = makeTestContext(database);
  return {
    ...context,
    signer: openSigner({ database, clock: context.clock, folder }),
    keptAnchors: openKeptAnchors({ folder, log: context.log }),
  };
}

async function append(
  context: Context,
  { stream, count, from = 0 }: { stream: 'people' | 'content'; count: number; from?: number },
) {
  for (let i = from; i < from + count; i += 1) {
    await context.database.transaction((tx) =>
      recordAudit(
        { tx, context, actor: systemActor('test') },
        { stream, action: 'test.append', subject: { kind: 'n', id: String(i) }, detail: { 数: i } },
      ),
    );
  }
}

const verify = async (context: Context) => {
  const result = await verifyAudit(context, systemActor('test'));
  if (!result.ok) throw new Error('refused');
  return result.value;
};

describeOnBothEngines('verifying the log', (fresh) => {
  test('finds everything in order, counts what it read, and records that it looked', async () => {
    const context = contextOf(await fresh());
    await append(context, { stream: 'people', count: 7 });
    await append(context, { stream: 'content', count: 3 });
    await anchorChains(context);
    expect(await verify(context)).toEqual({
      intact: true,
      streams: 2,
      entries: 10,
      anchors: 1,
      attempts: 0,
      answers: 0,
      records: 0,
      faults: [],
    });
    const entry = await findNewestAuditEntry(context.database.read, { stream: 'system', action: 'audit.verify' });
    expect(entry).toMatchObject({ outcome: 'done', detail: { entries: 10, faults: [] } });
  });

  test('names the stream and number of one altered entry among 7', async () => {
    const { context, database } = await logOfSeven(fresh);
    await dropGuard(database, 'audit_entry');
    await runRaw(database, sql`update audit_entry set subject_id = '99' where stream = 'people' and n = 4`);
    expect(await verify(context)).toMatchObject({
      intact: false,
      faults: [{ chain: 'log', stream: 'people', n: 4, fault: 'altered' }],
    });
    const entry = await findNewestAuditEntry(database.read, { stream: 'system', action: 'audit.verify' });
    expect(entry?.outcome).toBe('broken');
  });

  test('names the entry after one whose hash was recomputed with it', async () => {
    const { context, database } = await logOfSeven(fresh);
    const [entry] = await listAuditEntries(database.read, { stream: 'people', after: 3, limit: 1 });
    const forged = hashAuditEntry({ ...entry!, subjectId: '99' });
    await dropGuard(database, 'audit_entry');
    await runRaw(
      database,
      sql`update audit_entry set subject_id = '99', hash = ${forged} where stream = 'people' and n = 4`,
    );
    expect((await verify(context)).faults).toEqual([{ chain: 'log', stream: 'people', n: 5, fault: 'unlinked' }]);
  });

  test('names a removed entry in the middle and one at the end', async () => {
    const { context, database } = await logOfSeven(fresh);
    await dropGuard(database, 'audit_entry');
    await runRaw(database, sql`delete from audit_entry where stream = 'people' and n = 7`);
    expect((await verify(context)).faults).toEqual([{ chain: 'log', stream: 'people', n: 7, fault: 'missing' }]);
    await runRaw(database, sql`delete from audit_entry where stream = 'people' and n = 2`);
    expect((await verify(context)).faults).toEqual([{ chain: 'log', stream: 'people', n: 2, fault: 'missing' }]);
  });

  test('finds a chain rebuilt as a whole by the anchor that was signed before', async () => {
    const { context, database } = await logOfSeven(fresh);
    await anchorChains(context);
    await dropGuard(database, 'audit_entry');
    let prevHash = '0'.repeat(64);
    for (const entry of await listAuditEntries(database.read, { stream: 'people', after: 0, limit: 10 })) {
      const forged = { ...entry, address: '10.0.0.1', prevHash };
      const hash = hashAuditEntry(forged);
      await runRaw(
        database,
        sql`update audit_entry set address = '10.0.0.1', prev_hash = ${prevHash}, hash = ${hash} where stream = 'people' and n = ${entry.n}`,
      );
      prevHash = hash;
    }
    await runRaw(database, sql`update audit_head set hash = ${prevHash} where stream = 'people'`);
    expect((await verify(context)).faults).toEqual([
      { chain: 'log', stream: 'people', n: 7, fault: 'differs-from-anchor' },
    ]);
  });

  test('finds a head that was moved back over its last entry', async () => {
    const { context, database } = await logOfSeven(fresh);
    const [entry] = await listAuditEntries(database.read, { stream: 'people', after: 5, limit: 1 });
    await runRaw(database, sql`update audit_head set n = 6, hash = ${entry!.hash} where stream = 'people'`);
    expect((await verify(context)).faults).toEqual([{ chain: 'log', stream: 'people', n: 0, fault: 'head-differs' }]);
  });

  test('names an anchor that was removed, and one that was altered', async () => {
    const { context, database } = await logOfSeven(fresh);
    await anchorChains(context);
    await append(context, { stream: 'content', count: 1 });
    await anchorChains(context);
    await dropGuard(database, 'audit_anchor');
    await runRaw(database, sql`update audit_anchor set at = at + 1 where n = 2`);
    expect((await verify(context)).faults).toEqual([
      { chain: 'anchors', stream: '', n: 2, fault: 'signature-invalid' },
    ]);
    await runRaw(database, sql`delete from audit_anchor where n = 1`);
    expect((await verify(context)).faults).toEqual([{ chain: 'anchors', stream: '', n: 1, fault: 'missing' }]);
  });

  test('misses anchors that were removed from the end, by the heads that they covered', async () => {
    const { context, database } = await logOfSeven(fresh);
    await anchorChains(context);
    await append(context, { stream: 'content', count: 1 });
    await anchorChains(context);
    await dropGuard(database, 'audit_anchor');
    await runRaw(database, sql`delete from audit_anchor where n = 2`);
    expect((await verify(context)).faults).toContainEqual({ chain: 'anchors', stream: '', n: 2, fault: 'missing' });
    await runRaw(database, sql`delete from audit_anchor`);
    expect((await verify(context)).faults).toContainEqual({ chain: 'anchors', stream: '', n: 1, fault: 'missing' });
  });

  test('names the first entry cut off below an anchor, and a whole stream that an anchor names', async () => {
    const { context, database } = await logOfSeven(fresh);
    await append(context, { stream: 'content', count: 2 });
    await anchorChains(context);
    await dropGuard(database, 'audit_entry');
    const [entry] = await listAuditEntries(database.read, { stream: 'people', after: 4, limit: 1 });
    await runRaw(database, sql`delete from audit_entry where stream = 'people' and n > 5`);
    await runRaw(
      database,
      sql`update audit_head set n = 5, hash = ${entry!.hash}, anchored_n = 5 where stream = 'people'`,
    );
    await runRaw(database, sql`delete from audit_entry where stream = 'content'`);
    await runRaw(database, sql`delete from audit_head where stream = 'content'`);
    expect((await verify(context)).faults).toEqual([
      { chain: 'log', stream: 'content', n: 1, fault: 'missing' },
      { chain: 'log', stream: 'people', n: 6, fault: 'missing' },
    ]);
  });

  test('names the stream of a sitting that is gone though nobody anchored it', async () => {
    const context = contextOf(await fresh());
    await answerThrice(context);
    await dropGuard(context.database, 'audit_entry');
    await runRaw(context.database, sql`delete from audit_entry where stream = 'sitting:sit_1'`);
    await runRaw(context.database, sql`delete from audit_head where stream = 'sitting:sit_1'`);
    expect((await verify(context)).faults).toEqual([
      { chain: 'log', stream: 'sitting:sit_1', n: 1, fault: 'missing' },
      { chain: 'attempt', stream: 'att_1', n: 0, fault: 'not-in-log' },
    ]);
  });

  test('names the first answer cut off the end of an attempt whose head was set back', async () => {
    const context = contextOf(await fresh());
    const { database } = context;
    await answerThrice(context);
    const [first] = await listResponses(database.read, ['att_1']);
    await dropGuard(database, 'response');
    await runRaw(database, sql`delete from response where attempt_id = 'att_1' and n > 1`);
    await runRaw(database, sql`update attempt set response_count = 1, head_hash = ${first!.hash} where id = 'att_1'`);
    expect((await verify(context)).faults).toEqual([{ chain: 'answers', stream: 'att_1', n: 2, fault: 'missing' }]);
  });

  test('finds a log and its anchors rolled back together by the file of anchors', async () => {
    const { context, database } = await logOfSeven(fresh);
    await anchorChains(context);
    await append(context, { stream: 'people', count: 2 });
    await anchorChains(context);
    expect((await verify(context)).faults).toEqual([]);
    const [entry] = await listAuditEntries(database.read, { stream: 'people', after: 6, limit: 1 });
    await dropGuard(database, 'audit_entry');
    await dropGuard(database, 'audit_anchor');
    await runRaw(database, sql`delete from audit_anchor where n = 2`);
    await runRaw(database, sql`delete from audit_entry where stream = 'people' and n > 7`);
    await runRaw(
      database,
      sql`update audit_head set n = 7, anchored_n = 7, hash = ${entry!.hash} where stream = 'people'`,
    );
    const rolledBack = [
      { chain: 'anchors', stream: '', n: 2, fault: 'missing' },
      { chain: 'log', stream: 'people', n: 8, fault: 'missing' },
    ];
    expect((await verify(context)).faults).toEqual(rolledBack);
    await append(context, { stream: 'people', count: 3, from: 100 });
    await anchorChains(context);
    expect((await verify(context)).faults).toEqual([
      { chain: 'anchors', stream: '', n: 2, fault: 'differs-from-file' },
      { chain: 'log', stream: 'people', n: 9, fault: 'differs-from-anchor' },
    ]);
  });

  test('names the line of the file of anchors that was altered, and does without the file', async () => {
    const { context } = await logOfSeven(fresh);
    await anchorChains(context);
    const file = path.join(folders.at(-1)!, 'anchors.jsonl');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, `${text.replace('"n":7', '"n":6')}{}\n`);
    expect((await verify(context)).faults[0]).toEqual({ chain: 'anchor-file', stream: '', n: 2, fault: 'altered' });
    writeFileSync(file, text.replace('"n":7', '"n":6'));
    expect((await verify(context)).faults).toEqual([
      { chain: 'anchor-file', stream: '', n: 1, fault: 'signature-invalid' },
    ]);
    rmSync(file);
    expect((await verify(context)).intact).toBe(true);
  });

  test('anchors only what moved, and nothing when nothing did', async () => {
    const context = contextOf(await fresh());
    await append(context, { stream: 'people', count: 2 });
    await append(context, { stream: 'content', count: 1 });
    expect((await anchorChains(context))?.heads.map(({ stream, n }) => [stream, n])).toEqual([
      ['content', 1],
      ['people', 2],
    ]);
    expect(await anchorChains(context)).toBeNull();
    await append(context, { stream: 'people', count: 1 });
    expect((await anchorChains(context))?.heads.map(({ stream, n }) => [stream, n])).toEqual([['people', 3]]);
  });

  test('accepts anchors of a retired key beside those of the new one', async () => {
    const context = contextOf(await fresh());
    await append(context, { stream: 'people', count: 1 });
    const first = await anchorChains(context);
    const rotated = await rotateKey(context, systemActor('xk'));
    const second = await anchorChains(context);
    expect(rotated).toMatchObject({ ok: true, value: { retired: [first?.keyId], keyId: second?.keyId } });
    expect(second?.keyId).not.toBe(first?.keyId);
    expect((await verify(context)).intact).toBe(true);
  });

  test('names the answer that was altered in an attempt of three', async () => {
    const context = contextOf(await fresh());
    const { database } = context;
    await answerThrice(context);
    expect(await verify(context)).toMatchObject({ intact: true, attempts: 1, answers: 3 });
    await dropGuard(database, 'response');
    await runRaw(database, sql`update response set answer = '{"value":"d"}' where attempt_id = 'att_1' and n = 2`);
    expect((await verify(context)).faults).toEqual([{ chain: 'answers', stream: 'att_1', n: 2, fault: 'altered' }]);
  });
});

async function logOfSeven(fresh: () => Promise<Database>) {
  const database = await fresh();
  const context = contextOf(database);
  await append(context, { stream: 'people', count: 7 });
  return { context, database };
}

async function answerThrice(context: Context) {
  const { database } = context;
  let head = EMPTY_CHAIN;
  const entries = [1, 2, 3].map((seq) => {
    const entry = chainResponse(head, {
      attemptId: 'att_1',
      slot: 1,
      seq,
      answer: 'a',
      clientMs: 1_000 + seq,
      receivedAt: 2_000 + seq,
    });
    head = entry;
    return entry;
  });
  await database.transaction(async (tx) => {
    await insertSitting(tx, {
      id: 'sit_1',
      code: 'S1',
      titleZh: '考试',
      titleEn: 'Exam',
      tier: 1,
      track: 'general',
      blueprintVersionId: 'ver_b',
      gradingPolicyVersionId: 'ver_g',
      unitId: 'org_1',
      mode: 'remote',
      opensAt: 0,
      closesAt: 10,
      durationMs: 10,
      attemptLimit: null,
      release: { mode: 'at-submission' },
      createdBy: 'test',
      createdAt: 0,
    });
    await insertForms(tx, [
      { id: 'frm_1', blueprintVersionId: 'ver_b', blueprintId: 'doc_b', seed: 's', items: [], createdAt: 0 },
    ]);
    await insertAttempt(tx, {
      id: 'att_1',
      sittingId: 'sit_1',
      personId: 'per_1',
      number: 1,
      formId: 'frm_1',
      status: 'graded',
      startedAt: 0,
      deadlineAt: 10,
      endedAt: 10,
      endedBy: 'candidate',
      lease: 'l',
      leaseSessionId: 's',
      responseCount: 0,
      headHash: EMPTY_CHAIN.hash,
    });
    await insertResponses(tx, entries);
    await updateHeads(tx, [{ attemptId: 'att_1', n: head.n, hash: head.hash }]);
    for (const [action, detail] of [
      ['attempt.start', { number: 1, formId: 'frm_1' }],
      ['attempt.submit', { endedAt: 10, responses: head.n, headHash: head.hash }],
    ] as const)
      await recordAudit(
        { tx, context, actor: systemActor('test') },
        { stream: 'sitting:sit_1', action, subject: { kind: 'attempt', id: 'att_1' }, detail },
      );
  });
}
