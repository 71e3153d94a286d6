import type { AuditEntry } from '#app/domain/audit/chain.ts';
import type { RecordFault } from '#app/domain/audit/verification-fault.ts';
import { hashJson } from '#app/domain/kernel/canonical.ts';
import type { Context } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import { listAuditEntries } from '#db/stores/audit.ts';
import { pageVersions } from '#db/stores/audited.ts';
import { detailOf, fault, textOf } from './record-fault.server.ts';

/** Entries per query, and versions per page: a body may be a long lesson, and each is hashed. */
const ENTRIES = 250;
const VERSIONS = 50;

/**
 * What the log says of the content so far. Its size goes by the versions that were ever in force, not by the log.
 * A version is named `kind code number`, its document `kind code`.
 */
type ContentStory = {
  /** Up to which entry of the content's stream it was read. */
  n: number;
  /** Every version that was put into force; the entry that says so, and the hash of its body where that was noted. */
  readonly published: Map<string, { readonly n: number; readonly hash: string | null }>;
  /** The version in force of each document; null when it was retired. */
  readonly inForce: Map<string, string | null>;
};

/** Adds what was entered since. @returns whether anything was. */
async function readOn(read: Handle, story: ContentStory): Promise<boolean> {
  const before = story.n;
  for (;;) {
    const page = await listAuditEntries(read, { stream: 'content', after: story.n, limit: ENTRIES });
    for (const entry of page) addEntry(story, entry);
    story.n = page.at(-1)?.n ?? story.n;
    if (page.length < ENTRIES) return story.n !== before;
  }
}

function addEntry({ published, inForce }: ContentStory, entry: AuditEntry): void {
  const { action, outcome, subjectKind, n } = entry;
  if (outcome !== 'done' || (action !== 'content.import' && action !== 'content.publish')) return;
  const detail = detailOf(entry.detail);
  const hashes = listOf(detail.hashes);
  // The demo's earlier policies of the first release: each one the first version of a policy of its own.
  const early = subjectKind === 'policy' ? [`policy ${textOf(detail.code)} 1`] : [];
  (detail.published === undefined ? early : listOf(detail.published)).forEach((version, at) => {
    published.set(version, { n, hash: hashes[at] ?? null });
    inForce.set(documentOf(version), version);
  });
  for (const document of listOf(detail.retired)) inForce.set(document, null);
}

const listOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
const documentOf = (version: string) => version.slice(0, version.lastIndexOf(' '));

type Version = Awaited<ReturnType<typeof pageVersions>>[number];
const nameOf = ({ kind, code, number }: Version) => `${kind} ${code} ${number}`;

function findVersionFault({ published, inForce }: ContentStory, version: Version): RecordFault['fault'] | null {
  const name = nameOf(version);
  const told = published.get(name);
  if (hashJson(version.body) !== version.hash) return 'altered';
  const wasPublished = version.publishedAt !== null || version.isInForce;
  const isDraft = version.status === 'draft' || version.status === 'in-review';
  if (!told) return wasPublished || !isDraft ? 'not-in-log' : null;
  if (told.hash !== null && told.hash !== version.hash) return 'differs-from-log';
  const same =
    inForce.get(documentOf(name)) === name
      ? version.isInForce && version.status === 'published'
      : !version.isInForce && (version.status === 'superseded' || version.status === 'retired');
  return same ? null : 'differs-from-log';
}

/**
 * Compares the versions of standard, syllabi, courses, lessons, questions, blueprints and rules with what the log says
 * was put into force and taken out of it: none is missing or added, each one's text is the one that came into force, and
 * in force is what the log says. What a release before this one put into force without noting its hash is held against
 * the hash in its own row alone.
 */
export async function compareContent(
  context: Context,
  { onPage }: { onPage: (found: readonly RecordFault[], rows: number) => Promise<void> },
): Promise<void> {
  const { read } = context.database;
  const story: ContentStory = { n: 0, published: new Map(), inForce: new Map() };
  await readOn(read, story);
  const { n } = story;
  const seen = new Set<string>();
  for (let after = ''; ; ) {
    let page: Version[];
    // Published in one transaction with its entry: where no entry came while the page was read, both tell of one moment.
    do page = await pageVersions(read, { after, limit: VERSIONS });
    while (await readOn(read, story));
    const found = page.flatMap((version) => {
      seen.add(nameOf(version));
      const what = findVersionFault(story, version);
      return what ? [fault('content', nameOf(version), what)] : [];
    });
    await onPage(found, page.length);
    const last = page.at(-1);
    if (!last || page.length < VERSIONS) break;
    after = last.id;
  }
  // What was published meanwhile may stand before the place that was being read.
  const missing = [...story.published].filter(([name, told]) => told.n <= n && !seen.has(name));
  await onPage(
    missing.map(([name]) => fault('content', name, 'missing')),
    0,
  );
}
