import { createElement } from 'react';
import { expect, test } from 'vitest';
import { elementsOf, textOf } from './children.ts';

test('takes the elements among line breaks, out of the paragraph that a parser may put around them', () => {
  const bar = (key: string) => createElement('b', { key });
  expect(elementsOf(['\n', bar('one'), '\n', bar('two')])).toHaveLength(2);
  expect(elementsOf(createElement('p', null, bar('one'), ' ', bar('two')))).toHaveLength(2);
});

test('reads the text of what stands inside elements', () => {
  expect(textOf(['先问：', createElement('em', null, '谁'), '在用'])).toBe('先问：谁在用');
});
