import type { Command } from 'commander';
import type { VerificationFault } from '#app/domain/audit/verification-fault.ts';
import type { Language } from '#app/domain/kernel/local-text.ts';
import { openContext } from '#app/platform/context.server.ts';
import { type AuditVerification, verifyAudit } from '#app/usecases/audit/verify-audit.server.ts';
import { systemActor } from '#app/usecases/context.ts';
import { tellAuditFault } from '../audit-fault-words.ts';
import { countOf, type LanguageChoice, languageOf, languageOption } from '../command-line.ts';

/** `xk audit verify`: recomputes every chain; exit 1 and the place of the first broken entry when one is not whole. */
export function register(program: Command): void {
  const audit =
    program.commands.find((command) => command.name() === 'audit') ??
    program.command('audit').description('the chained log');
  audit
    .command('verify')
    .description('check the whole log, its anchors and the answers of every attempt')
    .addOption(languageOption())
    .addHelpText('after', '\nThe first word is "intact" (exit 0) or "BROKEN" (exit 1) in both languages.')
    .action(run);
}

type Counts = Omit<AuditVerification, 'intact' | 'faults'>;

async function run(options: LanguageChoice): Promise<void> {
  const language = languageOf(options);
  const { context, close } = await openContext();
  try {
    const onProgress = process.stderr.isTTY
      ? (counts: Counts) => void process.stderr.write(`\r${tellProgress(counts, language)}`)
      : () => undefined;
    const result = await verifyAudit(context, systemActor('xk'), { onProgress });
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
    if (!result.ok) throw new Error('verification cannot be refused');
    const { intact, faults, ...counts } = result.value;
    process.stdout.write(`${tellVerdict(intact, language)}${tellCounts(counts, language)}\n`);
    for (const fault of faults satisfies readonly VerificationFault[])
      process.stdout.write(`${tellAuditFault(fault)[language]}\n`);
    process.stdout.write(`${REACH[language]}\n`);
    if (!intact) process.exitCode = 1;
  } finally {
    await close();
  }
}

const tellProgress = ({ entries, answers }: Counts, language: Language) =>
  language === 'en'
    ? `${countOf(entries, 'entry', 'entries')}, ${countOf(answers, 'answer')}`
    : `记录${entries}条，作答${answers}条`;

function tellVerdict(intact: boolean, language: Language): string {
  const word = intact ? 'intact' : 'BROKEN';
  return language === 'en' ? `${word}: ` : `${word}: ${intact ? '完整' : '不完整'}。`;
}

/** What was read, in numbers. */
function tellCounts({ streams, entries, anchors, attempts, answers, records }: Counts, language: Language): string {
  return language === 'en'
    ? [
        countOf(streams, 'stream'),
        countOf(entries, 'entry', 'entries'),
        countOf(anchors, 'anchor'),
        countOf(attempts, 'attempt'),
        countOf(answers, 'answer'),
        countOf(records, 'record'),
      ].join(', ')
    : `日志链${streams}条，记录${entries}条，锚点${anchors}个，答卷${attempts}份，作答${answers}条，业务记录${records}条`;
}

const REACH: Readonly<Record<Language, string>> = {
  'zh-CN': [
    '与日志核对过的：答卷的开始与结束、作答、成绩、证书及其变更、对场次的操作、角色、学时、发布的内容版本、令牌、设置',
    '没有核对的：单题得分、考核记录、人员与单位、编译后的课程与图片；最后一个锚点之后的记录还没有签名',
  ].join('\n'),
  en: [
    'compared with the log: the beginning and end of attempts, answers, grades, certificates and their changes, acts on sittings, roles, hours, published versions of the content, tokens, settings',
    'not covered: marks of single questions, appraisal records, people and units, compiled lessons and images; entries after the last anchor are not signed yet',
  ].join('\n'),
};
