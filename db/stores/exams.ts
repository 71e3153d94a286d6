import { and, asc, desc, eq, gt, inArray, lte, type SQL, sql } from 'drizzle-orm';
import type { AttemptStatus } from '#app/domain/exams/attempt.ts';
import type { ResponseEntry } from '#app/domain/exams/response-chain.ts';
import type { TimeEntry } from '#app/domain/exams/time-account.ts';
import type { Handle } from '#db/open.server.ts';
import { inChunks, locking } from './statements.ts';

type Row<T extends keyof Handle['tables']> = Handle['tables'][T]['$inferSelect'];
type NewRow<T extends keyof Handle['tables']> = Handle['tables'][T]['$inferInsert'];
export type SittingRow = Row<'sitting'>;
export type AttemptRow = Row<'attempt'>;
export type FormRow = Row<'form'>;
export type GradeRow = Row<'grade'>;
export type ItemMarkRow = Row<'itemMark'>;

// ── Sittings and candidates ──────────────────────────────────────────────────────────────────────────────────────

export async function insertSitting({ db, tables }: Handle, row: NewRow<'sitting'>): Promise<void> {
  await db.insert(tables.sitting).values(row);
}

export async function insertCandidates({ db, tables }: Handle, rows: readonly NewRow<'candidate'>[]): Promise<void> {
  await inChunks(rows, (some) => db.insert(tables.candidate).values(some).onConflictDoNothing());
}

export async function findSitting({ db, tables: { sitting } }: Handle, id: string): Promise<SittingRow | null> {
  const [row] = await db.select().from(sitting).where(eq(sitting.id, id));
  return row ?? null;
}

export async function findSittingByCode({ db, tables: { sitting } }: Handle, code: string): Promise<SittingRow | null> {
  const [row] = await db.select().from(sitting).where(eq(sitting.code, code));
  return row ?? null;
}

export async function listSittings({ db, tables: { sitting } }: Handle, ids: readonly string[]): Promise<SittingRow[]> {
  if (ids.length === 0) return [];
  return db
    .select()
    .from(sitting)
    .where(inArray(sitting.id, [...ids]));
}

export async function isCandidate(
  { db, tables: { candidate } }: Handle,
  { sittingId, personId }: { sittingId: string; personId: string },
): Promise<boolean> {
  const rows = await db
    .select({ personId: candidate.personId })
    .from(candidate)
    .where(and(eq(candidate.sittingId, sittingId), eq(candidate.personId, personId)));
  return rows.length > 0;
}

export type SittingCounts = { registered: number; inProgress: number; submitted: number; graded: number };

/** A page of sittings of some units (`all` without limit), latest to open first, with how many there are in all. */
export async function pageSittings(
  { db, tables: { sitting } }: Handle,
  { units, offset, limit }: { units: 'all' | readonly string[]; offset: number; limit: number },
): Promise<{ rows: SittingRow[]; total: number }> {
  const within = units === 'all' ? undefined : inArray(sitting.unitId, [...units]);
  const [count] = await db.select({ total: sql<number>`count(*)` }).from(sitting).where(within);
  const rows = await db
    .select()
    .from(sitting)
    .where(within)
    .orderBy(desc(sitting.opensAt), desc(sitting.id))
    .limit(limit)
    .offset(offset);
  return { rows, total: Number(count?.total ?? 0) };
}

/** How far the candidates of some sittings are. An attempt whose time is over counts as submitted, closed or not. */
export async function countBySitting(
  { db, tables: { candidate, attempt } }: Handle,
  { sittingIds, now }: { sittingIds: readonly string[]; now: number },
): Promise<Map<string, SittingCounts>> {
  const counts = new Map<string, SittingCounts>();
  if (sittingIds.length === 0) return counts;
  const of = (id: string) => {
    const known = counts.get(id) ?? { registered: 0, inProgress: 0, submitted: 0, graded: 0 };
    counts.set(id, known);
    return known;
  };
  const registered = await db
    .select({ id: candidate.sittingId, n: sql<number>`count(*)` })
    .from(candidate)
    .where(inArray(candidate.sittingId, [...sittingIds]))
    .groupBy(candidate.sittingId);
  for (const { id, n } of registered) of(id).registered = Number(n);
  const over = sql<number>`case when ${attempt.deadlineAt} <= ${now} then 1 else 0 end`;
  const attempts = await db
    .select({ id: attempt.sittingId, status: attempt.status, over: over.as('over'), n: sql<number>`count(*)` })
    .from(attempt)
    .where(inArray(attempt.sittingId, [...sittingIds]))
    .groupBy(attempt.sittingId, attempt.status, sql`${sql.identifier('over')}`);
  for (const { id, status, over: isOver, n } of attempts) {
    const sum = of(id);
    if (status === 'in-progress' && Number(isOver) === 0) sum.inProgress += Number(n);
    else if (status === 'graded') sum.graded += Number(n);
    else if (status !== 'voided') sum.submitted += Number(n);
  }
  return counts;
}

// ── Forms and attempts ───────────────────────────────────────────────────────────────────────────────────────────

export async function listForms({ db, tables: { form } }: Handle, ids: readonly string[]): Promise<FormRow[]> {
  if (ids.length === 0) return [];
  return db
    .select()
    .from(form)
    .where(inArray(form.id, [...ids]));
}

export async function insertAttempt({ db, tables }: Handle, row: NewRow<'attempt'>): Promise<void> {
  await db.insert(tables.attempt).values(row);
}

export async function findAttempt({ db, tables: { attempt } }: Handle, id: string): Promise<AttemptRow | null> {
  const [row] = await db.select().from(attempt).where(eq(attempt.id, id));
  return row ?? null;
}

export async function listAttempts({ db, tables: { attempt } }: Handle, ids: readonly string[]): Promise<AttemptRow[]> {
  if (ids.length === 0) return [];
  return db
    .select()
    .from(attempt)
    .where(inArray(attempt.id, [...ids]));
}

/** The same, locked in the order of their ids until the transaction ends. */
export async function lockAttempts(handle: Handle, ids: readonly string[]): Promise<AttemptRow[]> {
  if (ids.length === 0) return [];
  const { attempt } = handle.tables;
  return locking(
    handle,
    handle.db
      .select()
      .from(attempt)
      .where(inArray(attempt.id, [...ids]))
      .orderBy(asc(attempt.id)),
  );
}

/** A person's attempts, newest first; of one sitting when it is named. */
export async function listAttemptsOfPerson(
  { db, tables: { attempt } }: Handle,
  { personId, sittingId }: { personId: string; sittingId?: string },
): Promise<AttemptRow[]> {
  const own = eq(attempt.personId, personId);
  return db
    .select()
    .from(attempt)
    .where(sittingId === undefined ? own : and(own, eq(attempt.sittingId, sittingId)))
    .orderBy(desc(attempt.startedAt), desc(attempt.id));
}

/** Attempts whose time was over by `before` and which nobody closed yet, the oldest first. */
export async function listOverdueAttemptIds(
  { db, tables: { attempt } }: Handle,
  { before, limit }: { before: number; limit: number },
): Promise<string[]> {
  const rows = await db
    .select({ id: attempt.id })
    .from(attempt)
    .where(and(eq(attempt.status, 'in-progress'), lte(attempt.deadlineAt, before)))
    .orderBy(asc(attempt.deadlineAt))
    .limit(limit);
  return rows.map(({ id }) => id);
}

export async function updateLease(
  { db, tables: { attempt } }: Handle,
  { attemptId, lease, sessionId }: { attemptId: string; lease: string; sessionId: string },
): Promise<void> {
  await db.update(attempt).set({ lease, leaseSessionId: sessionId }).where(eq(attempt.id, attemptId));
}

/** Ends attempts that are in progress; the caller holds their locks. */
export async function updateEnded(
  { db, tables: { attempt } }: Handle,
  rows: readonly { attemptId: string; status: AttemptStatus; endedAt: number; endedBy: 'candidate' | 'deadline' }[],
): Promise<void> {
  if (rows.length === 0) return;
  const list = rows.map(
    (row) => sql`(${row.attemptId}, ${row.status}, cast(${row.endedAt} as bigint), ${row.endedBy})`,
  );
  await db
    .update(attempt)
    .set({
      status: sql`ended.column2`,
      endedAt: sql`ended.column3`,
      endedBy: sql`ended.column4`,
    })
    .from(asTable(list, 'ended'))
    .where(sql`${attempt.id} = ended.column1`);
}

export async function updateStatus(
  { db, tables: { attempt } }: Handle,
  { attemptId, status }: { attemptId: string; status: AttemptStatus },
): Promise<void> {
  await db.update(attempt).set({ status }).where(eq(attempt.id, attemptId));
}

/** A list of values as a table: both engines call its columns column1, column2, … PostgreSQL reads bare values as text. */
const asTable = (rows: SQL[], name: string) => sql`(values ${sql.join(rows, sql`, `)}) as ${sql.raw(name)}`;

export async function insertTimeEntry({ db, tables }: Handle, row: NewRow<'timeEntry'>): Promise<void> {
  await db.insert(tables.timeEntry).values(row);
}

/** The time accounts of some attempts, in the order in which entries were made. */
export async function listTimeEntries(
  { db, tables: { timeEntry } }: Handle,
  attemptIds: readonly string[],
): Promise<(TimeEntry & { attemptId: string; reason: string; at: number })[]> {
  if (attemptIds.length === 0) return [];
  const { attemptId, kind, ms, reason, at } = timeEntry;
  return db
    .select({ attemptId, kind, ms, reason, at })
    .from(timeEntry)
    .where(inArray(attemptId, [...attemptIds]))
    .orderBy(asc(at), asc(timeEntry.id));
}

// ── Answers ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** Every recorded answer of some attempts, in the order of each chain. */
export async function listResponses(
  { db, tables: { response } }: Handle,
  attemptIds: readonly string[],
): Promise<ResponseEntry[]> {
  if (attemptIds.length === 0) return [];
  const rows = await db
    .select()
    .from(response)
    .where(inArray(response.attemptId, [...attemptIds]))
    .orderBy(asc(response.attemptId), asc(response.n));
  return rows.map(({ answer, ...row }) => ({ ...row, answer: answer.value }));
}

/** The same by attempt. */
export async function listResponsesByAttempt(
  handle: Handle,
  attemptIds: readonly string[],
): Promise<Map<string, ResponseEntry[]>> {
  const byAttempt = new Map<string, ResponseEntry[]>();
  for (const entry of await listResponses(handle, attemptIds)) {
    const own = byAttempt.get(entry.attemptId);
    if (own) own.push(entry);
    else byAttempt.set(entry.attemptId, [entry]);
  }
  return byAttempt;
}

export type ResponseKey = { readonly attemptId: string; readonly slot: number; readonly seq: number };

/** Which of these numbers are used already, by which answer and with which receipt. */
export async function listResponsesByKey(
  { db, tables: { response } }: Handle,
  keys: readonly ResponseKey[],
): Promise<(ResponseKey & Pick<ResponseEntry, 'answer' | 'hash'>)[]> {
  if (keys.length === 0) return [];
  const list = keys.map(
    ({ attemptId, slot, seq }) => sql`(cast(${attemptId} as text), cast(${slot} as integer), cast(${seq} as bigint))`,
  );
  const rows = await db
    .select({
      attemptId: response.attemptId,
      slot: response.slot,
      seq: response.seq,
      answer: response.answer,
      hash: response.hash,
    })
    .from(response)
    .where(sql`(${response.attemptId}, ${response.slot}, ${response.seq}) in (values ${sql.join(list, sql`, `)})`);
  return rows.map(({ answer, ...row }) => ({ ...row, answer: answer.value }));
}

export async function insertResponses({ db, tables }: Handle, entries: readonly ResponseEntry[]): Promise<void> {
  await inChunks(entries, (some) =>
    db.insert(tables.response).values(some.map(({ answer, ...entry }) => ({ ...entry, answer: { value: answer } }))),
  );
}

/** Moves the heads of the chains to which responses were appended; the caller holds the attempts' locks. */
export async function updateHeads(
  { db, tables: { attempt } }: Handle,
  heads: readonly { attemptId: string; n: number; hash: string }[],
): Promise<void> {
  if (heads.length === 0) return;
  const list = heads.map(({ attemptId, n, hash }) => sql`(${attemptId}, cast(${n} as integer), ${hash})`);
  await db
    .update(attempt)
    .set({ responseCount: sql`head.column2`, headHash: sql`head.column3` })
    .from(asTable(list, 'head'))
    .where(sql`${attempt.id} = head.column1`);
}

/** Where the answer chains of attempts stand, by attempt id, after one. */
export async function pageAttemptHeads(
  { db, tables: { attempt } }: Handle,
  { after, limit }: { after: string; limit: number },
): Promise<{ attemptId: string; n: number; hash: string }[]> {
  return db
    .select({ attemptId: attempt.id, n: attempt.responseCount, hash: attempt.headHash })
    .from(attempt)
    .where(gt(attempt.id, after))
    .orderBy(asc(attempt.id))
    .limit(limit);
}

// ── Grades ───────────────────────────────────────────────────────────────────────────────────────────────────────

export async function insertGrades({ db, tables }: Handle, rows: readonly NewRow<'grade'>[]): Promise<void> {
  await inChunks(rows, (some) => db.insert(tables.grade).values(some));
}

export async function insertItemMarks({ db, tables }: Handle, rows: readonly NewRow<'itemMark'>[]): Promise<void> {
  await inChunks(rows, (some) => db.insert(tables.itemMark).values(some));
}

/** The grades that count: per attempt the one with the highest number. */
export async function listCurrentGrades(
  { db, tables: { grade } }: Handle,
  attemptIds: readonly string[],
): Promise<Map<string, GradeRow>> {
  if (attemptIds.length === 0) return new Map();
  const rows = await db
    .select()
    .from(grade)
    .where(inArray(grade.attemptId, [...attemptIds]))
    .orderBy(asc(grade.number));
  return new Map(rows.map((row) => [row.attemptId, row]));
}

/** The words of these grades in both languages. */
export async function listGradeWords({ db, tables: { grade } }: Handle, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return db
    .select({ id: grade.id, zh: grade.gradeZh, en: grade.gradeEn })
    .from(grade)
    .where(inArray(grade.id, [...ids]));
}

export async function findGrade({ db, tables: { grade } }: Handle, id: string): Promise<GradeRow | null> {
  const [row] = await db.select().from(grade).where(eq(grade.id, id));
  return row ?? null;
}

export async function listItemMarks({ db, tables: { itemMark } }: Handle, gradeId: string): Promise<ItemMarkRow[]> {
  return db.select().from(itemMark).where(eq(itemMark.gradeId, gradeId)).orderBy(asc(itemMark.slot));
}

/** How many attempts are being taken. */
export async function countRunningAttempts({ db, tables: { attempt } }: Handle): Promise<number> {
  const [row] = await db
    .select({ running: sql<number>`count(*)` })
    .from(attempt)
    .where(eq(attempt.status, 'in-progress'));
  return Number(row?.running ?? 0);
}
