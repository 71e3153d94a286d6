import { expect, test } from 'vitest';
import { richHtmlOf } from './rich-text.ts';

const onClipboard = (html: string, plain = '文字') =>
  richHtmlOf({ getData: (type: string) => (type === 'text/html' ? html : type === 'text/plain' ? plain : '') });

test.each([
  '<h2>标题</h2>',
  '<p><b>粗</b></p>',
  "<p style='mso-list:l0 level1 lfo1'>一</p>",
  '<table><tr><td>1</td></tr></table>',
  '<span style="font-weight: 700">粗</span>',
  '<a target="_blank" href="https://www.gov.cn">网</a>',
])('%s is taken with its structure', (html) => expect(onClipboard(html)).toBe(html));

test.each([
  ['', '文字'],
  ['<p>只有一段</p>', '文字'],
  ['<div style="font-family: Menlo, monospace; white-space: pre;"><b>const</b></div>', 'const'],
  // A picture that was copied by itself.
  ['<img src="https://example.org/a.png"><b></b>', ''],
])('%s leaves the paste to the browser', (html, plain) => expect(onClipboard(html, plain)).toBeNull());

test('no clipboard at all', () => expect(richHtmlOf(null)).toBeNull());
