import { z } from 'zod';
import type { PersonActor } from '#app/domain/people/actor.ts';
import { defineCall, serveCall } from '#app/platform/http/api.server.ts';
import { preferencesOf } from '#app/platform/http/preferences.server.ts';
import { problem } from '#app/platform/http/problem.server.ts';
import { beatPresence, leaveDraft } from '#app/usecases/authoring/draft-presence.server.ts';
import { previewDraft } from '#app/usecases/authoring/preview-draft.server.ts';
import { readDraftText } from '#app/usecases/authoring/read-draft-text.server.ts';
import { resolveComment } from '#app/usecases/authoring/review-comments.server.ts';
import { saveDraft } from '#app/usecases/authoring/save-draft.server.ts';

const text = { source: z.string(), quiz: z.string(), images: z.record(z.string(), z.string()) };
const tab = z.string().min(1).max(64);

/** What the lesson's workspace asks while somebody writes. Sizes and forms of the text are the use cases' own to judge. */
const call = defineCall({
  method: 'POST',
  path: '/staff/lessons/{id}/work',
  may: 'lesson.view-drafts',
  summary: 'Work on the draft of a lesson',
  body: z.discriminatedUnion('act', [
    z.object({ act: z.literal('save'), revision: z.int().min(1), merged: z.boolean().default(false), ...text }),
    z.object({ act: z.literal('look'), ...text }),
    z.object({ act: z.literal('theirs') }),
    z.object({ act: z.literal('beat'), tab }),
    z.object({ act: z.literal('leave'), tab }),
    z.object({ act: z.literal('resolve'), commentId: z.string().max(64), resolved: z.boolean() }),
  ]),
  query: z.object({}),
  response: z.unknown(),
});

export const action = serveCall(call, async ({ context, actor, params, body, request }) => {
  if (actor.kind !== 'person') return problem(request, 'forbidden');
  const result = await run({ ...body, draftId: params.id ?? '', language: preferencesOf(request).language });
  return result.ok ? (result.value ?? {}) : problem(request, result.code, result.detail);

  function run(command: z.output<typeof call.body> & { draftId: string; language: 'zh-CN' | 'en' }) {
    const person: PersonActor = actor as PersonActor;
    switch (command.act) {
      case 'save':
        return saveDraft(context, person, command);
      case 'look':
        return previewDraft(context, person, command);
      case 'theirs':
        return readDraftText(context, person, command);
      case 'beat':
        return beatPresence(context, person, command);
      case 'leave':
        return leaveDraft(context, person, command);
      case 'resolve':
        return resolveComment(context, person, command);
    }
  }
});
