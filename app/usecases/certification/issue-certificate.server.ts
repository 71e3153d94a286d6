import { makeCertificateNumber } from '#app/domain/certification/number.ts';
import { type CertificateStatement, signedText } from '#app/domain/certification/statement.ts';
import { lastValidDay } from '#app/domain/certification/status.ts';
import { makeVerificationCode } from '#app/domain/certification/verification-code.ts';
import { judgeRelease, type ReleaseState } from '#app/domain/exams/release.ts';
import type { Json } from '#app/domain/kernel/canonical.ts';
import { dayOf, yearOf } from '#app/domain/kernel/instant.ts';
import { emitEvent, recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, newId, type SigningKey, systemActor } from '#app/usecases/context.ts';
import type { PreparedEventHandler } from '#app/usecases/events/event-handler.ts';
import { readOrganisation } from '#app/usecases/people/read-reach.server.ts';
import type { Handle } from '#db/open.server.ts';
import {
  deletePendingCertificate,
  findCertificateByAttempt,
  findLastUnit,
  findPendingCertificate,
  insertCertificate,
  takeSerial,
  upsertPendingCertificate,
} from '#db/stores/certification.ts';
import { findPolicy, findPublishedByCode, findVersion } from '#db/stores/content.ts';
import { findAttempt, findGrade, findSitting, type SittingRow } from '#db/stores/exams.ts';
import { findPerson } from '#db/stores/people.ts';
import { lockSitting } from '#db/stores/sittings.ts';

/** Everything of a certificate but its number and code, gathered before the transaction that gives it those. */
type Draft = {
  readonly personId: string;
  readonly validMonths: number;
  readonly statement: Omit<CertificateStatement, 'number' | 'code' | 'issuedOn' | 'validUntil'>;
  /** Characters that no font of ours can print. */
  readonly missing: readonly string[];
  readonly key: SigningKey;
};

/**
 * On `exam-graded`: a passed exam earns a certificate, once its result may be seen. Every passed attempt earns one of its
 * own, and only one.
 */
export const issueCertificateOnExamGraded: PreparedEventHandler = {
  async prepare({ context, event }) {
    if (event.type !== 'exam-graded') throw new Error(`issue-certificate does not handle ${event.type}`);
    const { attemptId } = event;
    const ready = (await judgeAttemptRelease(context, context.database.read, attemptId)).released;
    const draft = ready ? await draftCertificate(context, event) : null;
    return async ({ tx }) => {
      const release = await judgeAttemptRelease(context, tx, attemptId, lockSitting);
      // Withheld results must not be told by a certificate. A release by hand tells of all its results itself.
      if (!release.released && release.releaseAt !== null)
        await emitEvent({ tx, context }, event, { notBefore: release.releaseAt });
      else if (release.released && !ready) await emitEvent({ tx, context }, event);
      else if (release.released && draft) await issueInTransaction({ tx, context, draft });
    };
  },
};

/**
 * Whether a graded attempt's candidate may see its result now. With `lockSitting` the answer holds until the transaction
 * ends: a release that is being withdrawn waits for the certificate that rests on it, or the certificate for it.
 */
export async function judgeAttemptRelease(
  context: Context,
  handle: Handle,
  attemptId: string,
  find: (handle: Handle, sittingId: string) => Promise<SittingRow | null> = findSitting,
): Promise<ReleaseState> {
  const attempt = await findAttempt(handle, attemptId);
  const sitting = attempt && (await find(handle, attempt.sittingId));
  if (!attempt || !sitting) throw new Error(`attempt ${attemptId} has no sitting`);
  return judgeRelease({ rule: sitting.release, status: attempt.status, now: context.clock.now() });
}

/** What a passed grade's certificate will say; null when the grade is not a pass. */
export async function draftCertificate(
  context: Context,
  { attemptId, gradeId }: { attemptId: string; gradeId: string },
): Promise<Draft | null> {
  const { read } = context.database;
  const grade = await findGrade(read, gradeId);
  if (!grade || grade.attemptId !== attemptId) throw new Error(`grade ${gradeId} of attempt ${attemptId} is not there`);
  if (grade.passed === 0) return null;
  const attempt = await findAttempt(read, attemptId);
  const sitting = attempt && (await findSitting(read, attempt.sittingId));
  const person = attempt && (await findPerson(read, attempt.personId));
  if (!attempt || !sitting || !person) throw new Error(`attempt ${attemptId} has no sitting or no person`);

  const today = dayOf(context.clock.now(), context.zone);
  const policy = await findPolicy(read, 'certificate', today);
  const rule = policy?.body.tiers.find(({ tier, track }) => tier === sitting.tier && track === sitting.track);
  if (!policy || !rule)
    throw new Error(`no certificate policy in force for tier ${sitting.tier}, track ${sitting.track}`);

  const attests = await findAttestation(read, sitting.blueprintVersionId);
  const statement: Draft['statement'] = {
    type: 'xunkao-certificate',
    version: 1,
    holder: { name: person.name },
    issuer: await findIssuer(read, { personId: person.id, sittingUnitId: sitting.unitId, today }),
    title: rule.name,
    tier: sitting.tier,
    track: sitting.track,
    ...(attests ? { attests } : {}),
    basis: {
      attemptId,
      gradeId,
      blueprintVersionId: sitting.blueprintVersionId,
      gradingPolicyVersionId: grade.policyVersionId,
      certificatePolicyVersionId: policy.versionId,
    },
  };
  return {
    personId: person.id,
    validMonths: rule.validMonths,
    statement,
    missing: context.glyphs.findMissing(printedText(statement)),
    key: await context.signer.current(),
  };
}

export type IssueOutcome =
  | { readonly outcome: 'issued'; readonly certificateId: string; readonly number: string }
  | { readonly outcome: 'already-issued' }
  | { readonly outcome: 'glyph-missing' };

/**
 * Numbers, signs and stores the certificate, or, when one of its characters cannot be printed, notes that it is
 * pending; the log says so once, not at every try.
 */
export async function issueInTransaction({
  tx,
  context,
  draft,
}: {
  tx: Handle;
  context: Context;
  draft: Draft;
}): Promise<IssueOutcome> {
  const { basis, tier, track } = draft.statement;
  if (await findCertificateByAttempt(tx, basis.attemptId)) {
    await deletePendingCertificate(tx, basis.attemptId);
    return { outcome: 'already-issued' };
  }
  if (draft.missing.length > 0) return notePending({ tx, context, draft });

  const now = context.clock.now();
  const issuedOn = dayOf(now, context.zone);
  const year = yearOf(now, context.zone);
  const statement: CertificateStatement = {
    ...draft.statement,
    number: makeCertificateNumber({ year, tier, track, serial: await takeSerial(tx, year) }),
    code: makeVerificationCode(context.random.bytes(17)),
    issuedOn,
    validUntil: lastValidDay({ issuedOn, validMonths: draft.validMonths }),
  };
  const text = signedText(statement);
  const id = newId(context, 'crt');
  const { number, code, validUntil } = statement;
  await insertCertificate(tx, {
    id,
    number,
    code,
    personId: draft.personId,
    attemptId: basis.attemptId,
    gradeId: basis.gradeId,
    tier,
    track,
    issuedOn,
    validUntil,
    issuedAt: now,
    statement: JSON.parse(text) as Json,
    keyId: draft.key.keyId,
    signature: draft.key.sign(text),
  });
  await deletePendingCertificate(tx, basis.attemptId);
  await recordAudit(
    { tx, context, actor: systemActor('issue-certificate') },
    {
      stream: 'certification',
      action: 'certificate.issue',
      subject: { kind: 'certificate', id },
      detail: { number, personId: draft.personId, attemptId: basis.attemptId, gradeId: basis.gradeId, validUntil },
    },
  );
  await emitEvent(
    { tx, context },
    { type: 'certificate-issued', certificateId: id, personId: draft.personId, issuedOn },
  );
  return { outcome: 'issued', certificateId: id, number };
}

async function notePending({
  tx,
  context,
  draft,
}: {
  tx: Handle;
  context: Context;
  draft: Draft;
}): Promise<IssueOutcome> {
  const { attemptId, gradeId } = draft.statement.basis;
  const now = context.clock.now();
  const known = await findPendingCertificate(tx, attemptId);
  await upsertPendingCertificate(tx, {
    attemptId,
    gradeId,
    personId: draft.personId,
    missing: [...draft.missing],
    since: now,
    lastTriedAt: now,
  });
  if (!known || known.missing.join('') !== draft.missing.join('')) {
    await recordAudit(
      { tx, context, actor: systemActor('issue-certificate') },
      {
        stream: 'certification',
        action: 'certificate.issue',
        subject: { kind: 'attempt', id: attemptId },
        outcome: 'glyph-missing',
        detail: { personId: draft.personId, characters: [...draft.missing] },
      },
    );
  }
  return { outcome: 'glyph-missing' };
}

/** Everything of a statement that comes from data and is printed. */
const printedText = ({ holder, issuer, title, attests }: Draft['statement']) =>
  [holder.name, issuer.name, title.zh, title.en, attests?.zh, attests?.en].filter(Boolean).join('');

/** What the certificate attests, in the words of the syllabus in force for the blueprint that the paper came from. */
async function findAttestation(read: Handle, blueprintVersionId: string) {
  const blueprint = await findVersion(read, blueprintVersionId);
  if (blueprint?.kind !== 'blueprint') return null;
  const syllabus = await findPublishedByCode(read, { kind: 'syllabus', code: blueprint.body.syllabus });
  return syllabus?.body.attests ?? null;
}

/** The authority at the root above the holder's unit; above the sitting's unit for someone without a posting. */
async function findIssuer(
  read: Handle,
  { personId, sittingUnitId, today }: { personId: string; sittingUnitId: string; today: string },
): Promise<{ code: string; name: string }> {
  const organisation = await readOrganisation(read, today);
  const own = await findLastUnit(read, { personId, day: today });
  const [root] = own ? organisation.pathOf(own) : [];
  const issuer = root ?? organisation.pathOf(sittingUnitId)[0];
  if (!issuer) throw new Error(`neither person ${personId} nor the sitting stands in today's organisation`);
  return { code: issuer.code, name: issuer.name };
}
