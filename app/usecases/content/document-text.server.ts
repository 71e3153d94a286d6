import { stringify } from 'yaml';
import type { z } from 'zod';
import { type LessonBody, lessonFrontMatter } from '#app/domain/courses/lesson.ts';
import { type QuestionBody, withEnemies } from '#app/domain/questions/envelope.ts';
import { getQuestionType } from '#app/domain/questions/types/registry.ts';

/** @throws ZodError when a stored body is not what its schema makes: a bug, or a hand in the database. */
export const encode = (schema: z.ZodType, body: unknown): unknown => schema.encode(body as never);

export const toYaml = (value: unknown): string =>
  stringify(value, {
    version: '1.2',
    schema: 'core',
    lineWidth: 0,
    aliasDuplicateObjects: false,
    defaultStringType: 'PLAIN',
  });

/** The front matter of a lesson as its author would write it, without the lines of hyphens. */
export function frontMatterText({ source: _source, quiz: _quiz, images: _images, ...frontMatter }: LessonBody): string {
  return toYaml(encode(lessonFrontMatter, frontMatter));
}

/** A lesson as a file. */
export const lessonFileText = (body: LessonBody): string => `---\n${frontMatterText(body)}---\n${body.source}`;

/** Questions as a file. */
export const questionsFileText = (questions: readonly QuestionBody[]): string =>
  toYaml({ formatVersion: 1, questions: questions.map(encodeQuestion) });

export function encodeQuestion({ formatVersion: _version, ...question }: QuestionBody): unknown {
  return encode(withEnemies(getQuestionType(question.type).schema), question);
}
