import { expect, test } from 'vitest';
import { type AuditEntry, checkChain, GENESIS_HASH, hashAuditEntry } from './chain.ts';

function chainOf(length: number): AuditEntry[] {
  const entries: AuditEntry[] = [];
  for (let n = 1; n <= length; n += 1) {
    const unhashed = {
      stream: 's',
      n,
      at: n,
      actorKind: 'person',
      actorId: 'p',
      address: '',
      action: 'a',
      subjectKind: 'k',
      subjectId: 'i',
      outcome: 'done',
      detail: { mark: n },
      prevHash: entries.at(-1)?.hash ?? GENESIS_HASH,
    };
    entries.push({ ...unhashed, hash: hashAuditEntry(unhashed) });
  }
  return entries;
}

function firstFault(entries: readonly AuditEntry[], head: { n: number; hash: string }) {
  const check = checkChain('s');
  for (const entry of entries) check.add(entry);
  return check.finish(head);
}

const headOf = (entries: readonly AuditEntry[]) => ({ n: entries.length, hash: entries.at(-1)?.hash ?? GENESIS_HASH });

test('an untouched chain has no fault, an empty one neither', () => {
  expect(firstFault(chainOf(5), headOf(chainOf(5)))).toBeNull();
  expect(firstFault([], { n: 0, hash: GENESIS_HASH })).toBeNull();
});

test('a changed detail is found at its exact place', () => {
  const entries = chainOf(5).map((entry) => (entry.n === 3 ? { ...entry, detail: { mark: 300 } } : entry));
  expect(firstFault(entries, headOf(chainOf(5)))).toEqual({ stream: 's', n: 3, fault: 'altered' });
});

test('a changed entry whose own hash was made again is found at the next one', () => {
  const entries = chainOf(5);
  const third = { ...(entries[2] as AuditEntry), detail: { mark: 300 } };
  entries[2] = { ...third, hash: hashAuditEntry(third) };
  expect(firstFault(entries, headOf(chainOf(5)))).toEqual({ stream: 's', n: 4, fault: 'unlinked' });
});

test('a removed entry is missing, in the middle and at the end', () => {
  const whole = chainOf(5);
  expect(
    firstFault(
      whole.filter(({ n }) => n !== 2),
      headOf(whole),
    ),
  ).toEqual({ stream: 's', n: 2, fault: 'missing' });
  expect(firstFault(whole.slice(0, 4), headOf(whole))).toEqual({ stream: 's', n: 5, fault: 'missing' });
});

test('a chain rebuilt as a whole differs from the head that was kept', () => {
  const rebuilt = chainOf(5).slice(0, 4);
  expect(firstFault(rebuilt, { n: 4, hash: 'f'.repeat(64) })).toEqual({ stream: 's', n: 4, fault: 'head-differs' });
});
