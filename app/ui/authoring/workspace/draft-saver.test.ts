import { expect, test } from 'vitest';
import { type DraftText, type LocalCopy, type SaveOutcome, type SaveState, startSaver } from './draft-saver.ts';

function desk(answers: (SaveOutcome | Promise<SaveOutcome>)[]) {
  let now = 0;
  let timers: { at: number; run: () => void; id: number }[] = [];
  let next = 0;
  const self = {
    text: { source: '甲', quiz: '', images: {} } as DraftText,
    composing: false,
    sent: [] as (DraftText & { revision: number; merged: boolean })[],
    kept: null as LocalCopy | null,
    states: [] as SaveState['kind'][],
    /** Time goes on; whatever falls due runs, and promises settle. */
    async pass(ms: number) {
      const end = now + ms;
      for (;;) {
        const due = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (!due) break;
        timers = timers.filter((timer) => timer !== due);
        now = due.at;
        due.run();
        for (let i = 0; i < 8; i += 1) await Promise.resolve();
      }
      now = end;
    },
    saver: undefined as unknown as ReturnType<typeof startSaver>,
  };
  self.saver = startSaver(
    { revision: 1, saved: self.text, savedAt: 0 },
    {
      read: () => self.text,
      isComposing: () => self.composing,
      send: async (text) => {
        self.sent.push(text);
        return answers.shift() ?? { kind: 'saved', revision: self.sent.length + 1, savedAt: now };
      },
      keep: (copy) => {
        self.kept = copy;
      },
      timers: {
        set: (ms, run) => {
          next += 1;
          timers.push({ at: now + ms, run, id: next });
          return next;
        },
        clear: (id) => {
          timers = timers.filter((timer) => timer.id !== id);
        },
      },
      now: () => now,
      onState: ({ kind }) => self.states.push(kind),
    },
  );
  return {
    ...self,
    self,
    type: (source: string) => {
      self.text = { ...self.text, source };
      self.saver.changed();
    },
  };
}

test('saves 2 seconds after the last key, with the revision last seen', async () => {
  const { self, type } = desk([]);
  type('甲乙');
  await self.pass(1_999);
  expect(self.sent).toEqual([]);
  type('甲乙丙');
  await self.pass(2_000);
  expect(self.sent).toEqual([{ source: '甲乙丙', quiz: '', images: {}, revision: 1, merged: false }]);
  expect(self.saver.state()).toMatchObject({ kind: 'saved' });
  expect(self.saver.revision()).toBe(2);
  expect(self.kept).toBeNull();
});

test('saves at the latest 15 seconds after the first key, however long somebody types on', async () => {
  const { self, type } = desk([]);
  for (let at = 0; at < 15; at += 1) {
    type(`甲${at}`);
    await self.pass(1_000);
  }
  expect(self.sent.length).toBe(1);
});

test('a copy lies on the device after 400 milliseconds and goes when the server has the text', async () => {
  const { self, type } = desk([]);
  type('乙');
  await self.pass(400);
  expect(self.kept).toMatchObject({ source: '乙', revision: 1 });
  await self.pass(2_000);
  expect(self.kept).toBeNull();
});

test('nothing is sent or copied while an input method composes', async () => {
  const { self, type } = desk([]);
  self.composing = true;
  type('nihao');
  await self.pass(20_000);
  expect(self.sent).toEqual([]);
  expect(self.kept).toBeNull();
  self.composing = false;
  self.text = { ...self.text, source: '你好' };
  await self.pass(2_000);
  expect(self.sent.map(({ source }) => source)).toEqual(['你好']);
});

test('without an answer it tries again after 2, 5 and 10 seconds and keeps the copy meanwhile', async () => {
  const away: SaveOutcome = { kind: 'unreachable' };
  const { self, type } = desk([away, away, away]);
  type('乙');
  await self.pass(2_000);
  expect(self.saver.state().kind).toBe('offline');
  await self.pass(1_999);
  expect(self.sent.length).toBe(1);
  await self.pass(1);
  expect(self.sent.length).toBe(2);
  await self.pass(5_000);
  expect(self.sent.length).toBe(3);
  expect(self.kept).toMatchObject({ source: '乙' });
  type('乙丙');
  await self.pass(10_000);
  expect(self.sent.at(-1)?.source).toBe('乙丙');
  expect(self.saver.hasUnsaved()).toBe(false);
});

test('what is typed while a request is under way goes with the next one', async () => {
  let answer: (outcome: SaveOutcome) => void = () => {};
  const { self, type } = desk([
    new Promise<SaveOutcome>((resolve) => {
      answer = resolve;
    }),
  ]);
  type('乙');
  await self.pass(2_000);
  type('乙丙');
  answer({ kind: 'saved', revision: 2, savedAt: 0 });
  await self.pass(0);
  for (let i = 0; i < 8; i += 1) await Promise.resolve();
  expect(self.saver.hasUnsaved()).toBe(true);
  await self.pass(4_000);
  expect(self.sent.map(({ source, revision }) => [source, revision])).toEqual([
    ['乙', 1],
    ['乙丙', 2],
  ]);
});

test('a stale save stops saving until the texts are merged; the merge goes out over the revision seen', async () => {
  const { self, type } = desk([{ kind: 'stale' }]);
  type('乙');
  await self.pass(2_000);
  type('乙丙');
  await self.pass(60_000);
  expect(self.sent.length).toBe(1);
  expect(self.kept).toMatchObject({ source: '乙丙' });
  self.text = { ...self.text, source: '乙丙丁' };
  await self.saver.saveMerged(7);
  expect(self.sent[1]).toMatchObject({ source: '乙丙丁', revision: 7, merged: true });
  expect(self.saver.state().kind).toBe('saved');
});

test('a text taken back to what is saved needs no request', async () => {
  const { self, type } = desk([]);
  type('乙');
  type('甲');
  await self.pass(2_000);
  expect(self.sent).toEqual([]);
  expect(self.saver.state().kind).toBe('saved');
});
