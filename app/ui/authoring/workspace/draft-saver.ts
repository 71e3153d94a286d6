/** Everything of a lesson under edit. */
export type DraftText = {
  readonly source: string;
  readonly quiz: string;
  readonly images: Readonly<Record<string, string>>;
};

export type SaveOutcome =
  | { readonly kind: 'saved'; readonly revision: number; readonly savedAt: number }
  /** No answer, or one that says "later". */
  | { readonly kind: 'unreachable' }
  /** Somebody saved meanwhile: nothing of either text is lost, they have to be merged. */
  | { readonly kind: 'stale' }
  | { readonly kind: 'refused'; readonly why: 'signed-out' | 'in-review' | 'closed' | 'forbidden' | 'invalid' };

export type SaveState =
  | { readonly kind: 'saved'; readonly at: number | null }
  | { readonly kind: 'unsaved' }
  | { readonly kind: 'saving' }
  /** Unsaved, the server did not answer; tried again after a while. */
  | { readonly kind: 'offline' }
  | { readonly kind: 'stale' }
  | { readonly kind: 'refused'; readonly why: Extract<SaveOutcome, { kind: 'refused' }>['why'] };

export type LocalCopy = DraftText & {
  readonly revision: number;
  readonly at: number;
  /** What the server had at that revision: a later merge starts from it. */
  readonly base: DraftText;
};

export type SaverDevice = {
  readonly read: () => DraftText;
  readonly isComposing: () => boolean;
  readonly send: (text: DraftText & { readonly revision: number; readonly merged: boolean }) => Promise<SaveOutcome>;
  /** Survives a crash; null when the server has everything. Failures stay inside. */
  readonly keep: (copy: LocalCopy | null) => void;
  readonly timers: { readonly set: (ms: number, run: () => void) => unknown; readonly clear: (timer: unknown) => void };
  readonly now: () => number;
  readonly onState: (state: SaveState, revision: number) => void;
};

/** After the last key; and at the latest since the first unsaved one. */
const QUIET_MS = 2_000;
const LATEST_MS = 15_000;
/** The copy on this device is written sooner than the server is asked. */
const KEEP_MS = 400;
const RETRY_MS = [2_000, 5_000, 10_000, 20_000, 30_000] as const;

export const isSameText = (a: DraftText, b: DraftText): boolean =>
  a.source === b.source && a.quiz === b.quiz && JSON.stringify(a.images) === JSON.stringify(b.images);

/**
 * Saves a lesson while it is written. One request at a time; what changes meanwhile goes with the next. An answer that
 * does not come leaves the text unsaved and is asked for again; a stale one stops saving until the texts are merged.
 * Nothing is sent, and no copy is taken, while an input method composes.
 */
export function startSaver(start: { revision: number; saved: DraftText; savedAt: number | null }, device: SaverDevice) {
  const { timers } = device;
  let { revision, saved } = start;
  let state: SaveState = { kind: 'saved', at: start.savedAt };
  let dirtySince: number | null = null;
  let sendTimer: unknown;
  let keepTimer: unknown;
  let failures = 0;
  let sending: Promise<void> | null = null;
  let ended = false;

  const move = (next: SaveState) => {
    state = next;
    if (!ended) device.onState(next, revision);
  };
  const isStuck = () => state.kind === 'stale' || (state.kind === 'refused' && state.why !== 'signed-out');
  const schedule = (ms: number) => {
    timers.clear(sendTimer);
    if (!ended) sendTimer = timers.set(ms, () => void save());
  };
  const keepSoon = () => {
    timers.clear(keepTimer);
    keepTimer = timers.set(KEEP_MS, keepNow);
  };
  const keepNow = () => {
    timers.clear(keepTimer);
    if (device.isComposing()) return keepSoon();
    const text = device.read();
    device.keep(isSameText(text, saved) ? null : { ...text, revision, at: device.now(), base: saved });
  };

  const sendOnce = async (merged: boolean) => {
    const text = device.read();
    if (isSameText(text, saved) && !merged) {
      dirtySince = null;
      device.keep(null);
      return move({ kind: 'saved', at: state.kind === 'saved' ? state.at : start.savedAt });
    }
    move({ kind: 'saving' });
    const outcome = await device.send({ ...text, revision, merged });
    if (outcome.kind === 'saved') {
      failures = 0;
      revision = outcome.revision;
      saved = text;
      const rest = !isSameText(device.read(), saved);
      dirtySince = rest ? device.now() : null;
      keepNow();
      move(rest ? { kind: 'unsaved' } : { kind: 'saved', at: outcome.savedAt });
      if (rest) schedule(QUIET_MS);
      return;
    }
    keepNow();
    if (outcome.kind === 'unreachable') {
      const wait = RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 30_000;
      failures += 1;
      move({ kind: 'offline' });
      return schedule(wait);
    }
    move(outcome);
    // A new sign-in in another tab is enough.
    if (outcome.kind === 'refused' && outcome.why === 'signed-out') schedule(30_000);
  };

  async function save(merged = false): Promise<void> {
    timers.clear(sendTimer);
    if (sending) {
      await sending;
      if (state.kind === 'saved' && !merged) return;
      return save(merged);
    }
    if (isStuck() && !merged) return;
    if (device.isComposing()) return schedule(QUIET_MS);
    sending = sendOnce(merged).finally(() => {
      sending = null;
    });
    await sending;
  }

  return {
    /** The text changed, or may have. */
    changed: () => {
      const now = device.now();
      dirtySince ??= now;
      keepSoon();
      if (isStuck()) return;
      if (state.kind === 'saved') move({ kind: 'unsaved' });
      // While the server does not answer, the pause between tries holds.
      if (state.kind !== 'offline') schedule(Math.max(0, Math.min(QUIET_MS, dirtySince + LATEST_MS - now)));
    },
    /** Saves at once what is unsaved; settles when the server has answered. */
    saveNow: (): Promise<void> => save(),
    /** The server is reachable again, or may be. */
    retry: () => {
      if (state.kind === 'offline' || (state.kind === 'refused' && state.why === 'signed-out')) void save();
    },
    /** Goes on from another text of the server: after a merge, a restored version or a reload. */
    continueFrom: (next: { revision: number; saved: DraftText; savedAt: number | null }) => {
      ({ revision, saved } = next);
      move(isSameText(device.read(), saved) ? { kind: 'saved', at: next.savedAt } : { kind: 'unsaved' });
    },
    /** Saves the text that a person made of theirs and mine, over the revision that they have seen. */
    saveMerged: (seen: number): Promise<void> => {
      revision = seen;
      move({ kind: 'unsaved' });
      return save(true);
    },
    keepNow,
    hasUnsaved: () => state.kind !== 'saved' || !isSameText(device.read(), saved),
    revision: () => revision,
    base: () => saved,
    state: () => state,
    stop: () => {
      ended = true;
      timers.clear(sendTimer);
      timers.clear(keepTimer);
    },
  };
}

export type Saver = ReturnType<typeof startSaver>;
