import { randomUUID } from 'node:crypto';
import { keepInProcess } from '../process-state.server.ts';

/**
 * Work of minutes that someone started on a page and looks at while it goes on. It lives in this process: a restart
 * ends it, and what it had not written is not there, so it must be such that starting it again is right. What it found
 * is kept for a while, for whoever started it alone.
 */
export type LongRun<Result = unknown> = {
  readonly id: string;
  /** What is done, and to what: of one key only one runs at a time. */
  readonly key: string;
  readonly ownerId: string;
  readonly ownerName: string;
  readonly startedAt: number;
  readonly done: number;
  /** Null while it is not known how much there is. */
  readonly total: number | null;
  readonly state: 'running' | 'done' | 'failed';
  readonly endedAt: number | null;
  readonly result: Result | null;
};

type Kept = { -readonly [Field in keyof LongRun]: LongRun[Field] } & { dispose: (() => void) | undefined };

const KEPT_MS = 2 * 60 * 60_000;
const MOST_KEPT = 40;

const allRuns = (): Map<string, Kept> => keepInProcess('long-runs', () => new Map<string, Kept>());

/** Forgets what ended long ago, and the oldest when there are many. */
function tidy(now: number): void {
  const runs = allRuns();
  const ended = [...runs.values()].filter(({ state }) => state !== 'running');
  const old = ended.filter(({ endedAt }) => (endedAt ?? now) < now - KEPT_MS);
  const many = ended.slice(0, Math.max(0, ended.length - MOST_KEPT));
  for (const run of new Set([...old, ...many])) {
    run.dispose?.();
    runs.delete(run.id);
  }
}

type RunWork<Result> = (report: (at: { done: number; total: number | null }) => void) => Promise<Result>;

/**
 * Starts work and returns at once; while work of the same key runs, returns that one instead, whoever started it.
 * @param dispose frees what the result holds, when it is forgotten.
 */
export function startRun<Result>({
  key,
  owner,
  now,
  work,
  onFailure,
  dispose,
}: {
  key: string;
  owner: { id: string; name: string };
  now: () => number;
  work: RunWork<Result>;
  onFailure: (error: unknown) => void;
  dispose?: (result: Result | null) => void;
}): LongRun<Result> {
  const runs = allRuns();
  tidy(now());
  const running = [...runs.values()].find((run) => run.key === key && run.state === 'running');
  if (running) return running as LongRun<Result>;
  const run: Kept = {
    id: randomUUID(),
    key,
    ownerId: owner.id,
    ownerName: owner.name,
    startedAt: now(),
    done: 0,
    total: null,
    state: 'running',
    endedAt: null,
    result: null,
    dispose: dispose && (() => dispose(run.result as Result | null)),
  };
  runs.set(run.id, run);
  void work(({ done, total }) => Object.assign(run, { done, total }))
    .then((result) => Object.assign(run, { result, state: 'done' }))
    .catch((error: unknown) => {
      run.state = 'failed';
      onFailure(error);
    })
    .finally(() => {
      run.endedAt = now();
    });
  return run as LongRun<Result>;
}

/** A run of whoever asks; null when it is not theirs, or is not known (any more). */
export function findRun<Result>({ id, ownerId }: { id: string; ownerId: string }): LongRun<Result> | null {
  const run = allRuns().get(id);
  return run && run.ownerId === ownerId ? (run as LongRun<Result>) : null;
}

/** The run of a key that is under way, whoever started it. */
export function findRunning(key: string): LongRun | null {
  return [...allRuns().values()].find((run) => run.key === key && run.state === 'running') ?? null;
}
