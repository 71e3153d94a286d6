import { expect, test } from 'vitest';
import { keepMiddleDots, MIDDLE_DOTS, withoutMiddleDots } from './middle-dots.ts';
import { isNameMeant, pinyinKeyOf } from './pinyin.ts';
import { parsePersonName } from './service.ts';

test.each(MIDDLE_DOTS)(
  '%s between the parts of a name is kept as U+00B7, and dropped where names are compared',
  (dot) => {
    expect(keepMiddleDots(`古力娜扎 ${dot} 买买提`)).toBe('古力娜扎·买买提');
    expect(parsePersonName(`古力娜扎${dot}买买提`)).toBe('古力娜扎·买买提');
    expect(withoutMiddleDots(`古力娜扎${dot}买买提`)).toBe('古力娜扎买买提');
    const finds = (text: string) => {
      const name = `古力娜扎${dot}买买提`;
      return isNameMeant({ name, key: pinyinKeyOf(name), text });
    };
    expect(['古力娜扎买买提', '娜扎买', '古力娜扎•买买提', 'gulinazhamaimaiti'].map(finds)).toEqual([
      true,
      true,
      true,
      true,
    ]);
  },
);

test('a dot that stands between no letters stays as it is', () => {
  expect(keepMiddleDots('·张三')).toBe('·张三');
});
