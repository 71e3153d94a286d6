import type { Command } from 'commander';
import type { Language } from '#app/domain/kernel/local-text.ts';
import { pickText } from '#app/domain/kernel/pick-text.ts';
import type { Depth } from '#app/domain/standard/depth.ts';
import type { Coverage, CoverageRow } from '#app/usecases/content/read-coverage.server.ts';
import {
  CommandFailure,
  type LanguageChoice,
  languageOf,
  languageOption,
  print,
  say,
  withContext,
} from '../command-line.ts';

type Options = LanguageChoice & { readonly syllabus?: string; readonly json?: boolean };

/** Which points of a syllabus are taught, practised and assessed, and whether the bank can fill its blueprints. */
export function register(program: Command): void {
  program
    .command('coverage')
    .description(
      'knowledge point × lesson × question × blueprint of what is published; exit code 1 where there are gaps',
    )
    .option('--syllabus <id>', 'the syllabus to measure by (default: the first published one)')
    .option('--json', 'as JSON')
    .addOption(languageOption('language of the table'))
    .action(run);
}

async function run({ syllabus, json = false, lang }: Options): Promise<void> {
  const { isSeriousGap, readCoverage } = await import('#app/usecases/content/read-coverage.server.ts');
  const { systemActor } = await import('#app/usecases/context.ts');
  const result = await withContext((context) =>
    readCoverage(context, systemActor('xk'), { syllabus: syllabus ?? null }),
  );
  if (!result.ok) throw new CommandFailure('usage', `there is no published syllabus ${syllabus}`);
  const coverage = result.value;
  if (coverage.syllabus === null) throw new CommandFailure('refused', 'no syllabus is published yet');
  const language = languageOf({ lang });
  await print(json ? JSON.stringify(coverage, null, 2) : tableOf(coverage, language));
  const gaps = coverage.rows.filter(isSeriousGap).length;
  const short = coverage.cells.filter(({ state }) => state === 'short').length;
  if (gaps + short === 0) return;
  say(WORDS[language].summary(gaps, short));
  throw new CommandFailure('refused');
}

const WORDS = {
  'zh-CN': {
    columns: ['知识点', '要求', '讲授', '练习', '考试', '组卷', '缺口', '名称'],
    cells: ['细目表', '能力项', '深度', '每卷', '题库', '状态'],
    depths: { remember: '了解', understand: '理解', apply: '应用', analyse: '分析' },
    gaps: {
      'not-taught': '无课',
      'taught-too-shallow': '讲得不够深',
      'not-practised': '无练习',
      'not-assessed': '无考题',
    },
    states: { enough: '够', thin: '偏少', short: '不够' },
    summary: (gaps: number, short: number) => `${gaps}个知识点有缺口，${short}个细目题量不够`,
  },
  en: {
    columns: ['point', 'demanded', 'taught', 'practised', 'assessed', 'drawn', 'gaps', 'name'],
    cells: ['blueprint', 'competency', 'depth', 'per paper', 'in bank', 'state'],
    depths: { remember: 'remember', understand: 'understand', apply: 'apply', analyse: 'analyse' },
    gaps: {
      'not-taught': 'no lesson',
      'taught-too-shallow': 'too shallow',
      'not-practised': 'no practice',
      'not-assessed': 'no exam question',
    },
    states: { enough: 'enough', thin: 'few', short: 'too few' },
    summary: (gaps: number, short: number) => `${gaps} points with gaps, ${short} cells that the bank cannot fill`,
  },
} as const;

function tableOf({ rows, cells }: Coverage, language: Language): string {
  const words = WORDS[language];
  const depth = (value: Depth | null) => (value === null ? '–' : words.depths[value]);
  const touched = ({ depth: reached, refs }: CoverageRow['taught']) =>
    reached === null ? '–' : `${depth(reached)} ${refs.length}`;
  const points = rows.map((row) => [
    row.point,
    depth(row.demanded),
    touched(row.taught),
    touched(row.practised),
    touched(row.assessed),
    row.drawn === 0 ? '–' : String(row.drawn),
    row.gaps.map((gap) => words.gaps[gap]).join(', ') || '–',
    pickText(row.name, language).text,
  ]);
  const bank = cells.map((cell) => [
    cell.blueprint,
    cell.competency,
    depth(cell.depth),
    String(cell.count),
    String(cell.available),
    words.states[cell.state],
  ]);
  return `${align([[...words.columns], ...points])}\n\n${align([[...words.cells], ...bank])}`;
}

/** Columns of a terminal: a Chinese character is two wide. */
const widthOf = (text: string) =>
  [...text].reduce((sum, each) => sum + (/[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u.test(each) ? 2 : 1), 0);

function align(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => widthOf(line[column] ?? ''))));
  return lines
    .map((line) =>
      line
        .map((text, column) => text + ' '.repeat((widths[column] ?? 0) - widthOf(text)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
