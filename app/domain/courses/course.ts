import { z } from 'zod';
import { addDuplicates, codeText, formatVersion, named, tierNumber } from '#app/domain/kernel/authored.ts';
import { localText } from '#app/domain/kernel/local-text.ts';

/** A folder or file name that begins with its place: `01-concepts`. */
export const orderedName = z.string().regex(/^\d{2}-[a-z0-9]+(-[a-z0-9]+)*$/, named('form-ordered-name'));

/** content/courses/<id>/course.yaml: 综合性 general or 专业性 specialised; modules and lessons in their order. */
export const courseFile = z
  .strictObject({
    formatVersion,
    id: codeText,
    kind: z.enum(['general', 'specialised']),
    tier: tierNumber,
    track: codeText,
    title: localText,
    summary: localText,
    modules: z
      .array(z.strictObject({ dir: orderedName, title: localText, lessons: z.array(orderedName).min(1) }))
      .min(1),
  })
  .check((context) => {
    const { modules } = context.value;
    addDuplicates(context, {
      fault: 'duplicate-module',
      values: modules.map(({ dir: value }, m) => ({ value, path: ['modules', m, 'dir'] })),
    });
    addDuplicates(context, {
      fault: 'duplicate-lesson',
      values: modules.flatMap(({ dir, lessons }, m) =>
        lessons.map((name, l) => ({ value: `${dir}/${name}`, path: ['modules', m, 'lessons', l] })),
      ),
    });
  });

/**
 * A course as stored. `lessons` of a module are the *codes* of the lessons (`egov-basics/01-what-is-egovernment`),
 * not file names: where a file lies is the folder's business.
 */
export type CourseBody = z.output<typeof courseFile>;
