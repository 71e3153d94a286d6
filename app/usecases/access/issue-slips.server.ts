import { sha256Hex } from '#app/domain/kernel/canonical.ts';
import { dayOf, type Instant } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { ACCESS_CODE_MS, makeAccessCode } from '#app/domain/people/access-code.ts';
import { type Actor, identifyActor } from '#app/domain/people/actor.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { type AccessLine, listAccess, replaceAccessCodes } from '#db/stores/access.ts';
import { unitsWithin } from './list-access.server.ts';

export type Slip = {
  readonly name: string;
  readonly employeeNo: string;
  readonly unitName: string;
  readonly code: string;
  readonly validUntil: Instant;
};

/** Small enough that exams' answers do not wait for a batch's commit. */
const BATCH = 200;

/**
 * Makes activation slips for everyone of a unit and below who has no account: those without a slip, or with
 * `again` those whose slip still opens (which ends it). In the order in which they are handed out: by unit, then by
 * employee number. Codes come into being batch by batch as the stream is read: what was never read was never issued.
 */
export async function issueSlips(
  context: Context,
  actor: Actor,
  { unitId, personIds, again }: { unitId: string | null; personIds?: readonly string[]; again: boolean },
): Promise<Result<{ count: number; slips: AsyncIterable<readonly Slip[]> }, 'not-found' | 'nothing-to-issue'>> {
  const within = await unitsWithin(context, actor, unitId);
  if (!within) return refuse('not-found');
  const { unitIds, organisation, reach } = within;
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
  if (people.length === 0) return refuse('nothing-to-issue');
  const order = new Map<string, number>();
  const visit = (id: string) => {
    order.set(id, order.size);
    for (const child of organisation.childrenOf(id)) visit(child.id);
  };
  for (const root of organisation.roots) visit(root.id);
  const placeOf = (line: AccessLine) => order.get(line.unitId) ?? order.size;
  people.sort((a, b) => placeOf(a) - placeOf(b) || (a.employeeNo < b.employeeNo ? -1 : 1));

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
      const batch = people.slice(i, i + BATCH).map((line) => ({ line, code: makeAccessCode(context.random.bytes(8)) }));
      const at = context.clock.now();
      const expiresAt = at + ACCESS_CODE_MS.slip;
      await context.database.transaction(async (tx) => {
        await replaceAccessCodes(tx, {
          now: at,
          codes: batch.map(({ line, code }) => ({
            id: sha256Hex(code),
            personId: line.personId,
            purpose: 'activation',
            createdBy: identifyActor(actor).actorId,
            createdAt: at,
            expiresAt,
            usedAt: null,
            endedAt: null,
          })),
        });
        for (const { line } of batch)
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
      yield batch.map(({ line, code }) => ({
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
