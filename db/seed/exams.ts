import type { ReleaseRule } from '#app/domain/exams/release.ts';
import { hashJson, type Json } from '#app/domain/kernel/canonical.ts';
import type { QuestionBody } from '#app/domain/questions/envelope.ts';
import type { Handle } from '#db/open.server.ts';
import type { DocumentKind } from '#db/tables/content.ts';

/** Builders for tests of exams: rows as publishing, HR and sign-in would have made them, without going through them. */

const NOW = 1_700_000_000_000;

export type SeededQuestion = Partial<QuestionBody> & { readonly id: string };

/** A published exam question; a single choice with options a–d and key `a` unless told otherwise. */
export function examQuestion(over: SeededQuestion): QuestionBody {
  return {
    formatVersion: 1,
    type: 'single-choice',
    use: 'exam',
    points: ['B1.01'],
    depth: 'understand',
    difficulty: 70,
    body: {
      prompt: { zh: `题目${over.id}` },
      options: ['a', 'b', 'c', 'd'].map((id) => ({ id, text: { zh: `选项${id}` } })),
    },
    scoring: { key: 'a' },
    feedback: { explanation: { zh: `解析${over.id}` } },
    ...over,
  };
}

async function insertDocument(
  { db, tables: { document, documentVersion } }: Handle,
  { kind, code, body, number = 1 }: { kind: DocumentKind; code: string; body: unknown; number?: number },
): Promise<{ documentId: string; versionId: string }> {
  const documentId = `doc_${kind}_${code}`;
  const versionId = `ver_${kind}_${code}_${number}`;
  await db
    .insert(document)
    .values({ id: documentId, kind, code, publishedVersionId: versionId, createdAt: NOW })
    .onConflictDoUpdate({ target: document.id, set: { publishedVersionId: versionId } });
  await db.insert(documentVersion).values({
    id: versionId,
    documentId,
    number,
    status: 'published',
    body: body as Json,
    hash: hashJson(body),
    createdBy: 'per_author',
    createdAt: NOW,
    publishedBy: 'per_reviewer',
    publishedAt: NOW,
  });
  return { documentId, versionId };
}

/** Publishes a question, or the next version of one; what was in force before is no longer drawn. */
export async function seedQuestion(
  tx: Handle,
  { number = 1, ...over }: SeededQuestion & { readonly number?: number },
): Promise<string> {
  const question = examQuestion(over);
  const { documentId, versionId } = await insertDocument(tx, {
    kind: 'question',
    code: question.id,
    body: question,
    number,
  });
  const { questionFacet } = tx.tables;
  if (number > 1) {
    const before = `ver_question_${question.id}_${number - 1}`;
    const [old] = (await tx.db.select().from(questionFacet)).filter((row) => row.versionId === before);
    if (old)
      await tx.db
        .insert(questionFacet)
        .values(old)
        .onConflictDoUpdate({ target: questionFacet.versionId, set: { current: false } });
  }
  await tx.db.insert(questionFacet).values({
    versionId,
    questionId: documentId,
    use: question.use,
    type: question.type,
    depth: question.depth,
    competencyCode: question.points[0]?.split('.')[0] ?? '',
    lessonId: null,
    lessonSlot: null,
    current: true,
  });
  await tx.db
    .insert(tx.tables.questionTrait)
    .values({ versionId, difficulty: question.difficulty, enemies: [...(question.enemies ?? [])] });
  return versionId;
}

export type SeededExam = { readonly blueprintVersionId: string; readonly gradingPolicyVersionId: string };

/**
 * A bank of eight questions (four single choices on B1, a multiple choice, a true/false, a fill-in, a numeric on G2) and
 * a blueprint of four items of 25.00 each: two of B1/understand, two of G2/apply. The usual grading policy.
 */
export async function seedExam(
  tx: Handle,
  { code = 'demo', otherTypes = [] }: { code?: string; otherTypes?: readonly string[] } = {},
): Promise<SeededExam> {
  for (const id of ['b1-1', 'b1-2', 'b1-3', 'b1-4']) await seedQuestion(tx, { id });
  const apply = { points: ['G2.01'], depth: 'apply' } as const;
  await seedQuestion(tx, {
    ...apply,
    id: 'g2-multiple',
    type: 'multiple-choice',
    scoring: { key: ['a', 'c'], rule: 'all-or-nothing' },
  });
  const prompt = { prompt: { zh: '填____' } };
  await seedQuestion(tx, { ...apply, id: 'g2-true', type: 'true-false', body: prompt, scoring: { key: 'true' } });
  await seedQuestion(tx, { ...apply, id: 'g2-fill', type: 'fill-in', body: prompt, scoring: { accept: [['政务']] } });
  await seedQuestion(tx, {
    ...apply,
    id: 'g2-number',
    type: 'numeric',
    body: { prompt: { zh: '几个' } },
    scoring: { value: '5', tolerance: { absolute: '0' } },
  });
  const blueprint = await insertDocument(tx, {
    kind: 'blueprint',
    code,
    body: {
      formatVersion: 1,
      id: code,
      version: '1',
      tier: 1,
      track: 'general',
      title: { zh: '双向细目表' },
      syllabus: 'tier-1-general',
      durationMinutes: 30,
      shuffleOptions: true,
      shuffleQuestions: true,
      allowedTypes: ['single-choice', 'multiple-choice', 'true-false', 'fill-in', 'numeric', ...otherTypes],
      cells: [
        { competency: 'B1', depth: 'understand', count: 2, mark: 2500 },
        { competency: 'G2', depth: 'apply', count: 2, mark: 2500 },
      ],
    },
  });
  const policy = await insertDocument(tx, {
    kind: 'policy',
    code: 'grading',
    body: {
      formatVersion: 1,
      id: 'grading',
      kind: 'grading',
      version: '1',
      effectiveFrom: '2020-01-01',
      title: { zh: '等次' },
      note: { zh: '测试' },
      passPercent: 6000,
      bands: [
        { word: { zh: '优秀', en: 'Excellent' }, fromPercent: 9000 },
        { word: { zh: '合格', en: 'Pass' }, fromPercent: 6000 },
        { word: { zh: '不合格', en: 'Fail' }, fromPercent: 0 },
      ],
      release: { mode: 'at-submission' },
    },
  });
  return { blueprintVersionId: blueprint.versionId, gradingPolicyVersionId: policy.versionId };
}

/** A sitting with its candidates, as planning would have made it. */
export async function seedSitting(
  { db, tables: { sitting, candidate } }: Handle,
  {
    exam,
    candidateIds,
    id = 'sit_1',
    opensAt,
    closesAt,
    durationMs = 30 * 60_000,
    attemptLimit = null,
    release = { mode: 'at-submission' },
    unitId = 'org_root',
  }: {
    exam: SeededExam;
    candidateIds: readonly string[];
    id?: string;
    opensAt: number;
    closesAt: number;
    durationMs?: number;
    attemptLimit?: number | null;
    release?: ReleaseRule;
    unitId?: string;
  },
): Promise<string> {
  await db.insert(sitting).values({
    id,
    code: `code-${id}`,
    titleZh: '初级考试',
    titleEn: 'Tier 1',
    tier: 1,
    track: 'general',
    ...exam,
    unitId,
    mode: 'remote',
    opensAt,
    closesAt,
    durationMs,
    attemptLimit,
    release,
    createdBy: 'per_office',
    createdAt: NOW,
  });
  for (const personId of candidateIds)
    await db.insert(candidate).values({ sittingId: id, personId, registeredAt: NOW });
  return id;
}

/** A signed-in browser of a person. @returns the session's id. */
export async function seedSession(
  { db, tables: { session, person } }: Handle,
  {
    id,
    personId,
    now,
    expiresAt = now + 4 * 3_600_000,
  }: { id: string; personId: string; now: number; expiresAt?: number },
): Promise<string> {
  await db
    .insert(person)
    .values({ id: personId, employeeNo: `E-${personId}`, name: `考生${personId}`, active: true, createdAt: NOW })
    .onConflictDoNothing();
  await db.insert(session).values({
    id,
    personId,
    createdAt: now,
    expiresAt,
    absoluteExpiresAt: now + 16 * 3_600_000,
    address: '127.0.0.1',
    agent: 'test',
  });
  return id;
}

/** A person who can sign in; their password opens nothing. */
export async function seedAccount(
  { db, tables: { account, person } }: Handle,
  { personId }: { personId: string },
): Promise<void> {
  await db
    .insert(person)
    .values({ id: personId, employeeNo: `E-${personId}`, name: `考生${personId}`, active: true, createdAt: NOW })
    .onConflictDoNothing();
  await db
    .insert(account)
    .values({ personId, username: personId, passwordHash: 'none', mustChange: false, changedAt: NOW });
}
