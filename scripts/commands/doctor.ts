import type { Command } from 'commander';
import { CommandFailure, type LanguageChoice, languageOf, languageOption, print } from '../command-line.ts';

type Options = LanguageChoice & { readonly json?: boolean };

/** `xk doctor`: what is wrong with this installation, and what to do about it. Works while the server runs or cannot. */
export function register(program: Command): void {
  program
    .command('doctor')
    .description('say what is wrong with this installation and what to do; exit 1 when something must be done')
    .addOption(languageOption('language of the report'))
    .option('--json', 'the report as JSON')
    .action(run);
}

const MARK = { well: '✓', advice: '!', wrong: '✗', unknown: '?' } as const;

async function run({ lang, json }: Options): Promise<void> {
  const { examine } = await import('#app/platform/doctor/examine.server.ts');
  const { sayFinding } = await import('#app/platform/doctor/doctor-words.server.ts');
  const language = languageOf({ lang });
  const findings = await examine();
  const failed = findings.some(({ status }) => status === 'wrong');
  if (json) {
    const checks = findings.map((finding) => {
      const { says, todo } = sayFinding(finding, language);
      return { ...finding, says, todo };
    });
    await print(JSON.stringify({ well: !failed, checks }, null, 1));
  } else {
    for (const finding of findings) {
      const { name, says, todo } = sayFinding(finding, language);
      await print(
        `${MARK[finding.status]} ${name}${language === 'en' ? ': ' : '：'}${says}${todo ? `\n    → ${todo}` : ''}`,
      );
    }
  }
  if (failed) throw new CommandFailure('refused');
}
