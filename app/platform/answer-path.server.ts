import type { IncomingMessage, ServerResponse } from 'node:http';
import { setImmediate as nextTick } from 'node:timers/promises';
import type { z } from 'zod';
import type { Language } from '#app/domain/kernel/local-text.ts';
import { ok, type RefusalDetail, type Result, refuse as refusal } from '#app/domain/kernel/result.ts';
import type { Context } from '#app/usecases/context.ts';
import { closeOverdue } from '#app/usecases/exams/end-attempts.server.ts';
import { type Saved, type SaveRequest, saveResponses } from '#app/usecases/exams/save-responses.server.ts';
import { type Credentials, identifyMany } from './auth/session.server.ts';
import { saveResponsesCall } from './http/calls/exams.server.ts';
import { describeInputFaults } from './http/input-faults.server.ts';
import { holdsNul, NUL_FAULT } from './http/nul.server.ts';
import { languageOfRequest, problemBody } from './http/problem.server.ts';
import type { ProblemCode } from './http/problem-codes.server.ts';
import type { RequestInfo } from './http/request-info.server.ts';
import { scopeOf } from './http/request-observer.server.ts';
import { actorIdOf, type RequestScope } from './http/request-scope.server.ts';
import { answerCommitRequests, answerCommitSeconds, answersReceived, answersSaved } from './metrics.server.ts';

/**
 * PUT /api/v1/attempts/{id}/responses, straight from node:http. Answers that arrive while a commit is under way form
 * the next one: one transaction, one flush to disk for all of them, and no answer is acknowledged before it.
 */
export type AnswerPath = {
  /** False when the request is for somebody else. */
  readonly handle: (request: IncomingMessage, response: ServerResponse, info: RequestInfo) => boolean;
  /** Resolves when everything taken in has been answered. */
  readonly drain: () => Promise<void>;
};

const PATH = /^\/api\/v1\/attempts\/([^/?]+)\/responses(?:\?|$)/;
const MAX_BODY_BYTES = 256 * 1024;
/** Requests per transaction. */
const MOST_PER_BATCH = 400;

type Body = z.output<typeof saveResponsesCall.body>;
type Reply = Result<Saved, ProblemCode>;
type Arrival = {
  readonly caller: Credentials & { readonly address: string };
  readonly attemptId: string;
  /** When the whole request was here: what is in time now is in time, however long its turn takes. */
  readonly receivedAt: number;
  readonly body: Result<Body, 'unparsable-body' | 'invalid-input'>;
};
type Waiting = Arrival & { readonly settle: (reply: Reply) => void; readonly scope: RequestScope | undefined };

export function openAnswerPath(context: Context): AnswerPath {
  const waiting: Waiting[] = [];
  let running: Promise<void> | undefined;

  async function run() {
    // What the same turn of the event loop still brings in goes into the first batch.
    await nextTick();
    while (waiting.length > 0) {
      await serveBatch(context, waiting.splice(0, MOST_PER_BATCH));
      await nextTick();
    }
    running = undefined;
  }

  const enqueue = (arrival: Arrival, scope: RequestScope | undefined) =>
    new Promise<Reply>((settle) => {
      waiting.push({ ...arrival, settle, scope });
      running ??= run();
    });

  return {
    handle(request, response, { address }) {
      const attemptId = PATH.exec(request.url ?? '')?.[1];
      if (attemptId === undefined) return false;
      if (request.method !== 'PUT') {
        refuse(response, 'method-not-allowed');
        return true;
      }
      serve({ context, request, response, address, attemptId, enqueue }).catch((error: unknown) => {
        context.log.error({ requestId: scopeOf(response)?.id, error }, 'answer path failed');
        if (!response.headersSent) refuse(response, 'internal-error');
      });
      return true;
    },
    async drain() {
      await running;
    },
  };
}

async function serve({
  context,
  request,
  response,
  address,
  attemptId,
  enqueue,
}: {
  context: Context;
  request: IncomingMessage;
  response: ServerResponse;
  address: string;
  attemptId: string;
  enqueue: (arrival: Arrival, scope: RequestScope | undefined) => Promise<Reply>;
}): Promise<void> {
  const text = await readBody(request);
  if (text === 'gone') return;
  if (text === 'too-large') {
    response.once('finish', () => request.destroy());
    return refuse(response, 'too-large');
  }
  const { cookie = null, authorization = null } = request.headers;
  const arrival: Arrival = {
    caller: { cookie, authorization, address },
    attemptId,
    receivedAt: context.clock.now(),
    body: parseBody(text.body, languageOfRequest(request)),
  };
  if (arrival.body.ok) answersReceived.inc(arrival.body.value.responses.length);
  const reply = await enqueue(arrival, scopeOf(response));
  if (!reply.ok) return refuse(response, reply.code, reply.detail);
  send(response, { status: 200, type: 'application/json', body: reply.value });
}

function parseBody(text: string, language: Language): Arrival['body'] {
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch {
    return refusal('unparsable-body');
  }
  if (holdsNul(input)) return refusal('invalid-input', NUL_FAULT);
  const body = saveResponsesCall.body.safeParse(input);
  return body.success
    ? ok(body.data)
    : refusal('invalid-input', { errors: describeInputFaults(body.error, { input, language }) });
}

/** Serves one batch. When it fails as a whole, each request is tried alone: one of them must not harm the rest. */
async function serveBatch(context: Context, batch: readonly Waiting[]): Promise<void> {
  try {
    await saveBatch(context, batch);
  } catch (error) {
    context.log.error({ error, requests: batch.length }, 'saving answers failed');
    if (batch.length > 1) for (const one of batch) await serveBatch(context, [one]);
    else for (const { settle } of batch) settle(refusal('internal-error'));
  }
}

async function saveBatch(context: Context, batch: readonly Waiting[]): Promise<void> {
  const actors = await identifyMany({ context, callers: batch.map(({ caller }) => caller) });
  const requests: SaveRequest[] = [];
  const settles: Waiting['settle'][] = [];
  const refused: (() => void)[] = [];
  batch.forEach(({ attemptId, receivedAt, body, settle, scope }, i) => {
    const actor = actors[i] ?? { kind: 'anonymous' };
    if (scope) scope.actor = actorIdOf(actor);
    if (actor.kind === 'anonymous') refused.push(() => settle(refusal('unauthenticated')));
    else if (actor.kind !== 'person' || actor.mustChangePassword) refused.push(() => settle(refusal('forbidden')));
    else if (!body.ok) refused.push(() => settle(body));
    else {
      requests.push({ actor, attemptId, receivedAt, ...body.value });
      settles.push(settle);
    }
  });
  const begun = performance.now();
  const { outcomes, overdueIds } = await saveResponses(context, requests);
  if (requests.length > 0) {
    answerCommitRequests.observe(requests.length);
    answerCommitSeconds.observe((performance.now() - begun) / 1000);
  }
  for (const settle of refused) settle();
  outcomes.forEach((outcome, i) => {
    if (outcome.ok) answersSaved.inc(outcome.value.receipts.length);
    settles[i]?.(outcome);
  });
  // Nobody waits for this one, and the clock comes by every second anyway.
  await closeOverdue(context, overdueIds).catch((error: unknown) => {
    context.log.error({ error }, 'closing overdue attempts failed');
  });
}

/** The body as text; or why there is none: larger than any honest one, or the client went away before its end. */
function readBody(request: IncomingMessage): Promise<{ body: string } | 'too-large' | 'gone'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_BODY_BYTES) resolve('too-large');
      else chunks.push(chunk);
    });
    request.once('end', () => resolve({ body: Buffer.concat(chunks).toString('utf8') }));
    request.once('error', () => resolve('gone'));
    request.once('close', () => resolve('gone'));
  });
}

/** Headers that go with a refusal. */
const HEADERS_OF: Partial<Record<ProblemCode, Record<string, string>>> = {
  unauthenticated: { 'WWW-Authenticate': 'Bearer' },
  'method-not-allowed': { Allow: 'PUT' },
  'too-large': { Connection: 'close' },
};

function refuse(response: ServerResponse, code: ProblemCode, detail?: RefusalDetail): void {
  const body = problemBody(code, languageOfRequest(response.req), detail);
  send(response, { status: body.status, type: 'application/problem+json', body, headers: HEADERS_OF[code] });
}

function send(
  response: ServerResponse,
  {
    status,
    type,
    body,
    headers,
  }: { status: number; type: string; body: object; headers?: Record<string, string> | undefined },
): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'Content-Type': `${type}; charset=utf-8`,
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'no-store',
    ...headers,
  });
  response.end(text);
}
