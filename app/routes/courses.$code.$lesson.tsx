import { data } from '@remix-run/node';
import { useActionData, useFetcher, useLoaderData } from '@remix-run/react';
import { pickText } from '#app/domain/kernel/pick-text.ts';
import { fieldsOfForm } from '#app/domain/questions/answer-of-fields.ts';
import { loadLessonComponent } from '#app/platform/content/lesson-modules.server.ts';
import { readFormData } from '#app/platform/http/form.server.ts';
import { notFound, pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { LessonReader } from '#app/ui/learning/lesson-reader.tsx';
import { QUIZ_FIELD, QUIZ_SHOWN, type QuizResult } from '#app/ui/learning/quiz-form.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { openLesson } from '#app/usecases/learning/open-lesson.server.ts';
import { submitQuiz } from '#app/usecases/learning/submit-quiz.server.ts';

export const loader = pageLoader('lesson.study', async ({ context, actor, params, language }) => {
  const opened = await openLesson(context, actor, {
    courseCode: params.code ?? '',
    lessonSlug: params.lesson ?? '',
  });
  // The server draws the body from the same code, so it must be there before rendering begins.
  if (!opened.ok || !(await loadLessonComponent(context, opened.value.moduleHash))) notFound();
  return { ...opened.value, heading: pickText(opened.value.title, language).text };
});

/** Hands in the quiz. With script the answer goes into the page, without it the page is drawn anew with it. */
export const action = pageAction('lesson.study', async ({ context, actor, params, request }) => {
  const form = await readFormData(request);
  const shown = form.getAll(QUIZ_SHOWN).map(String);
  const result = await submitQuiz(context, actor, {
    courseCode: params.code ?? '',
    lessonSlug: params.lesson ?? '',
    shown,
    fields: fieldsOfForm(
      [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : [])),
      { prefix: QUIZ_FIELD, ids: shown },
    ),
  });
  if (result.ok) return data<QuizResult>({ kind: 'graded', ...result.value });
  if (result.code === 'not-found') notFound();
  return data<QuizResult>({ kind: 'refused', code: result.code }, { status: statusOf(result.code) });
});

export const handle = pageTitle<typeof loader>(({ data: lesson }) => lesson?.heading ?? '');

export default function LessonPage() {
  const lesson = useLoaderData<typeof loader>();
  const posted = useActionData<typeof action>();
  const fetcher = useFetcher<typeof action>({ key: `quiz ${lesson.versionId}` });
  return (
    <LessonReader
      key={`${lesson.course.code}/${lesson.slug}`}
      lesson={lesson}
      fetcher={fetcher}
      result={fetcher.data ?? posted ?? null}
    />
  );
}
