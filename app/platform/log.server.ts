import pino from 'pino';
import type { Log } from '#app/usecases/context.ts';

/** Structured lines on stderr. Secrets never reach a log call; redaction is a second net, not the rule. */
export function openLog(level: string): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: ['password', '*.password', 'token', '*.token', 'cookie', '*.cookie', 'answer', '*.answer'],
        censor: '[redacted]',
      },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}
