import { measureAnswers } from './answers.ts';
import { measureBackup } from './backup.ts';
import { measureExport } from './export.ts';
import { measureLessonPage } from './lesson-page.ts';
import { measurePapers } from './papers.ts';
import { measureRoster } from './roster.ts';

/** One line of the report: what, its figure, the baseline's, and the ratio that a reader should watch. */
export type Measurement = {
  readonly what: string;
  readonly ours: string;
  readonly baseline: string;
  readonly ratio: string;
};

const BENCHES: Record<string, () => Promise<Measurement[]>> = {
  answers: measureAnswers,
  lesson: measureLessonPage,
  export: measureExport,
  roster: measureRoster,
  papers: measurePapers,
  backup: measureBackup,
};

const asked = process.argv.slice(2);
for (const [name, measure] of Object.entries(BENCHES)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  for (const { what, ours, baseline, ratio } of await measure())
    console.log(`${what}\n    ours ${ours}   baseline ${baseline}   ratio ${ratio}`);
}
