import type { Json } from '#app/domain/kernel/canonical.ts';
import type { Kit } from '#db/kit.ts';

/** Appraisal years and records. A record version never changes; a new computation that differs appends the next. */
export function defineAppraisalTables(kit: Kit) {
  const { table, text, int, bool, at, json, index, uniqueIndex } = kit;

  const appraisalYear = table('appraisal_year', {
    year: int('year').primaryKey(),
    status: text('status').$type<'open' | 'computed' | 'checked' | 'locked'>().notNull(),
    /** The appraisal and hours policies in force when the year was opened: its records keep to them. */
    policyVersionId: text('policy_version_id').notNull(),
    hoursPolicyVersionId: text('hours_policy_version_id').notNull(),
    openedAt: at('opened_at').notNull(),
    /** When the records of all staff were last computed; null before the first time. */
    computedAt: at('computed_at'),
    /** The last change number given out; updating it orders concurrent recomputations. */
    lastChange: int('last_change').notNull(),
  });

  const appraisalRecord = table(
    'appraisal_record',
    {
      id: text('id').primaryKey(),
      personId: text('person_id').notNull(),
      year: int('year').notNull(),
      version: int('version').notNull(),
      /** Change number within the year: the feed's order. */
      change: int('change').notNull(),
      employeeNo: text('employee_no').notNull(),
      name: text('name').notNull(),
      unitId: text('unit_id').notNull(),
      orgCode: text('org_code').notNull(),
      orgName: text('org_name').notNull(),
      positionLevel: text('position_level').notNull(),
      tier: int('tier'),
      certificateNo: text('certificate_no'),
      certificateStatus: text('certificate_status'),
      examCode: text('exam_code'),
      score: int('score'),
      maxScore: int('max_score'),
      gradeWord: text('grade_word'),
      passedOn: text('passed_on'),
      validUntil: text('valid_until'),
      hoursRequired: int('hours_required').notNull(),
      hoursEarned: int('hours_earned').notNull(),
      indicatorScore: int('indicator_score').notNull(),
      suggestedRating: text('suggested_rating').notNull(),
      policyVersionId: text('policy_version_id').notNull(),
      /** Ids of the certificate, attempt, grade and hours that every figure rests on. */
      sources: json<Json>('sources').notNull(),
      computedAt: at('computed_at').notNull(),
    },
    (t) => [
      uniqueIndex('appraisal_record_version').on(t.personId, t.year, t.version),
      uniqueIndex('appraisal_record_change').on(t.year, t.change),
    ],
  );

  /** Which version of a person's record is the current one. */
  const appraisalCurrent = table(
    'appraisal_current',
    {
      recordId: text('record_id')
        .primaryKey()
        .references(() => appraisalRecord.id),
      personId: text('person_id').notNull(),
      year: int('year').notNull(),
      unitId: text('unit_id').notNull(),
      employeeNo: text('employee_no').notNull(),
      withdrawn: bool('withdrawn').notNull(),
    },
    (t) => [
      uniqueIndex('appraisal_current_person').on(t.personId, t.year),
      index('appraisal_current_list').on(t.year, t.employeeNo),
      index('appraisal_current_unit').on(t.year, t.unitId),
    ],
  );

  /** What was done with a year, in order. */
  const appraisalYearEvent = table(
    'appraisal_year_event',
    {
      id: text('id').primaryKey(),
      year: int('year')
        .notNull()
        .references(() => appraisalYear.year),
      kind: text('kind').$type<'opened' | 'computed' | 'checked' | 'check-withdrawn'>().notNull(),
      at: at('at').notNull(),
      actorId: text('actor_id').notNull(),
      note: text('note').notNull(),
      detail: json<Json>('detail').notNull(),
    },
    (t) => [index('appraisal_year_event_year').on(t.year, t.at)],
  );

  return { appraisalYear, appraisalYearEvent, appraisalRecord, appraisalCurrent };
}
