import type { DraftText } from './draft.ts';

/**
 * A new lesson as its author finds it: every field explained where it is written, every section in its place, a quiz
 * of five questions begun. It passes the check but for what has to be written.
 * @param code `<course>/<name>`.
 * @param today `2026-11-20`.
 * @param body a text to begin with instead of the sections.
 */
export function lessonTemplate({
  code,
  title,
  today,
  body,
}: {
  code: string;
  title: string;
  today: string;
  body?: string;
}): DraftText {
  const name = code.slice(code.indexOf('/') + 1);
  const source = `---
formatVersion: 1
# 课程/名称，发布后不再改
id: ${code}
# 也可以写两种语言：{ zh: 标题, en: Title }
title: ${yamlText(title === '' ? '（课名）' : title)}
# 一两句话，说清学完能做什么
summary: （摘要）
# 2到4条学习目标；points写知识点编码（见覆盖情况），depth写讲到的深度：
# remember 了解、understand 理解、apply 应用、analyse 分析
objectives:
  - { zh: （能说出……）, points: [], depth: understand }
  - { zh: （能做到……）, points: [], depth: apply }
# 预计时间（分钟），含小测
minutes: 18
# 完成条件：计入的学习时间（分钟）和小测
completion: { minutes: 5, quiz: passed }
# 最近一次核对内容的日期
checkedOn: "${today}"
# 至少两条来源；日期写到年、月或日都可以，url和where可以不写
sources:
  - { title: （来源一）, author: （作者或机关）, date: "${today.slice(0, 4)}" }
  - { title: （来源二）, date: "${today.slice(0, 4)}", url: https://www.gov.cn/ }
---
${body ?? SECTIONS}`;
  return { source, quiz: quizTemplate(name), images: {} };
}

const SECTIONS = `
## （从一件具体的事说起）

（用一个办公室里的场景引出问题。正文1200到2500个汉字为宜。）

<KeyTerm term="（术语）" en="term">
（一句话的定义。）
</KeyTerm>

## （怎么做）

<Process caption="（图题）" alt="（图里有什么，用一句话说清）">

<Stage title="（第一步）">
（做什么）
</Stage>

<Stage title="（第二步）">
（做什么）
</Stage>

<Stage title="（第三步）">
（做什么）
</Stage>

</Process>

${closingSections()}`;

/** The components of `closingSections`. */
export const CLOSING_COMPONENTS = ['Case', 'Mistakes', 'Quiz', 'Reading'] as const;

/** What every lesson ends with; a converted text gets it too. */
export function closingSections(): string {
  return `<Case title="（案例标题）">

（一件发生在办公室里的事，和处理的办法。）

</Case>

<Mistakes>

- **（常见的错误）** （为什么错，应当怎样）
- **（常见的错误）** （为什么错，应当怎样）

</Mistakes>

<Quiz />

<Reading>

<Source title="（书名或文件名）" author="（作者）" date="2024">
（读哪一部分，为什么值得读。）
</Source>

</Reading>
`;
}

function quizTemplate(name: string): string {
  const stem = name.replace(/^\d+-/, '');
  const question = (n: number) => `
  - id: ${stem}-q${n}
    type: single-choice
    use: practice
    # 知识点编码，第一个决定能力项
    points: []
    depth: understand
    difficulty: "0.70"
    body:
      prompt: （题干${n}）
      options: [{ id: a, text: （选项） }, { id: b, text: （选项） }, { id: c, text: （选项） }, { id: d, text: （选项） }]
    scoring: { key: a }
    feedback: { explanation: （为什么选它） }`;
  return `formatVersion: 1
# 五道练习题。编号发布后不再改；题型与写法见帮助
questions:${[1, 2, 3, 4, 5].map(question).join('\n')}
`;
}

/** A title as YAML reads it back, whatever signs it holds. */
export const yamlText = (text: string): string =>
  /^[\p{L}（《“][^:#{}[\],&*!|>'"%@`\\]*$/u.test(text) && text.trim() === text ? text : JSON.stringify(text);
