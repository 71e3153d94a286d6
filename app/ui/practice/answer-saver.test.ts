import { describe, expect, test } from 'vitest';
import type { Json } from '#app/domain/kernel/canonical.ts';
import { formOf, makeAnswerSaver, type SaveState, type SendOutcome } from './answer-saver.ts';

/** A server whose outcomes are given in advance; every further call keeps. */
function open(...outcomes: SendOutcome[]) {
  const sent: [number, Json][] = [];
  const states: SaveState[] = [];
  const saver = makeAnswerSaver({
    async send(slot, answer) {
      sent.push([slot, answer]);
      return outcomes.shift() ?? 'kept';
    },
    onState: (state) => states.push(state),
  });
  return { saver, sent, states };
}

describe('saving answers of a mock exam', () => {
  test('sends the latest answer of each question, one after another, and then says saved', async () => {
    const { saver, sent, states } = open();
    saver.put(1, 'a');
    saver.put(2, 'b');
    saver.put(1, 'c');
    await saver.flush();
    expect(sent).toEqual([
      [2, 'b'],
      [1, 'c'],
    ]);
    expect(states.at(-1)).toBe('saved');
  });

  test('sends again what failed, with the next flush', async () => {
    const { saver, sent, states } = open('failed');
    saver.put(1, 'a');
    await saver.flush();
    expect(states.at(-1)).toBe('failed');
    await saver.flush();
    expect(sent).toEqual([
      [1, 'a'],
      [1, 'a'],
    ]);
    expect(states.at(-1)).toBe('saved');
  });

  test('sends an answer that was changed while the former one was under way', async () => {
    const { saver, sent } = open();
    saver.put(1, 'a');
    const flushing = saver.flush();
    saver.put(1, 'b');
    await flushing;
    expect(sent).toEqual([
      [1, 'a'],
      [1, 'b'],
    ]);
  });

  test('gives up everything once the time is over', async () => {
    const { saver, sent, states } = open('closed');
    saver.put(1, 'a');
    saver.put(2, 'b');
    await saver.flush();
    await saver.flush();
    expect(sent).toHaveLength(1);
    expect(states.at(-1)).toBe('closed');
  });

  test('sends answers in the fields of the form: one value, several, keyed ones, none', () => {
    expect(formOf(3, 'a').toString()).toBe('slot=3&answer%3A3=a');
    expect([...formOf(3, ['a', 'b'])]).toEqual([
      ['slot', '3'],
      ['answer:3', 'a'],
      ['answer:3', 'b'],
    ]);
    expect([...formOf(3, { g1: 'x' })]).toEqual([
      ['slot', '3'],
      ['answer:3:g1', 'x'],
    ]);
    expect([...formOf(3, null)]).toEqual([['slot', '3']]);
  });
});
