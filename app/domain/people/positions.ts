/** Categories of civil servants' positions (公务员法 第十六条). Data, not interface: never translated. */
export const POSITION_CATEGORIES = ['综合管理类', '专业技术类', '行政执法类'] as const;

/** Ranks of the general administrative category from the highest down (公务员职务与职级并行规定 第七条). */
export const POSITION_LEVELS = [
  '一级巡视员',
  '二级巡视员',
  '一级调研员',
  '二级调研员',
  '三级调研员',
  '四级调研员',
  '一级主任科员',
  '二级主任科员',
  '三级主任科员',
  '四级主任科员',
  '一级科员',
  '二级科员',
] as const;

/** Orders position levels from the highest down; those of no known sequence come last, by their text. */
export function compareLevels(a: string, b: string): number {
  const rank = (level: string) => {
    const index = (POSITION_LEVELS as readonly string[]).indexOf(level);
    return index === -1 ? POSITION_LEVELS.length : index;
  };
  return rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0);
}
