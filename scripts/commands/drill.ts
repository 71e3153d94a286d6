import type { Command } from 'commander';
import type { Language } from '#app/domain/kernel/local-text.ts';
import type { BackupManifest } from '#app/domain/operation/backup-manifest.ts';
import type { DrillReport } from '#app/platform/backup/drill-backup.server.ts';
import type { Env } from '#app/platform/env.server.ts';
import { systemActor } from '#app/usecases/context.ts';
import { tellAuditFault } from '../audit-fault-words.ts';
import { placeOf, refusing } from '../backup-work.ts';
import {
  CommandFailure,
  countOf,
  type LanguageChoice,
  languageOf,
  languageOption,
  print,
  readEnvOrFail,
  say,
  withContext,
} from '../command-line.ts';

/** `xk drill`: a backup restored for nothing but the proof that it can be. */
export function register(program: Command): void {
  program
    .command('drill')
    .description('restore a backup into a place of its own, prove that it is whole, and remove that place again')
    .argument('<dir>', 'a folder that "xk backup" made')
    .option('--into <place>', 'an empty PostgreSQL database as postgres://…, or sqlite; else the engine of the backup')
    .option('--json', 'the report as JSON')
    .addOption(languageOption('language of the report'))
    .addHelpText(
      'after',
      '\nThe last line begins with PASSED (exit 0) or FAILED (exit 1) in both languages. It passes when the copy equals the\noriginal and can be used; what was wrong in the original already is told besides (ORIGINAL) and is no failure.',
    )
    .action(drill);
}

type Options = LanguageChoice & { readonly into?: string; readonly json?: boolean };

async function drill(dir: string, { into, json, lang }: Options): Promise<void> {
  const language = languageOf({ lang });
  if (into !== undefined && into !== 'sqlite' && !/^postgres(ql)?:\/\//.test(into))
    throw new CommandFailure(
      'usage',
      language === 'en'
        ? 'error: --into is sqlite or the address of an empty database, postgres://…'
        : '错误：--into应为sqlite，或者一个空数据库的地址postgres://…',
    );
  const env = readEnvOrFail();
  const { drillBackup } = await import('#app/platform/backup/drill-backup.server.ts');
  const report = await refusing({ language }, (tell) =>
    drillBackup({ folder: dir, into: into ?? null, env, describeFault: tellAuditFault, tell }),
  );
  const { passed, manifest, verification } = report;
  const [faults, originalFaults] = [report.faults, report.originalFaults].map((some) =>
    some.map((each) => each[language]),
  ) as [string[], string[]];
  if (manifest) await rememberDrill({ env, dir, manifest, report, language });
  if (json) await print(JSON.stringify({ passed, faults, originalFaults, manifest, verification }, null, 1));
  else for (const line of tellReport(report, language)) await print(line);
  if (faults.some((fault) => fault.startsWith('keys/'))) say(MISSING_KEYS[language]);
  if (originalFaults.length > 0) say(ORIGINAL_AT_FAULT[language]);
  if (!passed) throw new CommandFailure('refused');
}

const MISSING_KEYS: Readonly<Record<Language, string>> = {
  'zh-CN':
    '备份中的签名密钥不全：请把DATA_DIR/keys中的同名文件放进备份的keys文件夹后再演练，或者重新备份；那里也没有时，用“xk key rotate”更换密钥后重新备份。没有密钥的备份恢复之后，原有的证书仍可验证，但不能再签发新证书。',
  en: 'The signing keys of this backup are not whole: put the files of the same names from DATA_DIR/keys into its folder keys and drill again, or make a new backup; where they are not there either, rotate the key (xk key rotate) and make a new backup. Restored without them, certificates stay verifiable, but none can be issued.',
};

const ORIGINAL_AT_FAULT: Readonly<Record<Language, string>> = {
  'zh-CN':
    '以上问题（ORIGINAL）在备份时原件里就有，副本照样复制了它们，重新备份不会消除。请在原系统上运行“xk audit verify”逐条查看；如果它没有发现问题，说明这份备份被改动过，请换一份备份。',
  en: 'The faults above (ORIGINAL) were in the original when it was backed up; the copy only repeats them, and a new backup does not mend them. Run "xk audit verify" on the original to see each; where it finds none, this backup was altered: take another one.',
};

function tellReport({ passed, manifest, verification, faults, originalFaults }: DrillReport, language: Language) {
  const english = language === 'en';
  const lines: string[] = [];
  if (manifest) {
    const { facts, tables, product, engine } = manifest;
    const at = new Date(manifest.at).toISOString();
    const rows = tables.reduce((sum, each) => sum + each.rows, 0);
    const statuses = Object.entries(facts.certificates.byStatus).map(([status, n]) => `${n} ${status}`);
    lines.push(
      ...(english
        ? [
            `backup of release ${product}, ${engine}, as of ${at}`,
            `tables: ${tables.length}, rows: ${rows}`,
            `log: ${countOf(facts.heads.length, 'chain')}, ${countOf(facts.anchors, 'anchor')}; answers: ${facts.answers.answers} in ${countOf(facts.answers.attempts, 'attempt')}`,
            `certificates on ${facts.certificates.on}: ${statuses.join(', ') || 'none'}`,
          ]
        : [
            `备份：版本${product}，${engine}，数据时刻${at}`,
            `表${tables.length}张，共${rows}行`,
            `日志链${facts.heads.length}条，锚点${facts.anchors}个；答卷${facts.answers.attempts}份，作答${facts.answers.answers}条`,
            `${facts.certificates.on}的证书：${statuses.join('、') || '没有'}`,
          ]),
    );
  }
  if (verification) {
    const { entries, anchors, answers, records } = verification;
    lines.push(
      english
        ? `recomputed after the restore: ${countOf(entries, 'entry', 'entries')}, ${countOf(anchors, 'anchor')}, ${countOf(answers, 'answer')}, ${countOf(records, 'record')} compared`
        : `恢复后重新计算：日志记录${entries}条，锚点${anchors}个，作答${answers}条；核对业务记录${records}条`,
    );
  }
  lines.push(...originalFaults.map((fault) => `ORIGINAL: ${fault[language]}`));
  lines.push(...faults.map((fault) => `FAULT: ${fault[language]}`));
  lines.push(tellVerdict({ passed, faults: faults.length, originalFaults: originalFaults.length }, english));
  return lines;
}

function tellVerdict(
  { passed, faults, originalFaults }: { passed: boolean; faults: number; originalFaults: number },
  english: boolean,
): string {
  if (!passed) return english ? `FAILED: ${countOf(faults, 'fault')}` : `FAILED: 没有通过，有${faults}处问题`;
  const verdict = english ? 'PASSED: what was restored is what is backed up' : 'PASSED: 通过，恢复出来的与备份的一致';
  if (originalFaults === 0) return verdict;
  return english
    ? `${verdict}; the original itself has ${countOf(originalFaults, 'fault')}`
    : `${verdict}；原件自身有${originalFaults}处问题`;
}

/** The installation remembers its last drill, where there is one to remember it. */
async function rememberDrill({
  env,
  dir,
  manifest,
  report: { passed, faults, originalFaults },
  language,
}: {
  env: Env;
  dir: string;
  manifest: BackupManifest;
  report: DrillReport;
  language: Language;
}): Promise<void> {
  const { factsOfFile, MANIFEST } = await import('#app/platform/backup/backup-folder.server.ts');
  const { readLiveLevel } = await import('#app/platform/backup/live-level.server.ts');
  const { recordDrill } = await import('#app/usecases/operation/backup-record.server.ts');
  if (!(await readLiveLevel(placeOf(env)))?.current) return;
  const { sha256 } = await factsOfFile(dir, MANIFEST);
  const kept = await withContext((context) =>
    recordDrill(context, systemActor('xk'), {
      ...{ id: sha256, manifest, passed },
      faults: faults.length,
      originalFaults: originalFaults.length,
    }),
  );
  if (!kept)
    say(
      language === 'en'
        ? 'not put on record: this is not a backup of the installation here'
        : '没有登记：这不是本系统的备份',
    );
}
