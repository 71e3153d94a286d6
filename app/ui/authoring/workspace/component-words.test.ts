import { expect, test } from 'vitest';
import { LESSON_COMPONENTS } from '#app/domain/courses/lesson-components.ts';
import { CALLOUT_KINDS, isAttributeName, isComponentName } from './component-words.ts';

test('every component of a lesson and every attribute has its words in the menu', () => {
  for (const [name, { attributes }] of Object.entries(LESSON_COMPONENTS)) {
    expect([name, isComponentName(name)]).toEqual([name, true]);
    for (const attribute of Object.keys(attributes))
      expect([attribute, isAttributeName(attribute)]).toEqual([attribute, true]);
  }
  expect(LESSON_COMPONENTS.Callout?.attributes.kind?.form).toEqual({ oneOf: [...CALLOUT_KINDS] });
});
