import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AuditEntry } from '#app/domain/audit/chain.ts';
import { entryIdOf, parseEntryId } from '#app/domain/audit/entry-id.ts';
import { parseCertificateNumber } from '#app/domain/certification/number.ts';
import { type Json, toCanonicalJson } from '#app/domain/kernel/canonical.ts';
import { addDays, type Day, dayOf, startOfDay } from '#app/domain/kernel/instant.ts';
import { type Actor, identifyActor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import {
  type AuditCursor,
  type AuditFilter,
  type AuditPosition,
  findAuditEntry,
  listAuditActions,
  listAuditOutcomes,
  scanAuditMentions,
  searchAuditEntries,
} from '#db/stores/audit.ts';
import { findCertificateByNumber } from '#db/stores/certification.ts';
import { listDocumentsByCode } from '#db/stores/content.ts';
import { findSittingByCode } from '#db/stores/exams.ts';
import { findUnitByCode } from '#db/stores/organisation.ts';
import { listPeopleMeant, type PersonLabel } from '#db/stores/people.ts';
import { type LogRow, nameLogRows } from './log-row.server.ts';
import { recordAudit } from './record.server.ts';
import { findUnitMoves } from './unit-moves.server.ts';

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
  /** Exactly this address; without a first day, of the last {@link ADDRESS_DAYS} days. */
  readonly address: string | null;
  /** What is followed is also looked for in what entries recorded of themselves. */
  readonly mentions: boolean;
  /** The entry after which, towards older ones, the page begins. */
  readonly after: string | null;
  /** The entry before which, towards newer ones, the page ends. */
  readonly before: string | null;
};

/** What a typed text was taken for. `people` are several who share a name: one of them has to be chosen. */
export type Meant =
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'thing'; readonly id: string; readonly what: string; readonly label: string }
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
  /** Where a search in the contents of entries stopped looking; null when it reached the first entry, or was none. */
  readonly lookedBackTo: number | null;
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
/** An address is on no index: so many days are looked through unless the query says from when. */
export const ADDRESS_DAYS = 90;
/** A page of mentions looks through at most 20 × 2 500 entries. */
const MENTION_STEPS = 20;
const MENTION_SPAN = 2_500;

/**
 * The log as a filter finds it, newest first. The look itself goes on record: a filter's first page unless the same
 * person saw the same within the last minute, a later page only when its first one was not seen within the hour.
 */
export async function searchLog(context: Context, actor: Actor, query: LogQuery): Promise<LogPage> {
  const { read } = context.database;
  const meant = await meaningsOf(read, query);
  const outcomes = await listAuditOutcomes(read);
  const lists = {
    ...meant,
    mostPeople: MOST_PEOPLE,
    actions: await listAuditActions(read),
    outcomes,
    lookedBackTo: null,
  };
  if (isUnclear(meant)) return { ...lists, rows: [], older: null, newer: null };
  const filter = await filterOf(context, { query, meant, outcomes });
  const position = await positionOf(read, query);
  const { follow } = meant;
  const mentions = query.mentions && follow !== null && follow.kind !== 'people' ? follow : null;
  const page = mentions
    ? await readMentions(read, { follow: mentions, position })
    : { ...(await readPage(read, { filter, position })), lookedBackTo: null };
  await recordLook(context, actor, {
    action: 'audit.search',
    filter: { ...toldFilter(query, filter), mentions: mentions ? 'yes' : null },
    found: page.entries.length,
    first: page.newer === null,
  });
  return {
    ...lists,
    rows: await nameLogRows(read, { entries: page.entries, zone: context.zone }),
    older: page.older,
    newer: page.newer,
    lookedBackTo: page.lookedBackTo,
  };
}

type Meanings = Pick<LogPage, 'who' | 'object' | 'follow'>;

/** What the typed texts of a query mean. */
export async function meaningsOf(
  handle: Handle,
  { who, object, follow }: Pick<LogQuery, 'who' | 'object' | 'follow'>,
): Promise<Meanings> {
  return {
    who: await meaningOf(handle, who),
    object: await objectMeaningOf(handle, object),
    follow: await objectMeaningOf(handle, follow),
  };
}

/** Whether one of them may mean several people. */
export const isUnclear = ({ who, object, follow }: Meanings): boolean =>
  [who, object, follow].some((meant) => meant?.kind === 'people');

/** What the stores look for. @param outcomes those that occur in the log. */
export async function filterOf(
  context: Context,
  { query, meant, outcomes }: { query: LogQuery; meant: Meanings; outcomes: readonly string[] },
): Promise<AuditFilter> {
  const from =
    query.from ?? (query.address === null ? null : addDays(dayOf(context.clock.now(), context.zone), -ADDRESS_DAYS));
  return {
    stream: query.stream,
    action: query.action,
    actorId: idOf(meant.who),
    subjectId: idOf(meant.object),
    involvedId: idOf(meant.follow),
    concerning:
      meant.follow?.kind === 'person' ? await findUnitMoves(context.database.read, meant.follow.id) : undefined,
    outcomes:
      query.outcome === null
        ? null
        : query.outcome === 'not-done'
          ? outcomes.filter((code) => code !== 'done')
          : [query.outcome],
    from: from === null ? null : startOfDay(from, context.zone),
    before: query.to === null ? null : startOfDay(addDays(query.to, 1), context.zone),
    address: query.address,
  };
}

/** A filter as the log tells of it: what was looked for, with ids for what was typed. */
export const toldFilter = (
  { stream, action, outcome, from, to, address }: LogQuery,
  filter: AuditFilter,
): Record<string, string | null> => ({
  stream,
  action,
  who: filter.actorId,
  object: filter.subjectId,
  follow: filter.involvedId,
  outcome,
  from,
  to,
  address,
});

const idOf = (meant: Meant | null) => (meant === null || meant.kind === 'people' ? null : meant.id);

async function meaningOf(handle: Handle, typed: string | null): Promise<Meant | null> {
  const text = typed?.normalize('NFKC').trim() ?? '';
  if (text === '') return null;
  const people = await listPeopleMeant(handle, { text, limit: MOST_PEOPLE });
  const [person] = people;
  if (!person) return { kind: 'id', id: text };
  return people.length === 1 ? { kind: 'person', id: person.id, person } : { kind: 'people', people };
}

/** What an object is called: a certificate by its number, a person, or a unit, sitting or document by its code. */
async function objectMeaningOf(handle: Handle, typed: string | null): Promise<Meant | null> {
  const number = typed === null ? null : parseCertificateNumber(typed);
  const certificate = number === null ? null : await findCertificateByNumber(handle, number);
  if (certificate && number !== null) return { kind: 'thing', id: certificate.id, what: 'certificate', label: number };
  const meant = await meaningOf(handle, typed);
  if (meant?.kind !== 'id') return meant;
  const label = meant.id;
  const unit = await findUnitByCode(handle, label);
  if (unit) return { kind: 'thing', id: unit.id, what: 'unit', label };
  const sitting = await findSittingByCode(handle, label);
  if (sitting) return { kind: 'thing', id: sitting.id, what: 'sitting', label };
  const [document] = await listDocumentsByCode(handle, label);
  return document ? { kind: 'thing', id: document.id, what: document.kind, label } : meant;
}

const labelsOf = (meant: Exclude<Meant, { kind: 'people' }>): string[] =>
  meant.kind === 'thing' ? [meant.label] : meant.kind === 'person' ? [meant.person.employeeNo] : [];

/**
 * One page of entries that involve something or name it anywhere in their detail. No index knows a detail's contents:
 * so many entries are looked through at most, with a pause after each step, and the page says how far it came.
 */
async function readMentions(
  handle: Handle,
  { follow, position }: { follow: Exclude<Meant, { kind: 'people' }>; position: AuditPosition },
): Promise<{
  entries: readonly AuditEntry[];
  older: string | null;
  newer: string | null;
  lookedBackTo: number | null;
}> {
  const entries: AuditEntry[] = [];
  let after: AuditCursor | null = position?.towards === 'older' ? position.cursor : null;
  let ended = false;
  for (let step = 0; step < MENTION_STEPS && entries.length < PAGE_SIZE && !ended; step += 1) {
    const { found, end } = await scanAuditMentions(handle, {
      id: follow.id,
      labels: labelsOf(follow),
      after,
      span: MENTION_SPAN,
    });
    entries.push(...found);
    after = end;
    ended = end === null;
    // On SQLite a query is no pause: whoever sits an exam meanwhile has their turn here.
    await nextTurn();
  }
  const shown = entries.slice(0, PAGE_SIZE);
  const more = entries.length > PAGE_SIZE || !ended;
  const stop = entries.length > PAGE_SIZE ? shown.at(-1) : after;
  return {
    entries: shown,
    older: more && stop ? entryIdOf(stop) : null,
    newer: null,
    lookedBackTo: more && stop ? stop.at : null,
  };
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
  readonly action: 'audit.search' | 'audit.view-security';
  readonly filter: Readonly<Record<string, string | null>>;
  readonly found: number;
  /** Whether the page is the filter's first. */
  readonly first: boolean;
};

/** Puts a look at the log on record, once for what is one look: see {@link searchLog}. */
export async function recordLook(
  context: Context,
  actor: Actor,
  { action, filter, found, first }: Look,
): Promise<void> {
  const now = context.clock.now();
  const detail: Json = { filter: Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== null)) };
  const earlier = await searchAuditEntries(context.database.read, {
    filter: {
      stream: null,
      action,
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
  const told = { subject: { kind: 'log', id: 'all' }, detail: { ...detail, found } };
  await context.database.transaction((tx) =>
    recordAudit(
      { tx, context, actor },
      action === 'audit.search'
        ? { stream: 'system', action: 'audit.search', ...told }
        : { stream: 'system', action: 'audit.view-security', ...told },
    ),
  );
}
