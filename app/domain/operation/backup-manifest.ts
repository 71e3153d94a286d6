import { z } from 'zod';

/** Raised whenever a backup could not be read by the release before. */
export const BACKUP_FORMAT = 1;

const count = z.number().int().nonnegative();
const hash = z.string().regex(/^[0-9a-f]{64}$/);

const table = z.strictObject({
  name: z.string().regex(/^\w+$/),
  rows: count,
  /** Over every row in the order of the file (SQLite), or over the rows' own file (PostgreSQL). */
  sha256: hash,
});

const facts = z.strictObject({
  /** Where every chain of the log stands, by stream. */
  heads: z.array(z.strictObject({ stream: z.string(), n: count, hash })),
  anchors: count,
  /** The chains of answers taken together: `sha256` is {@link SumOfHashes} over `attempt n hash`. */
  answers: z.strictObject({ attempts: count, answers: count, sha256: hash }),
  /** On the day of the backup, in its zone; `sha256` is {@link SumOfHashes} over `number status`. */
  certificates: z.strictObject({ on: z.string(), byStatus: z.record(z.string(), count), sha256: hash }),
});

export const backupManifest = z.strictObject({
  format: z.literal('xunkao-backup'),
  formatVersion: count,
  product: z.string(),
  engine: z.enum(['sqlite', 'postgres']),
  /** How many of the numbered migrations the database had, and the last one's name. */
  migrations: z.strictObject({ count, last: z.string() }),
  /** The instant of which everything in it tells, in UTC milliseconds. */
  at: z.number().int(),
  zone: z.string(),
  tables: z.array(table),
  facts,
  /** Everything in the folder besides the manifest; paths with `/`, modes as of POSIX. */
  files: z.array(z.strictObject({ path: z.string(), bytes: count, sha256: hash, mode: count })),
});

export type BackupManifest = z.output<typeof backupManifest>;
export type BackupFacts = BackupManifest['facts'];
export type TableFacts = BackupManifest['tables'][number];

/** What a database holds, told so that two databases can be compared. */
export type DatabaseFacts = { readonly tables: readonly TableFacts[]; readonly facts: BackupFacts };

/** One thing that is not as the manifest says: where, what it says, and what was found. */
export type Difference = {
  readonly what: 'rows' | 'content' | 'table' | 'head' | 'anchors' | 'answers' | 'certificates';
  readonly where: string;
  readonly expected: string;
  readonly found: string;
};

const NONE = '–';

/** What differs between what a manifest says and what a restored database holds. */
export function compareFacts(expected: DatabaseFacts, found: DatabaseFacts): Difference[] {
  return [...compareTables(expected, found), ...compareChains(expected.facts, found.facts)];
}

function compareTables(expected: DatabaseFacts, found: DatabaseFacts): Difference[] {
  const known = new Map(found.tables.map((each) => [each.name, each]));
  const differences: Difference[] = [];
  for (const { name, rows, sha256 } of expected.tables) {
    const own = known.get(name);
    if (!own) differences.push({ what: 'table', where: name, expected: String(rows), found: NONE });
    else if (own.rows !== rows)
      differences.push({ what: 'rows', where: name, expected: String(rows), found: String(own.rows) });
    else if (own.sha256 !== sha256)
      differences.push({ what: 'content', where: name, expected: sha256, found: own.sha256 });
  }
  return differences;
}

function compareChains(expected: BackupFacts, found: BackupFacts): Difference[] {
  const differences: Difference[] = [];
  const compare = (what: Difference['what'], where: string, one: string, other: string) => {
    if (one !== other) differences.push({ what, where, expected: one, found: other });
  };
  const headOf = ({ n, hash }: { n: number; hash: string }) => `${n} ${hash}`;
  const heads = new Map(found.heads.map((head) => [head.stream, headOf(head)]));
  for (const head of expected.heads) compare('head', head.stream, headOf(head), heads.get(head.stream) ?? NONE);
  const expectedStreams = new Set(expected.heads.map(({ stream }) => stream));
  for (const [stream, head] of heads) if (!expectedStreams.has(stream)) compare('head', stream, NONE, head);
  compare('anchors', '', String(expected.anchors), String(found.anchors));
  compare('answers', '', tellAnswers(expected), tellAnswers(found));
  compare('certificates', expected.certificates.on, tellCertificates(expected), tellCertificates(found));
  return differences;
}

const tellAnswers = ({ answers: { attempts, answers, sha256 } }: BackupFacts) => `${attempts} ${answers} ${sha256}`;
const tellCertificates = ({ certificates: { byStatus, sha256 } }: BackupFacts) =>
  `${Object.entries(byStatus)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([status, n]) => `${status} ${n}`)
    .join(', ')} ${sha256}`;

/** Whether release `a` (`major.minor.patch`) is newer than `b`. */
export function isNewerRelease(a: string, b: string): boolean {
  const parts = (text: string) => text.split(/[.+-]/).slice(0, 3).map(Number);
  const [left, right] = [parts(a), parts(b)];
  for (let i = 0; i < 3; i += 1) if ((left[i] ?? 0) !== (right[i] ?? 0)) return (left[i] ?? 0) > (right[i] ?? 0);
  return false;
}

/**
 * One hash for many things in any order: the sum of their SHA-256, as numbers, modulo 2^256. Engines sort texts by
 * rules of their own, so an order cannot be relied upon. It shows what was lost or mixed up; what somebody changed on
 * purpose is shown by the chains.
 */
export class SumOfHashes {
  #sum = 0n;

  /** @param hex a SHA-256 in hexadecimal. */
  add(hex: string): void {
    this.#sum = (this.#sum + BigInt(`0x${hex}`)) % 2n ** 256n;
  }

  hex(): string {
    return this.#sum.toString(16).padStart(64, '0');
  }
}
