import { and, asc, eq, gt, gte, inArray, isNotNull, lte, or, sql } from 'drizzle-orm';
import type { AttemptStatus } from '#app/domain/exams/attempt.ts';
import type { Day } from '#app/domain/kernel/instant.ts';
import type { Handle } from '#db/open.server.ts';
import type { SittingRow } from './exams.ts';
import { findInChunks, inChunks, locking } from './statements.ts';

export type SittingEventRow = Handle['tables']['sittingEvent']['$inferSelect'];

// ── A sitting and what the office did with it ────────────────────────────────────────────────────────────────────

/** The sitting, locked until the transaction ends: what is decided about it is decided by one transaction at a time. */
export async function lockSitting(handle: Handle, id: string): Promise<SittingRow | null> {
  const { sitting } = handle.tables;
  const [row] = await locking(handle, handle.db.select().from(sitting).where(eq(sitting.id, id)));
  return row ?? null;
}

export async function updateSitting(
  { db, tables: { sitting } }: Handle,
  { id, ...values }: Partial<SittingRow> & { id: string },
): Promise<void> {
  await db
    .update(sitting)
    .set({ ...values, revision: sql`${sitting.revision} + 1` })
    .where(eq(sitting.id, id));
}

export async function insertSittingEvent({ db, tables }: Handle, row: SittingEventRow): Promise<void> {
  await db.insert(tables.sittingEvent).values(row);
}

/** What the office did with a sitting, oldest first. */
export async function listSittingEvents(
  { db, tables: { sittingEvent } }: Handle,
  sittingId: string,
): Promise<SittingEventRow[]> {
  return db
    .select()
    .from(sittingEvent)
    .where(eq(sittingEvent.sittingId, sittingId))
    .orderBy(asc(sittingEvent.at), asc(sittingEvent.id));
}

/**
 * The sittings that may concern a person: those that name them or hold an attempt of theirs, and every one with an
 * audience that has not run out. Soonest to close first.
 */
export async function listSittingsThatMayConcern(
  { db, tables: { sitting, candidate, attempt } }: Handle,
  { personId, now }: { personId: string; now: number },
): Promise<{ sitting: SittingRow; named: boolean }[]> {
  const named = db.select({ id: candidate.sittingId }).from(candidate).where(eq(candidate.personId, personId));
  const sat = db.select({ id: attempt.sittingId }).from(attempt).where(eq(attempt.personId, personId));
  const isNamed = sql<number>`case when ${inArray(sitting.id, named)} then 1 else 0 end`;
  const rows = await db
    .select({ sitting, named: isNamed })
    .from(sitting)
    .where(
      or(
        inArray(sitting.id, named),
        inArray(sitting.id, sat),
        and(isNotNull(sitting.audience), gt(sitting.closesAt, now)),
      ),
    )
    .orderBy(asc(sitting.closesAt), asc(sitting.id));
  return rows.map((row) => ({ sitting: row.sitting, named: Number(row.named) === 1 }));
}

// ── Named candidates ─────────────────────────────────────────────────────────────────────────────────────────────

/** Everyone whom the office named for a sitting. */
export async function listNamed({ db, tables: { candidate } }: Handle, sittingId: string): Promise<string[]> {
  const rows = await db
    .select({ personId: candidate.personId })
    .from(candidate)
    .where(eq(candidate.sittingId, sittingId));
  return rows.map(({ personId }) => personId);
}

export async function countNamed({ db, tables: { candidate } }: Handle, sittingId: string): Promise<number> {
  const [row] = await db.select({ n: sql<number>`count(*)` }).from(candidate).where(eq(candidate.sittingId, sittingId));
  return Number(row?.n ?? 0);
}

export async function deleteCandidates(
  { db, tables: { candidate } }: Handle,
  { sittingId, personIds }: { sittingId: string; personIds: readonly string[] },
): Promise<void> {
  await inChunks(personIds, (some) =>
    db.delete(candidate).where(and(eq(candidate.sittingId, sittingId), inArray(candidate.personId, some))),
  );
}

/** Which of these people have an attempt at a sitting, begun or ended. */
export async function listWhoSat(
  { db, tables: { attempt } }: Handle,
  { sittingId, personIds }: { sittingId: string; personIds: readonly string[] },
): Promise<string[]> {
  const rows = await findInChunks(personIds, (some) =>
    db
      .selectDistinct({ personId: attempt.personId })
      .from(attempt)
      .where(and(eq(attempt.sittingId, sittingId), inArray(attempt.personId, some))),
  );
  return rows.map(({ personId }) => personId);
}

// ── Facts about people, many at a time ───────────────────────────────────────────────────────────────────────────

export type StaffFact = {
  readonly personId: string;
  readonly employeeNo: string;
  readonly name: string;
  readonly active: boolean;
  readonly leftOn: string | null;
  /** Null without a posting on the day. */
  readonly unitId: string | null;
  readonly positionLevel: string | null;
  readonly category: string | null;
};

function factColumns({ tables: { person, posting } }: Handle) {
  return {
    personId: person.id,
    employeeNo: person.employeeNo,
    name: person.name,
    active: person.active,
    leftOn: person.leftOn,
    unitId: posting.unitId,
    positionLevel: posting.positionLevel,
    category: posting.category,
  };
}

const heldOn = ({ tables: { person, posting } }: Handle, day: Day) =>
  and(
    eq(posting.personId, person.id),
    lte(posting.validFrom, day),
    or(sql`${posting.validTo} is null`, gt(posting.validTo, day)),
  );

/** These people with their posting on a day, in no order. */
export async function listStaffFacts(
  handle: Handle,
  { personIds, day }: { personIds: readonly string[]; day: Day },
): Promise<StaffFact[]> {
  const { person, posting } = handle.tables;
  return findInChunks(personIds, (some) =>
    handle.db
      .select(factColumns(handle))
      .from(person)
      .leftJoin(posting, heldOn(handle, day))
      .where(inArray(person.id, some)),
  );
}

/** A part of those posted in some units on a day whom levels and categories mean; an empty list asks for nothing. */
export async function listStaffOfAudience(
  handle: Handle,
  {
    units,
    positionLevels,
    categories,
    day,
    offset,
    limit,
  }: {
    units: readonly string[];
    positionLevels: readonly string[];
    categories: readonly string[];
    day: Day;
    offset: number;
    limit: number;
  },
): Promise<StaffFact[]> {
  if (units.length === 0) return [];
  const { person, posting } = handle.tables;
  return handle.db
    .select(factColumns(handle))
    .from(posting)
    .innerJoin(person, heldOn(handle, day))
    .where(
      and(
        inArray(posting.unitId, [...units]),
        positionLevels.length === 0 ? undefined : inArray(posting.positionLevel, [...positionLevels]),
        categories.length === 0 ? undefined : inArray(posting.category, [...categories]),
      ),
    )
    .orderBy(asc(posting.unitId), asc(posting.personId))
    .limit(limit)
    .offset(offset);
}

/** Who is meant by employee numbers or whole names, with their posting on a day. Names may mean several. */
export async function listStaffByKeys(
  handle: Handle,
  { keys, day }: { keys: readonly string[]; day: Day },
): Promise<StaffFact[]> {
  const { person, posting } = handle.tables;
  const found = await findInChunks(keys, (some) =>
    handle.db
      .select(factColumns(handle))
      .from(person)
      .leftJoin(posting, heldOn(handle, day))
      .where(or(inArray(person.employeeNo, some), inArray(person.name, some))),
  );
  return [...new Map(found.map((fact) => [fact.personId, fact])).values()];
}

/**
 * Which people hold a certificate of a tier and track that is valid on a day. The rule is that of
 * app/domain/certification/status.ts, of which suspensions and revocations are the part that needs the events.
 * @param personIds null asks of everyone.
 */
export async function listHolders(
  { db, tables: { certificate } }: Handle,
  { tier, track, day, personIds }: { tier: number; track: string; day: Day; personIds: readonly string[] | null },
): Promise<Set<string>> {
  const last = sql`(select e.kind from certificate_event e where e.certificate_id = ${certificate.id} and e.kind <> 'issued' and e.effective_on <= ${day} order by e.effective_on desc, e.id desc limit 1)`;
  const revoked = sql`exists (select 1 from certificate_event e where e.certificate_id = ${certificate.id} and e.kind = 'revoked' and e.effective_on <= ${day})`;
  const find = (some: readonly string[] | null) =>
    db
      .select({ personId: certificate.personId })
      .from(certificate)
      .where(
        and(
          eq(certificate.tier, tier),
          eq(certificate.track, track),
          lte(certificate.issuedOn, day),
          gte(certificate.validUntil, day),
          some === null ? undefined : inArray(certificate.personId, [...some]),
          sql`not ${revoked}`,
          sql`coalesce(${last}, 'reinstated') = 'reinstated'`,
        ),
      );
  const rows = personIds === null ? await find(null) : await findInChunks(personIds, find);
  return new Set(rows.map(({ personId }) => personId));
}

// ── Attempts and results of a sitting ────────────────────────────────────────────────────────────────────────────

export type AttemptFact = {
  readonly id: string;
  readonly personId: string;
  readonly number: number;
  readonly status: AttemptStatus;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly deadlineAt: number;
};

/** A part of a sitting's attempts, one narrow row each, by person and number. */
export async function listAttemptsOfSitting(
  { db, tables: { attempt } }: Handle,
  { sittingId, offset, limit }: { sittingId: string; offset: number; limit: number },
): Promise<AttemptFact[]> {
  const { id, personId, number, status, startedAt, endedAt, deadlineAt } = attempt;
  return db
    .select({ id, personId, number, status, startedAt, endedAt, deadlineAt })
    .from(attempt)
    .where(eq(attempt.sittingId, sittingId))
    .orderBy(asc(personId), asc(number))
    .limit(limit)
    .offset(offset);
}

export type GradeFact = {
  readonly gradeId: string;
  readonly attemptId: string;
  readonly score: number;
  readonly maxScore: number;
  readonly gradeZh: string;
  readonly gradeEn: string;
  readonly passed: boolean;
};

/** The grades that count of a sitting's attempts: per attempt the one with the highest number. */
export async function listGradesOfSitting(
  { db, tables: { attempt, grade } }: Handle,
  sittingId: string,
): Promise<GradeFact[]> {
  const rows = await db
    .select({
      gradeId: grade.id,
      attemptId: grade.attemptId,
      score: grade.score,
      maxScore: grade.maxScore,
      gradeZh: grade.gradeZh,
      gradeEn: grade.gradeEn,
      passed: grade.passed,
    })
    .from(grade)
    .innerJoin(attempt, eq(attempt.id, grade.attemptId))
    .where(eq(attempt.sittingId, sittingId))
    .orderBy(asc(grade.number));
  const counting = new Map(rows.map(({ passed, ...row }) => [row.attemptId, { ...row, passed: passed === 1 }]));
  return [...counting.values()];
}

export type CertificateFact = {
  readonly id: string;
  readonly number: string;
  readonly attemptId: string;
  readonly personId: string;
  readonly issuedOn: string;
  readonly validUntil: string;
};

/** The certificates that rest on a sitting's attempts. */
export async function listCertificatesOfSitting(
  { db, tables: { attempt, certificate } }: Handle,
  sittingId: string,
): Promise<CertificateFact[]> {
  const { id, number, attemptId, personId, issuedOn, validUntil } = certificate;
  return db
    .select({ id, number, attemptId, personId, issuedOn, validUntil })
    .from(certificate)
    .innerJoin(attempt, eq(attempt.id, certificate.attemptId))
    .where(eq(attempt.sittingId, sittingId));
}

/** What earned how much, per competency, over some grades. */
export async function sumMarksByCompetency(
  { db, tables: { itemMark, questionFacet } }: Handle,
  gradeIds: readonly string[],
): Promise<{ competency: string; mark: number; maxMark: number; items: number }[]> {
  const parts = await findInChunks(gradeIds, (some) =>
    db
      .select({
        competency: questionFacet.competencyCode,
        mark: sql<number>`sum(${itemMark.mark})`,
        maxMark: sql<number>`sum(${itemMark.maxMark})`,
        items: sql<number>`count(*)`,
      })
      .from(itemMark)
      .innerJoin(questionFacet, eq(questionFacet.versionId, itemMark.questionVersionId))
      .where(inArray(itemMark.gradeId, some))
      .groupBy(questionFacet.competencyCode),
  );
  const sums = new Map<string, { competency: string; mark: number; maxMark: number; items: number }>();
  for (const { competency, mark, maxMark, items } of parts) {
    const sum = sums.get(competency) ?? { competency, mark: 0, maxMark: 0, items: 0 };
    sums.set(competency, {
      competency,
      mark: sum.mark + Number(mark),
      maxMark: sum.maxMark + Number(maxMark),
      items: sum.items + Number(items),
    });
  }
  return [...sums.values()].sort((a, b) => (a.competency < b.competency ? -1 : 1));
}

/** How a sitting's attempts stand. */
export async function countAttemptStatuses(
  { db, tables: { attempt } }: Handle,
  sittingId: string,
): Promise<{ status: AttemptStatus; n: number }[]> {
  const rows = await db
    .select({ status: attempt.status, n: sql<number>`count(*)` })
    .from(attempt)
    .where(eq(attempt.sittingId, sittingId))
    .groupBy(attempt.status);
  return rows.map(({ status, n }) => ({ status, n: Number(n) }));
}

/** Graded attempts of a sitting with the grade that counts, after an attempt id, in the order of those ids. */
export async function pageGradedAttempts(
  { db, tables: { attempt, grade } }: Handle,
  { sittingId, after, limit }: { sittingId: string; after: string; limit: number },
): Promise<{ attemptId: string; personId: string; gradeId: string; passed: boolean }[]> {
  const rows = await db
    .select({ attemptId: attempt.id, personId: attempt.personId, gradeId: grade.id, passed: grade.passed })
    .from(attempt)
    .innerJoin(
      grade,
      and(
        eq(grade.attemptId, attempt.id),
        sql`${grade.number} = (select max(g2.number) from grade g2 where g2.attempt_id = ${attempt.id})`,
      ),
    )
    .where(and(eq(attempt.sittingId, sittingId), eq(attempt.status, 'graded'), gt(attempt.id, after)))
    .orderBy(asc(attempt.id))
    .limit(limit);
  return rows.map(({ passed, ...row }) => ({ ...row, passed: passed === 1 }));
}

/** Whom a release of a sitting's results touches: candidates with a result, those who passed, certificates resting on it. */
export async function countReleaseTouch(
  { db, tables: { attempt, grade, certificate } }: Handle,
  sittingId: string,
): Promise<{ candidates: number; passed: number; certificates: number }> {
  const people = (passedOnly: boolean) =>
    db
      .select({ n: sql<number>`count(distinct ${attempt.personId})` })
      .from(attempt)
      .innerJoin(grade, eq(grade.attemptId, attempt.id))
      .where(
        and(
          eq(attempt.sittingId, sittingId),
          eq(attempt.status, 'graded'),
          sql`${grade.number} = (select max(g2.number) from grade g2 where g2.attempt_id = ${attempt.id})`,
          passedOnly ? eq(grade.passed, 1) : undefined,
        ),
      );
  const [all] = await people(false);
  const [passed] = await people(true);
  const [held] = await db
    .select({ n: sql<number>`count(*)` })
    .from(certificate)
    .innerJoin(attempt, eq(attempt.id, certificate.attemptId))
    .where(eq(attempt.sittingId, sittingId));
  return { candidates: Number(all?.n ?? 0), passed: Number(passed?.n ?? 0), certificates: Number(held?.n ?? 0) };
}
