import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countAnswered, foldAnswers } from './answers.ts';
import { chainResponse, EMPTY_CHAIN, findChainFault, type ResponseEntry } from './response-chain.ts';

const entries = fc.uniqueArray(
  fc.record({
    slot: fc.integer({ min: 1, max: 4 }),
    seq: fc.integer({ min: 1, max: 50 }),
    answer: fc.oneof(fc.constant(null), fc.constantFrom('a', 'b'), fc.array(fc.constantFrom('a', 'b'))),
  }),
  { selector: ({ slot, seq }) => `${slot}/${seq}` },
);

describe('the answers that count', () => {
  it('are per slot those with the highest number, in whatever order they came', () => {
    fc.assert(
      fc.property(entries, fc.array(fc.nat()), (list, keys) => {
        const late = [...list].sort((a, b) => (keys[list.indexOf(a)] ?? 0) - (keys[list.indexOf(b)] ?? 0));
        const folded = foldAnswers(late);
        expect(folded).toEqual(foldAnswers(list));
        for (const { slot, seq } of list) expect(folded.get(slot)?.seq).toBeGreaterThanOrEqual(seq);
      }),
    );
  });

  it('leave a slot without answer once null came last, but remember its number', () => {
    const folded = foldAnswers([
      { slot: 1, seq: 3, answer: null },
      { slot: 1, seq: 2, answer: 'a' },
      { slot: 2, seq: 1, answer: 'b' },
    ]);
    expect(folded.get(1)).toEqual({ seq: 3, answer: null });
    expect(countAnswered(folded)).toBe(1);
  });
});

describe('the chain of receipts', () => {
  const chain = (count: number): ResponseEntry[] => {
    const list: ResponseEntry[] = [];
    for (let i = 0; i < count; i += 1) {
      const head = list.at(-1) ?? EMPTY_CHAIN;
      const answer = i % 3 === 0 ? null : [`选项${i}`];
      list.push(
        chainResponse(head, { attemptId: 'att_1', slot: (i % 2) + 1, seq: i + 1, answer, clientMs: i, receivedAt: i }),
      );
    }
    return list;
  };
  const headOf = (list: ResponseEntry[]) => list.at(-1) ?? EMPTY_CHAIN;

  it('holds for an empty attempt and for one with answers', () => {
    expect(findChainFault({ entries: [], head: EMPTY_CHAIN })).toBeNull();
    expect(findChainFault({ entries: chain(7), head: headOf(chain(7)) })).toBeNull();
  });

  it('names the exact place at which one entry was altered, whatever the field', () => {
    const list = chain(7);
    const changes: Partial<ResponseEntry>[] = [
      { answer: 'x' },
      { seq: 99 },
      { slot: 9 },
      { clientMs: -1 },
      { receivedAt: 9 },
    ];
    for (const change of changes) {
      const altered = list.map((entry, i) => (i === 3 ? { ...entry, ...change } : entry));
      expect(findChainFault({ entries: altered, head: headOf(list) })).toEqual({ n: 4, fault: 'altered' });
    }
  });

  it('finds an entry that was taken out, in the middle and at the end, and one put in its place', () => {
    const list = chain(5);
    const head = headOf(list);
    expect(findChainFault({ entries: list.filter((_, i) => i !== 2), head })).toEqual({ n: 3, fault: 'missing' });
    expect(findChainFault({ entries: list.slice(0, 4), head })).toEqual({ n: 5, fault: 'missing' });
    const other = chainResponse(EMPTY_CHAIN, {
      attemptId: 'att_1',
      slot: 1,
      seq: 1,
      answer: 'x',
      clientMs: 0,
      receivedAt: 0,
    });
    expect(findChainFault({ entries: [other, ...list.slice(1)], head })).toEqual({ n: 2, fault: 'unlinked' });
  });

  it('does not take the chain of one attempt for that of another', () => {
    const moved = chain(3).map((entry) => ({ ...entry, attemptId: 'att_2' }));
    expect(findChainFault({ entries: moved, head: headOf(moved) })).toEqual({ n: 1, fault: 'altered' });
  });

  it('gives the receipt that this answer has always given', () => {
    expect(chain(1)[0]?.hash).toMatchInlineSnapshot(
      `"9bee1a92652bd39c8fdbe3b3ec1e6ebf76788ec33bf2f120f89615de1cae2c4f"`,
    );
  });
});
