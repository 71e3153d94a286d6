import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import type { PracticeScope } from '#app/domain/practice/choices.ts';
import { dueBefore } from '#app/domain/practice/mistake-book.ts';
import type { Context } from '#app/usecases/context.ts';
import { countCards } from '#db/stores/mistake-book.ts';
import { countSet } from '#db/stores/practice-questions.ts';
import { type ScopeTitle, titleOfScope } from './scope-title.server.ts';
import { filterOf } from './start-practice.server.ts';

/** What a set of this scope would be called, and how many questions it could be drawn from. */
export async function describeScope(
  context: Context,
  { personId }: PersonActor,
  { scope }: { scope: PracticeScope },
): Promise<Result<{ readonly scope: ScopeTitle; readonly available: number }, 'not-found'>> {
  const { read } = context.database;
  const title = await titleOfScope(read, { scope: scope.kind, scopeRef: scope.ref });
  if (scope.kind === 'mistakes') {
    const before = dueBefore({ now: context.clock.now(), zone: context.zone });
    const { due } = await countCards(read, { personId, before, set: { by: 'all' } });
    return ok({ scope: title, available: due });
  }
  const filter = await filterOf(context, { personId, scope });
  if (!filter) return refuse('not-found');
  return ok({ scope: title, available: await countSet(read, filter) });
}
