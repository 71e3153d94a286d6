import { expect, it } from 'vitest';
import { bracketSpacedAddresses } from './spaced-addresses.ts';

const names = ['照片 1.png', 'img/screen shot.jpg'];
const mend = (text: string) => bracketSpacedAddresses(text, { isFile: (address) => names.includes(address) });

it.each([
  ['![](照片 1.png)', '![](<照片 1.png>)'],
  ['一 ![首页]( img/screen shot.jpg ) 二', '一 ![首页](<img/screen shot.jpg>) 二'],
  ['![a](照片 1.png) ![b](照片 1.png)', '![a](<照片 1.png>) ![b](<照片 1.png>)'],
])('%s becomes %s', (text, wanted) => expect(mend(text)).toBe(wanted));

it.each([
  '![](<照片 1.png>)',
  '![](照片1.png)',
  '![](别的 1.png)',
  '[链接](照片 1.png)',
  '![a](x.png "照片 1.png")',
  '（照片 1.png）',
])('leaves %s as it is', (text) => expect(mend(text)).toBe(text));
