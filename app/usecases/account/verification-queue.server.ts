import type { Context } from '#app/usecases/context.ts';

/**
 * How many passwords are verified at a time in this process. Hashing is meant to be expensive; beyond the number of
 * cores more at once would only slow the exam answers beside it.
 */
const AT_ONCE = 2;

export type VerificationQueue = {
  /** Runs `work` after everything that was queued before it for the same key, in one of the few slots. */
  readonly run: <T>(key: string, work: () => Promise<T>) => Promise<T>;
};

/**
 * Tries for one account wait for each other, so that a hundred colleagues' right passwords sent in the same second are
 * not taken for a hundred pending failures, and the limit is exact for wrong ones. Between nodes the count in the
 * database decides (sign-in-throttle.ts); a node has at most `AT_ONCE` tries open there.
 */
export function openVerificationQueue(atOnce = AT_ONCE): VerificationQueue {
  const tails = new Map<string, Promise<unknown>>();
  const waiting: (() => void)[] = [];
  let free = atOnce;

  const takeSlot = async () => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const leaveSlot = () => {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };

  return {
    async run(key, work) {
      const before = tails.get(key) ?? Promise.resolve();
      const turn = before.then(async () => {
        await takeSlot();
        try {
          return await work();
        } finally {
          leaveSlot();
        }
      });
      const tail = turn.then(
        () => undefined,
        () => undefined,
      );
      tails.set(key, tail);
      try {
        return await turn;
      } finally {
        if (tails.get(key) === tail) tails.delete(key);
      }
    },
  };
}

const queues = new WeakMap<Context['passwords'], VerificationQueue>();

/** The process's one queue: whoever shares the password adapter shares the cores that it keeps busy. */
export function verificationQueue({ passwords }: Context): VerificationQueue {
  let queue = queues.get(passwords);
  if (!queue) {
    queue = openVerificationQueue();
    queues.set(passwords, queue);
  }
  return queue;
}
