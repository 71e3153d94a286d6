import { dayOf, type Instant } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { ACCESS_CODE_MS } from '#app/domain/people/access-code.ts';
import { type Actor, identifyActor } from '#app/domain/people/actor.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { type AccessLine, listAccess, replaceAccessCodes } from '#db/stores/access.ts';
import { unitsWithin } from './list-access.server.ts';
import { makeCode } from './new-code.server.ts';

export type Slip = {
  readonly name: string;
  readonly employeeNo: string;
  readonly unitName: string;
  readonly code: string;
  readonly validUntil: Instant;
};

/** Small enough that exams' answers do not wait for a batch's commit. */
const BATCH = 200;

type SlipScope = {
  /** A unit and everything below it; null is the whole reach. */
  readonly unitId: string | null;
  readonly personIds?: readonly string[];
  /** Those whose slip still opens, instead of those without one. */
  readonly again: boolean;
};

/**
 * Makes activation slips for everyone of a unit and below who has no account: those without a slip, or with
 * `again` those whose slip still opens (which ends it). In the order in which they are handed out: by unit, then by
 * employee number. Codes come into being batch by batch as the stream is read: what was never read was never issued.
 * @param despiteGlyphs whoever asks knows whose names cannot be printed whole (`listUnprintable`); else it is refused.
 */
export async function issueSlips(
  context: Context,
  actor: Actor,
  { despiteGlyphs = false, ...scope }: SlipScope & { readonly despiteGlyphs?: boolean },
): Promise<
  Result<{ count: number; slips: AsyncIterable<readonly Slip[]> }, 'not-found' | 'nothing-to-issue' | 'glyph-missing'>
> {
  const { unitId, again } = scope;
  const found = await listPeopleOfSlips(context, actor, scope);
  if (!found) return refuse('not-found');
  const { people, organisation, reach, unitIds } = found;
  if (people.length === 0) return refuse('nothing-to-issue');
  if (!despiteGlyphs && findUnprintable(context, people).length > 0) return refuse('glyph-missing');

  await context.database.transaction((tx) =>
    recordAudit(
      { tx, context, actor },
      {
        stream: 'people',
        action: 'access.issue-slips',
        subject: { kind: 'unit', id: unitId ?? (reach === 'all' ? '' : (unitIds?.[0] ?? '')) },
        detail: { people: people.length, again },
      },
    ),
  );

  async function* slips(): AsyncGenerator<readonly Slip[]> {
    for (let i = 0; i < people.length; i += BATCH) {
      const createdBy = identifyActor(actor).actorId;
      const batch = people.slice(i, i + BATCH).map((line) => ({
        line,
        ...makeCode(context, {
          personId: line.personId,
          purpose: 'activation',
          createdBy,
          lifeMs: ACCESS_CODE_MS.slip,
        }),
      }));
      await context.database.transaction(async (tx) => {
        await replaceAccessCodes(tx, { now: context.clock.now(), codes: batch.map(({ row }) => row) });
        for (const { line, expiresAt } of batch)
          await recordAudit(
            { tx, context, actor },
            {
              stream: 'people',
              action: 'access.issue',
              subject: { kind: 'person', id: line.personId },
              detail: { purpose: 'activation', expiresAt },
            },
          );
      });
      yield batch.map(({ line, code, expiresAt }) => ({
        name: line.name,
        employeeNo: line.employeeNo,
        unitName: organisation.find(line.unitId)?.name ?? '',
        code,
        validUntil: expiresAt,
      }));
    }
  }
  return ok({ count: people.length, slips: slips() });
}

type Unprintable = {
  readonly id: string;
  readonly employeeNo: string;
  readonly name: string;
  /** The characters of the name that no font has. */
  readonly missing: readonly string[];
};

/** Whose names cannot be printed whole on the slips that would be made now; empty out of reach. */
export async function listUnprintable(context: Context, actor: Actor, scope: SlipScope): Promise<Unprintable[]> {
  const found = await listPeopleOfSlips(context, actor, scope);
  return found ? findUnprintable(context, found.people) : [];
}

function findUnprintable({ glyphs }: Context, people: readonly AccessLine[]): Unprintable[] {
  const characters = new Set(people.flatMap(({ name }) => [...name]));
  const lacking = new Set(glyphs.findMissing([...characters].join('')));
  if (lacking.size === 0) return [];
  return people.flatMap(({ personId, employeeNo, name }) => {
    const missing = [...new Set(name)].filter((character) => lacking.has(character));
    return missing.length === 0 ? [] : [{ id: personId, employeeNo, name, missing }];
  });
}

/** Everyone whom slips are for, in the order of handing out; null when the unit is out of reach. */
async function listPeopleOfSlips(context: Context, actor: Actor, { unitId, personIds, again }: SlipScope) {
  const within = await unitsWithin(context, actor, unitId);
  if (!within) return null;
  const { unitIds, organisation } = within;
  const now = context.clock.now();
  const filter = { unitIds, day: dayOf(now, context.zone), now, state: again ? ('slip' as const) : ('none' as const) };
  const people: AccessLine[] = [];
  for (let after: string | null = null; ; ) {
    const page: AccessLine[] = await listAccess(context.database.read, { filter, after, limit: 5_000 });
    people.push(...page.filter((line) => !personIds || personIds.includes(line.personId)));
    const last = page.at(-1);
    if (page.length < 5_000 || !last) break;
    after = last.employeeNo;
  }
  const order = new Map<string, number>();
  const visit = (id: string) => {
    order.set(id, order.size);
    for (const child of organisation.childrenOf(id)) visit(child.id);
  };
  for (const root of organisation.roots) visit(root.id);
  const placeOf = (line: AccessLine) => order.get(line.unitId) ?? order.size;
  people.sort((a, b) => placeOf(a) - placeOf(b) || (a.employeeNo < b.employeeNo ? -1 : 1));
  return { ...within, people };
}
