import { type Actor, identifyActor, type PersonActor } from '#app/domain/people/actor.ts';
import { computeYear, previewYear, type YearComputation } from '#app/usecases/appraisal/compute-year.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { type DifferenceList, openDifferenceList } from './difference-list.server.ts';
import { findRun, findRunning, type LongRun, startRun } from './long-runs.server.ts';

export type YearRunResult = {
  readonly year: number;
  readonly mode: 'preview' | 'apply';
  /** False when the year may not open. */
  readonly ok: boolean;
  readonly walk: YearComputation;
  readonly list: DifferenceList;
  /** Of an application: what came out otherwise than the preview had said, and what the preview had said alone. */
  readonly moved: DifferenceList | null;
};

const keyOf = (year: number) => `appraisal-${year}`;
const ownerOf = (actor: PersonActor) => ({ id: identifyActor(actor as Actor).actorId, name: actor.name });

/** What a computation would change, found without writing. */
export function startPreview(context: Context, actor: PersonActor, year: number): LongRun<YearRunResult> {
  return startRun<YearRunResult>({
    key: keyOf(year),
    owner: ownerOf(actor),
    now: context.clock.now,
    onFailure: (error) => context.log.error({ year, error: String(error) }, 'a preview of an appraisal year failed'),
    async work(report) {
      const list = openDifferenceList();
      const result = await previewYear(context, actor, {
        year,
        onDifference: list.add,
        onProgress: ({ people, total }) => report({ done: people, total }),
      });
      const walk = result.ok ? result.value : { people: 0, changed: 0 };
      return { year, mode: 'preview', ok: result.ok, walk, list, moved: null };
    },
  });
}

/** Computes the year, and sets what came of it against the preview that it was decided on. */
export function startApplication(
  context: Context,
  actor: PersonActor,
  { year, preview }: { year: number; preview: YearRunResult },
): LongRun<YearRunResult> {
  return startRun<YearRunResult>({
    key: keyOf(year),
    owner: ownerOf(actor),
    now: context.clock.now,
    onFailure: (error) => context.log.error({ year, error: String(error) }, 'computing an appraisal year failed'),
    async work(report) {
      const list = openDifferenceList();
      const moved = openDifferenceList();
      const expected = new Map(preview.list.fingerprints());
      const result = await computeYear(context, actor, {
        year,
        onDifference(found) {
          const { personId } = found.difference;
          list.add(found);
          if (expected.get(personId) !== found.fingerprint.slice(0, 24)) moved.add(found);
          expected.delete(personId);
        },
        onProgress: ({ people, total }) => report({ done: people, total }),
      });
      for (const [personId, fingerprint] of expected) {
        const difference = preview.list.find(personId);
        if (difference) moved.add({ difference, fingerprint });
      }
      const walk = result.ok ? result.value : { people: 0, changed: 0 };
      return { year, mode: 'apply', ok: result.ok, walk, list, moved };
    },
  });
}

export const findYearRun = (actor: PersonActor, id: string): LongRun<YearRunResult> | null =>
  findRun<YearRunResult>({ id, ownerId: actor.personId });

/** The computation of a year that is under way, whoever started it. */
export const findRunningOfYear = (year: number): LongRun | null => findRunning(keyOf(year));
