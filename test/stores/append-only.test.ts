import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { describeOnBothEngines } from '#test/support/database.ts';

/** Tables whose rows stay as they were written, with the values of one row. */
const ROWS: Record<string, Record<string, string | number>> = {
  audit_entry: {
    stream: 's',
    n: 1,
    at: 1,
    actor_kind: 'system',
    actor_id: 'x',
    address: '',
    action: 'a',
    subject_kind: 'k',
    subject_id: 'i',
    outcome: 'done',
    detail: '{}',
    prev_hash: 'p',
    hash: 'h',
  },
  audit_anchor: { id: 'a', n: 1, at: 1, prev_hash: 'p', heads: '[]', key_id: 'k', signature: 's' },
  outbox_event: { id: 'e', type: 't', payload: '{}', created_at: 1 },
  artifact: { hash: 'h', code: 'c', created_at: 1 },
  lesson_completion: { id: 'c', person_id: 'p', lesson_id: 'l', lesson_version_id: 'v', year: 2026, completed_at: 1 },
  hours_entry: {
    id: 'h',
    person_id: 'p',
    year: 2026,
    kind: 'online',
    hours: 50,
    source_kind: 's',
    source_id: 'i',
    policy_version_id: 'v',
    at: 1,
  },
  form: { id: 'f', blueprint_version_id: 'b', seed: 's', items: '[]', created_at: 1 },
  appraisal_record: {
    id: 'r',
    person_id: 'p',
    year: 2026,
    version: 1,
    change: 1,
    employee_no: '1',
    name: 'n',
    unit_id: 'u',
    org_code: 'o',
    org_name: 'o',
    position_level: 'l',
    hours_required: 1,
    hours_earned: 1,
    indicator_score: 1,
    suggested_rating: 'r',
    policy_version_id: 'v',
    sources: '{}',
    computed_at: 1,
  },
  certificate: {
    id: 'c',
    number: 'n',
    code: 'c',
    person_id: 'p',
    attempt_id: 'a',
    grade_id: 'g',
    tier: 1,
    track: 'general',
    issued_on: 'd',
    valid_until: 'd',
    issued_at: 1,
    statement: '{}',
    key_id: 'k',
    signature: 's',
  },
};

describeOnBothEngines('append-only tables', (fresh) => {
  test.each(Object.keys(ROWS))('%s refuses UPDATE and DELETE and keeps its row', async (table) => {
    const database = await fresh();
    const row = ROWS[table] ?? {};
    const columns = Object.keys(row);
    const run = (statement: ReturnType<typeof sql>) =>
      database.transaction(async ({ db, dialect }) => {
        if (dialect === 'sqlite') await (db as unknown as { run: (q: typeof statement) => unknown }).run(statement);
        else await (db as unknown as { execute: (q: typeof statement) => Promise<unknown> }).execute(statement);
      });
    const name = sql.identifier(table);
    await run(
      sql`insert into ${name} (${sql.join(
        columns.map((column) => sql.identifier(column)),
        sql`, `,
      )}) values (${sql.join(
        columns.map((column) => sql`${row[column]}`),
        sql`, `,
      )})`,
    );
    const [first = ''] = columns;
    const refusal = { cause: expect.objectContaining({ message: expect.stringMatching(/append-only/) }) };
    const failing = (statement: ReturnType<typeof sql>) =>
      run(statement).then(
        () => 'accepted',
        (error: Error) => (error.cause ? error : { cause: error }),
      );
    expect(await failing(sql`update ${name} set ${sql.identifier(first)} = ${row[first]}`)).toMatchObject(refusal);
    expect(await failing(sql`delete from ${name}`)).toMatchObject(refusal);
  });
});
