import type { LessonBody } from '#app/domain/courses/lesson.ts';
import { hashJson, type Json } from '#app/domain/kernel/canonical.ts';
import type { QuestionBody } from '#app/domain/questions/envelope.ts';
import { competencyOf, domainOf } from '#app/domain/standard/standard.ts';
import type { Handle } from '#db/open.server.ts';
import { insertPoints, insertVersions, replaceKnowledgePoints, upsertDocuments } from '#db/stores/content.ts';

const STANDARD = { documentId: 'std:test', versionId: 'stv:test' };

/**
 * What publishing adds to courses and questions that are there already (seedCourses, seedQuestion): a standard with
 * these points, and which points each question and lesson is about, as their bodies say.
 */
export async function seedPoints(tx: Handle, { points }: { points: readonly string[] }): Promise<void> {
  const competencies = [...new Set(points.map(competencyOf))];
  const named = (code: string) => ({ zh: `名称${code}`, en: `Name ${code}` });
  const body = {
    formatVersion: 1,
    id: 'test',
    version: '1',
    title: { zh: '标准' },
    domains: [...new Set(points.map(domainOf))].map((domain) => ({
      code: domain,
      name: named(domain),
      competencies: competencies
        .filter((code) => domainOf(code) === domain)
        .map((code) => ({
          code,
          name: named(code),
          points: points
            .filter((point) => competencyOf(point) === code)
            .map((point) => ({ code: point, name: named(point), definition: named(point), sources: [] })),
        })),
    })),
  };
  const { documentId, versionId } = STANDARD;
  await upsertDocuments(tx, [
    { id: documentId, kind: 'standard', code: 'test', publishedVersionId: versionId, createdAt: 0 },
  ]);
  await insertVersions(tx, [
    {
      id: versionId,
      documentId,
      number: 1,
      status: 'published',
      body: body as Json,
      hash: hashJson(body),
      createdBy: 'seed',
      createdAt: 0,
      publishedBy: 'seed',
      publishedAt: 0,
    },
  ]);
  await replaceKnowledgePoints(
    tx,
    points.map((code, position) => ({
      code,
      domainCode: domainOf(code),
      competencyCode: competencyOf(code),
      nameZh: `名称${code}`,
      nameEn: `Name ${code}`,
      position,
      standardVersionId: versionId,
    })),
  );
  await linkPoints(tx);
}

/** Rows for the points of every question and lesson version that is there. */
export async function linkPoints(tx: Handle): Promise<void> {
  const { document, documentVersion } = tx.tables;
  const kinds = new Map((await tx.db.select().from(document)).map(({ id, kind }) => [id, kind]));
  const versions = await tx.db.select().from(documentVersion);
  await insertPoints(tx, {
    questions: versions.flatMap(({ id, documentId, body }) =>
      kinds.get(documentId) === 'question'
        ? (body as unknown as QuestionBody).points.map((pointCode) => ({ versionId: id, pointCode }))
        : [],
    ),
    lessons: versions.flatMap(({ id, documentId, body }) =>
      kinds.get(documentId) === 'lesson'
        ? (body as unknown as LessonBody).objectives.flatMap(({ points, depth }) =>
            points.map((pointCode) => ({ versionId: id, pointCode, depth })),
          )
        : [],
    ),
  });
}
