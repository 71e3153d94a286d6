import { formatHundredths } from '#app/domain/kernel/hundredths.ts';
import { toIsoInZone } from '#app/domain/kernel/instant.ts';
import type { RecordContent } from './record.ts';

/** A record as it stands: its content, which version of it this is, and whether it still counts. */
export type AppraisalRecord = RecordContent & {
  readonly id: string;
  readonly version: number;
  readonly change: number;
  readonly computedAt: number;
  /** The person no longer belongs to the year: the record stays, and says so. */
  readonly withdrawn: boolean;
};

/** What a column holds decides how each format writes it. Decimals have two places; unknown is null. */
type ColumnKind = 'text' | 'integer' | 'decimal' | 'day' | 'instant';

/**
 * The columns of the appraisal file, in the order of the contract. Names and order never change within version 1 of
 * the interface; a spreadsheet for people may carry the Chinese headings instead.
 */
export const EXPORT_COLUMNS = [
  { name: 'employee_no', zh: '工号', kind: 'text' },
  { name: 'name', zh: '姓名', kind: 'text' },
  { name: 'org_code', zh: '单位代码', kind: 'text' },
  { name: 'org_name', zh: '单位名称', kind: 'text' },
  { name: 'position_level', zh: '职级', kind: 'text' },
  { name: 'year', zh: '考核年度', kind: 'integer' },
  { name: 'tier', zh: '证书等级', kind: 'integer' },
  { name: 'certificate_no', zh: '证书编号', kind: 'text' },
  { name: 'certificate_status', zh: '证书状态', kind: 'text' },
  { name: 'exam_code', zh: '考试场次', kind: 'text' },
  { name: 'score', zh: '得分', kind: 'decimal' },
  { name: 'max_score', zh: '满分', kind: 'decimal' },
  { name: 'grade', zh: '成绩等次', kind: 'text' },
  { name: 'passed_on', zh: '通过日期', kind: 'day' },
  { name: 'valid_until', zh: '证书有效期至', kind: 'day' },
  { name: 'hours_required', zh: '应修学时', kind: 'decimal' },
  { name: 'hours_earned', zh: '已修学时', kind: 'decimal' },
  { name: 'indicator_score', zh: '学习指标分', kind: 'decimal' },
  { name: 'suggested_rating', zh: '建议等次', kind: 'text' },
  { name: 'record_version', zh: '记录版本', kind: 'integer' },
  { name: 'record_status', zh: '记录状态', kind: 'text' },
  { name: 'policy_version', zh: '办法版本', kind: 'text' },
  { name: 'updated_at', zh: '更新时间', kind: 'instant' },
] as const satisfies readonly { name: string; zh: string; kind: ColumnKind }[];

export type ExportColumn = (typeof EXPORT_COLUMNS)[number];
export type ExportRow = { readonly [Name in ExportColumn['name']]: string | number | null };

/** What the file says of a record. */
type FileRecord = Omit<
  AppraisalRecord,
  'id' | 'personId' | 'unitId' | 'certificateStatus' | 'policyVersionId' | 'sources' | 'change'
> & { readonly certificateStatus: string | null };

/** One row of the file. Marks and hours are text with two decimals, so that no reader's floating point touches them. */
export function toExportRow(
  record: FileRecord,
  { policyVersion, zone }: { policyVersion: string; zone: string },
): ExportRow {
  return {
    employee_no: record.employeeNo,
    name: record.name,
    org_code: record.orgCode,
    org_name: record.orgName,
    position_level: record.positionLevel,
    year: record.year,
    tier: record.tier,
    certificate_no: record.certificateNo,
    certificate_status: record.certificateStatus,
    exam_code: record.examCode,
    score: decimal(record.score),
    max_score: decimal(record.maxScore),
    grade: record.gradeWord,
    passed_on: record.passedOn,
    valid_until: record.validUntil,
    hours_required: decimal(record.hoursRequired),
    hours_earned: decimal(record.hoursEarned),
    indicator_score: decimal(record.indicatorScore),
    suggested_rating: record.suggestedRating,
    record_version: record.version,
    record_status: record.withdrawn ? 'withdrawn' : 'current',
    policy_version: policyVersion,
    updated_at: toIsoInZone(record.computedAt, zone),
  };
}

const decimal = (value: number | null) => (value === null ? null : formatHundredths(value));

/** What a spreadsheet takes for the beginning of a formula, its full-width forms included. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
/** What makes a cell of CSV need quotes. */
const NEEDS_QUOTES = /[",\r\n]/;

/** A cell of RFC 4180. */
const quoted = (text: string) => (NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The heading of a CSV file: one line of RFC 4180 with its CRLF. */
export const toCsvLine = (cells: readonly string[]): string => `${cells.map(quoted).join(',')}\r\n`;

/**
 * Makes what writes rows as lines of CSV: unknown is empty; text that a spreadsheet would run gets a leading
 * apostrophe. Neighbours of a file share most of their cells (unit, level, exam, grade), so each column remembers the
 * last one that it wrote.
 */
export function openCsvLines(): (rows: readonly ExportRow[]) => string {
  const columns = EXPORT_COLUMNS.map(({ name, kind }) => ({
    name,
    text: kind === 'text',
    value: '' as Cell,
    cell: '',
  }));
  return (rows) => {
    let lines = '';
    for (const row of rows) {
      let separator = '';
      for (const column of columns) {
        const value = row[column.name];
        if (value !== column.value) {
          column.value = value;
          column.cell = toCsvCell(value, column.text);
        }
        lines += separator + column.cell;
        separator = ',';
      }
      lines += '\r\n';
    }
    return lines;
  };
}

/** Text that a spreadsheet may open: what it would run as a formula gets a leading apostrophe. */
export const toCsvText = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

type Cell = ExportRow[keyof ExportRow];

function toCsvCell(value: Cell, isText: boolean): string {
  if (value === null) return '';
  const text = String(value);
  return quoted(isText ? toCsvText(text) : text);
}
