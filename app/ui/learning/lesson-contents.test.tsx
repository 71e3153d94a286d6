import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { renderToString } from 'react-dom/server';
import { expect, test } from 'vitest';
import { splitLesson } from '#app/domain/courses/check-lesson.ts';
import { listHeadings } from '#app/domain/courses/headings.ts';
import { mdxLessons } from '#app/platform/content/lesson-compiler.server.ts';
import { importLesson } from '#app/platform/content/lesson-modules.server.ts';
import { PROJECT_ROOT } from '#app/platform/project-root.server.ts';
import { LessonBody, lessonComponents } from '#app/ui/mdx/lesson-components.tsx';
import { serverWords } from '#app/ui/words/all.ts';
import { makeTranslator, TranslatorProvider } from '#app/ui/words/translator.tsx';

const COURSES = path.join(PROJECT_ROOT, 'content/courses');
const lessons = readdirSync(COURSES, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.mdx'));

test.each(lessons)('the contents of %s lead to every heading of its body, and each heading once', async (file) => {
  const { source } = splitLesson(readFileSync(path.join(COURSES, file), 'utf8'));
  const Lesson = await importLesson(await mdxLessons.compile(source));
  const html = renderToString(
    <TranslatorProvider translator={makeTranslator({ language: 'zh-CN', words: serverWords('zh-CN') })}>
      <LessonBody>
        <Lesson components={lessonComponents} />
      </LessonBody>
    </TranslatorProvider>,
  );
  const drawn = [...html.matchAll(/<h[23] id="([^"]+)"/g)].map(([, id]) => id);
  const listed = listHeadings(source).map(({ id }) => id);
  expect(listed).toEqual(drawn);
  expect(new Set(listed).size).toBe(listed.length);
  expect(listed.length).toBeGreaterThan(0);
});
