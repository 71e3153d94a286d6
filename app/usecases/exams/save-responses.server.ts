import { isOver, judgeWrite } from '#app/domain/exams/attempt.ts';
import { type ChainHead, chainResponse, type ResponseEntry } from '#app/domain/exams/response-chain.ts';
import { remainingMs } from '#app/domain/exams/time-account.ts';
import { type Json, toCanonicalJson } from '#app/domain/kernel/canonical.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import { parseAnswer } from '#app/domain/questions/types/registry.ts';
import type { Context } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import {
  type AttemptRow,
  insertResponses,
  listResponsesByKey,
  lockAttempts,
  type ResponseKey,
  updateHeads,
} from '#db/stores/exams.ts';
import { getPapers, listAttemptFacts } from './papers.server.ts';

export type NewResponse = {
  readonly slot: number;
  readonly seq: number;
  readonly answer: unknown;
  readonly clientMs: number;
};

export type SaveRequest = {
  readonly actor: PersonActor;
  readonly attemptId: string;
  readonly lease: string;
  readonly responses: readonly NewResponse[];
  /** When the server had received the whole request: what is in time here is in time, however long its turn takes. */
  readonly receivedAt: number;
};

export type Receipt = { readonly slot: number; readonly seq: number; readonly hash: string };
export type Saved = { readonly receipts: readonly Receipt[]; readonly remainingMs: number };
export type SaveOutcome = Result<Saved, 'not-found' | 'lease-lost' | 'seq-used' | 'attempt-closed' | 'invalid-answer'>;

/** A request whose answers fit their questions; what is left to ask is whether it comes in time and with the lease. */
type Parsed = SaveRequest & { readonly answers: readonly (Omit<NewResponse, 'answer'> & { readonly answer: Json })[] };

/**
 * Saves what many candidates sent, in one transaction: each request wholly or not at all, and a refused one leaves the
 * others as they are. When this resolves the answers are durable, and only then may a receipt go out.
 * Attempts are locked in the order of their ids, so that nodes saving at once never wait for each other in a circle.
 */
export async function saveResponses(
  context: Context,
  requests: readonly SaveRequest[],
): Promise<{ readonly outcomes: SaveOutcome[]; readonly overdueIds: string[] }> {
  const parsed = await parseRequests(context, requests);
  const good = parsed.flatMap((each) => (each.ok ? [each.value] : []));
  const saved = good.length === 0 ? [] : await context.database.transaction((tx) => saveParsed(tx, good));

  const now = context.clock.now();
  const overdueIds = new Set<string>();
  const done = saved[Symbol.iterator]();
  const outcomes = parsed.map((each): SaveOutcome => {
    if (!each.ok) return each;
    const { attempt, verdict } = done.next().value as Settled;
    const over = isOver({ deadlineAt: attempt.deadlineAt, now });
    if (over && attempt.status === 'in-progress') overdueIds.add(attempt.id);
    if (!verdict.ok) return verdict;
    return ok({ receipts: verdict.value, remainingMs: remainingMs({ deadlineAt: attempt.deadlineAt, now }) });
  });
  return { outcomes, overdueIds: [...overdueIds] };
}

/** What never changes of an attempt is read before the transaction: whose it is, and what its slots take. */
async function parseRequests(
  context: Context,
  requests: readonly SaveRequest[],
): Promise<Result<Parsed, 'not-found' | 'invalid-answer'>[]> {
  const attempts = await listAttemptFacts(
    context,
    requests.map(({ attemptId }) => attemptId),
  );
  const papers = await getPapers(
    context,
    [...attempts.values()].map(({ formId }) => formId),
  );
  return requests.map((request) => {
    const attempt = attempts.get(request.attemptId);
    const paper = attempt && papers.get(attempt.formId);
    if (!attempt || !paper || attempt.personId !== request.actor.personId) return refuse('not-found');
    const answers: Parsed['answers'][number][] = [];
    for (const { slot, seq, answer, clientMs } of request.responses) {
      const item = paper.bySlot.get(slot);
      const value = item && parseAnswer(item.question, answer);
      if (!value?.ok) return refuse('invalid-answer', { slot });
      answers.push({ slot, seq, answer: value.value, clientMs });
    }
    return ok({ ...request, answers });
  });
}

type Settled = {
  readonly attempt: AttemptRow;
  readonly verdict: Result<Receipt[], 'lease-lost' | 'seq-used' | 'attempt-closed'>;
};

async function saveParsed(tx: Handle, requests: readonly Parsed[]): Promise<Settled[]> {
  const ids = [...new Set(requests.map(({ attemptId }) => attemptId))].sort();
  const attempts = new Map((await lockAttempts(tx, ids)).map((row) => [row.id, row]));
  const used = await readUsed(tx, requests);
  const heads = new Map<string, ChainHead>();
  const entries: ResponseEntry[] = [];

  const settled = requests.map((request): Settled => {
    const { attemptId, lease, actor, receivedAt, answers } = request;
    const attempt = attempts.get(attemptId);
    if (!attempt) throw new Error(`attempt ${attemptId} vanished`);
    const verdict = judgeWrite({ attempt, lease, sessionId: actor.sessionId, at: receivedAt });
    if (!verdict.ok) return { attempt, verdict };
    const taken = takeAnswers({ attemptId, receivedAt, answers, used, head: heads.get(attemptId) ?? headOf(attempt) });
    if (!taken.ok) return { attempt, verdict: taken };
    entries.push(...taken.value.entries);
    heads.set(attemptId, taken.value.head);
    for (const entry of taken.value.entries) used.set(keyOf(entry), entry);
    return { attempt, verdict: ok(taken.value.receipts) };
  });

  if (entries.length > 0) {
    await insertResponses(tx, entries);
    await updateHeads(
      tx,
      [...heads].map(([attemptId, { n, hash }]) => ({ attemptId, n, hash })),
    );
  }
  return settled;
}

const headOf = ({ responseCount, headHash }: AttemptRow): ChainHead => ({ n: responseCount, hash: headHash });

const keyOf = ({ attemptId, slot, seq }: ResponseKey) => `${attemptId}/${slot}/${seq}`;

type Used = Map<string, { readonly answer: Json; readonly hash: string }>;

async function readUsed(tx: Handle, requests: readonly Parsed[]): Promise<Used> {
  const keys = requests.flatMap(({ attemptId, answers }) => answers.map(({ slot, seq }) => ({ attemptId, slot, seq })));
  return new Map((await listResponsesByKey(tx, keys)).map((row) => [keyOf(row), row]));
}

/** One request's answers as links after `head`. A number used before by the same answer gives the receipt it gave then. */
function takeAnswers({
  attemptId,
  receivedAt,
  answers,
  used,
  head,
}: {
  attemptId: string;
  receivedAt: number;
  answers: Parsed['answers'];
  used: Used;
  head: ChainHead;
}): Result<{ receipts: Receipt[]; entries: ResponseEntry[]; head: ChainHead }, 'seq-used'> {
  const entries: ResponseEntry[] = [];
  const receipts: Receipt[] = [];
  const own: Used = new Map();
  for (const { slot, seq, answer, clientMs } of answers) {
    const key = keyOf({ attemptId, slot, seq });
    const before = own.get(key) ?? used.get(key);
    if (before && toCanonicalJson(before.answer) !== toCanonicalJson(answer)) return refuse('seq-used', { slot, seq });
    if (before) {
      receipts.push({ slot, seq, hash: before.hash });
      continue;
    }
    const entry = chainResponse(entries.at(-1) ?? head, { attemptId, slot, seq, answer, clientMs, receivedAt });
    entries.push(entry);
    own.set(key, entry);
    receipts.push({ slot, seq, hash: entry.hash });
  }
  return ok({ receipts, entries, head: entries.at(-1) ?? head });
}
