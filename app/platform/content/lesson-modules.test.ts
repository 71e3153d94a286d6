import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { splitLesson } from '#app/domain/courses/check-lesson.ts';
import { LESSON_COMPONENTS } from '#app/domain/courses/lesson-components.ts';
import { PROJECT_ROOT } from '#app/platform/project-root.server.ts';
import { mdxLessons } from './lesson-compiler.server.ts';
import { findLoadedLesson, importLesson } from './lesson-modules.server.ts';

const LESSON = path.join(PROJECT_ROOT, 'content/courses/egov-basics/01-concepts/01-what-is-egovernment.mdx');
const components = Object.fromEntries(
  Object.keys(LESSON_COMPONENTS).map((name) => [
    name,
    ({ children }: { children?: unknown }) => createElement('section', { 'data-name': name }, children as never),
  ]),
);

describe('a compiled lesson on the server', () => {
  test('renders the body with our components, is loaded once, and is then found at once', async () => {
    const { source } = splitLesson(readFileSync(LESSON, 'utf8'));
    const compiled = await mdxLessons.compile(source);
    expect(findLoadedLesson(compiled.hash)).toBeUndefined();
    const Lesson = await importLesson(compiled);
    const html = renderToString(createElement(Lesson, { components }));
    expect(html).toContain('<h2>从一次搬家说起</h2>');
    expect(html).toContain('<section data-name="Compare">');
    expect(html).toContain('<td>时间与地点</td>');
    expect(await importLesson(compiled)).toBe(Lesson);
    expect(findLoadedLesson(compiled.hash)).toBe(Lesson);
  });

  test('compiles the same text to the same code and hash', async () => {
    const [one, two] = [await mdxLessons.compile('## 甲\n\n乙\n'), await mdxLessons.compile('## 甲\n\n乙\n')];
    expect(one).toEqual(two);
  });

  test('is not imported when the code is not what its hash says', async () => {
    const compiled = await mdxLessons.compile('## 甲\n');
    await expect(importLesson({ ...compiled, code: `${compiled.code}\n` })).rejects.toThrow('altered');
  });

  test('renders in a process that refuses to make code from strings', async () => {
    const { source } = splitLesson(readFileSync(LESSON, 'utf8'));
    const compiled = await mdxLessons.compile(source);
    const program = `
      import { createElement } from 'react';
      import { renderToString } from 'react-dom/server';
      import { importLesson } from '#app/platform/content/lesson-modules.server.ts';
      let refused = false;
      try { new Function('return 1')(); } catch { refused = true; }
      const { code, hash, names } = JSON.parse(process.argv[1]);
      const part = ({ children }) => createElement('section', null, children);
      const Lesson = await importLesson({ code, hash });
      const html = renderToString(createElement(Lesson, { components: Object.fromEntries(names.map((name) => [name, part])) }));
      console.log(JSON.stringify({ refused, html }));
    `;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        '--disallow-code-generation-from-strings',
        '--import',
        'tsx',
        '--input-type=module',
        '--eval',
        program,
        JSON.stringify({ ...compiled, names: Object.keys(LESSON_COMPONENTS) }),
      ],
      { cwd: PROJECT_ROOT, maxBuffer: 10_000_000, env: { ...process.env, NODE_ENV: 'production' } },
    );
    const { refused, html } = JSON.parse(stdout) as { refused: boolean; html: string };
    expect(refused).toBe(true);
    expect(html).toContain('<h2>从一次搬家说起</h2>');
  });
});
