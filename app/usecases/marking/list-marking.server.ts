import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { can, type PersonActor } from '#app/domain/people/actor.ts';
import { promptOf } from '#app/domain/questions/types/registry.ts';
import type { Context } from '#app/usecases/context.ts';
import { titleOf } from '#app/usecases/exams/create-sitting.server.ts';
import { getQuestions } from '#app/usecases/exams/papers.server.ts';
import { readReach, unitFilterOf } from '#app/usecases/people/read-reach.server.ts';
import { countMarkedAttempts, countSittingsToMark, countTasks, pageSittingsToMark } from '#db/stores/marking.ts';

/** A sitting with answers that people mark. */
export type SittingToMark = {
  readonly id: string;
  readonly code: string;
  readonly title: LocalText;
  readonly closesAt: number;
  readonly questions: readonly {
    readonly versionId: string;
    readonly prompt: LocalText;
    readonly waiting: number;
    readonly all: number;
  }[];
  /** Papers that are marked whole and wait for the end of marking. */
  readonly whole: number;
};

/** Sittings of the marker's units whose answers wait, and those that are done, a page at a time. */
export async function listMarking(
  context: Context,
  actor: PersonActor,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ readonly sittings: readonly SittingToMark[]; readonly total: number }> {
  if (!can({ actor, action: 'answer.mark' })) return { sittings: [], total: 0 };
  const { read } = context.database;
  const { reach } = await readReach({ context, actor, action: 'answer.mark' });
  const unitIds = unitFilterOf(reach);
  const rows = await pageSittingsToMark(read, { unitIds, limit, offset });
  const ids = rows.map(({ id }) => id);
  const counts = await countTasks(read, ids);
  const whole = await countMarkedAttempts(read, ids);
  const questions = await getQuestions(
    context,
    counts.map(({ questionVersionId }) => questionVersionId),
  );
  return {
    total: await countSittingsToMark(read, { unitIds }),
    sittings: rows.map((row) => ({
      id: row.id,
      code: row.code,
      title: titleOf(row),
      closesAt: row.closesAt,
      whole: whole.get(row.id) ?? 0,
      questions: counts
        .filter(({ sittingId }) => sittingId === row.id)
        .flatMap(({ questionVersionId, waiting, all }) => {
          const question = questions.get(questionVersionId);
          return question ? [{ versionId: questionVersionId, prompt: promptOf(question).prompt, waiting, all }] : [];
        }),
    })),
  };
}
