import type { Form } from '#app/domain/kernel/authored.ts';
import type { ContentFault, ContentFaultCode } from '#app/domain/kernel/content-fault.ts';
import type { Language } from '#app/domain/kernel/local-text.ts';

/** `{{name}}` is a fact of the fault; a part in [[ ]] is left out where its fact is absent. */
type Sentence = { readonly zh: string; readonly en: string };

const HINT = { zh: '[[；是不是{{suggestion}}？]]', en: '[[; did you mean {{suggestion}}?]]' };
const hinted = ({ zh, en }: Sentence): Sentence => ({ zh: zh + HINT.zh, en: en + HINT.en });

const SENTENCES = {
  'bad-encoding': { zh: '不是UTF-8文本，请用UTF-8另存', en: 'not UTF-8 text; save it as UTF-8' },
  'byte-order-mark': {
    zh: '文件开头有BOM标记，请用“UTF-8（无BOM）”另存',
    en: 'begins with a byte order mark; save it as UTF-8 without BOM',
  },
  'file-too-large': {
    zh: '文件有{{found}}字节，最多{{most}}',
    en: 'the file has {{found}} bytes, at most {{most}} are read',
  },
  'file-missing': { zh: '缺少这个文件', en: 'this file is missing' },
  'file-unexpected': {
    zh: '内容格式里没有这个位置的文件，不会被读取',
    en: 'the content format has no file in this place; it is not read',
  },
  'yaml-syntax': { zh: 'YAML写法有误（{{rule}}）：{{reason}}', en: 'not valid YAML ({{rule}}): {{reason}}' },
  'json-syntax': { zh: '从这里起不是合法的JSON', en: 'not valid JSON from here on' },
  'yaml-alias': { zh: '不能用别名*{{name}}，请把内容写出来', en: 'alias *{{name}} is not allowed; write it out' },
  'too-deep': { zh: '嵌套太深，无法读取', en: 'nested too deeply to be read' },
  'missing-field': { zh: '缺少字段{{field}}', en: 'field {{field}} is missing' },
  'unknown-field': hinted({ zh: '没有字段{{field}}', en: 'there is no field {{field}}' }),
  'wrong-type': {
    zh: '{{field}}应是{{expected}}，写成了{{found}}',
    en: '{{field}} must be {{expected}}, found {{found}}',
  },
  'needs-quotes': {
    zh: '{{field}}要写成带引号的文本："{{found}}"',
    en: '{{field}} must be quoted: "{{found}}"',
  },
  'not-allowed': hinted({
    zh: '{{field}}不能是{{found}}，可用：{{allowed}}',
    en: '{{field}} cannot be {{found}}; allowed: {{allowed}}',
  }),
  'empty-value': { zh: '{{field}}不能为空', en: '{{field}} must not be empty' },
  'too-few': {
    zh: '{{field}}至少要有{{minimum}}项，现有{{found}}项',
    en: '{{field}} needs at least {{minimum}}, has {{found}}',
  },
  'too-many': {
    zh: '{{field}}最多{{maximum}}，现有{{found}}',
    en: '{{field}} may have at most {{maximum}}, has {{found}}',
  },
  'out-of-range': {
    zh: '{{field}}的值{{found}}超出范围[[，最小{{minimum}}]][[，最大{{maximum}}]]',
    en: '{{field}} is out of range: {{found}}[[, at least {{minimum}}]][[, at most {{maximum}}]]',
  },
  'bad-format': {
    zh: '{{field}}的写法不对：{{found}}；应是{{form}}',
    en: '{{field}} is written wrongly: {{found}}; it must be {{form}}',
  },
  'code-outside-parent': {
    zh: '编码{{value}}不属于上级{{parent}}',
    en: 'code {{value}} does not belong to {{parent}}',
  },
  'duplicate-code': { zh: '编码{{value}}重复', en: 'code {{value}} is used twice' },
  'hours-sum': {
    zh: '各知识点学时合计{{found}}，与总学时{{expected}}不符',
    en: 'the hours of the points sum to {{found}}, not to {{expected}}',
  },
  'duplicate-point': { zh: '知识点{{value}}重复', en: 'point {{value}} is listed twice' },
  'duplicate-module': { zh: '单元目录{{value}}重复', en: 'module {{value}} is listed twice' },
  'duplicate-lesson': { zh: '课{{value}}列了两次', en: 'lesson {{value}} is listed twice' },
  'not-descending': { zh: '{{field}}必须比上一行小', en: '{{field}} must be smaller than in the line before' },
  'last-not-zero': { zh: '最后一行的{{field}}必须是0', en: '{{field}} of the last line must be 0' },
  'more-than-whole': { zh: '{{field}}不能大于总数', en: '{{field}} cannot exceed the whole' },
  'duplicate-tier': { zh: '等级{{value}}重复', en: 'tier {{value}} is listed twice' },
  'pass-line-inside-band': { zh: '合格线必须等于某个等次的起点', en: 'the pass line must be the lower line of a band' },
  'marks-sum': { zh: '分值合计{{found}}，应为{{expected}}', en: 'the marks sum to {{found}}, not to {{expected}}' },
  'duplicate-cell': { zh: '细目{{value}}重复，请合并成一行', en: 'cell {{value}} is listed twice; make it one line' },
  'paper-shape': {
    zh: 'cells、items、sections只能写一种，现有{{found}}种',
    en: 'write only one of cells, items and sections; found {{found}}',
  },
  'durations-sum': {
    zh: '各部分时间合计{{found}}分钟，应为{{expected}}；要么每个部分都写，要么都不写',
    en: 'the minutes of the sections sum to {{found}}, not to {{expected}}; every section says its own or none does',
  },
  'duplicate-value': { zh: '{{value}}重复', en: '{{value}} is listed twice' },
  'duplicate-option': { zh: '选项编号{{value}}重复', en: 'option {{value}} is listed twice' },
  'duplicate-key': { zh: '答案里{{value}}重复', en: 'the key names {{value}} twice' },
  'key-not-among-options': {
    zh: '答案{{value}}不在选项{{options}}之中',
    en: 'key {{value}} is not among the options {{options}}',
  },
  'blanks-differ': {
    zh: '题干有{{found}}处____，答案有{{expected}}组',
    en: 'the prompt has {{found}} blanks ____, the key {{expected}}',
  },
  'nothing-to-earn': { zh: '按这样的分值，没有作答能得分', en: 'by these points no answer can earn anything' },
  'weights-differ': { zh: '有{{expected}}处空，权重却有{{found}}个', en: '{{expected}} blanks, but {{found}} weights' },
  'places-differ': {
    zh: '文中的位置[[…]]与答案不符：缺{{missing}}，多{{unknown}}，重复{{twice}}；中英文要有同样的位置',
    en: 'the places [[…]] of the text do not fit the key: missing {{missing}}, unknown {{unknown}}, twice {{twice}}; both languages need the same places',
  },
  'place-without-words': {
    zh: '可标记的位置要写出文字，如[[h1|这几个字]]',
    en: 'a place to be marked needs its words, such as [[h1|these words]]',
  },
  'field-kind-differs': {
    zh: '题面里是{{expected}}，答案里是{{found}}',
    en: 'the body says {{expected}}, the key {{found}}',
  },
  'field-without-key': { zh: '{{value}}没有答案', en: '{{value}} has no key' },
  'key-without-field': { zh: '答案{{value}}在题面里没有对应的空', en: 'key {{value}} has no field in the body' },
  'cells-differ': {
    zh: '这一行有{{found}}格，应为{{expected}}格',
    en: 'this row has {{found}} cells, not {{expected}}',
  },
  'area-outside': { zh: '区域超出了图片', en: 'the area lies outside the image' },
  'levels-not-falling': {
    zh: '各档从"1.00"起逐档降低，最后一档是"0.00"',
    en: 'the levels begin at "1.00", fall from one to the next and end at "0.00"',
  },
  'length-crossed': { zh: '最少字数不能多于最多字数', en: 'the least length exceeds the greatest' },
  'several-not-allowed': {
    zh: '一项只能配一个；要配多个请写many: true',
    en: 'one partner each; write many: true for several',
  },
  'too-few-options': { zh: '有{{needed}}处空，选项不够', en: '{{needed}} gaps need as many options' },
  'order-incomplete': { zh: '答案的顺序缺{{missing}}', en: 'the order of the key lacks {{missing}}' },
  'response-unreadable': {
    zh: '这不是{{type}}题的作答格式',
    en: 'this is not how a question of type {{type}} is answered',
  },
  'front-matter-missing': {
    zh: '文件必须以---开头，先写课的元数据',
    en: 'the file must begin with --- and the facts of the lesson',
  },
  'front-matter-not-yaml': {
    zh: '元数据只能用纯---开头的YAML，不能写---{{found}}',
    en: 'the front matter must open with a plain --- (YAML), not with ---{{found}}',
  },
  'front-matter-unclosed': { zh: '元数据没有用---结束', en: 'the front matter is not closed with ---' },
  'body-opens-with-rule': {
    zh: '正文不能以---开头，会被当作另一段元数据',
    en: 'the body must not begin with ---: it would be taken for front matter',
  },
  'mdx-syntax': { zh: '这里不是合法的MDX：{{reason}}', en: 'not valid MDX: {{reason}}' },
  'mdx-import': {
    zh: '课里不能有import或export；若是正文，请不要让它在行首',
    en: 'import and export are not allowed; in prose, keep the word off the start of a line',
  },
  'mdx-expression': {
    zh: '课里不能有{…}表达式；要显示花括号请写\\{',
    en: 'expressions in braces are not allowed; write \\{ for a brace',
  },
  'mdx-comment': { zh: '不能用HTML注释<!-- -->', en: 'HTML comments <!-- --> are not allowed' },
  'tag-unclosed': { zh: '标签{{name}}没有配对', en: 'tag {{name}} has no counterpart' },
  'attribute-expression': {
    zh: '属性{{attribute}}只能写成带引号的文字',
    en: 'attribute {{attribute}} must be a quoted text',
  },
  'attribute-spread': { zh: '不能用{...}展开属性', en: 'spread attributes {...} are not allowed' },
  'attribute-event': { zh: '不能有事件属性{{attribute}}', en: 'event attribute {{attribute}} is not allowed' },
  'attribute-unknown': hinted({ zh: '{{name}}没有属性{{attribute}}', en: '{{name}} has no attribute {{attribute}}' }),
  'attribute-missing': { zh: '{{name}}缺少属性{{attribute}}', en: '{{name}} lacks its attribute {{attribute}}' },
  'attribute-empty': { zh: '属性{{attribute}}不能为空', en: 'attribute {{attribute}} must not be empty' },
  'attribute-value': {
    zh: '属性{{attribute}}不能是{{found}}，可用：{{allowed}}',
    en: 'attribute {{attribute}} cannot be {{found}}; allowed: {{allowed}}',
  },
  'attribute-repeated': { zh: '属性{{attribute}}写了两次', en: 'attribute {{attribute}} is given twice' },
  'component-unknown': hinted({ zh: '没有组件{{name}}', en: 'there is no component {{name}}' }),
  'component-misplaced': { zh: '{{name}}只能直接放在{{parent}}里', en: '{{name}} belongs directly inside {{parent}}' },
  'component-children': { zh: '{{name}}里只能放{{expected}}', en: '{{name}} may hold only {{expected}}' },
  'child-count': {
    zh: '{{name}}里要有{{least}}到{{most}}个{{child}}，现有{{found}}个',
    en: '{{name}} needs {{least}} to {{most}} {{child}}, has {{found}}',
  },
  'html-tag': { zh: '不能用HTML标签{{name}}', en: 'HTML tag {{name}} is not allowed' },
  'address-refused': {
    zh: '链接{{address}}不能用：只可用http、https、mailto或站内相对地址',
    en: 'address {{address}} is refused: only http, https, mailto or a relative one',
  },
  'image-not-served': {
    zh: '这里不能有图片',
    en: 'there can be no image here',
  },
  'image-address': {
    zh: '图片{{found}}不能用：要写成![替代文字](images/文件名.webp)，文件名用小写英文、数字和连字符',
    en: 'image {{found}} is refused: write ![alternative text](images/name.webp), the name in lower-case letters, digits and hyphens',
  },
  'image-alt-missing': {
    zh: '图片{{found}}缺少替代文字：在方括号里写明图上看到什么',
    en: 'image {{found}} lacks its alternative text: say in the square brackets what it shows',
  },
  'image-missing': { zh: '没有图片{{found}}', en: 'there is no image {{found}}' },
  'image-unused': { zh: '图片{{found}}没有用到', en: 'image {{found}} is not used' },
  'image-too-large': {
    zh: '图片太大：{{found}}，最多{{most}}',
    en: 'the image is too large: {{found}}, at most {{most}}',
  },
  'image-wrong-type': {
    zh: '不是PNG、JPEG、WebP或GIF图片',
    en: 'not a PNG, JPEG, WebP or GIF image',
  },
  'image-too-many-pixels': {
    zh: '图片超过{{most}}百万像素，请缩小',
    en: 'the image has more than {{most}} million pixels; make it smaller',
  },
  'image-broken': { zh: '图片已损坏，无法读取', en: 'the image is damaged and cannot be read' },
  'conflict-undecided': {
    zh: '这里有没决定的合并冲突：留下要的文字，删去<<<<<<<、=======、>>>>>>>这几行',
    en: 'a merge was not decided here: keep the text that is right and remove the lines <<<<<<<, =======, >>>>>>>',
  },
  'question-code-taken': {
    zh: '试题编号{{id}}已用于别处，请换一个',
    en: 'the question id {{id}} is used elsewhere; choose another',
  },
  'lesson-code-differs': {
    zh: '课的编号应是{{expected}}，写成了{{found}}',
    en: 'the id of the lesson must be {{expected}}, found {{found}}',
  },
  'heading-level': { zh: '标题从##开始，#留给课名', en: 'headings begin at ##; # is the title of the lesson' },
  'heading-skipped': {
    zh: '标题跳级：{{before}}级之后是{{found}}级',
    en: 'a level is skipped: {{found}} after {{before}}',
  },
  'quiz-missing': { zh: '缺少<Quiz />，请放在小测出现的位置', en: '<Quiz /> is missing; put it where the quiz stands' },
  'quiz-repeated': { zh: '<Quiz />只能有一个', en: '<Quiz /> may stand only once' },
  'section-missing': { zh: '每课应有{{name}}', en: 'a lesson should have {{name}}' },
  'reading-not-last': { zh: '<Reading>应放在最后', en: '<Reading> should stand last' },
  'lesson-length': {
    zh: '正文{{found}}个汉字，必须在{{least}}到{{most}}之间',
    en: 'the body has {{found}} Chinese characters; it must have {{least}} to {{most}}',
  },
  'lesson-length-unusual': {
    zh: '正文{{found}}个汉字，建议{{least}}到{{most}}',
    en: 'the body has {{found}} Chinese characters; {{least}} to {{most}} read best',
  },
  'duplicate-id': { zh: '编号{{id}}已用于{{first}}', en: 'id {{id}} is already used at {{first}}' },
  'standard-repeated': {
    zh: '只能有一个标准，已有{{first}}',
    en: 'there can be only one standard; the first is {{first}}',
  },
  'unknown-point': { zh: '标准里没有知识点{{point}}', en: 'the standard has no point {{point}}' },
  'unknown-competency': { zh: '标准里没有能力项{{competency}}', en: 'the standard has no competency {{competency}}' },
  'unknown-syllabus': hinted({ zh: '没有大纲{{id}}', en: 'there is no syllabus {{id}}' }),
  'unknown-type': hinted({ zh: '没有题型{{type}}', en: 'there is no question type {{type}}' }),
  'unknown-question': hinted({
    zh: '考试题库里没有{{question}}',
    en: 'there is no exam question {{question}}',
  }),
  'enemy-of-itself': { zh: '不能把自己写成互斥题', en: 'a question cannot be its own enemy' },
  'lesson-file-missing': hinted({ zh: '没有课文件{{file}}', en: 'there is no lesson file {{file}}' }),
  'lesson-not-in-course': {
    zh: '{{file}}没有列出这一课，学员到不了这里',
    en: '{{file}} does not list this lesson; no learner can reach it',
  },
  'lesson-outside-course': {
    zh: '课的编号{{id}}应以{{course}}/开头',
    en: 'the id {{id}} of a lesson must begin with {{course}}/',
  },
  'course-folder-differs': {
    zh: '课程编号{{id}}与目录名{{folder}}不同',
    en: 'course {{id}} lies in a folder called {{folder}}',
  },
  'course-file-missing': { zh: '缺少{{file}}', en: '{{file}} is missing' },
  'quiz-file-missing': { zh: '这一课没有小测文件{{file}}', en: 'the lesson has no quiz file {{file}}' },
  'quiz-without-lesson': { zh: '没有对应的课文件{{file}}', en: 'there is no lesson {{file}} for this quiz' },
  'quiz-size': {
    zh: '小测有{{found}}题，应为{{expected}}题',
    en: 'the quiz has {{found}} questions, {{expected}} are usual',
  },
  'wrong-use': {
    zh: '这里的题必须是use: {{expected}}，写成了{{found}}',
    en: 'questions in this place must have use: {{expected}}, found {{found}}',
  },
  'tier-differs': {
    zh: '等级与大纲不一致：{{found}}，大纲为{{expected}}',
    en: 'tier and track {{found}} differ from the syllabus: {{expected}}',
  },
  'policy-missing': { zh: '缺少kind为{{kind}}的政策', en: 'there is no policy of kind {{kind}}' },
  'point-not-taught': { zh: '大纲要求的{{point}}没有任何课讲授', en: 'no lesson teaches {{point}}' },
  'point-taught-too-shallow': {
    zh: '大纲要求{{point}}达到{{expected}}，现有的课只到{{found}}',
    en: '{{point}} is to be taught to {{expected}}; lessons reach {{found}}',
  },
  'point-not-examined': { zh: '大纲要求的{{point}}没有任何考试题', en: 'no exam question asks {{point}}' },
  'cell-not-fillable': {
    zh: '{{competency}}、{{depth}}要抽{{count}}题，题库只有{{found}}题可用',
    en: '{{competency}} at {{depth}} asks for {{count}} questions, the bank has {{found}}',
  },
  'cell-thin': {
    zh: '{{competency}}、{{depth}}要抽{{count}}题，题库只有{{found}}题，不足两倍',
    en: '{{competency}} at {{depth}} asks for {{count}} questions, the bank has only {{found}}: less than twice as many',
  },
  'paper-impossible': {
    zh: '按这份细目表组不成卷：{{rule}}',
    en: 'no paper of this blueprint can be drawn: {{rule}}',
  },
  'paper-undecided': {
    zh: '在限定的搜索次数内没有组成卷，也没有证明组不成：互斥题太多',
    en: 'no paper was found within the bound of the search, nor proved impossible: too many enemies',
  },
  'tier-without-certificate': {
    zh: '证书政策里没有{{tier}}级{{track}}类',
    en: 'the certificate policy has no tier {{tier}}, track {{track}}',
  },
} satisfies Record<ContentFaultCode, Sentence>;

const FORM_WORDS: Record<Form, Sentence> = {
  'form-code': {
    zh: '小写字母、数字，用单个连字符相连，如egov-basics',
    en: 'lower-case letters and digits joined by single hyphens, such as egov-basics',
  },
  'form-version': { zh: '不含空格的版本号，如"2026.1"', en: 'a version without spaces, such as "2026.1"' },
  'form-decimal': { zh: '带引号、两位小数的数，如"8.00"', en: 'a quoted number with two decimals, such as "8.00"' },
  'form-percent': { zh: '不大于"100.00"', en: 'at most "100.00"' },
  'form-positive': { zh: '大于"0.00"', en: 'more than "0.00"' },
  'form-day': { zh: '日期，如"2026-11-20"', en: 'a calendar day, such as "2026-11-20"' },
  'form-date': {
    zh: '年、年月或日期，如"2002"、"2002-09"、"2002-09-01"',
    en: 'a year, month or day, such as "2002", "2002-09", "2002-09-01"',
  },
  'form-address': { zh: '以http://或https://开头的地址', en: 'an address that begins with http:// or https://' },
  'form-domain': { zh: '一个大写字母，如B', en: 'one capital letter, such as B' },
  'form-competency': { zh: '领域字母加数字，如B1', en: 'a domain letter and a number, such as B1' },
  'form-point': { zh: '能力项加两位数字，如B1.01', en: 'a competency and two digits, such as B1.01' },
  'form-ordered-name': {
    zh: '两位数字、连字符加小写英文，如01-concepts',
    en: 'two digits, a hyphen and lower-case words, such as 01-concepts',
  },
  'form-lesson': { zh: '课程/名称，如egov-basics/01-terms', en: 'course/name, such as egov-basics/01-terms' },
  'form-difficulty': { zh: '"0.10"到"0.95"', en: 'from "0.10" to "0.95"' },
  'form-option': { zh: '小写字母开头的短编号，如a', en: 'a short lower-case name, such as a' },
  'form-number': { zh: '带引号的数，如"50"、"0.5"', en: 'a quoted number, such as "50" or "0.5"' },
  'form-tolerance': { zh: '带引号、不小于"0"的数', en: 'a quoted number from "0" up' },
  'form-signed-decimal': {
    zh: '带引号、两位小数的数，可为负，如"-0.50"',
    en: 'a quoted number with two decimals, maybe below zero, such as "-0.50"',
  },
  'form-credit': { zh: '"0.01"到"1.00"', en: 'from "0.01" to "1.00"' },
  'form-area': { zh: '左小于右、上小于下', en: 'left before right, top above bottom' },
  'form-share': { zh: '"0.00"到"1.00"', en: 'from "0.00" to "1.00"' },
  'form-answer': { zh: '不只是空格和标点的答案', en: 'an answer that is more than spaces' },
};

/** What a thing is called that has another name in code. */
const NAMES: Record<string, Sentence> = {
  string: { zh: '文本', en: 'text' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: 'true或false', en: 'true or false' },
  object: { zh: '一组字段', en: 'a set of fields' },
  record: { zh: '一组字段', en: 'a set of fields' },
  array: { zh: '列表', en: 'a list' },
  null: { zh: '空', en: 'nothing' },
  'string / object': { zh: '文本或{ zh, en }', en: 'text or { zh, en }' },
  none: { zh: '空内容', en: 'nothing' },
  list: { zh: '一个列表', en: 'one list' },
  table: { zh: '一个表格', en: 'one table' },
  '': { zh: '文件顶层', en: 'the file' },
};
/** Facts that are names of types and of parts. */
const NAMED_FACTS: Partial<Record<ContentFaultCode, readonly string[]>> = {
  'wrong-type': ['expected', 'found', 'field'],
  'component-children': ['expected'],
};

/** What is wrong, in the author's language. */
export function describeFault({ code, detail }: Pick<ContentFault, 'code' | 'detail'>, language: Language): string {
  const key = language === 'en' ? 'en' : 'zh';
  const fact = (name: string): string | undefined => {
    const value = detail[name];
    if (value === undefined) return undefined;
    if (code === 'bad-format' && name === 'form') return FORM_WORDS[value as Form]?.[key] ?? String(value);
    if (NAMED_FACTS[code]?.includes(name)) return NAMES[String(value)]?.[key] ?? String(value);
    return String(value);
  };
  return SENTENCES[code][key]
    .replace(/\[\[([^[\]]*\{\{\w+\}\}[^[\]]*)\]\]/g, (_whole, part: string) => {
      const [, name = ''] = /\{\{(\w+)\}\}/.exec(part) ?? [];
      return fact(name) === undefined ? '' : part;
    })
    .replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => fact(name) ?? '');
}

/** `path:line:column: code message`, the path below `folder` as the caller named it. */
export function formatFault(fault: ContentFault, { language, folder }: { language: Language; folder: string }): string {
  const path = folder === '' || folder === '.' ? fault.path : `${folder.replace(/\/+$/, '')}/${fault.path}`;
  return `${path}:${fault.line}:${fault.column}: ${fault.code} ${describeFault(fault, language)}`;
}
