import { z } from 'zod';
import { isDay } from '#app/domain/kernel/instant.ts';
import type { RefusalDetail, Result } from '#app/domain/kernel/result.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import {
  addPart,
  carryTicks,
  countParts,
  describePart,
  listEntries,
  putPeople,
  type RemovedPart,
  removePart,
  restorePart,
  SPLIT_PARTS,
  type SplitDraft,
  startSplit,
} from '#app/domain/people/unit-split.ts';
import type { SplitFault, SplitNote, SplitPage } from '#app/ui/people/split/split-page.ts';
import type { Context } from '#app/usecases/context.ts';
import { findSplitPeople, type SplitFilter } from '#app/usecases/people/find-split-people.server.ts';
import type { parseSplit } from '#app/usecases/people/parse-split.server.ts';

export type PostedSplit = Pick<
  SplitPage,
  'turn' | 'shape' | 'filled' | 'draft' | 'day' | 'reason' | 'roles' | 'ticked' | 'target'
> & {
  readonly intent: string;
  /** The part that was removed last, as long as that can be undone. */
  readonly removed: RemovedPart | null;
  readonly seen: string | null;
  /** The filter as it stands in the fields, and as it was when the page was drawn. */
  readonly typed: SplitFilter;
  readonly listed: SplitFilter;
  /** Everyone on the page that was drawn. */
  readonly shown: readonly string[];
};

const LONGEST = 400_000;
const WHOLE: SplitFilter = { search: '', positionLevel: null, of: 'all', page: 1 };

/** A split that nobody has touched yet. */
export const newSplit = ({ parentId, today }: { parentId: string; today: string }): PostedSplit => ({
  turn: 0,
  shape: 0,
  filled: 0,
  intent: 'edit',
  removed: null,
  draft: startSplit(parentId),
  day: today,
  reason: '',
  roles: 'end',
  seen: null,
  typed: WHOLE,
  listed: WHOLE,
  shown: [],
  ticked: [],
  target: 0,
});

/** A split's form as it was posted, whichever of its buttons was pressed. */
export function readSplitForm(form: FormData): PostedSplit {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value.replaceAll('\r\n', '\n').slice(0, LONGEST) : '';
  };
  const whole = (name: string) => Number.parseInt(text(name), 10) || 0;
  const count = Math.min(Math.max(1, whole('parts')), SPLIT_PARTS);
  const partOf = (typed: string) => {
    const n = Number(typed);
    return Number.isInteger(n) && n >= 1 && n <= count ? n - 1 : null;
  };
  const below = [...form.keys()]
    .filter((name) => name.startsWith('below.'))
    .flatMap((name) => {
      const part = partOf(text(name));
      return part === null ? [] : [[name.slice('below.'.length), part] as const];
    });
  const draft: SplitDraft = {
    parts: Array.from({ length: count }, (_, i) => ({
      code: text(`code${i + 1}`),
      name: text(`name${i + 1}`),
      parent: text(`parent${i + 1}`),
      people: text(`people${i + 1}`),
    })),
    below: Object.fromEntries(below),
    rest: partOf(text('rest')),
  };
  const shown = listEntries(text('shown'));
  const page = whole('page');
  return {
    turn: whole('turn'),
    shape: whole('shape'),
    filled: whole('filled'),
    intent: page > 0 ? 'page' : text('intent') || 'edit',
    removed: readRemoved(text('removed')),
    draft,
    day: text('day').trim(),
    reason: text('reason').trim().slice(0, 200),
    roles: text('roles') === 'follow' ? 'follow' : 'end',
    seen: text('seen') || null,
    typed: readFilter({ q: text('q'), level: text('level'), of: text('of') }, { page: 1, partOf }),
    listed: readFilter(Object.fromEntries(new URLSearchParams(text('listed'))), { page, partOf }),
    shown,
    ticked: carryTicks({
      before: listEntries(text('ticked')),
      shown,
      ticked: form.getAll('tick').filter((each) => typeof each === 'string'),
    }),
    target: partOf(text('to')),
  };
}

const removedPart = z.object({
  part: z.number().int().min(0).max(SPLIT_PARTS),
  content: z.object({ code: z.string(), name: z.string(), parent: z.string(), people: z.string() }),
  below: z.array(z.string()),
  rest: z.boolean(),
});

function readRemoved(text: string): RemovedPart | null {
  try {
    return removedPart.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

function readFilter(
  fields: Readonly<Record<string, string>>,
  { page, partOf }: { page: number; partOf: (typed: string) => number | null },
): SplitFilter {
  const { q = '', level = '', of = '' } = fields;
  return {
    search: q.slice(0, 100),
    positionLevel: level.slice(0, 100) || null,
    of: of === 'rest' ? 'rest' : (partOf(of) ?? 'all'),
    page: page || Number.parseInt(fields.page ?? '', 10) || 1,
  };
}

/** The page after a step of the form's own: a part more or less, people found, turned over or put into a part. */
export async function drawSplit(
  context: Context,
  actor: PersonActor,
  { unitId, parentId, posted }: { unitId: string; parentId: string; posted: PostedSplit },
): Promise<Result<SplitPage, 'not-found'>> {
  const find = (draft: SplitDraft, filter: SplitFilter) =>
    findSplitPeople(context, actor, { unitId, day: isDay(posted.day) ? posted.day : null, parts: draft.parts, filter });
  const isPut = posted.intent.startsWith('put-');
  const found = posted.intent === 'put-found' ? await find(posted.draft, posted.listed) : null;
  if (found && !found.ok) return found;
  const people = { 'put-found': found?.value.found ?? [], 'put-page': posted.shown }[posted.intent] ?? posted.ticked;
  const step = takeStep(posted, { parentId, people: isPut ? people : [] });
  // Only what the page showed is put or turned over; words typed since then are looked for when asked.
  const asListed = isPut || ['page', 'add', 'undo'].includes(posted.intent) || posted.intent.startsWith('remove-');
  const filter = asListed ? posted.listed : posted.typed;
  // Parts have other numbers now.
  const isReshaped = step.note?.kind === 'removed' || step.note?.kind === 'undone';
  const isRenumbered = isReshaped && typeof filter.of === 'number';
  const drawn = await find(step.draft, isRenumbered ? { ...filter, of: 'all' } : filter);
  if (!drawn.ok) return drawn;
  const { day, reason, roles, target } = posted;
  const turn = posted.turn + 1;
  const isRedrawn = ['restore', 'clear'].includes(posted.intent) || isReshaped;
  const page = {
    turn,
    shape: isRedrawn ? turn : posted.shape,
    filled: isRedrawn || isPut ? turn : posted.filled,
    day,
    reason,
    roles,
    target: target !== null && target < step.draft.parts.length ? target : null,
    list: drawn.value.list,
    ticked: isPut ? posted.ticked.filter((each) => !people.includes(each)) : posted.ticked,
  };
  return { ok: true, value: { ...page, ...step, faults: [], code: null, detail: null, preview: null } };
}

function takeStep(
  { intent, draft, target, removed }: PostedSplit,
  { parentId, people }: { parentId: string; people: readonly string[] },
): { draft: SplitDraft; note: SplitNote | null } {
  if (intent === 'add') {
    const more = addPart(draft, parentId);
    return { draft: more, note: more === draft ? null : { kind: 'added', part: more.parts.length - 1 } };
  }
  if (intent === 'undo' && removed) {
    const more = restorePart(draft, removed);
    return { draft: more, note: more === draft ? null : { kind: 'undone', part: removed.part } };
  }
  const removal = /^remove-(\d+)$/.exec(intent);
  if (removal) {
    const part = Number(removal[1]) - 1;
    const undo = describePart(draft, part);
    const less = removePart(draft, part);
    const [lost = 0] = countParts([draft.parts[part]?.people ?? '']);
    return { draft: less, note: less === draft || !undo ? null : { kind: 'removed', part, people: lost, undo } };
  }
  if (intent.startsWith('put-'))
    return { draft: putPeople(draft, people, target), note: { kind: 'put', part: target, people: people.length } };
  return { draft, note: intent === 'restore' ? { kind: 'restored' } : null };
}

/** The field that a refusal of the act speaks of, where it speaks of a receiving unit or of one below. */
export function faultsOfRefusal(
  { code, detail }: { code: string; detail?: RefusalDetail },
  {
    parts,
    below,
  }: Pick<Extract<Awaited<ReturnType<typeof parseSplit>>, { ok: true }>, 'parts'> & {
    readonly below: readonly string[];
  },
): SplitFault[] {
  const left = below.find((id) => id === detail?.unit);
  if (code === 'unit-in-use' && left !== undefined) return [{ field: `below.${left}`, kind: 'left' }];
  return parts.flatMap(({ n, receiver }): SplitFault[] => {
    if ('code' in receiver) {
      if (code === 'conflict' && detail?.code === receiver.code) return [{ field: `code${n}`, kind: 'used' }];
      return detail?.unit === receiver.parentId ? [{ field: `parent${n}`, kind: 'unfit' }] : [];
    }
    return detail?.unit === receiver.unitId ? [{ field: `code${n}`, kind: 'unfit' }] : [];
  });
}
