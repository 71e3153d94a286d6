import { isIP } from 'node:net';
import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);
const zone = z.string().refine((name) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}, 'is not a time zone that this system knows (such as Asia/Shanghai)');

function isAddressOrRange(entry: string): boolean {
  const [address = '', prefix, ...more] = entry.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 6 ? 128 : 32));
}

const schema = z.object({
  PORT: port.default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres:// (leave it out for the SQLite file in DATA_DIR)')
    .optional(),
  PUBLIC_URL: z
    .string()
    .regex(/^https?:\/\/[^/]+(\/)?$/, 'must be http(s)://host[:port] without a path')
    .transform((url) => url.replace(/\/$/, ''))
    .optional(),
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((list) =>
      list
        .split(',')
        .map((item) => item.trim())
        .filter(Boolean),
    )
    .refine(
      (list) => list.every(isAddressOrRange),
      'must be addresses or ranges such as 10.0.0.0/8, with commas between',
    ),
  NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
  DEMO: z
    .enum(['0', '1'])
    .default('0')
    .transform((value) => value === '1'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  TZ_DISPLAY: zone.default('Asia/Shanghai'),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/[^/\s]+\/?(\?\S*)?$/, 'must be smtp://user:password@host:port or smtps://…')
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(
      /^([^<>@\r\n]+<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/,
      'must be an address such as xunkao@example.gov.cn',
    )
    .optional(),
});

/** Variables that may hold a password: never repeated in a message. */
const SECRET = new Set(['SMTP_URL', 'DATABASE_URL']);

export type Env = Omit<z.output<typeof schema>, 'PUBLIC_URL'> & { readonly PUBLIC_URL: string };

/**
 * The one door to the environment.
 * @throws Error whose message names every faulty variable on one line.
 */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  // An empty variable is an absent one: `PORT= npm start` means the default.
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(
      ({ path: [name], message }) =>
        `${String(name)}=${SECRET.has(String(name)) ? '…' : (given[String(name)] ?? '')}: ${message}`,
    );
    throw new Error(`invalid environment: ${faults.join('; ')}`);
  }
  const { HOST, PORT, PUBLIC_URL, SMTP_URL, MAIL_FROM } = parsed.data;
  if ((SMTP_URL === undefined) !== (MAIL_FROM === undefined))
    throw new Error('invalid environment: SMTP_URL and MAIL_FROM are set together or not at all');
  return { ...parsed.data, PUBLIC_URL: PUBLIC_URL ?? `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${PORT}` };
}
