import type { Json } from '#app/domain/kernel/canonical.ts';

/**
 * What a candidate chose, on its way to the server. Every change gets a number, is kept on the device until the server
 * has said that it is durable, and is sent again until then: after an outage, after a reload, after sleep.
 *
 * Numbers grow with the server's time, so a choice made after a reload, or on another device, always has a higher number
 * than one made before, even when the device kept nothing: a request that was stuck in the network and arrives late can
 * never overrule it. Only the latest choice of a slot is sent; gaps in the numbers are allowed.
 */

/** As on the wire; null clears. */
export type Answer = Json;
export type Latest = { readonly seq: number; readonly answer: Answer };
export type Outgoing = {
  readonly slot: number;
  readonly seq: number;
  readonly answer: Answer;
  readonly clientMs: number;
};

/** What became of a request, as far as the queue has to tell. */
export type SendOutcome =
  | {
      readonly kind: 'saved';
      readonly receipts: readonly { slot: number; seq: number }[];
      readonly remainingMs: number;
    }
  /** No answer, or one that says "later": the network, a restart, an overload. */
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'signed-out' }
  /** Another device holds the attempt. */
  | { readonly kind: 'taken-over' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'seq-used' }
  /** The answer of `slot` does not fit its question; null when the server could not name one. */
  | { readonly kind: 'invalid'; readonly slot: number | null }
  | { readonly kind: 'gone' };

export type ResumeOutcome =
  | {
      readonly kind: 'resumed';
      readonly lease: string;
      readonly serverNow: number;
      readonly remainingMs: number;
      readonly latest: ReadonlyMap<number, Latest>;
    }
  | { readonly kind: 'unreachable' | 'signed-out' | 'taken-over' | 'closed' | 'gone' };

export type QueueDevice = {
  readonly send: (request: {
    readonly lease: string;
    readonly responses: readonly Outgoing[];
    /** The page is going away; nobody will read the answer. */
    readonly leaving: boolean;
  }) => Promise<SendOutcome>;
  /** Asks for the attempt again: lease, time and what the server holds. */
  readonly resume: () => Promise<ResumeOutcome>;
  /** Survives a reload; may be missing or full, then the queue lives in memory only. */
  readonly storage: { readonly read: () => string | null; readonly write: (text: string | null) => void };
  readonly timers: { readonly set: (ms: number, run: () => void) => unknown; readonly clear: (timer: unknown) => void };
  /** Milliseconds that never go back; what it counts from does not matter. */
  readonly monotonic: () => number;
  /** What the device believes the time to be: evidence only. */
  readonly deviceNow: () => number;
  /** 0 ≤ x < 1, to spread retries. */
  readonly random: () => number;
};

/** Whether answers get through, and if not, why. */
export type Connection = 'ok' | 'retrying' | 'signed-out' | 'taken-over' | 'closed' | 'gone';
export type SlotState = 'empty' | 'saved' | 'waiting' | 'refused';

export type QueueView = {
  readonly connection: Connection;
  readonly answers: ReadonlyMap<number, Answer>;
  readonly states: ReadonlyMap<number, SlotState>;
  readonly waiting: number;
};

export type AnswerQueue = {
  readonly view: () => QueueView;
  readonly subscribe: (listen: () => void) => () => void;
  /** Takes a choice. `soon`: more is likely to follow at once, as while typing. */
  readonly choose: (slot: number, answer: Answer, options?: { soon?: boolean }) => void;
  /** Sends what waits now. True once everything is durable; false when that cannot be had at this moment. */
  readonly flush: () => Promise<boolean>;
  /** The page is going away: everything that waits goes out once more. */
  readonly leave: () => void;
  /** Tries at once instead of waiting for the next turn: the network is back, the page was woken. */
  readonly retry: () => void;
  /** Takes the attempt up again, with a new lease if the server gives one. */
  readonly resume: () => Promise<Connection>;
  /** Milliseconds left by the server's clock as far as it is known here. */
  readonly remainingMs: () => number;
  readonly lease: () => string;
  readonly stop: () => void;
};

const SOON_MS = 400;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;
/** With nothing to send, the time left is asked for this often: a sleeping device does not count it. */
const PING_MS = 20_000;
/** Shortly before the end nothing waits for more typing. */
const HURRY_MS = 5_000;

type Slot = { readonly seq: number; readonly answer: Answer; readonly clientMs: number; readonly state: SlotState };
type Kept = { readonly v: 1; readonly pending: readonly Outgoing[] };

export function openAnswerQueue({
  device,
  start,
}: {
  device: QueueDevice;
  start: Omit<Extract<ResumeOutcome, { kind: 'resumed' }>, 'kind'>;
}): AnswerQueue {
  const slots = new Map<number, Slot>();
  const listeners = new Set<() => void>();
  const waiters = new Set<(durable: boolean) => void>();
  let { lease } = start;
  let server = { now: start.serverNow, at: device.monotonic() };
  let left = { ms: start.remainingMs, at: device.monotonic() };
  let connection: Connection = 'ok';
  let failures = 0;
  /** After a refusal that names no slot, answers go one by one until the faulty one is found. */
  let oneByOne = false;
  let inFlight = false;
  let stopped = false;
  let timer: unknown;
  let ping: unknown;
  let cached: QueueView | null = null;

  const halted = () => stopped || (connection !== 'ok' && connection !== 'retrying');
  const unsaved = () => [...slots].filter(([, { state }]) => state === 'waiting');
  const remainingMs = () => Math.max(0, left.ms - (device.monotonic() - left.at));

  function changed() {
    cached = null;
    for (const listen of listeners) listen();
  }

  function keep() {
    const pending = unsaved().map(([slot, { seq, answer, clientMs }]) => ({ slot, seq, answer, clientMs }));
    device.storage.write(pending.length === 0 ? null : JSON.stringify({ v: 1, pending } satisfies Kept));
  }

  function nextSeq(slot: number): number {
    const elapsed = Math.floor(server.now + (device.monotonic() - server.at));
    return Math.max((slots.get(slot)?.seq ?? 0) + 1, elapsed);
  }

  /** What the server holds, against what was chosen here: the higher number is the later choice. */
  function merge(latest: ReadonlyMap<number, Latest>) {
    for (const [slot, { seq, answer }] of latest) {
      const own = slots.get(slot);
      const saved: Slot = { seq, answer, clientMs: 0, state: answer === null ? 'empty' : 'saved' };
      if (!own || own.seq < seq || (own.seq === seq && sameAnswer(own.answer, answer))) slots.set(slot, saved);
      // The same number for something else: this choice was never acknowledged, so it takes a new one.
      else if (own.seq === seq) slots.set(slot, { ...own, seq: nextSeq(slot), state: 'waiting' });
    }
  }

  function schedule(ms: number) {
    device.timers.clear(timer);
    timer = device.timers.set(ms, () => void pump());
  }

  function schedulePing() {
    device.timers.clear(ping);
    ping = device.timers.set(PING_MS, () => void pump({ evenEmpty: true }));
  }

  async function pump({ evenEmpty = false } = {}) {
    if (inFlight || halted()) return;
    device.timers.clear(timer);
    const batch = unsaved()
      .slice(0, oneByOne ? 1 : undefined)
      .map(([slot, { seq, answer, clientMs }]) => ({ slot, seq, answer, clientMs }));
    if (batch.length === 0 && !evenEmpty) return;
    inFlight = true;
    const sentAt = device.monotonic();
    const outcome = await device.send({ lease, responses: batch, leaving: false });
    inFlight = false;
    if (stopped) return;
    if (outcome.kind === 'saved') {
      // Half of the round trip lies between the server's look at its clock and now.
      left = { ms: outcome.remainingMs, at: (sentAt + device.monotonic()) / 2 };
    }
    await settle(outcome, batch);
    schedulePing();
  }

  async function settle(outcome: SendOutcome, batch: readonly Outgoing[]) {
    switch (outcome.kind) {
      case 'saved':
        failures = 0;
        connection = 'ok';
        acknowledge(outcome.receipts);
        if (unsaved().length === 0) oneByOne = false;
        void pump();
        break;
      case 'unreachable':
        retryLater();
        break;
      case 'invalid': {
        const faulty = outcome.slot ?? (batch.length === 1 ? (batch[0]?.slot ?? null) : null);
        if (faulty === null) oneByOne = true;
        else refuseSlot(faulty, batch);
        void pump();
        break;
      }
      case 'seq-used':
        await takeUp();
        break;
      case 'taken-over':
        // Whoever signed in again in this browser has a new session: it may hold the attempt now.
        if (connection === 'signed-out') await takeUp();
        else connection = 'taken-over';
        break;
      default:
        connection = outcome.kind;
    }
    changed();
    const durable = unsaved().length === 0;
    if (durable || outcome.kind !== 'saved') {
      for (const done of waiters) done(durable);
      waiters.clear();
    }
  }

  function retryLater() {
    failures += 1;
    connection = 'retrying';
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1));
    schedule(wait * (0.75 + device.random() / 2));
  }

  function acknowledge(receipts: readonly { slot: number; seq: number }[]) {
    for (const { slot, seq } of receipts) {
      const own = slots.get(slot);
      if (own?.seq === seq) slots.set(slot, { ...own, state: own.answer === null ? 'empty' : 'saved' });
    }
    keep();
  }

  /** An answer that the server will not take stays on the screen and says so; sending it again would stop the others. */
  function refuseSlot(slot: number, batch: readonly Outgoing[]) {
    const own = slots.get(slot);
    const sent = batch.find((each) => each.slot === slot);
    if (own && sent && own.seq === sent.seq) slots.set(slot, { ...own, state: 'refused' });
    keep();
  }

  async function takeUp(): Promise<Connection> {
    const outcome = await device.resume();
    if (stopped) return connection;
    if (outcome.kind === 'resumed') {
      const at = device.monotonic();
      lease = outcome.lease;
      server = { now: outcome.serverNow, at };
      left = { ms: outcome.remainingMs, at };
      connection = 'ok';
      merge(outcome.latest);
      keep();
      schedule(0);
      schedulePing();
    } else if (outcome.kind === 'unreachable') retryLater();
    else connection = outcome.kind;
    changed();
    return connection;
  }

  for (const { slot, seq, answer, clientMs } of readKept(device.storage.read())) {
    slots.set(slot, { seq, answer, clientMs, state: 'waiting' });
  }
  merge(start.latest);
  keep();
  if (unsaved().length > 0) schedule(0);
  schedulePing();

  return {
    view() {
      cached ??= {
        connection,
        answers: new Map([...slots].map(([slot, { answer }]) => [slot, answer])),
        states: new Map([...slots].map(([slot, { state }]) => [slot, state])),
        waiting: unsaved().length,
      };
      return cached;
    },
    subscribe(listen) {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
    choose(slot, answer, { soon = false } = {}) {
      const own = slots.get(slot);
      if (own ? sameAnswer(own.answer, answer) && own.state !== 'refused' : answer === null) return;
      slots.set(slot, { seq: nextSeq(slot), answer, clientMs: device.deviceNow(), state: 'waiting' });
      keep();
      changed();
      if (halted()) return;
      if (soon && remainingMs() > HURRY_MS) schedule(SOON_MS);
      else void pump();
    },
    async flush() {
      if (unsaved().length === 0) return true;
      if (halted()) return false;
      const durable = new Promise<boolean>((resolve) => waiters.add(resolve));
      void pump();
      return durable;
    },
    leave() {
      const responses = unsaved().map(([slot, { seq, answer, clientMs }]) => ({ slot, seq, answer, clientMs }));
      if (responses.length === 0 || halted()) return;
      void device.send({ lease, responses, leaving: true }).then((outcome) => {
        if (outcome.kind !== 'saved' || stopped) return;
        acknowledge(outcome.receipts);
        changed();
      });
    },
    retry() {
      if (stopped) return;
      if (connection === 'signed-out') connection = 'retrying';
      failures = 0;
      void pump({ evenEmpty: true });
    },
    resume: takeUp,
    remainingMs,
    lease: () => lease,
    stop() {
      stopped = true;
      device.timers.clear(timer);
      device.timers.clear(ping);
    },
  };
}

/** What a former page could not deliver. Anything that this page would not have written is ignored. */
function readKept(text: string | null): readonly Outgoing[] {
  if (text === null) return [];
  try {
    const kept = JSON.parse(text) as Kept;
    return kept.v === 1 && Array.isArray(kept.pending) ? kept.pending : [];
  } catch {
    return [];
  }
}

/** Options chosen in another order are the same choice. */
export function sameAnswer(one: Answer, other: Answer): boolean {
  return one === other || sorted(one) === sorted(other);
}

/** Fields filled in another order are the same answer; the order of a list is part of it. */
const sorted = (answer: Answer): string =>
  JSON.stringify(answer, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
