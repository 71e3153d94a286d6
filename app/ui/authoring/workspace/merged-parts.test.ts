import { expect, test } from 'vitest';
import { mergeTexts } from '#app/domain/kernel/merge-texts.ts';
import { decideBy, joinMerged, listConflicts, splitMerged } from './merged-parts.ts';

const merge = (base: string, mine: string, theirs: string) =>
  splitMerged(mergeTexts({ base, mine, theirs, labels: { mine: '我', theirs: '李' } }).text);

test('what both changed differently is one decision; the rest is agreed', () => {
  const parts = merge('一\n二\n三\n四', '一\n我的二\n三\n四四', '一\n她的二\n三\n四');
  expect(parts).toEqual([
    { kind: 'agreed', text: '一' },
    { kind: 'conflict', mine: '我的二', base: '二', theirs: '她的二' },
    { kind: 'agreed', text: '三\n四四' },
  ]);
  expect(joinMerged(parts, ['mine'])).toBe('一\n我的二\n三\n四四');
  expect(joinMerged(parts, ['theirs'])).toBe('一\n她的二\n三\n四四');
  expect(joinMerged(parts, ['both'])).toBe('一\n我的二\n她的二\n三\n四四');
});

test('a line that one took away and the other changed goes with its line break', () => {
  const parts = merge('一\n二\n三', '一\n三', '一\n二二\n三');
  expect(joinMerged(parts, ['mine'])).toBe('一\n三');
  expect(joinMerged(parts, ['theirs'])).toBe('一\n二二\n三');
});

test('nothing decided leaves both texts', () => {
  expect(joinMerged(merge('一', '我', '她'), [])).toBe('我\n她');
});

test('a text without conflicts is one agreed part, empty lines at its ends included', () => {
  expect(joinMerged(splitMerged('\n一\n\n'), [])).toBe('\n一\n\n');
});

test('a choice holds while the text is merged anew, but theirs is not chosen over what was typed since', () => {
  const drawn = (mine: string) => ({
    source: mergeTexts({ base: '一\n二', mine, theirs: '一\n她的二', labels: { mine: '', theirs: '李' } }),
    quiz: { text: '', conflicts: [] },
    images: {},
  });
  const before = drawn('一\n我的二');
  const [place] = listConflicts('source', splitMerged(before.source.text));
  const chosen = (choice: 'mine' | 'theirs') => decideBy({ [place?.key ?? '']: { choice, mine: place?.mine ?? '' } });
  const typedOn = drawn('新的一\n我的二');
  expect(chosen('theirs')(before)?.source).toBe('一\n她的二');
  expect(chosen('mine')(drawn('一\n我的二，又写了'))?.source).toBe('一\n我的二，又写了');
  expect(chosen('theirs')(drawn('一\n我的二，又写了'))).toBeNull();
  expect(decideBy({})(typedOn)).toBeNull();
});
