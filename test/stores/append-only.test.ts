import { eq, getTableColumns, getTableName, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Handle, Tables } from '#db/open.server.ts';
import { describeOnBothEngines } from '#test/support/database.ts';

/** Tables whose rows stay as they were written. */
const APPEND_ONLY = [
  'auditEntry',
  'auditAnchor',
  'outboxEvent',
  'artifact',
  'quizAttempt',
  'lessonCompletion',
  'hoursEntry',
  'form',
  'formQuestion',
  'formSet',
  'formSetForm',
  'timeEntry',
  'response',
  'grade',
  'itemMark',
  'givenMark',
  'certificate',
  'certificateEvent',
  'appraisalRecord',
  'appraisalYearEvent',
  'certificatePrint',
  'sittingEvent',
  'unitSuccession',
  'asset',
  'draftRevision',
  'setting',
  'practiceItem',
  'practiceStep',
  'practiceAnswer',
  'cardEvent',
  'mockAnswer',
] as const satisfies readonly (keyof Tables)[];

/** A row with some value in every column that wants one. */
function anyRow(table: Tables[keyof Tables]): Record<string, unknown> {
  const bytes = Buffer.from('x');
  const values = { string: 'x', number: 1, boolean: true, json: {}, bigint: 1, buffer: bytes, custom: bytes };
  return Object.fromEntries(
    Object.entries(getTableColumns(table)).flatMap(([key, column]) =>
      column.notNull ? [[key, values[column.dataType as keyof typeof values]]] : [],
    ),
  );
}

describeOnBothEngines('append-only tables', (fresh) => {
  test.each(APPEND_ONLY)('%s refuses UPDATE and DELETE and keeps its row', async (name) => {
    const database = await fresh();
    const table = database.read.tables[name];
    const columns = Object.values(getTableColumns(table));
    const needsOthers = columns.some((column) => REFERENCES.has(`${getTableName(table)}.${column.name}`));
    const [column] = columns;
    if (!column) throw new Error('a table without columns');
    await database.transaction(async (tx) => {
      for (const [parent, row] of needsOthers ? PARENTS : [])
        await tx.db.insert(tx.tables[parent]).values({ ...anyRow(tx.tables[parent]), ...row } as never);
      await tx.db
        .insert(tx.tables[name])
        .values(anyRow(tx.tables[name]) as never)
        .onConflictDoNothing();
    });
    const before = await database.read.db.select().from(table as Tables['artifact']);
    expect(before.length).toBeGreaterThan(0);
    const refused = expect.objectContaining({ message: expect.stringMatching(/append-only table \w+ refuses/) });
    const outcome = (work: (tx: Handle) => Promise<unknown>) =>
      database.transaction(work).then(
        () => 'accepted',
        (error: Error) => error.cause ?? error,
      );
    const set = { [Object.keys(getTableColumns(table))[0] ?? '']: column.dataType === 'number' ? 2 : 'y' };
    expect(
      await outcome((tx) => tx.db.update(tx.tables[name]).set(set as never) as unknown as Promise<unknown>),
    ).toEqual(refused);
    expect(
      await outcome((tx) => tx.db.delete(tx.tables[name]).where(eq(sql`1`, 1)) as unknown as Promise<unknown>),
    ).toEqual(refused);
    expect(await database.read.db.select().from(table as Tables['artifact'])).toEqual(before);
  });
});

/** Columns that point at another table, and the rows that they point at. */
const REFERENCES = new Set([
  'time_entry.attempt_id',
  'response.attempt_id',
  'grade.attempt_id',
  'item_mark.grade_id',
  'certificate_event.certificate_id',
  'certificate_print.certificate_id',
  'sitting_event.sitting_id',
  'unit_succession.from_unit_id',
  'appraisal_year_event.year',
  'draft_revision.draft_id',
  'given_mark.task_id',
  'form_set_form.set_id',
  'practice_item.session_id',
  'practice_step.session_id',
  'mock_answer.mock_id',
]);
const PARENTS: readonly (readonly [keyof Tables, Record<string, unknown>])[] = [
  ['sitting', { id: 'x' }],
  ['form', { id: 'x' }],
  ['attempt', { id: 'x', sittingId: 'x', formId: 'x' }],
  ['grade', { id: 'x', attemptId: 'x' }],
  ['certificate', { id: 'x' }],
  ['orgUnit', { id: 'x' }],
  ['appraisalYear', { year: 1 }],
  ['lessonDraft', { id: 'x' }],
  ['markingTask', { id: 'x' }],
  ['formSet', { id: 'x' }],
  ['practiceSession', { id: 'x' }],
  ['mockExam', { id: 'x' }],
];
