import { addDays, type Day, isDay } from '#app/domain/kernel/instant.ts';
import { isVisibleText } from '#app/domain/kernel/visible-text.ts';
import { parseEmployeeNo } from '../account-names.ts';
import { keepMiddleDots, withoutMiddleDots } from '../middle-dots.ts';
import { POSITION_CATEGORIES, POSITION_LEVELS } from '../positions.ts';
import { LONGEST_NAME } from '../service.ts';
import { type RosterFault, rosterFault, rosterWarning } from './faults.ts';
import type { ColumnMapping, RosterField } from './fields.ts';

/** How a row names its unit; empty texts are absent. */
export type UnitRef = {
  readonly code: string;
  readonly name: string;
  readonly parentCode: string;
  /** Names from the top down. */
  readonly path: readonly string[];
};

/** What one row says, in the product's own forms. Null is unknown: the file has no such column, or the cell is empty. */
export type RosterRecord = {
  readonly employeeNo: string;
  readonly name: string;
  readonly unit: UnitRef;
  readonly positionLevel: string | null;
  readonly category: string | null;
  readonly email: string | null;
  readonly effectiveFrom: Day | null;
  readonly left: boolean;
};

/** Longest texts, in UTF-16 units; an employee number's 32 are in account-names.ts. */
const LIMITS: Record<RosterField, number> = {
  employeeNo: 32,
  name: LONGEST_NAME,
  unitCode: 32,
  unitName: 100,
  parentUnitCode: 32,
  unitPath: 300,
  positionLevel: 50,
  category: 50,
  email: 254,
  effectiveFrom: 40,
  status: 20,
};

const STATUS_WORDS: Record<'serving' | 'left', readonly string[]> = {
  serving: [
    ...['在职', '在岗', '在编', '在册', '正常', '试用', '试用期', '现职', '挂职', '借调', '任职'],
    ...['active', 'serving', 'employed', 'current', '1', 'y', 'yes', '是'],
  ],
  left: [
    ...['离职', '离岗', '退休', '离休', '调出', '调离', '辞职', '辞退', '开除', '解聘', '死亡', '去世', '已故'],
    ...['已离职', '已退休', '已调出', '注销', 'left', 'retired', 'resigned', 'dismissed', 'inactive', 'deceased', '0'],
    ...['n', 'no', '否'],
  ],
};
const LEFT_BY_WORD = new Map(
  (['serving', 'left'] as const).flatMap((kind) => STATUS_WORDS[kind].map((word) => [word, kind === 'left'] as const)),
);

/** Controls, joiners, direction marks, private characters: nobody sees them, and they make two names of one. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029\u115f\u1160\u3164\uffa0]/u;
/** What a spreadsheet shows where a formula failed. */
const CELL_ERROR = /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!)$/;
/** A formula where its result should stand: a workbook that nothing calculated, or formulas written into a text file. */
const FORMULA = /^[=＝]/;
const SCIENTIFIC = /^[+-]?\d+(?:\.\d+)?e\+?\d+$/i;
const EMAIL = /^[^\s@<>()[\],;:\\"]+@[^\s@.<>()[\],;:\\"]+(?:\.[^\s@.<>()[\],;:\\"]+)+$/;
const PATH_SEPARATORS = /[/\\>|→]|->/;

/**
 * Reads one row by the mapping. Every fault is found, not the first alone.
 * @param serialDays the cells come from a workbook whose days are counted from 1900: see `readDay`.
 */
export function readRow(
  cells: readonly string[],
  mapping: ColumnMapping,
  { serialDays = false }: { serialDays?: boolean } = {},
): { record: RosterRecord; faults: readonly RosterFault[] } {
  const faults: RosterFault[] = [];
  const given = (field: RosterField): string => {
    const column = mapping[field];
    const text = column === undefined ? '' : (cells[column] ?? '').trim();
    if (text === '') return '';
    const hidden = INVISIBLE.exec(text);
    if (hidden) {
      const point = (hidden[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
      faults.push(rosterFault('invisible', field, text.replace(new RegExp(INVISIBLE, 'gu'), '␣'), `U+${point}`));
      return '';
    }
    if (CELL_ERROR.test(text)) {
      faults.push(rosterFault('cell-error', field, text));
      return '';
    }
    if (FORMULA.test(text)) {
      faults.push(rosterFault('cell-formula', field, text));
      return '';
    }
    if (text.length > LIMITS[field]) {
      faults.push(rosterFault('too-long', field, text, String(LIMITS[field])));
      return '';
    }
    return text;
  };
  /** Codes and days: full-width forms mean the same. */
  const plain = (field: RosterField) => given(field).normalize('NFKC').trim();
  const faultIn = (field: RosterField) => faults.some((fault) => fault.field === field && fault.level === 'fault');

  const employeeNo = readEmployeeNo(plain('employeeNo'), faults, faultIn('employeeNo'));
  const name = readName(given('name'), faults, faultIn('name'));
  const path = given('unitPath')
    .split(PATH_SEPARATORS)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const unit: UnitRef = {
    code: plain('unitCode'),
    name: given('unitName'),
    parentCode: plain('parentUnitCode'),
    path,
  };
  const left = readStatus(plain('status'), faults);
  if (!left && unit.code === '' && unit.name === '' && path.length === 0) {
    const column = (['unitCode', 'unitName', 'unitPath'] as const).find((field) => mapping[field] !== undefined);
    if (!faultIn('unitCode') && !faultIn('unitName') && !faultIn('unitPath'))
      faults.push(rosterFault('unit-missing', column ?? null, ''));
  }
  return {
    record: {
      employeeNo,
      name,
      unit,
      positionLevel: readLevel(plain('positionLevel'), faults),
      category: readCategory(plain('category'), faults),
      email: readEmail(plain('email'), faults),
      effectiveFrom: readDay(plain('effectiveFrom'), faults, serialDays),
      left,
    },
    faults,
  };
}

function readEmployeeNo(text: string, faults: RosterFault[], told: boolean): string {
  // A spreadsheet's mark for "this is text", which some programs write out.
  const typed = text.replace(/^['‘’]/, '');
  if (typed === '') {
    if (!told) faults.push(rosterFault('employee-no-missing', 'employeeNo', ''));
    return '';
  }
  if (SCIENTIFIC.test(typed)) {
    faults.push(rosterFault('employee-no-scientific', 'employeeNo', text));
    return '';
  }
  const employeeNo = parseEmployeeNo(typed);
  if (employeeNo === null) faults.push(rosterFault('employee-no-invalid', 'employeeNo', text));
  return employeeNo ?? '';
}

const HAN_SPACED = /^\p{Script=Han}(?:\s+\p{Script=Han})+$/u;

/**
 * A name as it is kept. Spaces that only set two or three characters apart (张　三) are not part of it; whether that
 * name is the person's own is said beside the row, never decided silently.
 */
function readName(text: string, faults: RosterFault[], told: boolean): string {
  if (text === '') {
    if (!told) faults.push(rosterFault('name-missing', 'name', ''));
    return '';
  }
  if (!isVisibleText(text)) {
    faults.push(rosterFault('name-invalid', 'name', text));
    return '';
  }
  if (HAN_SPACED.test(text)) {
    faults.push(rosterWarning('name-spaces', 'name', text, closeHanSpaces(text)));
    return closeHanSpaces(text);
  }
  return keepMiddleDots(text.replace(/\s+/gu, ' '));
}

/** 张　三 → 张三; names with anything but single Han characters between the spaces stay. */
const closeHanSpaces = (name: string): string => (HAN_SPACED.test(name) ? name.replace(/\s+/gu, '') : name);

/**
 * Whether a file's name is the one on record, written with spaces, or without the dots that stand in it. The other way
 * round, a file that has the dots knows better and changes the name.
 */
export const isSameName = ({ known, read }: { known: string; read: string }): boolean =>
  closeHanSpaces(known) === read || keepMiddleDots(known) === read || withoutMiddleDots(known) === read;

function readLevel(text: string, faults: RosterFault[]): string | null {
  if (text === '') return null;
  const level = text.replace(/\s+/g, '');
  if (!(POSITION_LEVELS as readonly string[]).includes(level))
    faults.push(rosterWarning('level-unknown', 'positionLevel', text));
  return level;
}

/** Categories are a closed list (公务员法 第十六条), levels are not: there are sequences besides the general one. */
function readCategory(text: string, faults: RosterFault[]): string | null {
  if (text === '') return null;
  const folded = text.replace(/\s+/g, '');
  const category = POSITION_CATEGORIES.find((known) => known === folded || known === `${folded}类`);
  if (!category) faults.push(rosterFault('category-unknown', 'category', text, POSITION_CATEGORIES.join('、')));
  return category ?? null;
}

function readEmail(text: string, faults: RosterFault[]): string | null {
  if (text === '') return null;
  if (EMAIL.test(text)) return text;
  faults.push(rosterFault('email-invalid', 'email', text));
  return null;
}

function readStatus(text: string, faults: RosterFault[]): boolean {
  if (text === '') return false;
  const left = LEFT_BY_WORD.get(text.replace(/\s+/g, '').toLowerCase());
  if (left === undefined) faults.push(rosterFault('status-unknown', 'status', text));
  return left ?? false;
}

const DAY = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const MONTH = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?$/;

/** Five digits, no year with a month and a day: 1949 begins with 17899, 2100 ends with 73415. */
const SERIAL = /^\d{5}$/;

/**
 * Days as Chinese offices write them; a month alone means its first day, which is said. Years from 1949 to 2100. In a
 * date column of a workbook a whole number of five digits is the day that Excel counts so from 1900, though its cell is
 * not formatted as a date; how it was read is said beside the row. In a text file it stays a fault: nobody can tell
 * from when it was counted.
 */
function readDay(text: string, faults: RosterFault[], serialDays: boolean): Day | null {
  if (text === '') return null;
  if (serialDays && SERIAL.test(text)) {
    const day = addDays('1899-12-30', Number(text));
    if (day >= '1949-01-01' && day <= '2100-12-31') {
      faults.push(rosterWarning('date-serial', 'effectiveFrom', text, day));
      return day;
    }
  }
  const [, year, month, day] = DAY.exec(text) ?? COMPACT.exec(text) ?? [];
  const whole = dayFrom(year, month, day);
  if (whole) return whole;
  const [, monthYear, monthOnly] = MONTH.exec(text) ?? [];
  const first = dayFrom(monthYear, monthOnly, '1');
  if (first) {
    faults.push(rosterWarning('date-month', 'effectiveFrom', text, first));
    return first;
  }
  faults.push(rosterFault('date-invalid', 'effectiveFrom', text));
  return null;
}

function dayFrom(year: string | undefined, month: string | undefined, day: string | undefined): Day | null {
  if (year === undefined || month === undefined || day === undefined) return null;
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(text) && year >= '1949' && year <= '2100' ? text : null;
}
