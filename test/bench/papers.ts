import { drawForms } from '#app/domain/exams/draw-forms.ts';
import { NOTHING_DRAWN } from '#app/domain/exams/exposure.ts';
import { judgeFeasibility } from '#app/domain/exams/feasibility.ts';
import { planOf } from '#app/domain/exams/paper-plan.ts';
import { makePool, type PaperEntry } from '#app/domain/exams/paper-pool.ts';
import type { Depth } from '#app/domain/standard/depth.ts';
import type { Measurement } from './run.ts';

const QUESTIONS = 100_000;
const FORMS = 200;
const COMPETENCIES = Array.from({ length: 18 }, (_, i) => `A${i + 1}`);
const DEPTHS: readonly Depth[] = ['remember', 'understand'];
const TYPES = ['single-choice', 'multiple-choice', 'true-false'];

/** Every tenth question has two enemies: thousands of groups, of which most are knots. */
const bank = (): PaperEntry[] =>
  Array.from({ length: QUESTIONS }, (_, i) => ({
    code: `q-${i}`,
    versionId: `qsv_${i}`,
    questionId: `qst_${i}`,
    type: TYPES[i % TYPES.length] ?? '',
    competency: COMPETENCIES[i % COMPETENCIES.length] ?? '',
    depth: DEPTHS[(i >> 5) % DEPTHS.length] ?? 'remember',
    difficulty: 30 + ((i * 7) % 60),
    enemies: i % 10 === 0 ? [`q-${i + 1}`, `q-${i + 576}`] : [],
  }));

const cells = COMPETENCIES.flatMap((competency) => DEPTHS.map((depth) => ({ competency, depth, count: 2, mark: 100 })));
const bare = { allowedTypes: TYPES, shuffleQuestions: true, cells };
const demanding = {
  ...bare,
  exposure: { maxShare: 5, maxOverlap: 20 },
  difficulty: { target: 65, tolerance: 2 },
};

const time = (work: () => void): number => {
  const start = performance.now();
  work();
  return performance.now() - start;
};
const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;

/** Two hundred forms of 72 questions out of a hundred thousand: with everything asked, against quotas alone. */
export async function measurePapers(): Promise<Measurement[]> {
  const entries = bank();
  const plain = entries.map((entry) => ({ ...entry, enemies: [] }));
  const drawn = NOTHING_DRAWN;
  const draw = (body: typeof bare, from: readonly PaperEntry[]) =>
    time(() => {
      const plan = planOf(body);
      const outcome = drawForms({ plan, pool: makePool(plan, from), drawn, earlier: [], count: FORMS, seed: 'bench' });
      if (!outcome.drawn) throw new Error('the forms of the bench cannot be drawn');
    });
  const judge = (body: typeof bare, from: readonly PaperEntry[]) =>
    time(() => {
      const plan = planOf(body);
      judgeFeasibility({ plan, pool: makePool(plan, from), drawn, count: FORMS });
    });
  const line = (what: string, ours: number, baseline: number): Measurement => ({
    what,
    ours: seconds(ours),
    baseline: seconds(baseline),
    ratio: (ours / baseline).toFixed(1),
  });
  const bareDraw = draw(bare, plain);
  const bareJudge = judge(bare, plain);
  return [
    line(
      `${FORMS} forms of 72 from ${QUESTIONS} questions, enemies, caps and difficulty held (baseline: quotas alone)`,
      draw(demanding, entries),
      bareDraw,
    ),
    line('whether they can be drawn (baseline: quotas alone)', judge(demanding, entries), bareJudge),
  ];
}
