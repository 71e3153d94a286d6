import type { FormItem } from '#app/domain/exams/assembly.ts';
import type { AttemptStatus } from '#app/domain/exams/attempt.ts';
import type { ReleaseRule } from '#app/domain/exams/release.ts';
import type { SittingAudience } from '#app/domain/exams/sitting-audience.ts';
import type { TimeEntryKind } from '#app/domain/exams/time-account.ts';
import type { Json } from '#app/domain/kernel/canonical.ts';
import type { Kit } from '#db/kit.ts';

/** Sittings, forms, attempts. Forms, responses, time entries, grades and marks are append-only. */
export function defineExamTables(kit: Kit) {
  const { table, text, int, big, at, json, primaryKey, index, uniqueIndex } = kit;

  const sitting = table(
    'sitting',
    {
      id: text('id').primaryKey(),
      code: text('code').notNull(),
      titleZh: text('title_zh').notNull(),
      titleEn: text('title_en').notNull(),
      tier: int('tier').notNull(),
      track: text('track').notNull(),
      blueprintVersionId: text('blueprint_version_id').notNull(),
      gradingPolicyVersionId: text('grading_policy_version_id').notNull(),
      unitId: text('unit_id').notNull(),
      mode: text('mode').$type<'remote'>().notNull(),
      opensAt: at('opens_at').notNull(),
      closesAt: at('closes_at').notNull(),
      durationMs: int('duration_ms').notNull(),
      /** How many attempts a candidate may make; null is without limit. */
      attemptLimit: int('attempt_limit'),
      release: json<ReleaseRule>('release').notNull(),
      /** Who may sit it besides those registered by name; null is the registered ones alone. */
      audience: json<SittingAudience | null>('audience'),
      /** When the office closed it for good; null while its window alone decides. */
      closedAt: at('closed_at'),
      /** Counts changes, so that nobody overwrites what they have not seen. */
      revision: int('revision').notNull().default(1),
      createdBy: text('created_by').notNull(),
      createdAt: at('created_at').notNull(),
    },
    (t) => [uniqueIndex('sitting_code').on(t.code), index('sitting_window').on(t.closesAt)],
  );

  const candidate = table(
    'candidate',
    {
      sittingId: text('sitting_id')
        .notNull()
        .references(() => sitting.id),
      personId: text('person_id').notNull(),
      registeredAt: at('registered_at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.sittingId, t.personId] }), index('candidate_person').on(t.personId)],
  );

  const form = table('form', {
    id: text('id').primaryKey(),
    blueprintVersionId: text('blueprint_version_id').notNull(),
    seed: text('seed').notNull(),
    items: json<FormItem[]>('items').notNull(),
    createdAt: at('created_at').notNull(),
  });

  const attempt = table(
    'attempt',
    {
      id: text('id').primaryKey(),
      sittingId: text('sitting_id')
        .notNull()
        .references(() => sitting.id),
      personId: text('person_id').notNull(),
      number: int('number').notNull(),
      formId: text('form_id')
        .notNull()
        .references(() => form.id),
      status: text('status').$type<AttemptStatus>().notNull(),
      startedAt: at('started_at').notNull(),
      /** The fold of the time account, kept here so that what expires can be found; the entries decide. */
      deadlineAt: at('deadline_at').notNull(),
      endedAt: at('ended_at'),
      endedBy: text('ended_by').$type<'candidate' | 'deadline'>(),
      lease: text('lease').notNull(),
      leaseSessionId: text('lease_session_id').notNull(),
      responseCount: int('response_count').notNull(),
      headHash: text('head_hash').notNull(),
    },
    (t) => [
      uniqueIndex('attempt_number').on(t.sittingId, t.personId, t.number),
      index('attempt_person').on(t.personId, t.startedAt),
      index('attempt_open').on(t.status, t.deadlineAt),
    ],
  );

  const timeEntry = table(
    'time_entry',
    {
      id: text('id').primaryKey(),
      attemptId: text('attempt_id')
        .notNull()
        .references(() => attempt.id),
      kind: text('kind').$type<TimeEntryKind>().notNull(),
      ms: int('ms').notNull(),
      reason: text('reason').notNull(),
      actorId: text('actor_id').notNull(),
      at: at('at').notNull(),
    },
    (t) => [index('time_entry_attempt').on(t.attemptId)],
  );

  const response = table(
    'response',
    {
      attemptId: text('attempt_id')
        .notNull()
        .references(() => attempt.id),
      slot: int('slot').notNull(),
      /** The client's number: any positive integer that JSON carries exactly, so wider than a count. */
      seq: big('seq').notNull(),
      /** Place in the attempt's chain, from 1. */
      n: int('n').notNull(),
      answer: json<{ value: Json }>('answer').notNull(),
      clientMs: at('client_ms').notNull(),
      receivedAt: at('received_at').notNull(),
      prevHash: text('prev_hash').notNull(),
      hash: text('hash').notNull(),
    },
    (t) => [primaryKey({ columns: [t.attemptId, t.slot, t.seq] }), uniqueIndex('response_chain').on(t.attemptId, t.n)],
  );

  const grade = table(
    'grade',
    {
      id: text('id').primaryKey(),
      attemptId: text('attempt_id')
        .notNull()
        .references(() => attempt.id),
      number: int('number').notNull(),
      score: int('score').notNull(),
      maxScore: int('max_score').notNull(),
      /** The policy's word for the band, and its Chinese form as written then. */
      gradeZh: text('grade_zh').notNull(),
      gradeEn: text('grade_en').notNull(),
      passed: int('passed').notNull(),
      policyVersionId: text('policy_version_id').notNull(),
      gradedAt: at('graded_at').notNull(),
    },
    (t) => [uniqueIndex('grade_number').on(t.attemptId, t.number)],
  );

  const itemMark = table(
    'item_mark',
    {
      gradeId: text('grade_id')
        .notNull()
        .references(() => grade.id),
      slot: int('slot').notNull(),
      questionVersionId: text('question_version_id').notNull(),
      mark: int('mark').notNull(),
      maxMark: int('max_mark').notNull(),
      /** The class of the answer for statistics: an option id, `right`, `wrong`, `empty`… */
      response: text('response').notNull(),
    },
    (t) => [primaryKey({ columns: [t.gradeId, t.slot] }), index('item_mark_question').on(t.questionVersionId)],
  );

  /** What the office did with a sitting after planning it. */
  const sittingEvent = table(
    'sitting_event',
    {
      id: text('id').primaryKey(),
      sittingId: text('sitting_id')
        .notNull()
        .references(() => sitting.id),
      kind: text('kind').$type<'changed' | 'closed' | 'reopened' | 'released' | 'release-withdrawn'>().notNull(),
      at: at('at').notNull(),
      actorId: text('actor_id').notNull(),
      reason: text('reason').notNull(),
      detail: json<Json>('detail').notNull(),
    },
    (t) => [index('sitting_event_sitting').on(t.sittingId, t.at)],
  );

  return { sitting, sittingEvent, candidate, form, attempt, timeEntry, response, grade, itemMark };
}
