import {
  type FollowingChange,
  followRelease as judgeFollowing,
  type ReleaseAct,
} from '#app/domain/certification/withheld-result.ts';
import { judgeRelease } from '#app/domain/exams/release.ts';
import { dayOf } from '#app/domain/kernel/instant.ts';
import { emitEvent, recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, systemActor } from '#app/usecases/context.ts';
import type { PreparedEventHandler } from '#app/usecases/events/event-handler.ts';
import type { Handle } from '#db/open.server.ts';
import {
  type CertificateRow,
  insertCertificateEvent,
  listCertificateEvents,
  listCertificatesByAttempt,
} from '#db/stores/certification.ts';
import { findSitting, type SittingRow } from '#db/stores/exams.ts';
import { listSittingEvents, lockSitting, pageGradedAttempts } from '#db/stores/sittings.ts';
import { draftCertificate, issueInTransaction } from './issue-certificate.server.ts';

/** Attempts per transaction: short enough that answers of running exams do not wait. */
const BATCH = 10;

/**
 * On `release-changed`: brings the certificates of a sitting into agreement with its release as it is now, whatever it
 * was when the event was written, so that a second event, or a late one, changes nothing. Works through the attempts in
 * batches, each of which tells the next one to go on.
 */
export const followRelease: PreparedEventHandler = {
  async prepare({ context, event }) {
    if (event.type !== 'release-changed') throw new Error(`follow-release does not handle ${event.type}`);
    const { sittingId, after } = event;
    const { read } = context.database;
    const sitting = await findSitting(read, sittingId);
    if (!sitting) throw new Error(`sitting ${sittingId} does not exist`);
    const prepared = isReleasedNow(context, sitting);
    const attempts = await pageGradedAttempts(read, { sittingId, after, limit: BATCH });
    const passed = attempts.filter((attempt) => attempt.passed);
    const known = await listCertificatesByAttempt(
      read,
      passed.map(({ attemptId }) => attemptId),
    );
    const drafts: NonNullable<Awaited<ReturnType<typeof draftCertificate>>>[] = [];
    for (const { attemptId, gradeId } of prepared ? passed : []) {
      const draft = known.has(attemptId) ? null : await draftCertificate(context, { attemptId, gradeId });
      if (draft) drafts.push(draft);
    }
    return async ({ tx }) => {
      const locked = await lockSitting(tx, sittingId);
      const last = attempts.at(-1);
      if (!locked || !last) return;
      // It changed while this was prepared: the same batch once more.
      if (isReleasedNow(context, locked) !== prepared) return emitEvent({ tx, context }, event);
      for (const draft of drafts) await issueInTransaction({ tx, context, draft });
      await changeCertificates({ tx, context, sitting: locked, released: prepared, known: [...known.values()] });
      if (attempts.length === BATCH) await emitEvent({ tx, context }, { ...event, after: last.attemptId });
    };
  },
};

const isReleasedNow = (context: Context, { release }: SittingRow) =>
  judgeRelease({ rule: release, status: 'graded', now: context.clock.now() }).released;

async function changeCertificates({
  tx,
  context,
  sitting,
  released,
  known,
}: {
  tx: Handle;
  context: Context;
  sitting: SittingRow;
  released: boolean;
  known: readonly CertificateRow[];
}): Promise<void> {
  const history = await listSittingEvents(tx, sitting.id);
  const acts = history.flatMap(({ id, kind, at }): ReleaseAct[] =>
    kind === 'released' || kind === 'release-withdrawn' ? [{ id, kind, at }] : [],
  );
  const events = await listCertificateEvents(
    tx,
    known.map(({ id }) => id),
  );
  for (const certificate of known) {
    const changes = events.filter(({ certificateId }) => certificateId === certificate.id);
    const change = judgeFollowing({ released, acts, certificateId: certificate.id, changes });
    if (!change) continue;
    const reason = history.find(({ id }) => id === change.act.id)?.reason ?? '';
    await writeChange({ tx, context, sitting, certificate, change, reason });
  }
}

async function writeChange({
  tx,
  context,
  sitting,
  certificate: { id: certificateId, number, personId },
  change: { id, kind, act },
  reason,
}: {
  tx: Handle;
  context: Context;
  sitting: SittingRow;
  certificate: CertificateRow;
  change: FollowingChange;
  reason: string;
}): Promise<void> {
  const effectiveOn = dayOf(act.at, context.zone);
  const actor = systemActor('follow-release');
  const row = { id, certificateId, kind, effectiveOn, reason, decisionNo: null, actorId: actor.name };
  await insertCertificateEvent(tx, { ...row, at: context.clock.now() });
  await recordAudit(
    { tx, context, actor },
    {
      stream: 'certification',
      action: kind === 'suspended' ? 'certificate.suspend' : 'certificate.reinstate',
      subject: { kind: 'certificate', id: certificateId },
      detail: { number, personId, reason, effectiveOn, sittingId: sitting.id, sittingEventId: act.id },
    },
  );
  await emitEvent({ tx, context }, { type: 'certificate-changed', certificateId, personId });
}
