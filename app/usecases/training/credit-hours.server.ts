import { findCountingTry } from '#app/domain/courses/progress.ts';
import { dayOf } from '#app/domain/kernel/instant.ts';
import { hoursOfCompletion } from '#app/domain/training/hours.ts';
import { emitEvent, recordAudit } from '#app/usecases/audit/record.server.ts';
import { newId, systemActor } from '#app/usecases/context.ts';
import type { EventHandler } from '#app/usecases/events/event-handler.ts';
import { spanOfYear } from '#app/usecases/learning/complete-if-done.server.ts';
import { findVersion } from '#db/stores/content.ts';
import { findCompletionById, insertHoursEntry, listEarnedYears, listQuizAttempts } from '#db/stores/learning.ts';
import { getHoursPolicy, getQuizPolicy } from './policies.server.ts';

/** Where an entry came from; with the completion's id it is unique, so a repeated event writes nothing. */
export const SOURCE_KIND = { lesson: 'lesson-completion', quiz: 'lesson-quiz' } as const;

/** On `lesson-completed`: writes what the tariff gives for the lesson and its passed quiz into the hours ledger. */
export const creditHours: EventHandler = async ({ tx, context, event }) => {
  if (event.type !== 'lesson-completed') return;
  const completion = await findCompletionById(tx, event.completionId);
  if (!completion) throw new Error(`no completion ${event.completionId}`);
  const { personId, lessonId, lessonVersionId, year } = completion;
  const version = await findVersion(tx, lessonVersionId);
  if (version?.kind !== 'lesson') throw new Error(`no lesson version ${lessonVersionId}`);
  const { id: lessonCode, minutes } = version.body;
  // What was in force on the day of the completion, however late the event is handled.
  const day = dayOf(completion.completedAt, context.zone);
  const hours = await getHoursPolicy(tx, day);
  const quiz = await getQuizPolicy(tx, day);
  const tries = await listQuizAttempts(tx, { personId, lessonId, ...spanOfYear(year, context.zone) });

  const earned = hoursOfCompletion({
    year,
    earnedYears: await listEarnedYears(tx, { personId, lessonId, besides: completion.id }),
    oncePerYear: hours.policy.oncePerYear,
    minutes,
    tariff: hours.policy.tariff,
    quizPassed: findCountingTry({ tries, counts: quiz.policy.counts })?.passed ?? false,
    quizHours: quiz.policy.hours,
  });
  const actor = systemActor('credit-hours');
  for (const { source, hours: amount } of earned) {
    const entry = {
      id: newId(context, 'hrs'),
      personId,
      year,
      kind: 'online' as const,
      hours: amount,
      sourceKind: SOURCE_KIND[source],
      sourceId: completion.id,
      policyVersionId: source === 'lesson' ? hours.versionId : quiz.versionId,
      reversesId: null,
      at: context.clock.now(),
    };
    if (!(await insertHoursEntry(tx, entry))) continue;
    await recordAudit(
      { tx, context, actor },
      {
        stream: 'training',
        action: 'hours.credit',
        subject: { kind: 'hours-entry', id: entry.id },
        detail: {
          personId,
          year,
          kind: entry.kind,
          hours: amount,
          source: entry.sourceKind,
          sourceId: completion.id,
          lesson: lessonCode,
          policyVersionId: entry.policyVersionId,
        },
      },
    );
    await emitEvent({ tx, context }, { type: 'hours-credited', entryId: entry.id, personId, year });
  }
};
