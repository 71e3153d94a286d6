import type { LocalText } from '#app/domain/kernel/local-text.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { listVersions } from '#db/stores/content.ts';
import { titleOf } from './create-sitting.server.ts';
import { readOwnSittings } from './read-own-sittings.server.ts';

/** An exam that can be sat now: one blueprint, whatever its version, with its open sittings. */
export type OwnExam = {
  readonly id: string;
  readonly title: LocalText;
  readonly tier: number;
  readonly track: string;
  readonly sittings: { id: string; opensAt: number; closesAt: number; durationMs: number }[];
};

/** What the caller can start or resume now, soonest to close first. An exam is called what its first such sitting is. */
export async function listOwnExams(context: Context, actor: PersonActor): Promise<OwnExam[]> {
  const startable = (await readOwnSittings(context, actor)).filter(({ verdict }) => verdict.ok);
  const versionIds = [...new Set(startable.map(({ sitting }) => sitting.blueprintVersionId))];
  const versions = await listVersions(context.database.read, versionIds);
  const documentOf = new Map(versions.map(({ versionId, documentId }) => [versionId, documentId]));
  const exams = new Map<string, OwnExam>();
  for (const { sitting } of startable) {
    const id = documentOf.get(sitting.blueprintVersionId) ?? sitting.blueprintVersionId;
    const { tier, track, opensAt, closesAt, durationMs } = sitting;
    const exam = exams.get(id) ?? { id, title: titleOf(sitting), tier, track, sittings: [] };
    exam.sittings.push({ id: sitting.id, opensAt, closesAt, durationMs });
    exams.set(id, exam);
  }
  return [...exams.values()];
}
