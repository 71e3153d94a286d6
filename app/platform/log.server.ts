import pino from 'pino';
import type { Log } from '#app/usecases/context.ts';

/** The process's own log, which also takes what is only of interest when looking for a fault. */
export type ServerLog = Log & { readonly debug: Log['info'] };

/** Structured lines on stderr. Secrets never reach a log call; redaction is a second net, not the rule. */
export function openLog(level: string): ServerLog {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: ['password', '*.password', 'token', '*.token', 'cookie', '*.cookie', 'answer', '*.answer'],
        censor: '[redacted]',
      },
      serializers: { error: describeFailure },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}

/**
 * An error with its stack and causes, without the values that a failed query was given: answers and hashes of passwords
 * are among them.
 */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return withoutValues(String(error));
  const cause = error.cause === undefined ? '' : `\ncaused by: ${describeFailure(error.cause)}`;
  return `${withoutValues(error.stack ?? error.message)}${cause}`;
}

const withoutValues = (text: string) =>
  text.replace(/\nparams: [\s\S]*?(?=\n {4}at |\ncaused by: |$)/g, '\nparams: [left out]');
