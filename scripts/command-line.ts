import { Option } from 'commander';
import type { Language } from '#app/domain/kernel/local-text.ts';
import { readEnv } from '#app/platform/env.server.ts';
import type { Context } from '#app/usecases/context.ts';

export const EXIT = { done: 0, refused: 1, usage: 2 } as const;

/** Ends a command with a message on stderr: refused by a rule, or wrongly used. */
export class CommandFailure extends Error {
  readonly exitCode: number;
  constructor(kind: 'refused' | 'usage', message = '') {
    super(message);
    this.exitCode = EXIT[kind];
  }
}

/**
 * Opens the configured database for one command, beside a running server if there is one. Only warnings are logged:
 * what a command has to say it says itself.
 */
export async function withContext<T>(work: (context: Context) => Promise<T>): Promise<T> {
  const { openContext } = await import('#app/platform/context.server.ts');
  const env = readEnvOrFail();
  const { context, close } = await openContext({
    ...env,
    LOG_LEVEL: env.LOG_LEVEL === 'info' ? 'warn' : env.LOG_LEVEL,
  });
  try {
    return await work(context);
  } finally {
    await close();
  }
}

/** The environment, or the end of the command with what is wrong in it. */
export function readEnvOrFail() {
  try {
    return readEnv();
  } catch (error) {
    throw new CommandFailure('usage', error instanceof Error ? error.message : String(error));
  }
}

export type LanguageChoice = { readonly lang: 'zh-CN' | 'zh' | 'en' };

/** `--lang`: Chinese unless English is asked for. */
export const languageOption = (what = 'language of the messages') =>
  new Option('--lang <language>', what).choices(['zh-CN', 'zh', 'en']).default('zh-CN');

export const languageOf = ({ lang }: LanguageChoice): Language => (lang === 'en' ? 'en' : 'zh-CN');

/** An English number of things: `1 fault`, `2 faults`. */
export const countOf = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** Writes data: everything, even through a pipe, before the command goes on. */
export function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(`${text}\n`, (error) => (error ? reject(error) : resolve()));
  });
}

/** Says something to whoever runs the command. */
export const say = (message: string): void => {
  process.stderr.write(`${message}\n`);
};
