import { type DraftStatus, PRESENT_MS } from '#app/domain/courses/draft.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { can, type PersonActor } from '#app/domain/people/actor.ts';
import { PERMISSIONS } from '#app/domain/people/permissions.ts';
import type { Role } from '#app/domain/people/roles.ts';
import type { Context } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import { deletePresence, findDraft, listPresence, upsertPresence } from '#db/stores/drafts.ts';
import { listGrants } from '#db/stores/people.ts';
import { readNames, type Someone } from './draft-state.server.ts';

/** A tab's own name, made by the browser. */
const TAB = /^[A-Za-z0-9_-]{8,64}$/;

export type Presence = {
  /** `writes` is false of one who may only look, such as a reviewer. */
  readonly others: readonly (Someone & { readonly seenAt: number; readonly tabs: number; readonly writes: boolean })[];
  /** Tabs of one's own besides this one. */
  readonly ownTabs: number;
  /** How the draft stands, so that an open page learns that somebody saved or submitted it. */
  readonly revision: number;
  readonly savedBy: Someone;
  readonly savedAt: number;
  readonly status: DraftStatus;
};

/** Says that a draft is open in a tab, and asks who else has it open. Call it about every twenty seconds. */
export async function beatPresence(
  context: Context,
  actor: PersonActor,
  { draftId, tab }: { draftId: string; tab: string },
): Promise<Result<Presence, 'forbidden' | 'not-found' | 'invalid-input'>> {
  if (!can({ actor, action: 'lesson.view-drafts' })) return refuse('forbidden');
  if (!TAB.test(tab)) return refuse('invalid-input', { errors: ['tab'] });
  const { personId } = actor;
  return context.database.transaction(async (tx) => {
    const draft = await findDraft(tx, draftId);
    if (!draft) return refuse('not-found');
    const now = context.clock.now();
    const since = now - PRESENT_MS;
    await deletePresence(tx, { draftId, before: since });
    await upsertPresence(tx, { draftId, personId, tab, seenAt: now });
    const rows = await listPresence(tx, { draftId, since });
    const nameOf = await readNames(tx, [draft.updatedBy, ...rows.map((row) => row.personId)]);
    const others = new Map<string, { seenAt: number; tabs: number }>();
    for (const row of rows) {
      if (row.personId === personId) continue;
      const seen = others.get(row.personId);
      others.set(row.personId, { seenAt: Math.max(seen?.seenAt ?? 0, row.seenAt), tabs: (seen?.tabs ?? 0) + 1 });
    }
    const present = [];
    for (const [id, seen] of others) present.push({ ...nameOf(id), ...seen, writes: await mayWrite(tx, id, now) });
    return ok({
      others: present,
      ownTabs: rows.filter((row) => row.personId === personId && row.tab !== tab).length,
      revision: draft.revision,
      savedBy: nameOf(draft.updatedBy),
      savedAt: draft.updatedAt,
      status: draft.status,
    });
  });
}

/** Says that a tab was closed. */
export async function leaveDraft(
  context: Context,
  actor: PersonActor,
  { draftId, tab }: { draftId: string; tab: string },
): Promise<Result<Record<string, never>, 'forbidden'>> {
  if (!can({ actor, action: 'lesson.view-drafts' })) return refuse('forbidden');
  await context.database.transaction((tx) => deletePresence(tx, { draftId, personId: actor.personId, tab }));
  return ok({});
}

async function mayWrite(tx: Handle, personId: string, now: number): Promise<boolean> {
  const roles: readonly Role[] = PERMISSIONS['lesson.write'].roles;
  return (await listGrants(tx, { personId, now })).some(({ role }) => roles.includes(role));
}
