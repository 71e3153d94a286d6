import { addDays, type Day, dayOf, type Instant, startOfDay } from '#app/domain/kernel/instant.ts';
import { type SeededRandom, seededRandom, shuffled } from '#app/domain/kernel/random.ts';
import type { DemoPerson } from './demo-roster.ts';

/** A lesson as its address names it. */
export type DemoLesson = { readonly courseCode: string; readonly lessonSlug: string };

export type StudyAct = {
  readonly kind: 'study';
  readonly at: Instant;
  readonly employeeNo: string;
  readonly lesson: DemoLesson;
  /** `unfinished`: read for a while and left; `second-try`: the quiz was failed once before. */
  readonly course: 'passed' | 'second-try' | 'unfinished';
};
export type SittingAct = {
  readonly kind: 'sitting';
  readonly at: Instant;
  readonly code: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly opensAt: Instant;
  readonly closesAt: Instant;
  /** How many register who never failed before; those who did register again besides. */
  readonly newcomers: number;
  /** The office releases the results; else they are seen at once. */
  readonly unreleased?: true;
  /** With answers that people mark; else the paper that the machine marks whole. */
  readonly written?: true;
};
export type ExamAct = {
  readonly kind: 'exam';
  readonly at: Instant;
  readonly employeeNo: string;
  readonly sittingId: string;
  /** Which share of the answers is right. */
  readonly share: number;
};

const HOUR = 3_600_000;
/** The holder of the account `learner`: failed the year before, studies this year, has the exam still to pass. */
export const DEMO_LEARNER = '10001';

const isWeekend = (day: Day) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

/** A moment during office hours on a day, or on the Monday after it. */
export function officeHour({ day, zone, random }: { day: Day; zone: string; random: SeededRandom }): Instant {
  let worked = day;
  while (isWeekend(worked)) worked = addDays(worked, 1);
  return startOfDay(worked, zone) + 8.5 * HOUR + random.below(8 * HOUR);
}

const hasJoinedBy = ({ postings }: DemoPerson, day: Day) => (postings[0]?.validFrom ?? day) <= day;
export const isLearner = ({ roles }: DemoPerson) => roles.some(({ role }) => role === 'learner');

/** How many lessons someone takes in a year; every eighth takes none. */
function lessonsTaken(random: SeededRandom, most: number): number {
  const diligence = random.below(8);
  if (diligence === 0) return 0;
  if (diligence <= 3) return Math.min(most, 1 + random.below(2));
  return diligence === 7 ? most : Math.min(most, 3 + random.below(2));
}

/** Who studied what and when in a year; nothing of it lies after `now`. In no order. */
export function tellStudies({
  roster,
  lessons,
  year,
  share,
  now,
  zone,
}: {
  roster: readonly DemoPerson[];
  lessons: readonly DemoLesson[];
  year: number;
  /** How many of a hundred study at all that year. */
  share: number;
  now: Instant;
  zone: string;
}): StudyAct[] {
  return roster.filter(isLearner).flatMap((person): StudyAct[] => {
    const { employeeNo } = person;
    const random = seededRandom(`demo study ${year} ${employeeNo}`);
    if (employeeNo === DEMO_LEARNER) return tellLearner({ lessons, year, now, zone, random });
    if (random.below(100) >= share || !hasJoinedBy(person, `${year}-01-31`)) return [];
    const taken = lessonsTaken(random, lessons.length);
    let day = addDays(`${year}-02-10`, random.below(220));
    return lessons.slice(0, taken).flatMap((lesson, i): StudyAct[] => {
      day = addDays(day, 1 + random.below(12));
      if (!day.startsWith(String(year))) return [];
      const at = officeHour({ day, zone, random });
      const chance = random.below(10);
      const unfinished = i === taken - 1 && chance === 0;
      const act = { kind: 'study', at, employeeNo, lesson } as const;
      return at < now - HOUR
        ? [{ ...act, course: unfinished ? 'unfinished' : chance <= 2 ? 'second-try' : 'passed' }]
        : [];
    });
  });
}

/** The learner of the demo: two lessons the year before; this year half of what there is, the last one just begun. */
function tellLearner({
  lessons,
  year,
  now,
  zone,
  random,
}: {
  lessons: readonly DemoLesson[];
  year: number;
  now: Instant;
  zone: string;
  random: SeededRandom;
}): StudyAct[] {
  const begins = startOfDay(`${year}-01-01`, zone);
  const ends = Math.min(startOfDay(`${year + 1}-01-01`, zone), now);
  const running = ends === now;
  const taken = lessons.slice(0, running ? 4 : 2);
  return taken.map((lesson, i): StudyAct => {
    const back = (running ? 2 : 250) + 6 * (taken.length - 1 - i);
    const day = new Date(Math.max(begins + 12 * HOUR, ends - back * 24 * HOUR)).toISOString().slice(0, 10);
    const at = Math.min(officeHour({ day, zone, random }), ends - (taken.length - i) * HOUR);
    const last = running && i === taken.length - 1;
    return { kind: 'study', at, employeeNo: DEMO_LEARNER, lesson, course: last ? 'unfinished' : 'passed' };
  });
}

/** The regular exams of a year, of which only those that are over by `now` were held. */
export function tellSittings({
  year,
  newcomers: [first, second],
  now,
  zone,
}: {
  year: number;
  newcomers: readonly [number, number];
  now: Instant;
  zone: string;
}): SittingAct[] {
  return (
    [
      { batch: 1, opens: `${year}-05-11`, newcomers: first },
      { batch: 2, opens: `${year}-09-14`, newcomers: second },
    ] as const
  ).flatMap(({ batch, opens, newcomers }): SittingAct[] => {
    const opensAt = startOfDay(opens, zone) + 8 * HOUR;
    const closesAt = startOfDay(addDays(opens, 12), zone) + 18 * HOUR;
    if (closesAt >= now - 24 * HOUR) return [];
    return [
      {
        kind: 'sitting',
        at: opensAt - 20 * 24 * HOUR,
        code: `T1-${year}-${batch}`,
        title: {
          zh: `${year}年初级考试（第${batch === 1 ? '一' : '二'}批）`,
          en: `Tier 1 exam ${year}, round ${batch}`,
        },
        opensAt,
        closesAt,
        newcomers,
      },
    ];
  });
}

/** A resit that closed two days ago and whose results the exam office has still to release. */
export function tellUnreleasedSitting({
  newcomers,
  now,
  zone,
}: {
  newcomers: number;
  now: Instant;
  zone: string;
}): SittingAct {
  const opens = dayOf(now - 14 * 24 * HOUR, zone);
  const year = opens.slice(0, 4);
  const opensAt = startOfDay(opens, zone) + 8 * HOUR;
  return {
    kind: 'sitting',
    at: opensAt - 10 * 24 * HOUR,
    code: `T1-${year}-R`,
    title: { zh: `${year}年初级考试（补考）`, en: `Tier 1 exam ${year}, resit` },
    opensAt,
    closesAt: startOfDay(addDays(opens, 12), zone) + 18 * HOUR,
    newcomers,
    unreleased: true,
  };
}

/** A written exam that closed two days ago and whose answers wait for their markers. */
export function tellWrittenSitting({
  newcomers,
  now,
  zone,
}: {
  newcomers: number;
  now: Instant;
  zone: string;
}): SittingAct {
  const opens = dayOf(now - 12 * 24 * HOUR, zone);
  const year = opens.slice(0, 4);
  const opensAt = startOfDay(opens, zone) + 8 * HOUR;
  return {
    kind: 'sitting',
    at: opensAt - 10 * 24 * HOUR,
    code: `T1-${year}-W`,
    title: { zh: `${year}年初级考试（书面作答）`, en: `Tier 1 exam ${year}, written answers` },
    opensAt,
    closesAt: startOfDay(addDays(opens, 10), zone) + 18 * HOUR,
    newcomers,
    unreleased: true,
    written: true,
  };
}

/**
 * In which order people register for their first exam: the learner of the demo first. Who else has an account is left
 * out, so that everyone who tries the demo finds an account without a past to explain.
 */
export function orderOfCandidates(roster: readonly DemoPerson[]): DemoPerson[] {
  const first = roster.filter(({ employeeNo }) => employeeNo === DEMO_LEARNER);
  const others = roster.filter((person) => isLearner(person) && person.username === null);
  return [...first, ...shuffled(others, seededRandom('demo candidates'))];
}

/** How someone does in an exam: every fourth falls short at first, and most of those pass when they come again. */
export function shareRight({ employeeNo, tries }: { employeeNo: string; tries: number }): number {
  if (employeeNo === DEMO_LEARNER) return 0.5;
  const random = seededRandom(`demo exam ${employeeNo}`);
  const talent = random.below(100);
  const first = talent < 25 ? 40 + random.below(18) : talent < 65 ? 62 + random.below(18) : 80 + random.below(21);
  return Math.min(100, first + 14 * tries) / 100;
}

/** When someone sits an exam, and whether they come at all: one of twelve does not. */
export function tellExam({
  employeeNo,
  sitting,
  sittingId,
  tries,
  zone,
}: {
  employeeNo: string;
  sitting: SittingAct;
  sittingId: string;
  tries: number;
  zone: string;
}): ExamAct[] {
  const random = seededRandom(`demo exam day ${sitting.code} ${employeeNo}`);
  if (employeeNo !== DEMO_LEARNER && random.below(12) === 0) return [];
  const opens = new Date(sitting.opensAt + 12 * HOUR).toISOString().slice(0, 10);
  const at = officeHour({ day: addDays(opens, random.below(9)), zone, random });
  return [{ kind: 'exam', at, employeeNo, sittingId, share: shareRight({ employeeNo, tries }) }];
}
