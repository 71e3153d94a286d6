import { z } from 'zod';
import { dateText, dayText, formatVersion, named, webAddress } from '#app/domain/kernel/authored.ts';
import { type LocalText, localText } from '#app/domain/kernel/local-text.ts';
import { type Depth, depth, depthRank } from '#app/domain/standard/depth.ts';
import { pointCode } from '#app/domain/standard/standard.ts';

/** `<course>/<something stable>`: survives moving the file. */
export const lessonCode = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/, named('form-lesson'));

const objective = z.codec(
  z.strictObject({
    zh: z.string().min(1),
    en: z.string().min(1).optional(),
    points: z.array(pointCode).min(1),
    depth,
  }),
  z.custom<Objective>(),
  {
    decode: ({ zh, en, points, depth: reached }): Objective => ({
      text: en === undefined ? { zh } : { zh, en },
      points,
      depth: reached,
    }),
    encode: ({ text: { zh, en }, points, depth: reached }) => ({
      zh,
      ...(en === undefined ? {} : { en }),
      points: [...points],
      depth: reached,
    }),
  },
);

/** What one can do after the lesson, and at which depth it teaches which points. */
export type Objective = { readonly text: LocalText; readonly points: readonly string[]; readonly depth: Depth };

/** The front matter of a lesson. */
export const lessonFrontMatter = z.strictObject({
  formatVersion,
  id: lessonCode,
  title: localText,
  summary: localText,
  objectives: z.array(objective).min(2).max(4),
  minutes: z.int().min(1).max(240).meta({ description: 'estimated reading time with the quiz' }),
  completion: z
    .strictObject({ minutes: z.int().min(0).max(240), quiz: z.literal('passed') })
    .meta({ description: 'complete with at least these credited minutes and a passed quiz' }),
  checkedOn: dayText,
  sources: z
    .array(
      z.strictObject({
        title: z.string().min(1),
        author: z.string().min(1).optional(),
        date: dateText,
        url: webAddress.optional(),
        where: z.string().min(1).optional(),
      }),
    )
    .min(2),
});

/** A lesson as stored: its front matter, the MDX text without it, and the codes of its quiz's questions in order. */
export type LessonBody = z.output<typeof lessonFrontMatter> & {
  readonly source: string;
  readonly quiz: readonly string[];
  /** Its images: the path that the text names → the hash of the asset. Absent where it has none. */
  readonly images?: LessonImages;
};

export type LessonImages = Readonly<Record<string, string>>;

/** Each point that a lesson teaches with the deepest depth at which it does. */
export function taughtPoints({ objectives }: Pick<LessonBody, 'objectives'>): Map<string, Depth> {
  const taught = new Map<string, Depth>();
  for (const { points, depth: reached } of objectives) {
    for (const point of points) {
      const before = taught.get(point);
      if (before === undefined || depthRank(reached) > depthRank(before)) taught.set(point, reached);
    }
  }
  return taught;
}
