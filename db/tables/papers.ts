import type { Kit } from '#db/kit.ts';

/** What papers are drawn by, and what was drawn. Drawn forms and their questions are append-only. */
export function definePaperTables(kit: Kit) {
  const { table, text, int, at, json, primaryKey, index, uniqueIndex } = kit;

  /** Of each published version of a question, what a drawing weighs: a projection of its body, as it never changes. */
  const questionTrait = table('question_trait', {
    versionId: text('version_id').primaryKey(),
    /** Expected share of full marks in hundredths. */
    difficulty: int('difficulty').notNull(),
    /** Codes of the questions with which it may not share a paper, as its author named them. */
    enemies: json<string[]>('enemies').notNull(),
  });

  /** The questions of every form: how often each was used, and where a version stands. */
  const formQuestion = table(
    'form_question',
    {
      formId: text('form_id').notNull(),
      slot: int('slot').notNull(),
      versionId: text('version_id').notNull(),
      questionId: text('question_id').notNull(),
      /** The blueprint whose form it is, whatever its version. */
      blueprintId: text('blueprint_id').notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.formId, t.slot] }),
      index('form_question_version').on(t.versionId),
      index('form_question_use').on(t.blueprintId, t.questionId),
      index('form_question_question').on(t.questionId),
    ],
  );

  /** An act of the office that drew parallel forms at once. */
  const formSet = table(
    'form_set',
    {
      id: text('id').primaryKey(),
      blueprintId: text('blueprint_id').notNull(),
      blueprintVersionId: text('blueprint_version_id').notNull(),
      seed: text('seed').notNull(),
      count: int('count').notNull(),
      /** How many forms of the blueprint there were before: what its caps were counted from. */
      before: int('before').notNull(),
      drawnBy: text('drawn_by').notNull(),
      drawnAt: at('drawn_at').notNull(),
    },
    (t) => [index('form_set_blueprint').on(t.blueprintId, t.drawnAt)],
  );

  const formSetForm = table(
    'form_set_form',
    {
      setId: text('set_id')
        .notNull()
        .references(() => formSet.id),
      /** From 1: the number printed on the paper within its set. */
      number: int('number').notNull(),
      formId: text('form_id').notNull(),
    },
    (t) => [primaryKey({ columns: [t.setId, t.number] }), uniqueIndex('form_set_form_form').on(t.formId)],
  );

  return { questionTrait, formQuestion, formSet, formSetForm };
}
