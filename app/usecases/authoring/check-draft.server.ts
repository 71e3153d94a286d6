import { DRAFT_LIMITS, type DraftText, draftText } from '#app/domain/courses/draft.ts';
import { type ContentFaultCode, isWarning } from '#app/domain/kernel/content-fault.ts';
import type { Language } from '#app/domain/kernel/local-text.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { can, type PersonActor } from '#app/domain/people/actor.ts';
import {
  checkOneLesson,
  type PartFault,
  type ReadLessonText,
  readLessonText,
  readSurroundings,
} from '#app/usecases/content/check-one-lesson.server.ts';
import { describeFault } from '#app/usecases/content/describe-fault.server.ts';
import type { Context } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import { findPublishedByCode } from '#db/stores/content.ts';
import { findDraftCode } from '#db/stores/drafts.ts';

export type DraftFault = {
  readonly part: 'source' | 'quiz';
  /** Both from 1; columns count UTF-16 units, as editors do. */
  readonly line: number;
  readonly column: number;
  readonly code: ContentFaultCode;
  readonly severity: 'error' | 'warning';
  readonly message: string;
};

export type CheckedDraft = {
  readonly faults: readonly DraftFault[];
  readonly errors: number;
  readonly warnings: number;
};

/** Every fault of a draft as it is typed, with the rules and the words of the content checker. Writes nothing. */
export async function checkDraft(
  context: Context,
  actor: PersonActor,
  { draftId, language, ...written }: DraftText & { readonly draftId: string; readonly language: Language },
): Promise<Result<CheckedDraft, 'forbidden' | 'not-found' | 'invalid-input'>> {
  if (!can({ actor, action: 'lesson.view-drafts' })) return refuse('forbidden');
  const { read } = context.database;
  const draft = await findDraftCode(read, draftId);
  if (!draft) return refuse('not-found');
  const parsed = draftText.safeParse(written);
  if (!parsed.success) return refuse('invalid-input', { errors: ['source'], most: DRAFT_LIMITS.characters });
  const { faults } = await checkText(read, { code: draft.code, text: parsed.data });
  return ok(summarise(faults, language));
}

/** A text checked in the surroundings of what is published. */
export async function checkText(
  handle: Handle,
  { code, text }: { code: string; text: DraftText },
): Promise<{ readonly read: ReadLessonText; readonly faults: readonly PartFault[] }> {
  const read = readLessonText({ code, ...text });
  const published = await findPublishedByCode(handle, { kind: 'lesson', code });
  const surroundings = await readSurroundings(handle, {
    questions: read.questions,
    own: published?.body.quiz ?? [],
  });
  return { read, faults: checkOneLesson({ code, images: text.images }, read, surroundings) };
}

export const isError = ({ code }: Pick<PartFault, 'code'>): boolean => !isWarning(code);

/** A text of thousands of faults is told the first of them; the numbers are of all. */
const MOST_FAULTS = 200;

export function summarise(faults: readonly PartFault[], language: Language): CheckedDraft {
  const errors = faults.filter(isError).length;
  return {
    faults: faults.slice(0, MOST_FAULTS).map(({ part, line, column, code, detail }) => ({
      part,
      line,
      column,
      code,
      severity: isWarning(code) ? 'warning' : 'error',
      message: describeFault({ code, detail }, language),
    })),
    errors,
    warnings: faults.length - errors,
  };
}
