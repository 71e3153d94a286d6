import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { bundleMDX } from 'mdx-bundler';
import { afterEach, describe, expect, test } from 'vitest';
import { checkLessonBody, splitLesson } from '#app/domain/courses/check-lesson.ts';
import { mdxLessons } from '#app/platform/content/lesson-compiler.server.ts';

const FOLDER = path.join(import.meta.dirname, 'hostile-lessons');
const read = (name: string) => readFileSync(path.join(FOLDER, `${name}.mdx`), 'utf8');

/** What these short texts lack as lessons is beside the point here. */
const BESIDE = new Set(['lesson-length', 'section-missing', 'quiz-missing']);

function guard(name: string): string[] {
  const parts = splitLesson(read(name));
  const faults = parts.frontMatter === null ? parts.faults : [...parts.faults, ...checkLessonBody(parts).faults];
  return faults
    .filter(({ code }) => !BESIDE.has(code))
    .map(
      ({ line, column, code, detail }) => `${line}:${column} ${code}${detail.attribute ? ` ${detail.attribute}` : ''}`,
    );
}

const REFUSED: Record<string, readonly string[]> = {
  'front-matter-js': ['1:4 front-matter-not-yaml'],
  'front-matter-json': ['1:4 front-matter-not-yaml'],
  'front-matter-javascript-with-space': ['1:4 front-matter-not-yaml'],
  'front-matter-twice': ['4:1 body-opens-with-rule', '5:1 mdx-expression'],
  'front-matter-unclosed': ['1:1 front-matter-unclosed'],
  import: ['5:1 mdx-import'],
  export: ['5:1 mdx-import'],
  'flow-expression': ['5:1 mdx-expression'],
  'text-expression': ['5:4 mdx-expression'],
  'expression-in-table': ['7:3 mdx-expression'],
  'expression-in-heading-and-list': ['5:6 mdx-expression', '7:4 mdx-expression', '8:6 mdx-expression'],
  'expression-unparsable': ['5:15 mdx-expression', '5:3 mdx-expression', '7:4 mdx-expression'],
  'attribute-expression': ['5:22 attribute-expression title'],
  'attribute-spread': ['5:32 attribute-spread'],
  'attribute-event': ['5:32 attribute-event onClick', '5:51 attribute-event onerror'],
  'attribute-of-react': [
    '5:32 attribute-unknown dangerouslySetInnerHTML',
    '5:60 attribute-unknown style',
    '5:70 attribute-unknown ref',
    '5:78 attribute-unknown key',
    '5:86 attribute-unknown children',
  ],
  script: [
    '5:1 html-tag',
    '7:1 html-tag',
    '9:3 html-tag',
    '9:16 attribute-event onerror',
    '11:1 html-tag',
    '11:9 address-refused',
  ],
  'tags-by-other-names': [
    '5:1 component-unknown',
    '7:1 component-unknown',
    '9:1 html-tag',
    '11:1 component-unknown',
    '13:1 component-unknown',
    '15:1 component-unknown',
  ],
  addresses: [
    '5:1 address-refused',
    '7:1 address-refused',
    '9:1 address-refused',
    '11:1 address-refused',
    '13:1 address-refused',
    '15:1 address-refused',
    '17:1 address-refused',
    '19:1 address-refused',
    '23:1 address-refused',
    '26:19 address-refused',
    '25:1 reading-not-last',
  ],
  comment: ['5:1 mdx-comment', '7:4 mdx-comment'],
  unclosed: ['5:1 tag-unclosed'],
  'braces-in-code': [],
};

describe('the guard, before anything else sees a lesson', () => {
  test('every hostile lesson has its expected faults here', () => {
    expect(Object.keys(REFUSED).sort()).toEqual(
      readdirSync(FOLDER)
        .map((file) => path.parse(file).name)
        .sort(),
    );
  });

  test.each(Object.entries(REFUSED))('%s: every fault at its line and column', (name, expected) => {
    expect(guard(name)).toEqual(expected);
  });
});

type Global = typeof globalThis & { hostile?: string | undefined };

describe('what would happen without the guard', () => {
  afterEach(() => {
    (globalThis as Global).hostile = undefined;
  });

  test.each(['front-matter-js', 'front-matter-javascript-with-space'])(
    '%s runs while mdx-bundler reads the front matter, before it compiles anything',
    async (name) => {
      await bundleMDX({ source: read(name) }).catch(() => undefined);
      expect((globalThis as Global).hostile).toBe('front matter ran');
    },
  );

  test('a body that opens with hyphens would run in the same way, and the compiler refuses it by itself', async () => {
    const { source } = splitLesson(read('front-matter-twice'));
    await expect(mdxLessons.compile(source)).rejects.toThrow(/front matter/);
    expect((globalThis as Global).hostile).toBeUndefined();
    await bundleMDX({ source }).catch(() => undefined);
    expect((globalThis as Global).hostile).toBe('second front matter ran');
  });

  test.each([
    ['export', 'export ran'],
    ['flow-expression', 'flow expression ran'],
    ['text-expression', 'text expression ran'],
    ['attribute-expression', 'attribute ran'],
    ['attribute-spread', 'spread ran'],
  ])('%s runs when the lesson is rendered', async (name, ran) => {
    const { code } = await mdxLessons.compile(splitLesson(read(name)).source);
    const { default: open } = (await import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`)) as {
      default: (...args: unknown[]) => { default: (props: object) => unknown };
    };
    const runtime = { jsx: () => null, jsxs: () => null, Fragment: null };
    open({}, {}, runtime).default({ components: { Callout: 'div' } });
    expect((globalThis as Global).hostile).toBe(ran);
  });
});
