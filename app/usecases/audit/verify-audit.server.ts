import { setImmediate as nextTurn } from 'node:timers/promises';
import { anchorText, hashAnchor, readAnchor, type SignedAnchor } from '#app/domain/audit/anchor.ts';
import { checkChain } from '#app/domain/audit/chain.ts';
import type { RecordFault, VerificationFault } from '#app/domain/audit/verification-fault.ts';
import { findChainFault, type ResponseEntry } from '#app/domain/exams/response-chain.ts';
import { ok, type Result } from '#app/domain/kernel/result.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import {
  listAnchors,
  listAnchorsByNumber,
  listAuditEntries,
  listAuditHashes,
  listAuditHeads,
  listStreamsBeyondHead,
} from '#db/stores/audit.ts';
import { listSittingsWithoutStream } from '#db/stores/audited.ts';
import { listResponses, pageAttemptHeads } from '#db/stores/exams.ts';
import { compareContent } from './compare-content.server.ts';
import { compareEntries, compareRows } from './compare-records.server.ts';
import { recordAudit } from './record.server.ts';

export type AuditVerification = {
  readonly intact: boolean;
  readonly streams: number;
  readonly entries: number;
  readonly anchors: number;
  readonly attempts: number;
  readonly answers: number;
  /** Attempts, grades, certificates and their changes, acts on sittings, roles, hours, versions, tokens and settings that were compared with the log. */
  readonly records: number;
  /** At most {@link MAX_FAULTS}, one per chain. */
  readonly faults: readonly VerificationFault[];
};

const MAX_FAULTS = 20;
/** Hashing so many takes tens of milliseconds, which is as long as another request should wait. */
const PAGE = 250;
const ATTEMPTS_PER_PAGE = 100;
const ANCHORS_PER_PAGE = 100;
/** Places per question: an engine limits how deep a condition may nest. */
const PLACES_PER_QUERY = 200;

/** Keeps the first fault of each chain and record, and no more than are told. */
class Faults {
  readonly list: VerificationFault[] = [];

  has({ chain, stream }: Pick<VerificationFault, 'chain' | 'stream'>): boolean {
    return this.list.some((known) => known.chain === chain && known.stream === stream);
  }

  add(...faults: readonly VerificationFault[]): void {
    for (const fault of faults) if (this.list.length < MAX_FAULTS && !this.has(fault)) this.list.push(fault);
  }
}

type Tally = { streams: number; entries: number; anchors: number; attempts: number; answers: number; records: number };
type Checking = { context: Context; tally: Tally; faults: Faults; onProgress: (tally: Tally) => void };

/**
 * Reads every chain from its first entry in pages and recomputes it: the log's streams, the anchors' signatures and
 * what they signed, and the answers of every attempt; then compares the log with the records that it tells of, both
 * ways. Memory does not grow with the log, and between pages other requests have their turn. The result is itself recorded.
 * Reaches up to where each chain stood when it was begun; what comes meanwhile is left for the next time.
 */
export async function verifyAudit(
  context: Context,
  actor: Actor,
  { onProgress = () => undefined }: { onProgress?: (tally: Tally) => void } = {},
): Promise<Result<AuditVerification, never>> {
  const tally: Tally = { streams: 0, entries: 0, anchors: 0, attempts: 0, answers: 0, records: 0 };
  const faults = new Faults();
  const ofRecords = new Faults();
  const checking: Checking = { context, tally, faults, onProgress };
  await checkStreams(checking, ofRecords);
  await checkAnchors(checking);
  await checkAnswers(checking);
  await checkRecords(checking, ofRecords);
  // The chains first: while one of them is broken, what it says of a record proves little.
  faults.add(...ofRecords.list);
  const result: AuditVerification = { intact: faults.list.length === 0, ...tally, faults: faults.list };
  await context.database.transaction((tx) =>
    recordAudit(
      { tx, context, actor },
      {
        stream: 'system',
        action: 'audit.verify',
        subject: { kind: 'log', id: 'all' },
        outcome: result.intact ? 'done' : 'broken',
        detail: { ...tally, faults: result.faults.map((fault) => ({ ...fault })) },
      },
    ),
  );
  return ok(result);
}

/** On SQLite a query is no pause: without one, a long log would hold up whoever sits an exam meanwhile. */
async function pause({ tally, onProgress }: Pick<Checking, 'tally' | 'onProgress'>): Promise<void> {
  onProgress(tally);
  await nextTurn();
}

async function checkStreams({ context, tally, faults, onProgress }: Checking, ofRecords: Faults) {
  const { read } = context.database;
  const heads = await listAuditHeads(read);
  for (const stream of await listStreamsBeyondHead(read))
    faults.add({ chain: 'log', stream, n: 0, fault: 'head-differs' });
  for (const id of await listSittingsWithoutStream(read, { limit: MAX_FAULTS }))
    faults.add({ chain: 'log', stream: `sitting:${id}`, n: 1, fault: 'missing' });
  for (const head of heads) {
    const { stream } = head;
    const check = checkChain(stream);
    let found = null;
    for (let after = 0; !found; ) {
      const page = await listAuditEntries(read, { stream, after, upTo: head.n, limit: PAGE });
      for (const entry of page) {
        tally.entries += 1;
        found ??= check.add(entry);
      }
      ofRecords.add(...(await compareEntries(read, page)));
      await pause({ tally, onProgress });
      const last = page.at(-1);
      if (!last || page.length < PAGE) break;
      after = last.n;
    }
    found ??= check.finish(head);
    if (found) faults.add({ chain: 'log', ...found });
    tally.streams += 1;
  }
}

async function checkAnchors({ context, tally, faults, onProgress }: Checking) {
  const { read } = context.database;
  // Read before the anchors: what a head says is anchored by now, the anchors read afterwards cover.
  const heads = await listAuditHeads(read);
  let last: SignedAnchor | null = null;
  let fault: Pick<VerificationFault, 'n' | 'fault'> | null = null;
  const covered = new Map<string, number>();
  /** Streams already known to differ from an anchor: later anchors of them would only say it again. */
  const differing = new Map<string, number>();
  for (; !fault; ) {
    const page: SignedAnchor[] = await listAnchors(read, { after: last?.n ?? 0, limit: ANCHORS_PER_PAGE });
    for (const anchor of page) {
      fault = await findAnchorFault({ context, last, anchor });
      if (fault) break;
      for (const { stream, n } of await listDifferences({ context, anchor }))
        if (!differing.has(stream)) differing.set(stream, n);
      for (const { stream, n } of anchor.heads) covered.set(stream, n);
      tally.anchors += 1;
      last = anchor;
    }
    await pause({ tally, onProgress });
    if (page.length < ANCHORS_PER_PAGE) break;
  }
  if (!fault && heads.some(({ stream, anchoredN }) => anchoredN > (covered.get(stream) ?? 0)))
    fault = { n: (last?.n ?? 0) + 1, fault: 'missing' };
  if (fault) faults.add({ chain: 'anchors', stream: '', ...fault });
  await checkKeptAnchors({ context, faults, covered, differing });
  await tellDifferences({ context, faults, covered, differing });
}

type Signed = Pick<Checking, 'context' | 'faults'> & {
  /** By stream the last entry that was signed, and the first that is not the one that was signed. */
  covered: Map<string, number>;
  differing: Map<string, number>;
};

/** Compares the database with the anchors kept outside it. What they sign holds also where it has lost them. */
async function checkKeptAnchors({ context, faults, covered, differing }: Signed) {
  let line = 0;
  let some: { anchor: SignedAnchor; line: number }[] = [];
  const compare = async () => {
    const numbers = some.map(({ anchor }) => anchor.n);
    const known = new Map((await listAnchorsByNumber(context.database.read, numbers)).map((one) => [one.n, one]));
    for (const { anchor, line: n } of some) {
      const { keyId, signature } = anchor;
      const own = known.get(anchor.n);
      if (own && own.signature === signature && anchorText(own) === anchorText(anchor)) continue;
      if (!(await context.signer.verify({ text: anchorText(anchor), keyId, signature }))) {
        faults.add({ chain: 'anchor-file', stream: '', n, fault: 'signature-invalid' });
        continue;
      }
      faults.add({ chain: 'anchors', stream: '', n: anchor.n, fault: own ? 'differs-from-file' : 'missing' });
      for (const { stream, n } of await listDifferences({ context, anchor }))
        differing.set(stream, Math.min(n, differing.get(stream) ?? n));
      for (const { stream, n } of anchor.heads) covered.set(stream, Math.max(n, covered.get(stream) ?? 0));
    }
    some = [];
    await nextTurn();
  };
  for await (const text of context.keptAnchors.read()) {
    line += 1;
    if (text === '') continue;
    const anchor = readAnchor(text);
    if (anchor) some.push({ anchor, line });
    else faults.add({ chain: 'anchor-file', stream: '', n: line, fault: 'altered' });
    if (some.length === ANCHORS_PER_PAGE) await compare();
  }
  await compare();
}

/** Names the first entry that is gone of each stream that ends before the place that was signed. */
async function tellDifferences({ context, faults, covered, differing }: Signed) {
  const heads = new Map((await listAuditHeads(context.database.read)).map(({ stream, n }) => [stream, n]));
  for (const [stream, n] of covered) {
    const stands = heads.get(stream) ?? 0;
    const signed = differing.get(stream);
    if (stands < n) faults.add({ chain: 'log', stream, n: stands + 1, fault: 'missing' });
    else if (signed !== undefined) faults.add({ chain: 'log', stream, n: signed, fault: 'differs-from-anchor' });
  }
}

async function findAnchorFault({
  context,
  last,
  anchor,
}: {
  context: Context;
  last: SignedAnchor | null;
  anchor: SignedAnchor;
}): Promise<Pick<VerificationFault, 'n' | 'fault'> | null> {
  const n = (last?.n ?? 0) + 1;
  if (anchor.n !== n) return { n, fault: 'missing' };
  if (anchor.prevHash !== hashAnchor(last)) return { n, fault: 'unlinked' };
  const { keyId, signature } = anchor;
  const signed = await context.signer.verify({ text: anchorText(anchor), keyId, signature });
  return signed ? null : { n, fault: 'signature-invalid' };
}

async function listDifferences({ context, anchor }: { context: Context; anchor: SignedAnchor }) {
  const different: { stream: string; n: number }[] = [];
  for (let at = 0; at < anchor.heads.length; at += PLACES_PER_QUERY) {
    const some = anchor.heads.slice(at, at + PLACES_PER_QUERY);
    const found = await listAuditHashes(context.database.read, some);
    for (const { stream, n, hash } of some) {
      if (!found.some((row) => row.stream === stream && row.n === n && row.hash === hash))
        different.push({ stream, n });
    }
  }
  return different;
}

async function checkAnswers({ context, tally, faults, onProgress }: Checking) {
  const { read } = context.database;
  for (let after = ''; ; ) {
    const page = await pageAttemptHeads(read, { after, limit: ATTEMPTS_PER_PAGE });
    const responses = await listResponses(
      read,
      page.map(({ attemptId }) => attemptId),
    );
    const byAttempt = new Map<string, ResponseEntry[]>(page.map(({ attemptId }) => [attemptId, []]));
    for (const entry of responses) byAttempt.get(entry.attemptId)?.push(entry);
    for (const { attemptId, n, hash } of page) {
      // What was answered after the head was read is not looked at.
      const entries = (byAttempt.get(attemptId) ?? []).filter((entry) => entry.n <= n);
      const fault = findChainFault({ entries, head: { n, hash } });
      if (fault) faults.add({ chain: 'answers', stream: attemptId, ...fault });
      tally.attempts += 1;
      tally.answers += entries.length;
    }
    await pause({ tally, onProgress });
    const last = page.at(-1);
    if (!last || page.length < ATTEMPTS_PER_PAGE) return;
    after = last.attemptId;
  }
}

async function checkRecords({ context, tally, onProgress }: Checking, ofRecords: Faults) {
  const onPage = async (found: readonly RecordFault[], rows: number) => {
    ofRecords.add(...found);
    tally.records += rows;
    await pause({ tally, onProgress });
  };
  await compareRows(context, { pageSize: PAGE, onPage });
  await compareContent(context, { onPage });
}
