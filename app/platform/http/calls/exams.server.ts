import { z } from 'zod';
import { ATTEMPT_STATUSES } from '#app/domain/exams/attempt.ts';
import type { OpenPaper } from '#app/usecases/exams/start-attempt.server.ts';
import { defineCall } from '../api.server.ts';

/**
 * The exam calls of the HTTP API, as other programs see them. Whoever asks for an attempt that is not their own gets
 * 404 whatever their roles, so the calls on an attempt ask only that the caller signed in.
 */

const nothing = z.object({});
const instant = z.int().meta({ description: 'UTC milliseconds' });
const mark = z.int().meta({ description: 'hundredths of a point' });
const answer = z.unknown().meta({
  description:
    'single choice "optionId"; multiple choice ["optionId", …]; true/false "true" or "false"; fill-in and numeric the typed string; null clears',
});

export const listExamsCall = defineCall({
  method: 'GET',
  path: '/api/v1/exams',
  may: 'exam.sit',
  summary: 'Exams with the sittings that the caller can start or resume now, soonest to close first',
  body: nothing,
  query: nothing,
  response: z.object({
    exams: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        tier: z.int(),
        track: z.string(),
        sittings: z.array(z.object({ id: z.string(), opensAt: instant, closesAt: instant, durationMs: z.int() })),
      }),
    ),
  }),
});

const openPaper = z.object({
  attemptId: z.string(),
  remainingMs: z.int(),
  serverNow: instant,
  lease: z.string(),
  items: z.array(
    z.object({
      slot: z.int(),
      questionVersionId: z.string(),
      type: z.string(),
      prompt: z.string(),
      options: z.array(z.object({ id: z.string(), text: z.string() })).optional(),
      blanks: z.int().optional(),
      unit: z.string().optional(),
      maxMark: mark,
      latest: z.object({ seq: z.int(), answer }).optional(),
    }),
  ),
});

export const startAttemptCall = defineCall({
  method: 'POST',
  path: '/api/v1/sittings/{id}/attempts',
  may: 'exam.sit',
  summary: 'Start an attempt, or resume the one that runs. The session that holds the lease resumes at once',
  body: nothing,
  query: nothing,
  response: openPaper,
});

export const resumeAttemptCall = defineCall({
  method: 'POST',
  path: '/api/v1/attempts/{id}/resume',
  may: 'account.use',
  summary: 'Resume this attempt and no other: an ended one is refused where starting would begin the next',
  body: nothing,
  query: nothing,
  response: openPaper,
});

export const saveResponsesCall = defineCall({
  method: 'PUT',
  path: '/api/v1/attempts/{id}/responses',
  may: 'account.use',
  summary: 'Save answers, all or none. A receipt means that the answer is durable',
  body: z.object({
    lease: z.string().max(200),
    responses: z
      .array(
        z.object({
          slot: z.int().min(1),
          seq: z.int().min(1).meta({ description: 'per slot; gaps allowed; the highest is the answer' }),
          answer: answer.refine((value) => value !== undefined, 'is missing; null clears an answer'),
          clientMs: z
            .number()
            .min(-8.64e15)
            .max(8.64e15)
            .transform(Math.round)
            .meta({ description: 'what the device’s clock says; evidence only' }),
        }),
      )
      .max(500),
  }),
  query: nothing,
  response: z.object({
    receipts: z.array(z.object({ slot: z.int(), seq: z.int(), hash: z.string() })),
    remainingMs: z.int(),
  }),
});

export const submitAttemptCall = defineCall({
  method: 'POST',
  path: '/api/v1/attempts/{id}/submit',
  may: 'account.use',
  summary: 'Hand an attempt in; asked again it answers the same',
  body: z.object({ lease: z.string().max(200) }),
  query: nothing,
  response: z.object({ status: z.enum(ATTEMPT_STATUSES) }),
});

/** An open paper as this API shows it: texts in Chinese, the language in which content is complete. */
export function toOpenPaper({ attemptId, remainingMs, serverNow, lease, items }: OpenPaper) {
  return {
    attemptId,
    remainingMs,
    serverNow,
    lease,
    items: items.map(({ prompt, options, unit, ...item }) => ({
      ...item,
      prompt: prompt.zh,
      ...(options && { options: options.map(({ id, text }) => ({ id, text: text.zh })) }),
      ...(unit && { unit: unit.zh }),
    })),
  };
}

export const readResultCall = defineCall({
  method: 'GET',
  path: '/api/v1/attempts/{id}/result',
  may: 'account.use',
  summary: 'The result of an ended attempt, once the release policy lets it be seen',
  body: nothing,
  query: nothing,
  response: z.union([
    z.object({
      status: z.enum(ATTEMPT_STATUSES),
      score: mark,
      maxScore: mark,
      grade: z.string(),
      certificateNo: z.string().optional(),
    }),
    z.object({ status: z.literal('withheld'), releaseAt: instant.nullable() }),
  ]),
});
