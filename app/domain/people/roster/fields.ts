import { hashJson } from '#app/domain/kernel/canonical.ts';

/** What a roster says of a person, one field per column. */
export const ROSTER_FIELDS = [
  'employeeNo',
  'name',
  'unitCode',
  'unitName',
  'parentUnitCode',
  'unitPath',
  'positionLevel',
  'category',
  'email',
  'effectiveFrom',
  'status',
] as const;
export type RosterField = (typeof ROSTER_FIELDS)[number];

/** Which column (from 0) holds which field; a field without a column is not in the file. */
export type ColumnMapping = { readonly [Field in RosterField]?: number };

/** Headings by which a field is known, in both languages and as the appraisal file has them; compared folded. */
const NAMES: Record<RosterField, readonly string[]> = {
  employeeNo: [
    ...['工号', '人员编号', '职工编号', '员工编号', '职工号', '员工号', '人员编码', '干部编号', '人事编号', '警号'],
    ...['employee_no', 'employee number', 'employee id', 'staff no', 'staff number', 'personnel number'],
  ],
  name: ['姓名', '人员姓名', '职工姓名', '员工姓名', '名字', 'name', 'full name', 'employee name', 'staff name'],
  unitCode: [
    ...['单位编码', '单位代码', '部门编码', '部门代码', '机构代码', '机构编码', '单位编号', '部门编号', '组织编码'],
    ...[
      '所在单位编码',
      '所在部门编码',
      '组织机构代码',
      'org_code',
      'unit code',
      'department code',
      'organisation code',
    ],
    ...['organization code', 'dept code'],
  ],
  unitName: [
    ...[
      '单位名称',
      '单位',
      '部门',
      '部门名称',
      '所在单位',
      '所在部门',
      '工作单位',
      '机构名称',
      '处室',
      '科室',
      '内设机构',
    ],
    ...['org_name', 'unit name', 'unit', 'department', 'department name', 'organisation', 'organization', 'dept'],
  ],
  parentUnitCode: [
    ...['上级单位编码', '上级单位代码', '上级部门编码', '上级部门代码', '上级机构代码', '上级编码', '父级编码'],
    ...['parent_org_code', 'parent code', 'parent unit code', 'parent department code'],
  ],
  unitPath: [
    ...['单位路径', '部门路径', '机构路径', '组织路径', '单位全称', '部门全称', '机构全称', '部门全路径'],
    ...['org_path', 'unit path', 'department path', 'full path'],
  ],
  positionLevel: [
    ...['职级', '职务层次', '职务职级', '职级层次', '现职级', '级别', '职级名称', 'position_level', 'level', 'rank'],
    ...['grade level', 'position level'],
  ],
  category: ['类别', '职位类别', '人员类别', '职务类别', '岗位类别', 'category', 'position category', 'job category'],
  email: ['邮箱', '电子邮箱', '电子邮件', '邮件', 'email', 'e-mail', 'mail', 'email address'],
  effectiveFrom: [
    ...['生效日期', '任职日期', '任职时间', '任现职时间', '任现职日期', '到岗日期', '变动日期', '起始日期'],
    ...['effective_from', 'effective date', 'start date', 'valid from'],
  ],
  status: ['状态', '人员状态', '在职状态', '在岗状态', '任职状态', 'status', 'employment status', 'state'],
};

/** A heading as it is compared: width, case, spaces, punctuation and remarks in brackets do not count. */
export function foldHeading(heading: string): string {
  return heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\([^)]*\)|（[^）]*）|【[^】]*】|\[[^\]]*\]/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

const FIELD_BY_NAME = new Map<string, RosterField>(
  ROSTER_FIELDS.flatMap((field) => NAMES[field].map((name) => [foldHeading(name), field] as const)),
);

/** The field that a heading names; null when it names none that we know. */
export const findField = (heading: string): RosterField | null => FIELD_BY_NAME.get(foldHeading(heading)) ?? null;

/** Every column whose heading is known; of two columns for one field the first. */
export function mapColumns(headings: readonly string[]): ColumnMapping {
  const mapping: { [Field in RosterField]?: number } = {};
  headings.forEach((heading, column) => {
    const field = findField(heading);
    if (field !== null && mapping[field] === undefined) mapping[field] = column;
  });
  return mapping;
}

/** What a mapping still lacks before rows can be read: a number, a name, and something that names a unit. */
export function listMissing(mapping: ColumnMapping): ('employeeNo' | 'name' | 'unit')[] {
  return [
    ...(mapping.employeeNo === undefined ? (['employeeNo'] as const) : []),
    ...(mapping.name === undefined ? (['name'] as const) : []),
    ...(mapping.unitCode === undefined && mapping.unitName === undefined && mapping.unitPath === undefined
      ? (['unit'] as const)
      : []),
  ];
}

/** How many of the first rows may stand above the headings: titles, the authority's name, a date. */
export const HEADING_ROWS = 12;

/**
 * Which of the first rows holds the headings: the one that names most fields, two at least. When none does, the first
 * with three filled cells, or two where no row has three: somebody has to say what its columns are. Null for a file of
 * nothing.
 */
export function findHeadingRow(rows: readonly (readonly string[])[]): number | null {
  const first = rows.slice(0, HEADING_ROWS);
  const known = first.map((cells) => Object.keys(mapColumns(cells)).length);
  const most = Math.max(0, ...known);
  if (most >= 2) return known.indexOf(most);
  const filled = first.map((cells) => cells.filter((cell) => cell.trim() !== '').length);
  for (const wanted of [3, 2, 1]) {
    const row = filled.findIndex((count) => count >= wanted);
    if (row !== -1) return row;
  }
  return null;
}

/** The key under which a mapping is remembered: files with the same headings in the same order share it. */
export const mappingKey = (headings: readonly string[]): string =>
  `roster.mapping:${hashJson(headings.map(foldHeading)).slice(0, 32)}`;

/** A mapping that somebody remembered or typed, kept to columns that exist. */
export function fitMapping(mapping: ColumnMapping, columns: number): ColumnMapping {
  return Object.fromEntries(
    Object.entries(mapping).filter(
      ([field, column]) =>
        (ROSTER_FIELDS as readonly string[]).includes(field) &&
        Number.isInteger(column) &&
        column >= 0 &&
        column < columns,
    ),
  );
}
