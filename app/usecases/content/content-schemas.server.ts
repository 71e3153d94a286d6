import { z } from 'zod';
import { courseFile } from '#app/domain/courses/course.ts';
import { lessonFrontMatter } from '#app/domain/courses/lesson.ts';
import { blueprintFile } from '#app/domain/exams/blueprint.ts';
import { withEnemies } from '#app/domain/questions/envelope.ts';
import { QUESTION_TYPES } from '#app/domain/questions/types/registry.ts';
import { standardFile } from '#app/domain/standard/standard.ts';
import { syllabusFile } from '#app/domain/standard/syllabus.ts';
import { manifestFile, POLICY_SCHEMAS } from './parse-content.server.ts';

type JsonSchema = Record<string, unknown>;

/**
 * JSON Schemas of what authors write, made from the very schemas that the checker uses, for editors to offer and
 * underline with. They say the shape; rules over several fields or files are the checker's.
 */
export function contentSchemas(): { readonly file: string; readonly text: string }[] {
  const schemas: Record<string, JsonSchema> = {
    manifest: shapeOf(manifestFile),
    standard: shapeOf(standardFile),
    syllabus: shapeOf(syllabusFile),
    course: shapeOf(courseFile),
    lesson: shapeOf(lessonFrontMatter),
    questions: questionsShape(),
    blueprint: shapeOf(blueprintFile),
    ...Object.fromEntries(Object.entries(POLICY_SCHEMAS).map(([kind, schema]) => [`policy-${kind}`, shapeOf(schema)])),
  };
  return Object.entries(schemas).map(([name, schema]) => ({
    file: `${name}.json`,
    text: `${JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', title: name, ...schema }, null, 2)}\n`,
  }));
}

/** The shape of a file *before* it is normalised: what an author types. */
function shapeOf(schema: z.ZodType): JsonSchema {
  const { $schema: _version, ...shape } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return shape;
}

/** The same for a bank and for a lesson's quiz: a list of questions, each as its type wants it. */
function questionsShape(): JsonSchema {
  return {
    type: 'object',
    properties: {
      formatVersion: { const: 1 },
      questions: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          required: ['type'],
          properties: { type: { enum: QUESTION_TYPES.map(({ type }) => type) } },
          // One condition per type, so that an editor complains about the type that was meant.
          allOf: QUESTION_TYPES.map(({ type, schema }) => ({
            if: { properties: { type: { const: type } }, required: ['type'] },
            // biome-ignore lint/suspicious/noThenProperty: the name is JSON Schema's
            then: shapeOf(withEnemies(schema)),
          })),
        },
      },
    },
    required: ['formatVersion', 'questions'],
    additionalProperties: false,
  };
}
