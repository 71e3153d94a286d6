import type { Language } from '#app/domain/kernel/local-text.ts';
import type { RosterRowView } from '#app/usecases/roster/read-roster.server.ts';
import { countOf } from './command-line.ts';

type Head = {
  readonly file: string;
  readonly rows: number;
  readonly encoding: string;
  readonly effectiveFrom: string;
};

type RosterWords = {
  readonly head: (head: Head) => string;
  /** Filled up to one width, so that the counts stand below each other. */
  readonly kinds: Readonly<Record<RosterRowView['kind'], string>>;
  readonly newUnits: (count: number) => string;
  readonly below: (parent: string) => string;
  readonly elsewhere: string;
  readonly more: (count: number) => string;
  readonly missing: string;
  readonly row: (line: number) => string;
  readonly colon: string;
  readonly semicolon: string;
  readonly leaves: (unit: string, day: string) => string;
  readonly from: (day: string) => string;
  readonly step: { readonly read: string; readonly compare: string; readonly apply: string };
  readonly rows: (count: number) => string;
  readonly nothing: string;
  readonly applied: (counts: { people: number; units: number; renamed: number }) => string;
  readonly overtaken: (count: number) => string;
  readonly noUnit: (code: string) => string;
  readonly nameNeedsTop: string;
  readonly nameWithUnits: string;
  readonly nameNotDry: string;
  readonly noColumn: (heading: string) => string;
  readonly unknownColumns: (fields: string, headings: string) => string;
  readonly wrong: (code: string) => string;
  readonly refused: (code: string) => string;
  readonly refusedRows: (count: number) => string;
  readonly rowsRefused: (count: number) => string;
  readonly leavers: (leavers: number, serving: number) => string;
  readonly running: string;
};

/** What `xk roster import` says besides the reasons, which are the browser's own. */
export const ROSTER_WORDS: Readonly<Record<Language, RosterWords>> = {
  'zh-CN': {
    head: ({ file, rows, encoding, effectiveFrom }) =>
      `${file}：${rows}行${encoding === '' ? '' : `（${encoding}）`}，生效日期${effectiveFrom}`,
    kinds: {
      new: '新增    ',
      moved: '调动    ',
      changed: '变更    ',
      left: '离开    ',
      returned: '返回    ',
      unchanged: '不变    ',
      refused: '拒绝    ',
    },
    newUnits: (count) => `新单位（${count}个）：`,
    below: (parent) => `  上级${parent}`,
    elsewhere: '文件里上级不同的单位（不移动）：',
    more: (count) => `…… 还有${count}行；--json输出全部被拒绝的行`,
    missing: '（不在文件里）',
    row: (line) => `第${line}行`,
    colon: '：',
    semicolon: '；',
    leaves: (unit, day) => `${unit}，${day}离开`,
    from: (day) => `  自${day}起`,
    step: { read: '读取', compare: '比对', apply: '应用' },
    rows: (count) => `${count}行`,
    nothing: '没有差异：0处变更',
    applied: ({ people, units, renamed }) => `已应用：人员${people}名，新建单位${units}个，更名${renamed}个`,
    overtaken: (count) => `${count}行在此期间已有别的变动，没有应用`,
    noUnit: (code) => `错误：没有单位${code}`,
    nameNeedsTop: '错误：--top-name要与--top一起用',
    nameWithUnits: '错误：--top-name只用于还没有单位的系统',
    nameNotDry: '错误：--top-name会新建单位，而--dry-run不做任何改动',
    noColumn: (heading) => `错误：没有标题为${heading}的列`,
    unknownColumns: (fields, headings) => `错误：认不出哪一列是${fields}；请用--map 字段=标题指明（标题：${headings}）`,
    wrong: (code) => `错误：${code}`,
    refused: (code) => `已拒绝：${code}`,
    refusedRows: (count) => `${count}行被拒绝`,
    rowsRefused: (count) => `已拒绝：${count}行有错误；请改正文件，或者用--skip-refused只应用其余的行`,
    leavers: (leavers, serving) =>
      `已拒绝：在职${serving}人中有${leavers}人将离开；确认请用--confirm-leavers ${leavers}`,
    running: '已拒绝：另一次导入正在应用，请等它结束',
  },
  en: {
    head: ({ file, rows, encoding, effectiveFrom }) =>
      `${file}: ${countOf(rows, 'row')}${encoding === '' ? '' : ` (${encoding})`}, effective ${effectiveFrom}`,
    kinds: {
      new: 'new       ',
      moved: 'moved     ',
      changed: 'changed   ',
      left: 'left      ',
      returned: 'returned  ',
      unchanged: 'unchanged ',
      refused: 'refused   ',
    },
    newUnits: (count) => `new units (${count}):`,
    below: (parent) => `  below ${parent}`,
    elsewhere: 'units with another parent in the file (not moved):',
    more: (count) => `… ${count} more; --json prints all refused rows`,
    missing: '(missing)',
    row: (line) => `row ${line}`,
    colon: ': ',
    semicolon: '; ',
    leaves: (unit, day) => `${unit}, leaves on ${day}`,
    from: (day) => `  from ${day}`,
    step: { read: 'reading', compare: 'comparing', apply: 'applying' },
    rows: (count) => countOf(count, 'row'),
    nothing: 'nothing differs: 0 changes',
    applied: ({ people, units, renamed }) =>
      `applied: ${people} people, ${countOf(units, 'unit')} made, ${renamed} renamed`,
    overtaken: (count) => `${countOf(count, 'row')} overtaken by other changes and not applied`,
    noUnit: (code) => `error: there is no unit ${code}`,
    nameNeedsTop: 'error: --top-name needs --top',
    nameWithUnits: 'error: --top-name is for an installation without units',
    nameNotDry: 'error: --top-name makes a unit, which --dry-run does not',
    noColumn: (heading) => `error: no column is headed ${heading}`,
    unknownColumns: (fields, headings) =>
      `error: no column is known to be ${fields}; say which with --map field=heading (headings: ${headings})`,
    wrong: (code) => `error: ${code}`,
    refused: (code) => `refused: ${code}`,
    refusedRows: (count) => `${countOf(count, 'row')} refused`,
    rowsRefused: (count) =>
      `refused: ${countOf(count, 'row')} at fault; mend the file, or apply the others with --skip-refused`,
    leavers: (leavers, serving) =>
      `refused: ${leavers} of ${serving} people would leave; confirm with --confirm-leavers ${leavers}`,
    running: 'refused: another import is being applied; wait for its end',
  },
};
