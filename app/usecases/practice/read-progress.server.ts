import type { LocalText } from '#app/domain/kernel/local-text.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import { dueBefore } from '#app/domain/practice/mistake-book.ts';
import { shownAbility } from '#app/domain/practice/weakness.ts';
import type { Context } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import { findPublishedByCode, listKnowledgePoints, listPublished } from '#db/stores/content.ts';
import { listPointStandings, listPointsOfCourse } from '#db/stores/practice-questions.ts';
import { type LessonLink, readLessonLinks } from './name-points.server.ts';

export type PointProgress = {
  readonly code: string;
  readonly name: LocalText;
  readonly competency: string;
  /** Questions that may be practised; 0 where there are none yet. */
  readonly available: number;
  /** Of these, those answered at least once, and those right the last time. */
  readonly answered: number;
  readonly right: number;
  /** Answers in all. */
  readonly answers: number;
  /** Hundredths of a per cent; null where nothing was answered, which is not zero. */
  readonly ability: number | null;
  readonly lastAt: number | null;
  readonly due: number;
};

export type ProgressGroup = {
  readonly code: string;
  readonly name: LocalText;
  readonly domain: { readonly code: string; readonly name: LocalText };
  readonly points: readonly PointProgress[];
};

export type PracticeProgress = {
  /** Every point that the filter lets through, by competency in the order of the standard. */
  readonly groups: readonly ProgressGroup[];
  /** The same points, a page of them. */
  readonly rows: readonly (PointProgress & { readonly lesson: LessonLink | null })[];
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
  readonly sum: { readonly answered: number; readonly right: number; readonly due: number; readonly points: number };
  readonly courses: readonly { readonly code: string; readonly title: LocalText }[];
  readonly syllabuses: readonly { readonly code: string; readonly title: LocalText }[];
};

export type ProgressFilter = {
  readonly course: string;
  /** A syllabus' code: the points that a tier asks for. */
  readonly syllabus: string;
  readonly words: string;
};

const PAGE_SIZE = 50;

/** How someone stands at every knowledge point. */
export async function readProgress(
  context: Context,
  actor: PersonActor,
  { page, ...filter }: ProgressFilter & { page: number },
): Promise<PracticeProgress> {
  const { read } = context.database;
  const before = dueBefore({ now: context.clock.now(), zone: context.zone });
  const standings = new Map(
    (await listPointStandings(read, { personId: actor.personId, before })).map((each) => [each.point, each]),
  );
  const wanted = await chooseBy(read, filter);
  const points = (await listKnowledgePoints(read)).filter(wanted).map((point): PointProgress => {
    const found = standings.get(point.code);
    return {
      code: point.code,
      name: { zh: point.nameZh, en: point.nameEn },
      competency: point.competencyCode,
      available: found?.available ?? 0,
      answered: found?.answered ?? 0,
      right: found?.right ?? 0,
      answers: found?.answers ?? 0,
      ability: found ? shownAbility(found) : null,
      lastAt: found?.lastAt ?? null,
      due: found?.due ?? 0,
    };
  });
  const shown = Math.min(Math.max(1, page), Math.max(1, Math.ceil(points.length / PAGE_SIZE)));
  const rows = points.slice((shown - 1) * PAGE_SIZE, shown * PAGE_SIZE);
  const links = await readLessonLinks(
    read,
    rows.map(({ code }) => code),
  );
  const add = (of: 'answered' | 'right' | 'due') => points.reduce((sum, point) => sum + point[of], 0);
  return {
    groups: await groupPoints(read, points),
    rows: rows.map((row) => ({ ...row, lesson: links.get(row.code) ?? null })),
    total: points.length,
    page: shown,
    pageSize: PAGE_SIZE,
    sum: { answered: add('answered'), right: add('right'), due: add('due'), points: points.length },
    courses: (await listPublished(read, 'course')).map(({ code, body }) => ({ code, title: body.title })),
    syllabuses: (await listPublished(read, 'syllabus')).map(({ code, body }) => ({ code, title: body.title })),
  };
}

type Point = Awaited<ReturnType<typeof listKnowledgePoints>>[number];

async function chooseBy(read: Handle, { course, syllabus, words }: ProgressFilter): Promise<(point: Point) => boolean> {
  const found = course === '' ? null : await findPublishedByCode(read, { kind: 'course', code: course });
  const taught = course === '' ? null : new Set(found ? await listPointsOfCourse(read, found.documentId) : []);
  const asked =
    syllabus === ''
      ? null
      : new Set(
          (await findPublishedByCode(read, { kind: 'syllabus', code: syllabus }))?.body.points.map(
            ({ point }) => point,
          ),
        );
  const sought = words.normalize('NFKC').trim().toLowerCase();
  return ({ code, nameZh, nameEn }) =>
    (!taught || taught.has(code)) &&
    (!asked || asked.has(code)) &&
    (sought === '' || `${code} ${nameZh} ${nameEn}`.toLowerCase().includes(sought));
}

/** Points under the competencies of the standard that they stand in. */
async function groupPoints(read: Handle, points: readonly PointProgress[]): Promise<ProgressGroup[]> {
  const standards = await listPublished(read, 'standard');
  const groups = standards.flatMap(({ body }) =>
    body.domains.flatMap(({ code: domain, name: domainName, competencies }) =>
      competencies.map(({ code, name }) => ({
        code,
        name,
        domain: { code: domain, name: domainName },
        points: points.filter(({ competency }) => competency === code),
      })),
    ),
  );
  return groups.filter((group) => group.points.length > 0);
}
