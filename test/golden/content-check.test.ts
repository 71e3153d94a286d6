import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { CONTENT_FAULTS, isWarning } from '#app/domain/kernel/content-fault.ts';
import { readContentFolder } from '#app/platform/content/read-content-folder.server.ts';
import { checkContent } from '#app/usecases/content/check-content.server.ts';
import { describeFault, formatFault } from '#app/usecases/content/describe-fault.server.ts';
import type { SourceFile } from '#app/usecases/content/source-files.server.ts';
import { runCommand } from '#test/support/command.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const BROKEN = 'test/golden/broken-content';
const golden = (name: string) => readFileSync(path.join(import.meta.dirname, name), 'utf8');

const xk = (...words: string[]) => runCommand(words);

describe('content check as a command', () => {
  test('prints every fault of a broken folder as path:line:column: code message, and exits with 1', async () => {
    const { code, stdout, stderr } = await xk('content', 'check', BROKEN, '--lang', 'en');
    expect(stdout).toBe(golden('broken-content.en.txt'));
    expect(stderr).toMatch(/^\d+ files: \d+ faults, \d+ warnings\n$/);
    expect(code).toBe(1);
    for (const line of stdout.trimEnd().split('\n'))
      expect(line).toMatch(/^test\/golden\/broken-content\/[^:]+:\d+:\d+: [a-z-]+ \S/);
  });

  test('prints nothing for the content that comes with the product, and exits with 0', async () => {
    expect(await xk('content', 'check')).toMatchObject({ code: 0, stdout: '' });
  });

  test.each([
    [['content', 'check', 'no-such-folder']],
    [['content', 'check', '--lang', 'fr']],
    [['content', 'check', 'a', 'b']],
    [['content', 'chek']],
    [['content']],
    [[]],
  ])('exits with 2 for %j and says why on stderr', async (args) => {
    const { code, stdout, stderr } = await xk(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).not.toBe('');
  });

  test.each([[['--help']], [['content', '--help']], [['content', 'check', '--help']], [['coverage', '--help']]])(
    'exits with 0 for %j and shows how it is used',
    async (args) => {
      const { code, stdout } = await xk(...args);
      expect(code).toBe(0);
      expect(stdout).toContain('Usage:');
    },
  );
});

const content = await readContentFolder(path.join(ROOT, 'content'));
const LESSON = 'courses/egov-basics/01-concepts/01-what-is-egovernment.mdx';
const COURSE = 'courses/egov-basics/course.yaml';
const BLUEPRINT = 'blueprints/tier-1-general.yaml';
const BANK = 'questions/b1-connotation.yaml';

function withFile(file: string, change: (text: string) => string): SourceFile[] {
  let found = false;
  const files = content.map((each) => {
    if (each.path !== file) return each;
    found = true;
    const before = Buffer.from(each.bytes).toString('utf8');
    const after = change(before);
    if (after === before) throw new Error(`nothing to change in ${file}`);
    return { path: file, bytes: Buffer.from(after, 'utf8') };
  });
  if (!found) throw new Error(`content has no ${file}`);
  return files;
}

/** The blueprint with its cells in one section. */
const inSections = (text: string) =>
  text.replace(
    /^cells:\n([\s\S]*)$/m,
    (_, cells: string) =>
      `sections:\n  - title: 第一部分\n    order: shuffled\n    cells:\n${cells.replace(/^ {2}-/gm, '      -')}`,
  );

/** What one slip in sound content leads to, nothing more and nothing less. */
const SLIPS: readonly (readonly [expected: string, file: string, change: (text: string) => string])[] = [
  [
    'too-many',
    LESSON,
    (text) =>
      text.replace('minutes: 18', `${'  - { zh: 多, points: [B1.01], depth: remember }\n'.repeat(2)}minutes: 18`),
  ],
  [
    'duplicate-lesson',
    COURSE,
    (text) => text.replace('      - 02-why-egovernment\n', '      - 02-why-egovernment\n      - 02-why-egovernment\n'),
  ],
  [
    'duplicate-tier',
    'policies/certificate.yaml',
    (text) => `${text}  - { tier: 1, track: general, validMonths: 12, name: 重复 }\n`,
  ],
  [
    'pass-line-inside-band',
    'policies/grading.yaml',
    (text) => text.replace('passPercent: "60.00"', 'passPercent: "65.00"'),
  ],
  ['duplicate-value', BLUEPRINT, (text) => text.replace('fill-in, numeric]', 'fill-in, fill-in]')],
  [
    'duplicate-cell',
    BLUEPRINT,
    (text) => text.replace('{ competency: B1, depth: understand', '{ competency: B1, depth: remember'),
  ],
  ['paper-shape', BLUEPRINT, (text) => `${text}items: [{ question: exam-a1-001, mark: "5.00" }]\n`],
  [
    'durations-sum',
    BLUEPRINT,
    (text) => inSections(text).replace('order: shuffled', 'order: shuffled\n    durationMinutes: 20'),
  ],
  ['unknown-question', BANK, (text) => text.replace('difficulty:', 'enemies: [exam-b1-none]\n    difficulty:')],
  ['enemy-of-itself', BANK, (text) => text.replace(/id: (\S+)\n/, (line, id) => `${line}    enemies: [${id}]\n`)],
  ['paper-impossible', BLUEPRINT, (text) => `${text}difficulty: { target: "0.10", tolerance: "0.01" }\n`],
  ['blanks-differ', BANK, (text) => text.replace('业务流程____', '业务流程')],
  ['mdx-syntax', LESSON, (text) => text.replace('## 一句能用的定义', '## 一句<5分的定义')],
  ['attribute-repeated', LESSON, (text) => text.replace('<Case title=', '<Case title="甲" title=')],
  ['component-misplaced', LESSON, (text) => text.replace('<Quiz />', '<Layer title="甲">乙</Layer>\n\n<Quiz />')],
  ['component-children', LESSON, (text) => text.replace('<Mistakes>', '<Mistakes>\n\n不是列表。')],
  ['lesson-length-unusual', LESSON, (text) => text.replace('<Quiz />', `${'长'.repeat(1000)}\n\n<Quiz />`)],
  ['lesson-length', LESSON, (text) => text.replace('<Quiz />', `${'长'.repeat(3000)}\n\n<Quiz />`)],
  ['quiz-missing', LESSON, (text) => text.replace('<Quiz />\n', '')],
  ['key-not-among-options', BANK, (text) => text.replace('key: [b, c, d]', 'key: [b, c, x]')],
  [
    'cell-not-fillable',
    BLUEPRINT,
    (text) => text.replace('competency: B2, depth: apply', 'competency: B2, depth: analyse'),
  ],
  [
    'point-not-examined',
    'questions/a1-informatization.yaml',
    (text) => text.replaceAll('points: [A1.02]', 'points: [A1.01]'),
  ],
  ['point-not-taught', LESSON, (text) => text.replace('points: [B1.03]', 'points: [B1.02]')],
  [
    'point-taught-too-shallow',
    'courses/egov-basics/02-systems/01-components.mdx',
    (text) => text.replace('depth: analyse', 'depth: apply'),
  ],
];

describe('content check over sound content with one slip', () => {
  test('finds nothing without a slip', () => {
    expect(checkContent(content).faults).toEqual([]);
  });

  test.each(SLIPS)('%s in %s is the only fault', (expected, file, change) => {
    const { faults, content: read } = checkContent(withFile(file, change));
    expect([...new Set(faults.map(({ code }) => code))]).toEqual([expected]);
    expect(read === null).toBe(!faults.every(({ code }) => isWarning(code)));
  });

  test.each([
    ['duplicate-module', COURSE, (text: string) => text.replace('dir: 02-systems', 'dir: 01-concepts')],
    ['front-matter-missing', LESSON, (text: string) => text.replace('---\n', '')],
  ] as const)('%s in %s is among the faults', (expected, file, change) => {
    expect(checkContent(withFile(file, change)).faults).toContainEqual(
      expect.objectContaining({ path: file, code: expected }),
    );
  });

  test('tells a search for a paper that was given up: paper-undecided, which fails no check', () => {
    // Sixty-two rings of five enemies give 124 questions at most; pairing alone would allow 310.
    const ring = (i: number) =>
      `  - id: ring-${i}
    type: true-false
    use: exam
    points: [A1.01]
    depth: analyse
    difficulty: "0.60"
    enemies: [ring-${i - (i % 5) + ((i + 1) % 5)}]
    body: { prompt: 第${i}句话是对的。 }
    scoring: { key: "true" }
    feedback: { explanation: 对。 }
`;
    const files = withFile(
      BLUEPRINT,
      (text) =>
        `${text.slice(0, text.indexOf('cells:'))}cells:\n  - { competency: A1, depth: analyse, count: 125, mark: "0.80" }\n`,
    ).map((file) =>
      file.path === 'questions/a1-informatization.yaml'
        ? {
            path: file.path,
            bytes: Buffer.concat([file.bytes, Buffer.from(Array.from({ length: 310 }, (_, i) => ring(i)).join(''))]),
          }
        : file,
    );
    const { faults, content: read } = checkContent(files);
    expect(faults.map(({ code }) => code)).toEqual(['paper-undecided']);
    expect(read).not.toBeNull();
  });

  test.each(['manifest.yaml', 'standard/standard.yaml'])(
    'tells that %s is missing, and does not call every point unknown',
    (file) => {
      const { faults } = checkContent(content.filter((each) => each.path !== file));
      expect(faults).toEqual([{ path: file, line: 1, column: 1, code: 'file-missing', detail: {} }]);
    },
  );

  test('reads a file that is too large no further', () => {
    const { faults } = checkContent(withFile(BANK, (text) => `${text}# ${'长'.repeat(200_000)}\n`));
    expect(faults.filter(({ path: file }) => file === BANK)).toMatchObject([
      { code: 'file-too-large', line: 1, column: 1 },
    ]);
  });

  test('tells of a lesson nested beyond all measure instead of falling over it', () => {
    const { faults } = checkContent(
      withFile(LESSON, (text) => text.replace('<Quiz />', `${'> '.repeat(20_000)}深\n\n<Quiz />`)),
    );
    expect(faults.map(({ code }) => code)).toEqual(['too-deep']);
  });

  test('reads CRLF line ends like LF: the same documents, hence no new versions', () => {
    const crlf = content.map(({ path: file, bytes }) => ({
      path: file,
      bytes: Buffer.from(Buffer.from(bytes).toString('utf8').replaceAll('\n', '\r\n'), 'utf8'),
    }));
    expect(checkContent(crlf)).toEqual(checkContent(content));
  });
});

describe('images beside lessons', () => {
  const LESSON = 'courses/egov-basics/01-concepts/01-what-is-egovernment.mdx';
  const PNG = readFileSync(path.join(ROOT, 'test/pictures/home.png'));
  const image = (name: string, bytes: Uint8Array): SourceFile => ({
    path: `courses/egov-basics/01-concepts/images/${name}`,
    bytes,
  });
  /** What is at fault when this stands in a lesson beside these images. */
  async function faultsWith(text: string, ...images: SourceFile[]) {
    const files = (await readContentFolder(path.join(ROOT, 'content'))).map((file) =>
      file.path === LESSON
        ? {
            ...file,
            bytes: Buffer.from(
              `${Buffer.from(file.bytes).toString('utf8').replace('<Quiz />', `${text}\n\n<Quiz />`)}`,
            ),
          }
        : file,
    );
    const { faults, content } = checkContent([...files, ...images]);
    return {
      codes: faults.filter(({ path: at }) => at === LESSON || at.includes('/images/')).map(({ code }) => code),
      images: content?.images ?? null,
    };
  }

  test('a file that the text names by its place and words is the lesson’s image', async () => {
    const { codes, images } = await faultsWith('![首页](images/home.png)', image('home.png', PNG));
    expect(codes).toEqual([]);
    expect(images).toEqual([
      {
        lesson: 'egov-basics/01-what-is-egovernment',
        name: 'images/home.png',
        path: 'courses/egov-basics/01-concepts/images/home.png',
      },
    ]);
  });

  test.each([
    ['without words', '![ ](images/home.png)', [image('home.png', PNG)], ['image-alt-missing']],
    ['that is not there', '![首页](images/hom.png)', [], ['image-missing']],
    ['that nobody names', '', [image('home.png', PNG)], ['image-unused']],
    ['on another site', '![首页](https://example.com/a.png)', [], ['image-address']],
    ['by way out of the folder', '![首页](images/../../x.png)', [], ['image-address']],
    [
      'of more than 10 MB',
      '![首页](images/a.png)',
      [image('a.png', Buffer.concat([PNG, Buffer.alloc(10 * 1024 * 1024)]))],
      ['image-too-large'],
    ],
    [
      'that is a program',
      '![首页](images/a.png)',
      [image('a.png', Buffer.from('<svg onload="x"/>'))],
      ['image-wrong-type'],
    ],
    ['beside a merge that nobody decided', '<<<<<<< 甲\n一\n=======\n二\n>>>>>>> 乙', [], ['conflict-undecided']],
  ] as const)('an image %s is a fault', async (_title, text, images, codes) => {
    expect((await faultsWith(text, ...images)).codes).toEqual(codes);
  });
});

describe('the words of faults', () => {
  test('every code is met by a test of the checker', () => {
    const met = [
      golden('broken-content.en.txt'),
      golden('hostile-lessons.test.ts'),
      golden('content-check.test.ts'),
      golden('question-slips.test.ts'),
      golden('help.test.ts'),
      golden('../stores/authoring.test.ts'),
    ].join('\n');
    expect(CONTENT_FAULTS.filter((code) => !new RegExp(`[ '\\d]${code}[ '\`]`).test(met))).toEqual([]);
  });

  test('every fault reads in both languages, with all its facts in place', async () => {
    const { faults } = checkContent(await readContentFolder(path.join(ROOT, BROKEN)));
    const chinese = faults.map((fault) => formatFault(fault, { language: 'zh-CN', folder: BROKEN })).join('\n');
    expect(`${chinese}\n`).toBe(golden('broken-content.zh.txt'));
    for (const fault of faults) {
      for (const language of ['zh-CN', 'en'] as const)
        expect(describeFault(fault, language)).not.toMatch(/\{\{|\[\[|undefined/);
    }
  });
});
