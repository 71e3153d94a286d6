import type { AuditEntry } from '#app/domain/audit/chain.ts';
import { entryIdOf, parseEntryId } from '#app/domain/audit/entry-id.ts';
import { parseCertificateNumber } from '#app/domain/certification/number.ts';
import { type Json, toCanonicalJson } from '#app/domain/kernel/canonical.ts';
import { addDays, type Day, startOfDay } from '#app/domain/kernel/instant.ts';
import { type Actor, identifyActor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import {
  type AuditFilter,
  type AuditPosition,
  findAuditEntry,
  listAuditActions,
  listAuditOutcomes,
  searchAuditEntries,
} from '#db/stores/audit.ts';
import { findCertificateByNumber } from '#db/stores/certification.ts';
import { listPeopleMeant, type PersonLabel } from '#db/stores/people.ts';
import { type LogRow, nameLogRows } from './log-row.server.ts';
import { recordAudit } from './record.server.ts';

export type LogQuery = {
  /** A stream's name; `sitting` is all sittings. */
  readonly stream: string | null;
  readonly action: string | null;
  /** Who acted: a name, employee number, username or id, as typed. */
  readonly who: string | null;
  /** What was acted upon: an id, a certificate number, or a person as in `who`. */
  readonly object: string | null;
  /** The id of someone or something to follow, acting or acted upon. */
  readonly follow: string | null;
  /** A code; `not-done` is all but `done`. */
  readonly outcome: string | null;
  readonly from: Day | null;
  /** The last day, itself included. */
  readonly to: Day | null;
  /** The entry after which, towards older ones, the page begins. */
  readonly after: string | null;
  /** The entry before which, towards newer ones, the page ends. */
  readonly before: string | null;
};

/** What a typed text was taken for. `people` are several who share a name: one of them has to be chosen. */
export type Meant =
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'person'; readonly id: string; readonly person: PersonLabel }
  | { readonly kind: 'people'; readonly people: readonly PersonLabel[] };

export type LogPage = {
  readonly rows: readonly LogRow[];
  /** The address of the neighbouring page; null at the end. */
  readonly older: string | null;
  readonly newer: string | null;
  readonly who: Meant | null;
  readonly object: Meant | null;
  readonly follow: Meant | null;
  /** As many people as a {@link Meant} lists at most. */
  readonly mostPeople: number;
  /** What occurs in the log, for the lists of the filter. */
  readonly actions: readonly string[];
  readonly outcomes: readonly string[];
};

const PAGE_SIZE = 50;
const MOST_PEOPLE = 20;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** How many of one's own looks are compared with the present one. */
const LOOKS_COMPARED = 20;
const LOOK = 'audit.search';

/**
 * The log as a filter finds it, newest first. The look itself goes on record: a filter's first page unless the same
 * person saw the same within the last minute, a later page only when its first one was not seen within the hour.
 */
export async function searchLog(context: Context, actor: Actor, query: LogQuery): Promise<LogPage> {
  const { read } = context.database;
  const who = await meaningOf(read, query.who);
  const object = (await certificateOf(read, query.object)) ?? (await meaningOf(read, query.object));
  const follow = await meaningOf(read, query.follow);
  const outcomes = await listAuditOutcomes(read);
  const lists = { who, object, follow, mostPeople: MOST_PEOPLE, actions: await listAuditActions(read), outcomes };
  if ([who, object, follow].some((meant) => meant?.kind === 'people'))
    return { ...lists, rows: [], older: null, newer: null };

  const filter: AuditFilter = {
    stream: query.stream,
    action: query.action,
    actorId: idOf(who),
    subjectId: idOf(object),
    involvedId: idOf(follow),
    outcomes:
      query.outcome === null
        ? null
        : query.outcome === 'not-done'
          ? outcomes.filter((code) => code !== 'done')
          : [query.outcome],
    from: query.from === null ? null : startOfDay(query.from, context.zone),
    before: query.to === null ? null : startOfDay(addDays(query.to, 1), context.zone),
  };
  const page = await readPage(read, { filter, position: await positionOf(read, query) });
  await recordLook(context, actor, {
    filter: {
      stream: query.stream,
      action: query.action,
      who: filter.actorId,
      object: filter.subjectId,
      follow: filter.involvedId,
      outcome: query.outcome,
      from: query.from,
      to: query.to,
    },
    found: page.entries.length,
    first: page.newer === null,
  });
  return { ...lists, rows: await nameLogRows(read, page.entries), older: page.older, newer: page.newer };
}

const idOf = (meant: Meant | null) => (meant === null || meant.kind === 'people' ? null : meant.id);

async function meaningOf(handle: Handle, typed: string | null): Promise<Meant | null> {
  const text = typed?.normalize('NFKC').trim() ?? '';
  if (text === '') return null;
  const people = await listPeopleMeant(handle, { text, limit: MOST_PEOPLE });
  const [person] = people;
  if (!person) return { kind: 'id', id: text };
  return people.length === 1 ? { kind: 'person', id: person.id, person } : { kind: 'people', people };
}

async function certificateOf(handle: Handle, typed: string | null): Promise<Meant | null> {
  const number = typed === null ? null : parseCertificateNumber(typed);
  const certificate = number === null ? null : await findCertificateByNumber(handle, number);
  return certificate ? { kind: 'id', id: certificate.id } : null;
}

async function positionOf(handle: Handle, { after, before }: LogQuery): Promise<AuditPosition> {
  const place = parseEntryId(after ?? before ?? '');
  const cursor = place && (await findAuditEntry(handle, place));
  return cursor ? { cursor, towards: after === null ? 'newer' : 'older' } : null;
}

/** A page and the entries at its ends, where there is more beyond them. */
async function readPage(
  handle: Handle,
  { filter, position }: { filter: AuditFilter; position: AuditPosition },
): Promise<{ entries: readonly AuditEntry[]; older: string | null; newer: string | null }> {
  const found = await searchAuditEntries(handle, { filter, position, limit: PAGE_SIZE + 1 });
  const more = found.length > PAGE_SIZE;
  const back = position?.towards === 'newer';
  // Too few newer ones for a page: the first page instead, from the newest on.
  if (back && !more) return readPage(handle, { filter, position: null });
  const entries = more ? (back ? found.slice(1) : found.slice(0, PAGE_SIZE)) : found;
  const first = entries[0];
  const last = entries.at(-1);
  return {
    entries,
    older: last && (more || back) ? entryIdOf(last) : null,
    newer: first && position !== null ? entryIdOf(first) : null,
  };
}

type Look = {
  readonly filter: Readonly<Record<string, string | null>>;
  readonly found: number;
  /** Whether the page is the filter's first. */
  readonly first: boolean;
};

async function recordLook(context: Context, actor: Actor, { filter, found, first }: Look): Promise<void> {
  const now = context.clock.now();
  const detail: Json = { filter: Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== null)) };
  const earlier = await searchAuditEntries(context.database.read, {
    filter: {
      stream: null,
      action: LOOK,
      actorId: identifyActor(actor).actorId,
      subjectId: null,
      involvedId: null,
      outcomes: null,
      from: now - (first ? MINUTE : HOUR),
      before: null,
    },
    position: null,
    limit: LOOKS_COMPARED,
  });
  const same = (of: Json) => toCanonicalJson((of as { filter?: Json }).filter ?? null);
  if (earlier.some((look) => same(look.detail) === same(detail))) return;
  await context.database.transaction((tx) =>
    recordAudit(
      { tx, context, actor },
      { stream: 'system', action: LOOK, subject: { kind: 'log', id: 'all' }, detail: { ...detail, found } },
    ),
  );
}
