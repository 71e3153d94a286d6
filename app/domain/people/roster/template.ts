import { POSITION_CATEGORIES, POSITION_LEVELS } from '../positions.ts';
import type { RosterField } from './fields.ts';

/** The columns of a template, in their order, with the heading that is recognised in each language. */
export const TEMPLATE_COLUMNS = [
  { field: 'employeeNo', zh: '工号', en: 'employee_no', need: 'required', width: 14 },
  { field: 'name', zh: '姓名', en: 'name', need: 'required', width: 14 },
  { field: 'unitCode', zh: '单位代码', en: 'org_code', need: 'one-of', width: 14 },
  { field: 'unitName', zh: '单位名称', en: 'org_name', need: 'one-of', width: 24 },
  { field: 'parentUnitCode', zh: '上级单位代码', en: 'parent_org_code', need: 'free', width: 16 },
  { field: 'unitPath', zh: '单位路径', en: 'org_path', need: 'one-of', width: 32 },
  { field: 'positionLevel', zh: '职级', en: 'position_level', need: 'free', width: 16 },
  { field: 'category', zh: '职位类别', en: 'category', need: 'free', width: 16 },
  { field: 'email', zh: '邮箱', en: 'email', need: 'free', width: 28 },
  { field: 'effectiveFrom', zh: '任职日期', en: 'effective_from', need: 'free', width: 14 },
  { field: 'status', zh: '状态', en: 'status', need: 'free', width: 10 },
] as const satisfies readonly {
  field: RosterField;
  zh: string;
  en: string;
  need: 'required' | 'one-of' | 'free';
  width: number;
}[];

/** What a sheet offers in a column; more is allowed in levels, which have other sequences besides. */
export const TEMPLATE_CHOICES: { readonly [Field in RosterField]?: readonly string[] } = {
  positionLevel: POSITION_LEVELS,
  category: POSITION_CATEGORIES,
  status: ['在职', '离职', '退休', '调出'],
};

/** Plainly invented people in plainly invented units. */
export const TEMPLATE_EXAMPLES: readonly Readonly<Record<RosterField, string>>[] = [
  {
    employeeNo: '00000001',
    name: '示例甲',
    unitCode: 'SL01',
    unitName: '示例局办公室',
    parentUnitCode: '',
    unitPath: '',
    positionLevel: '一级科员',
    category: '综合管理类',
    email: 'jia@example.cn',
    effectiveFrom: '2026-01-01',
    status: '在职',
  },
  {
    employeeNo: '00000002',
    name: '示例乙',
    unitCode: 'SL0101',
    unitName: '示例局办公室文秘科',
    parentUnitCode: 'SL01',
    unitPath: '',
    positionLevel: '四级主任科员',
    category: '综合管理类',
    email: '',
    effectiveFrom: '',
    status: '在职',
  },
  {
    employeeNo: '00000003',
    name: '示例丙',
    unitCode: '',
    unitName: '',
    parentUnitCode: '',
    unitPath: '示例局/财务处',
    positionLevel: '二级科员',
    category: '专业技术类',
    email: '',
    effectiveFrom: '2026-03-01',
    status: '退休',
  },
];
