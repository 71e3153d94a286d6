import { expect, test } from 'vitest';
import { markdownOfHtml } from './markdown-of-html.ts';

const textOf = (html: string) => markdownOfHtml(html).text;

test('a page of Word: headings, bold, lists of paragraphs and a table become Markdown', () => {
  const html = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin:0}</style>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml><![endif]--></head><body><!--StartFragment-->
<h2>一、公文的格式<o:p></o:p></h2>
<p class=MsoNormal><b><span lang=EN-US>GB/T 9704</span>规定：</b>正文用三号
仿宋体字。<o:p></o:p></p>
<p class=MsoListParagraph style='margin-left:21.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]>份号</p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><![if !supportLists]><span style='font-family:Wingdings'><span style='mso-list:Ignore'>l<span>&nbsp; </span></span></span><![endif]>密级</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>（一）</span><![endif]>紧急程度</p>
<table border=1><tr><td><p class=MsoNormal><b>要素</b></p></td><td><p class=MsoNormal>位置</p></td></tr>
<tr><td><p class=MsoNormal>份号</p></td><td><p>版心<br>左上角</p></td></tr></table>
<p class=MsoNormal><!--[if gte vml 1]><v:shape><v:imagedata src="file:///C:/a.png"/></v:shape><![endif]--><![if !vml]><img src="file:///C:/a.png"><![endif]></p>
<!--EndFragment--></body></html>`;
  expect(markdownOfHtml(html)).toEqual({
    text: [
      '## 一、公文的格式',
      '**GB/T 9704规定**：正文用三号仿宋体字。',
      '1. 份号\n   - 密级',
      '（一）紧急程度',
      '| **要素** | 位置 |\n| --- | --- |\n| 份号 | 版心 左上角 |',
    ].join('\n\n'),
    pictures: 1,
  });
});

test.each([
  ['<b style="font-weight:normal"><p><span style="font-weight:700">提交</span>后不能改</p></b>', '**提交**后不能改'],
  ['<p><i>e-Government</i>（电子政务）</p>', '*e-Government*（电子政务）'],
  ['<p>a &lt;Note&gt; {x} * b_c</p>', 'a \\<Note> \\{x\\} \\* b\\_c'],
  ['<h1><b>标题</b></h1>', '# 标题'],
  ['<p><a href="https://www.gov.cn/a(1)">中国政府网</a></p>', '[中国政府网](https://www.gov.cn/a%281%29)'],
  ['<p><a href="javascript:alert(1)">点我</a><a name="_Toc1">锚</a></p>', '点我锚'],
  ['<ul><li>甲<ol><li>乙</li></ol></li><li>丙</li></ul>', '- 甲\n  1. 乙\n- 丙'],
  ['<script>alert(1)</script><p>余下</p>', '余下'],
])('%s', (html, wanted) => expect(textOf(html)).toBe(wanted));

test('cells that span rows and columns leave the others in their places', () => {
  const html =
    '<table><tr><td rowspan=2>单位</td><td colspan=2>人数</td></tr><tr><td>男</td><td>女|其他</td></tr><tr><td>办公室</td><td>3</td><td>4</td></tr></table>';
  expect(textOf(html)).toBe(
    ['| 单位 | 人数 |  |', '| --- | --- | --- |', '|  | 男 | 女\\|其他 |', '| 办公室 | 3 | 4 |'].join('\n'),
  );
});

test('a table among text stands apart from it, one of a single cell too', () => {
  expect(textOf('<p>前</p><table><tr><td><p>一</p><p>二</p></td></tr></table><p>后</p>')).toBe(
    '前\n\n| 一 二 |\n| --- |\n\n后',
  );
});
