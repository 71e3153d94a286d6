import type { FormItem, Shortage } from '#app/domain/exams/assembly.ts';
import type { Json } from '#app/domain/kernel/canonical.ts';
import type { PracticeScopeKind } from '#app/domain/practice/choices.ts';
import type { Memory } from '#app/domain/practice/memory.ts';
import type { CardEventKind } from '#app/domain/practice/mistake-book.ts';
import type { RecallRating } from '#app/domain/practice/rating.ts';
import type { Behaviour, Step } from '#app/domain/questions/behaviours/behaviour.ts';
import type { Outcome } from '#app/domain/questions/types/verdict.ts';
import type { Kit } from '#db/kit.ts';

export type AnswerSource = 'practice' | 'quiz' | 'mock';

/** What one item of a mock exam earned; `mark` null where only a person could tell. */
export type MockMark = { readonly slot: number; readonly mark: number | null; readonly outcome: Outcome };

/**
 * Practice: sets of questions, the book of mistakes, favourites, mock exams. Everything here is one person's own and
 * counts for nothing else. Items, steps, answers, events of cards and mock answers are append-only.
 */
export function definePracticeTables(kit: Kit) {
  const { table, text, int, at, json, primaryKey, index } = kit;

  /** A set of questions drawn at a moment. The counts are a fold of its steps, kept so that lists need not fold. */
  const practiceSession = table(
    'practice_session',
    {
      id: text('id').primaryKey(),
      personId: text('person_id').notNull(),
      scope: text('scope').$type<PracticeScopeKind>().notNull(),
      /** A course's or point's code; empty where the scope says it all. */
      scopeRef: text('scope_ref').notNull(),
      behaviour: json<Behaviour>('behaviour').notNull(),
      seed: text('seed').notNull(),
      itemCount: int('item_count').notNull(),
      answered: int('answered').notNull(),
      rightCount: int('right_count').notNull(),
      startedAt: at('started_at').notNull(),
      lastAt: at('last_at').notNull(),
      endedAt: at('ended_at'),
    },
    (t) => [index('practice_session_person').on(t.personId, t.lastAt)],
  );

  const practiceItem = table(
    'practice_item',
    {
      sessionId: text('session_id')
        .notNull()
        .references(() => practiceSession.id),
      slot: int('slot').notNull(),
      questionId: text('question_id').notNull(),
      versionId: text('version_id').notNull(),
      /** Option ids as shown; empty where the type has none. */
      optionOrder: json<string[]>('option_order').notNull(),
    },
    (t) => [primaryKey({ columns: [t.sessionId, t.slot] })],
  );

  const practiceStep = table(
    'practice_step',
    {
      sessionId: text('session_id')
        .notNull()
        .references(() => practiceSession.id),
      slot: int('slot').notNull(),
      /** From 1 within its item. */
      number: int('number').notNull(),
      step: json<Step>('step').notNull(),
      at: at('at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.sessionId, t.slot, t.number] })],
  );

  /** Every judged answer to a practice item, wherever it was given. */
  const practiceAnswer = table(
    'practice_answer',
    {
      id: text('id').primaryKey(),
      personId: text('person_id').notNull(),
      questionId: text('question_id').notNull(),
      versionId: text('version_id').notNull(),
      source: text('source').$type<AnswerSource>().notNull(),
      sourceId: text('source_id').notNull(),
      outcome: text('outcome').$type<Outcome>().notNull(),
      /** Hundredths of full marks, 0 to 100. */
      credit: int('credit').notNull(),
      certainty: int('certainty'),
      at: at('at').notNull(),
    },
    (t) => [index('practice_answer_question').on(t.personId, t.questionId, t.at)],
  );

  /** The fold of a person's answers to a question. */
  const practiceRecord = table(
    'practice_record',
    {
      personId: text('person_id').notNull(),
      questionId: text('question_id').notNull(),
      answers: int('answers').notNull(),
      outcome: text('outcome').$type<Outcome>().notNull(),
      credit: int('credit').notNull(),
      lastAt: at('last_at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.personId, t.questionId] })],
  );

  /** A question in someone's book of mistakes: by document, so that its next version takes its place. */
  const reviewCard = table(
    'review_card',
    {
      personId: text('person_id').notNull(),
      questionId: text('question_id').notNull(),
      memory: json<Memory>('memory').notNull(),
      dueAt: at('due_at').notNull(),
      intervalDays: int('interval_days').notNull(),
      lapses: int('lapses').notNull(),
      /** How many events it has. */
      events: int('events').notNull(),
      enteredAt: at('entered_at').notNull(),
      removedAt: at('removed_at'),
    },
    (t) => [primaryKey({ columns: [t.personId, t.questionId] }), index('review_card_due').on(t.personId, t.dueAt)],
  );

  const cardEvent = table(
    'card_event',
    {
      personId: text('person_id').notNull(),
      questionId: text('question_id').notNull(),
      /** From 1 within its card. */
      number: int('number').notNull(),
      kind: text('kind').$type<CardEventKind>().notNull(),
      rating: text('rating').$type<RecallRating>(),
      answerId: text('answer_id'),
      /** As of after the event. */
      memory: json<Memory>('memory').notNull(),
      dueAt: at('due_at').notNull(),
      at: at('at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.personId, t.questionId, t.number] })],
  );

  const favourite = table(
    'favourite',
    {
      personId: text('person_id').notNull(),
      questionId: text('question_id').notNull(),
      at: at('at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.personId, t.questionId] }), index('favourite_person').on(t.personId, t.at)],
  );

  /** A paper drawn from practice items by a published blueprint. It is no attempt and leads to no grade. */
  const mockExam = table(
    'mock_exam',
    {
      id: text('id').primaryKey(),
      personId: text('person_id').notNull(),
      blueprintId: text('blueprint_id').notNull(),
      blueprintVersionId: text('blueprint_version_id').notNull(),
      seed: text('seed').notNull(),
      items: json<FormItem[]>('items').notNull(),
      /** What practice items could not fill of the blueprint. */
      lacks: json<Shortage[]>('lacks').notNull(),
      startedAt: at('started_at').notNull(),
      deadlineAt: at('deadline_at').notNull(),
      endedAt: at('ended_at'),
      endedBy: text('ended_by').$type<'learner' | 'deadline'>(),
      /** Hundredths of the marks of those items that a machine can mark; null while it runs. */
      score: int('score'),
      maxScore: int('max_score'),
      marks: json<MockMark[]>('marks'),
    },
    (t) => [index('mock_exam_person').on(t.personId, t.startedAt), index('mock_exam_open').on(t.endedAt, t.deadlineAt)],
  );

  const mockAnswer = table(
    'mock_answer',
    {
      mockId: text('mock_id')
        .notNull()
        .references(() => mockExam.id),
      slot: int('slot').notNull(),
      /** From 1 within its item; the highest is the answer. */
      number: int('number').notNull(),
      answer: json<{ value: Json }>('answer').notNull(),
      at: at('at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.mockId, t.slot, t.number] })],
  );

  return {
    practiceSession,
    practiceItem,
    practiceStep,
    practiceAnswer,
    practiceRecord,
    reviewCard,
    cardEvent,
    favourite,
    mockExam,
    mockAnswer,
  };
}
