import type { Answer, Latest, QueueDevice, ResumeOutcome, SendOutcome } from './answer-queue.ts';

/** Longer than a slow network needs, shorter than a candidate's patience. */
const TIMEOUT_MS = 10_000;

const apiOf = (attemptId: string) => `/api/v1/attempts/${encodeURIComponent(attemptId)}`;
const pendingKey = (attemptId: string) => `xk-answers:${attemptId}`;
const marksKey = (attemptId: string) => `xk-marks:${attemptId}`;

/** What the answer queue needs, from a browser. */
export function browserDevice(attemptId: string): QueueDevice {
  return {
    send: ({ lease, responses, leaving }) =>
      callApi('PUT', `${apiOf(attemptId)}/responses`, { body: { lease, responses }, leaving }).then(readSaved),
    resume: () => callApi('POST', `${apiOf(attemptId)}/resume`, { body: {} }).then(readResumed),
    storage: {
      read: () => readStored(pendingKey(attemptId)),
      write: (text) => store(pendingKey(attemptId), text),
    },
    timers: {
      set: (ms, run) => window.setTimeout(run, ms),
      clear: (timer) => window.clearTimeout(timer as number | undefined),
    },
    monotonic: () => performance.now(),
    deviceNow: () => Date.now(),
    random: Math.random,
  };
}

/** Hands the attempt in. `ended` also when it was over already. */
export async function handIn(attemptId: string, lease: string): Promise<'ended' | 'unreachable' | 'refused'> {
  const answer = await callApi('POST', `${apiOf(attemptId)}/submit`, { body: { lease } });
  if (answer.status === 200 || answer.code === 'attempt-closed') return 'ended';
  return isLater(answer.status) ? 'unreachable' : 'refused';
}

type ApiAnswer = { readonly status: number; readonly code: string | null; readonly body: Record<string, unknown> };

/** Status 0: no answer came, or one that did not come from the product. */
async function callApi(
  method: 'PUT' | 'POST',
  url: string,
  { body, leaving = false }: { body: object; leaving?: boolean },
): Promise<ApiAnswer> {
  try {
    const response = await fetch(url, {
      method,
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json' },
      credentials: 'same-origin',
      keepalive: leaving,
      redirect: 'error',
      ...(leaving ? {} : { signal: AbortSignal.timeout(TIMEOUT_MS) }),
    });
    const value = (await response.json()) as Record<string, unknown>;
    return { status: response.status, code: typeof value.code === 'string' ? value.code : null, body: value };
  } catch {
    return { status: 0, code: null, body: {} };
  }
}

const isLater = (status: number) => status === 0 || status === 408 || status === 429 || status >= 500;

type Refusal = Exclude<ResumeOutcome['kind'], 'resumed'>;

/** What a refusal means for whoever wants to go on. */
function refusalOf({ status, code }: ApiAnswer): Refusal {
  if (isLater(status)) return 'unreachable';
  if (status === 401 || status === 403) return 'signed-out';
  if (code === 'lease-lost' || code === 'lease-held') return 'taken-over';
  if (code === 'attempt-closed') return 'closed';
  return status === 404 ? 'gone' : 'unreachable';
}

export function readSaved(answer: ApiAnswer): SendOutcome {
  const { status, code, body } = answer;
  if (status === 200)
    return {
      kind: 'saved',
      receipts: body.receipts as { slot: number; seq: number }[],
      remainingMs: body.remainingMs as number,
    };
  if (code === 'seq-used') return { kind: 'seq-used' };
  if (status === 400 || status === 413 || status === 422)
    return { kind: 'invalid', slot: typeof body.slot === 'number' ? body.slot : null };
  return { kind: refusalOf(answer) };
}

export function readResumed(answer: ApiAnswer): ResumeOutcome {
  if (answer.status !== 200) return { kind: refusalOf(answer) };
  const { lease, serverNow, remainingMs, items } = answer.body as {
    lease: string;
    serverNow: number;
    remainingMs: number;
    items: { slot: number; latest?: { seq: number; answer: Answer } }[];
  };
  return { kind: 'resumed', lease, serverNow, remainingMs, latest: latestOf(items) };
}

export function latestOf(
  items: readonly { readonly slot: number; readonly latest?: { readonly seq: number; readonly answer: unknown } }[],
): Map<number, Latest> {
  const latest = new Map<number, Latest>();
  for (const { slot, latest: own } of items) {
    if (own) latest.set(slot, { seq: own.seq, answer: own.answer as Answer });
  }
  return latest;
}

/** Questions marked for later: kept on this device only, nobody else's business. */
export const marksOf = (attemptId: string) => ({
  read(): ReadonlySet<number> {
    const slots: unknown = parse(readStored(marksKey(attemptId)));
    return new Set(Array.isArray(slots) ? slots.filter((slot) => typeof slot === 'number') : []);
  },
  write: (slots: ReadonlySet<number>) =>
    store(marksKey(attemptId), slots.size === 0 ? null : JSON.stringify([...slots])),
});

const KEYS = 'xk-exam-keys';
/** Whether single keys move between questions; on until someone turns them off. */
export const singleKeys = {
  read: () => readStored(KEYS) !== 'off',
  write: (on: boolean) => store(KEYS, on ? null : 'off'),
};

/** Removes what an ended attempt left on this device. */
export function forgetAttempt(attemptId: string): void {
  store(pendingKey(attemptId), null);
  store(marksKey(attemptId), null);
}

function readStored(key: string): string | null {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Storage may be full or forbidden: then the page keeps things in memory, and the server keeps what it was sent. */
function store(key: string, text: string | null): void {
  try {
    if (text === null) window.localStorage.removeItem(key);
    else window.localStorage.setItem(key, text);
  } catch {
    // Nothing to do: see above.
  }
}

function parse(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

const CLAIM_TRIES = 6;
const CLAIM_PAUSE_MS = 250;

/**
 * One window of a browser answers at a time: two would share the device's storage and the lease. `onLost` when another
 * window takes over. True when this window may answer; also where the browser cannot tell (no Web Locks over plain
 * HTTP): then equal numbers are settled by the queue.
 */
export async function claimWindow(
  attemptId: string,
  { steal, onLost }: { steal: boolean; onLost: () => void },
): Promise<{ held: boolean; release: () => void }> {
  const { locks } = navigator;
  if (!locks) return { held: true, release: () => undefined };
  for (let attempt = 1; ; attempt += 1) {
    const claim = await requestLock(locks, `xk-attempt-${attemptId}`, { steal, onLost });
    // After a reload the former page may need a moment to let go.
    if (claim.held || attempt >= CLAIM_TRIES) return claim;
    await new Promise((resolve) => setTimeout(resolve, CLAIM_PAUSE_MS));
  }
}

function requestLock(
  locks: LockManager,
  name: string,
  { steal, onLost }: { steal: boolean; onLost: () => void },
): Promise<{ held: boolean; release: () => void }> {
  return new Promise((resolve) => {
    locks
      .request(name, steal ? { steal: true } : { ifAvailable: true }, (lock) => {
        if (!lock) {
          resolve({ held: false, release: () => undefined });
          return undefined;
        }
        return new Promise<void>((release) => resolve({ held: true, release }));
      })
      .catch(() => {
        onLost();
        resolve({ held: false, release: () => undefined });
      });
  });
}
