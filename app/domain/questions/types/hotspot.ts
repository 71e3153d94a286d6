import { z } from 'zod';
import { addFault } from '#app/domain/kernel/authored.ts';
import type { Json } from '#app/domain/kernel/canonical.ts';
import { type LocalText, localText } from '#app/domain/kernel/local-text.ts';
import { ok, refuse } from '#app/domain/kernel/result.ts';
import { area } from './area-schema.ts';
import { type Area, creditOf, isInside, isOnImage, type Point, pointInside } from './areas.ts';
import { defineQuestionType, EMPTY_LABEL, envelopeOf, type PromptImage } from './question-type.ts';
import { outcomeOf } from './verdict.ts';

const image = z.strictObject({
  src: z.string().min(1).max(300),
  width: z.int().min(16).max(8000),
  height: z.int().min(16).max(8000),
  alt: localText.meta({ description: 'what the image shows, for those who cannot see it; must not tell the answer' }),
});
const body = z.strictObject({
  prompt: localText,
  image,
  points: z.int().min(1).max(10).optional().meta({ description: 'how many points may be set; left out: 1' }),
});
const schema = envelopeOf('hotspot', body, z.strictObject({ areas: z.array(area).min(1).max(40) })).check((context) => {
  const { image: shown } = context.value.body;
  context.value.scoring.areas.forEach((each, i) => {
    if (!isOnImage(each as Area, shown)) addFault(context, { fault: 'area-outside', path: ['scoring', 'areas', i] });
  });
});

type Body = { readonly prompt: LocalText; readonly image: PromptImage; readonly points?: number | undefined };
type Scoring = { readonly areas: readonly Area[] };
type Answer = { readonly x: number; readonly y: number } | readonly { readonly x: number; readonly y: number }[];

const asList = (answer: Answer): readonly Point[] => (Array.isArray(answer) ? answer : [answer as Point]);

function readPoint(raw: unknown, { width, height }: PromptImage): { x: number; y: number } | null {
  if (typeof raw !== 'object' || raw === null) return null;
  const { x, y } = raw as { x?: Json; y?: Json };
  const isIn = (value: unknown, to: number): value is number =>
    typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= to;
  return isIn(x, width) && isIn(y, height) ? { x, y } : null;
}

/**
 * Points are set on an image. Wire: `{ x, y }` in the image's own pixels; where several may be set, a list of them.
 * Scored as QTI's `mapResponsePoint`: each area counts once however many points lie in it, the first area that holds a
 * point takes it; full marks are the best areas that so many points can hit.
 */
export const hotspot = defineQuestionType<Body, Scoring, Answer>({
  type: 'hotspot',
  schema,
  shufflable: false,
  parseAnswer({ image: shown, points = 1 }, raw) {
    if (points === 1) {
      const point = readPoint(raw, shown);
      return point ? ok(point) : refuse('invalid-answer');
    }
    if (!Array.isArray(raw) || raw.length > points) return refuse('invalid-answer');
    const read = raw.map((each) => readPoint(each, shown));
    return read.every((point) => point !== null) ? ok(read) : refuse('invalid-answer');
  },
  judge({ body: { points = 1 }, scoring: { areas }, answer }) {
    const set = asList(answer);
    const taken = new Set<Area>();
    const hits = set.map((point) => {
      const hit = areas.find((each) => isInside(each, point));
      if (!hit || taken.has(hit)) return 0;
      taken.add(hit);
      return creditOf(hit);
    });
    const best = areas.map(creditOf).sort((a, b) => b - a);
    const of = best.slice(0, points).reduce((sum, each) => sum + each, 0);
    const credit = { earned: hits.reduce((sum, each) => sum + each, 0), of };
    return {
      ...credit,
      outcome: set.length === 0 ? 'empty' : outcomeOf(credit),
      parts: hits.map((earned, i) => ({
        part: String(i + 1),
        earned,
        of: best[0] ?? 100,
        outcome: earned > 0 ? (earned === best[0] ? 'right' : 'partial') : 'wrong',
      })),
    };
  },
  /** By area, the first being 1; `0` where none was hit. Points themselves would all be different. */
  classify: ({ scoring: { areas }, answer }) =>
    asList(answer)
      .map((point) => areas.findIndex((each) => isInside(each, point)) + 1)
      .sort((a, b) => a - b)
      .join('+') || EMPTY_LABEL,
  toPrompt: ({ body: { prompt, image: shown, points } }) => ({
    prompt,
    image: shown,
    ...(points === undefined ? {} : { points }),
  }),
  solve({ body: { points }, scoring: { areas } }) {
    const best = [...areas].sort((a, b) => creditOf(b) - creditOf(a)).slice(0, points ?? 1);
    const set = best.map((each) => pointInside(each, areas.slice(0, areas.indexOf(each))));
    if (!set.every((point) => point !== null)) return null;
    return points === undefined || points === 1 ? (set[0] ?? null) : set;
  },
  review: ({ scoring: { areas } }) => ({ kind: 'areas', areas }),
});
