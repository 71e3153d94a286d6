import type { Instant } from '#app/domain/kernel/instant.ts';

/** One fact that came again within its window: how often besides the first, and from when. */
export type Repeated<T> = {
  readonly fact: T;
  readonly times: number;
  readonly since: Instant;
  readonly until: Instant;
};

export type FloodGuard<T> = {
  /**
   * Whether a fact is to be put on record now; null when it is only counted.
   * The first of each key is; what follows within the window is counted and told by `due` when the window is over.
   * A group (an address) with too many keys, and all groups together, are held as one key each from there on, so what
   * anyone can make the log grow by is bounded.
   */
  readonly note: (input: { key: string; group: string; now: Instant; fact: T }) => T | null;
  /** Windows that are over and had more than their first; with `now` = Infinity all of them. Each is told once. */
  readonly due: (now: Instant) => Repeated<T>[];
};

/**
 * @param inGeneral what a fact is told as once its group, or everything, is held as one: without what tells it apart.
 * @param mostPerGroup @param mostInAll how many keys per window are told apart.
 */
export function openFloodGuard<T>({
  windowMs,
  mostPerGroup,
  mostInAll,
  inGeneral,
}: {
  windowMs: number;
  mostPerGroup: number;
  mostInAll: number;
  inGeneral: (fact: T) => T;
}): FloodGuard<T> {
  type Window = { fact: T; group: string; since: Instant; until: Instant; times: number };
  const windows = new Map<string, Window>();
  const keysOf = new Map<string, number>();
  const over: Repeated<T>[] = [];

  const close = (key: string, window: Window) => {
    windows.delete(key);
    const left = (keysOf.get(window.group) ?? 1) - 1;
    if (left > 0) keysOf.set(window.group, left);
    else keysOf.delete(window.group);
    const { fact, times, since, until } = window;
    if (times > 0) over.push({ fact, times, since, until });
  };
  /** Windows stand in the order in which they were opened, so the first that still runs ends the search. */
  const closeOver = (now: Instant) => {
    for (const [key, window] of windows) {
      if (window.until > now) break;
      close(key, window);
    }
  };

  return {
    note({ key, group, now, fact }) {
      closeOver(now);
      const held = (name: string) => {
        const window = windows.get(name);
        if (window) window.times += 1;
        return window !== undefined;
      };
      const open = (name: string, told: T) => {
        windows.set(name, { fact: told, group, since: now, until: now + windowMs, times: 0 });
        keysOf.set(group, (keysOf.get(group) ?? 0) + 1);
        return told;
      };
      if (held(`key ${key}`)) return null;
      if (windows.size >= mostInAll) return held('all') ? null : open('all', inGeneral(fact));
      if ((keysOf.get(group) ?? 0) >= mostPerGroup)
        return held(`group ${group}`) ? null : open(`group ${group}`, inGeneral(fact));
      return open(`key ${key}`, fact);
    },
    due(now) {
      closeOver(now);
      return over.splice(0);
    },
  };
}
