import type { Difference } from '#app/domain/operation/backup-manifest.ts';
import type { Saying } from './backup-fault.ts';

/** One difference between what was backed up and what came out, in words. */
export function tellDifference({ what, where, expected, found }: Difference): Saying {
  switch (what) {
    case 'table':
      return {
        'zh-CN': `表${where}：缺失（备份时有${expected}行）`,
        en: `table ${where}: is missing (${expected} rows were backed up)`,
      };
    case 'rows':
      return {
        'zh-CN': `表${where}：有${found}行，备份时是${expected}行`,
        en: `table ${where}: holds ${found} rows, ${expected} were backed up`,
      };
    case 'content':
      return {
        'zh-CN': `表${where}：行数与备份时相同，但至少有一行不是原来的内容`,
        en: `table ${where}: has as many rows as were backed up, but at least one is not what it was`,
      };
    case 'head':
      return {
        'zh-CN': `日志流${where}：止于${found}，备份时止于${expected}`,
        en: `log, stream ${where}: ends at ${found}, was backed up ending at ${expected}`,
      };
    case 'anchors':
      return {
        'zh-CN': `锚点：${found}个，备份时是${expected}个`,
        en: `anchors: ${found}, ${expected} were backed up`,
      };
    case 'answers':
      return {
        'zh-CN': `作答链（答卷数、作答数、哈希）：${found}，备份时是${expected}`,
        en: `chains of answers (attempts, answers, hash): ${found}, backed up were ${expected}`,
      };
    case 'certificates':
      return {
        'zh-CN': `${where}的证书：${found}，备份时是${expected}`,
        en: `certificates as of ${where}: ${found}, backed up were ${expected}`,
      };
  }
}
