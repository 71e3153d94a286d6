import type { VerificationFault } from '#app/domain/audit/verification-fault.ts';
import type { Saying } from '#app/platform/backup/backup-fault.ts';

const WHAT: Record<VerificationFault['fault'], Saying> = {
  missing: { 'zh-CN': '缺失', en: 'is missing' },
  unlinked: { 'zh-CN': '没有接在前一条之后', en: 'does not follow the entry before it' },
  altered: { 'zh-CN': '不是当初记录的内容', en: 'is not what was recorded' },
  'head-differs': { 'zh-CN': '不是这条链应有的末尾', en: 'is not where the chain should end' },
  'signature-invalid': { 'zh-CN': '不是由本系统签名的', en: 'was not signed by this installation' },
  'differs-from-anchor': { 'zh-CN': '不是当初签名的那一条', en: 'is not the entry that was signed' },
  'differs-from-file': {
    'zh-CN': '与keys/anchors.jsonl中保存的不同',
    en: 'is not the one kept in keys/anchors.jsonl',
  },
  'differs-from-log': { 'zh-CN': '与日志所记不同', en: 'is not what the log says' },
  'not-in-log': { 'zh-CN': '日志里没有', en: 'is not in the log' },
  'differs-from-statement': { 'zh-CN': '与已签名的声明不同', en: 'is not what the signed statement says' },
};

function tellPlace({ chain, stream, n }: VerificationFault): Saying {
  const places: Record<VerificationFault['chain'], readonly [zh: string, en: string]> = {
    log: [`日志链${stream}第${n}条`, `stream ${stream}, entry ${n}`],
    anchors: [`锚点${n}`, `anchor ${n}`],
    'anchor-file': [`keys/anchors.jsonl第${n}行`, `keys/anchors.jsonl, line ${n}`],
    answers: [`答卷${stream}第${n}条作答`, `attempt ${stream}, answer ${n}`],
    attempt: [`答卷${stream}`, `attempt ${stream}`],
    grade: [`成绩${stream}`, `grade ${stream}`],
    certificate: [`证书${stream}`, `certificate ${stream}`],
    revocation: [`证书${stream}的变更`, `change of certificate ${stream}`],
    sitting: [`对场次${stream}的操作`, `act on sitting ${stream}`],
    role: [`角色${stream}`, `role ${stream}`],
    hours: [`学时${stream}`, `hours ${stream}`],
    content: [`${stream}的版本`, `version of ${stream}`],
    token: [`令牌${stream}`, `token ${stream}`],
    setting: [`设置${stream}的变更`, `change of setting ${stream}`],
  };
  const [zh, en] = places[chain];
  return { 'zh-CN': zh, en };
}

/** One fault of the log in words: where, its code, and what is wrong with it. */
export function tellAuditFault(fault: VerificationFault): Saying {
  const [place, what] = [tellPlace(fault), WHAT[fault.fault]];
  return {
    'zh-CN': `${place['zh-CN']}：${fault.fault}：${what['zh-CN']}`,
    en: `${place.en}: ${fault.fault}: ${what.en}`,
  };
}
