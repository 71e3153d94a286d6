import type { MarkingState } from '#app/domain/marking/task.ts';
import type { Kit } from '#db/kit.ts';

/** What people mark. Given marks are append-only: the one with the highest number counts. */
export function defineMarkingTables(kit: Kit) {
  const { table, text, int, at, json, primaryKey, index } = kit;

  /** An answer that waits for a person, or has been marked by one; made when its attempt ends. */
  const markingTask = table(
    'marking_task',
    {
      id: text('id').primaryKey(),
      attemptId: text('attempt_id').notNull(),
      slot: int('slot').notNull(),
      sittingId: text('sitting_id').notNull(),
      questionVersionId: text('question_version_id').notNull(),
      maxMark: int('max_mark').notNull(),
      /** Made by chance: the order in which answers are marked tells nobody whose they are. */
      shuffled: text('shuffled').notNull(),
      state: text('state').$type<MarkingState>().notNull(),
      /** Who has the answer before them, and until when nobody else gets it. */
      claimedBy: text('claimed_by'),
      claimedUntil: at('claimed_until'),
      createdAt: at('created_at').notNull(),
    },
    (t) => [
      index('marking_task_queue').on(t.sittingId, t.questionVersionId, t.state, t.shuffled),
      index('marking_task_attempt').on(t.attemptId),
    ],
  );

  const givenMark = table(
    'given_mark',
    {
      taskId: text('task_id')
        .notNull()
        .references(() => markingTask.id),
      /** From 1; a correction gets the next. */
      number: int('number').notNull(),
      markerId: text('marker_id').notNull(),
      mark: int('mark').notNull(),
      /** The credit chosen for each criterion, in hundredths of it. */
      credits: json<Record<string, number>>('credits').notNull(),
      comment: text('comment').notNull(),
      at: at('at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.taskId, t.number] }), index('given_mark_marker').on(t.markerId, t.at)],
  );

  return { markingTask, givenMark };
}
