import { and, asc, count, desc, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { FormItem } from '#app/domain/exams/assembly.ts';
import type { DrawnSoFar } from '#app/domain/exams/exposure.ts';
import type { PaperEntry } from '#app/domain/exams/paper-pool.ts';
import type { Handle } from '#db/open.server.ts';
import { inBatches } from './batches.ts';
import { inChunks } from './statements.ts';

type Row<T extends keyof Handle['tables']> = Handle['tables'][T]['$inferSelect'];
type NewRow<T extends keyof Handle['tables']> = Handle['tables'][T]['$inferInsert'];
export type FormSetRow = Row<'formSet'>;

// ── The bank ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** Which questions of the bank: those of some kinds, and those with some codes. */
export type BankFilter = {
  readonly kinds: readonly { readonly competency: string; readonly depth: string }[];
  readonly codes: readonly string[];
};

/** The current published exam questions of some competencies and depths, and those with some codes. */
export async function listExamBank(
  { db, tables: { questionFacet, questionTrait, document } }: Handle,
  { kinds, codes }: BankFilter,
): Promise<PaperEntry[]> {
  const { use, current, competencyCode, depth, type, versionId, questionId } = questionFacet;
  const wanted: (SQL | undefined)[] = [
    kinds.length === 0
      ? undefined
      : and(
          inArray(competencyCode, [...new Set(kinds.map((kind) => kind.competency))]),
          inArray(depth, [...new Set(kinds.map((kind) => kind.depth))]),
        ),
    codes.length === 0 ? undefined : inArray(document.code, [...codes]),
  ].filter((each) => each !== undefined);
  if (wanted.length === 0) return [];
  return db
    .select({
      code: document.code,
      versionId,
      questionId,
      type,
      competency: competencyCode,
      depth,
      difficulty: questionTrait.difficulty,
      enemies: questionTrait.enemies,
    })
    .from(questionFacet)
    .innerJoin(document, eq(document.id, questionId))
    .innerJoin(questionTrait, eq(questionTrait.versionId, versionId))
    .where(and(eq(use, 'exam'), eq(current, true), or(...wanted)));
}

/** What drawings weigh of new versions; that of old ones stays, as the versions do. */
export async function insertTraits({ db, tables }: Handle, rows: readonly NewRow<'questionTrait'>[]): Promise<void> {
  await inBatches(rows, (batch) => db.insert(tables.questionTrait).values(batch).onConflictDoNothing());
}

// ── Forms ────────────────────────────────────────────────────────────────────────────────────────────────────────

export type NewForm = {
  readonly id: string;
  readonly blueprintVersionId: string;
  /** The document of that version. */
  readonly blueprintId: string;
  readonly seed: string;
  readonly items: readonly (FormItem & { readonly questionId: string })[];
  readonly createdAt: number;
};

/** Writes forms, each with its questions. */
export async function insertForms(
  { db, tables: { form, formQuestion } }: Handle,
  forms: readonly NewForm[],
): Promise<void> {
  await inBatches(forms, (some) =>
    db.insert(form).values(
      some.map(({ items, blueprintId: _blueprint, ...row }) => ({
        ...row,
        items: items.map(({ questionId: _question, ...item }) => item),
      })),
    ),
  );
  const questions = forms.flatMap(({ id, blueprintId, items }) =>
    items.map(({ slot, questionVersionId, questionId }) => ({
      formId: id,
      slot,
      versionId: questionVersionId,
      questionId,
      blueprintId,
    })),
  );
  await inChunks(questions, (some) => db.insert(formQuestion).values(some));
}

/** How many forms of a blueprint there are, of all its versions, and how many of them hold each question. */
export async function countExposure(
  { db, tables: { formQuestion } }: Handle,
  blueprintId: string,
): Promise<DrawnSoFar> {
  const rows = await db
    .select({ questionId: formQuestion.questionId, forms: count() })
    .from(formQuestion)
    .where(eq(formQuestion.blueprintId, blueprintId))
    .groupBy(formQuestion.questionId);
  const [all] = await db
    .select({ forms: count() })
    .from(formQuestion)
    .where(and(eq(formQuestion.blueprintId, blueprintId), eq(formQuestion.slot, 1)));
  return {
    forms: Number(all?.forms ?? 0),
    used: new Map(rows.map(({ questionId, forms }) => [questionId, Number(forms)])),
  };
}

/** How many forms of each of some blueprints there are. */
export async function countFormsOf(
  { db, tables: { formQuestion } }: Handle,
  blueprintIds: readonly string[],
): Promise<Map<string, number>> {
  if (blueprintIds.length === 0) return new Map();
  const rows = await db
    .select({ blueprintId: formQuestion.blueprintId, forms: count() })
    .from(formQuestion)
    .where(and(inArray(formQuestion.blueprintId, [...blueprintIds]), eq(formQuestion.slot, 1)))
    .groupBy(formQuestion.blueprintId);
  return new Map(rows.map(({ blueprintId, forms }) => [blueprintId, Number(forms)]));
}

/** How many sittings rest on any version of each of some blueprints. */
export async function countSittingsOf(
  { db, tables: { sitting, documentVersion } }: Handle,
  blueprintIds: readonly string[],
): Promise<Map<string, number>> {
  if (blueprintIds.length === 0) return new Map();
  const rows = await db
    .select({ blueprintId: documentVersion.documentId, sittings: count() })
    .from(sitting)
    .innerJoin(documentVersion, eq(documentVersion.id, sitting.blueprintVersionId))
    .where(inArray(documentVersion.documentId, [...blueprintIds]))
    .groupBy(documentVersion.documentId);
  return new Map(rows.map(({ blueprintId, sittings }) => [blueprintId, Number(sittings)]));
}

/** Where a question version is used: how many forms hold it, and in which sittings they were answered, latest first. */
export async function findUsesOfVersion(
  { db, tables: { formQuestion, attempt, sitting } }: Handle,
  { versionId, limit }: { versionId: string; limit: number },
) {
  const [all] = await db.select({ forms: count() }).from(formQuestion).where(eq(formQuestion.versionId, versionId));
  const sittings = await db
    .select({
      sittingId: sitting.id,
      code: sitting.code,
      titleZh: sitting.titleZh,
      titleEn: sitting.titleEn,
      attempts: count(),
    })
    .from(formQuestion)
    .innerJoin(attempt, eq(attempt.formId, formQuestion.formId))
    .innerJoin(sitting, eq(sitting.id, attempt.sittingId))
    .where(eq(formQuestion.versionId, versionId))
    .groupBy(sitting.id, sitting.code, sitting.titleZh, sitting.titleEn, sitting.opensAt)
    .orderBy(desc(sitting.opensAt), desc(sitting.id))
    .limit(limit);
  return {
    forms: Number(all?.forms ?? 0),
    sittings: sittings.map((row) => ({ ...row, attempts: Number(row.attempts) })),
  };
}

/** In how many forms of any blueprint each of some questions stands; one in none is absent. */
export async function countFormsWith(
  { db, tables: { formQuestion } }: Handle,
  questionIds: readonly string[],
): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  await inChunks(questionIds, async (some) => {
    const rows = await db
      .select({ questionId: formQuestion.questionId, forms: count() })
      .from(formQuestion)
      .where(inArray(formQuestion.questionId, some))
      .groupBy(formQuestion.questionId);
    for (const { questionId, forms } of rows) found.set(questionId, Number(forms));
  });
  return found;
}

// ── Sets of forms ────────────────────────────────────────────────────────────────────────────────────────────────

/** Who draws of a blueprint waits here until the transaction before has ended: caps are counted from what it wrote. */
export async function lockBlueprint({ db, dialect }: Handle, blueprintId: string): Promise<void> {
  if (dialect === 'postgres')
    await db
      .select({ lock: sql`pg_advisory_xact_lock(7235422, hashtext(${blueprintId}))` })
      .from(sql`(SELECT 1) AS one`);
}

export async function insertFormSet(
  { db, tables: { formSet, formSetForm } }: Handle,
  { set, formIds }: { set: NewRow<'formSet'>; formIds: readonly string[] },
): Promise<void> {
  await db.insert(formSet).values(set);
  await inChunks(
    formIds.map((formId, i) => ({ setId: set.id, number: i + 1, formId })),
    (some) => db.insert(formSetForm).values(some),
  );
}

export async function findFormSet({ db, tables: { formSet } }: Handle, id: string): Promise<FormSetRow | null> {
  const [row] = await db.select().from(formSet).where(eq(formSet.id, id));
  return row ?? null;
}

/** The sets drawn of a blueprint, the newest first. */
export async function pageFormSets(
  { db, tables: { formSet } }: Handle,
  { blueprintId, limit, offset }: { blueprintId: string; limit: number; offset: number },
): Promise<{ rows: FormSetRow[]; total: number }> {
  const own = eq(formSet.blueprintId, blueprintId);
  const [all] = await db.select({ total: count() }).from(formSet).where(own);
  const rows = await db
    .select()
    .from(formSet)
    .where(own)
    .orderBy(desc(formSet.drawnAt), desc(formSet.id))
    .limit(limit)
    .offset(offset);
  return { rows, total: Number(all?.total ?? 0) };
}

/** The forms of a set in their order. */
export async function listFormsOfSet({ db, tables: { formSetForm, form } }: Handle, setId: string) {
  return db
    .select({ number: formSetForm.number, id: form.id, items: form.items, blueprintVersionId: form.blueprintVersionId })
    .from(formSetForm)
    .innerJoin(form, eq(form.id, formSetForm.formId))
    .where(eq(formSetForm.setId, setId))
    .orderBy(asc(formSetForm.number));
}

/** A form of a set by its number, with its set; null when there is none. */
export async function findFormOfSet(
  { db, tables: { formSetForm, formSet, form } }: Handle,
  { setId, number }: { setId: string; number: number },
) {
  const [row] = await db
    .select({ number: formSetForm.number, form, set: formSet })
    .from(formSetForm)
    .innerJoin(form, eq(form.id, formSetForm.formId))
    .innerJoin(formSet, eq(formSet.id, formSetForm.setId))
    .where(and(eq(formSetForm.setId, setId), eq(formSetForm.number, number)));
  return row ?? null;
}

/** The questions of each form that was drawn in a set of the blueprint, the newest sets first. */
export async function listDrawnSets(
  { db, tables: { formSet, formSetForm, formQuestion } }: Handle,
  { blueprintId, limit }: { blueprintId: string; limit: number },
): Promise<string[][]> {
  const forms = db
    .select({ formId: formSetForm.formId })
    .from(formSetForm)
    .innerJoin(formSet, eq(formSet.id, formSetForm.setId))
    .where(eq(formSet.blueprintId, blueprintId))
    .orderBy(desc(formSet.drawnAt), asc(formSetForm.formId))
    .limit(limit)
    .as('latest');
  const rows = await db
    .select({ formId: formQuestion.formId, questionId: formQuestion.questionId })
    .from(formQuestion)
    .innerJoin(forms, eq(forms.formId, formQuestion.formId));
  const byForm = new Map<string, string[]>();
  for (const { formId, questionId } of rows) {
    const list = byForm.get(formId);
    if (list) list.push(questionId);
    else byForm.set(formId, [questionId]);
  }
  return [...byForm.keys()].sort().map((id) => byForm.get(id) ?? []);
}
