import type { AuditEntry } from '#app/domain/audit/chain.ts';
import type { RecordFault } from '#app/domain/audit/verification-fault.ts';
import { certificateStatement, signedText } from '#app/domain/certification/statement.ts';
import { formatHundredths } from '#app/domain/kernel/hundredths.ts';
import type { Context } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import { type AuditedRow, listRows, pageRows } from '#db/stores/audited.ts';
import { listCertificateEvents } from '#db/stores/certification.ts';
import {
  compareRoles,
  compareSettings,
  compareTokens,
  findRoles,
  findSettings,
  findTokens,
} from './compare-rights.server.ts';
import {
  agrees,
  byId,
  detailOf,
  type Entry,
  fault,
  idsOf,
  type Page,
  type Place,
  type Reading,
  tell,
  textOf,
} from './record-fault.server.ts';

/** Compares a page of the log with the rows that it tells of: each is there, and as the log says. */
export async function compareEntries(read: Handle, page: readonly AuditEntry[]): Promise<RecordFault[]> {
  const done: Entry[] = page
    .filter(({ outcome }) => outcome === 'done')
    .map((entry) => ({ ...entry, detail: detailOf(entry.detail) }));
  const of = (...actions: string[]) => done.filter(({ action }) => actions.includes(action));
  return [
    ...(await compareAttempts(read, of('attempt.start', 'attempt.submit', 'attempt.expire', 'attempt.grade'))),
    ...(await compareCertificates(read, of('certificate.issue'))),
    ...(await compareRevocations(read, of(...Object.values(CHANGE_ACTIONS)))),
    ...(await compareSittingEvents(read, of(...Object.values(SITTING_ACTIONS)))),
    ...(await compareRoles(read, of('role.grant', 'role.change-end', 'role.revoke'))),
    ...(await compareHours(read, of('hours.credit'))),
    ...(await compareTokens(read, of('token.create', 'token.revoke'))),
    ...(await compareSettings(read, of('setting.change'))),
  ];
}

async function compareAttempts(read: Handle, entries: readonly Entry[]): Promise<RecordFault[]> {
  const subjects = entries.map(({ subjectId }) => subjectId);
  const attempts = byId(await listRows(read, 'attempt', subjects));
  const gradeIds = entries.map(({ detail }) => textOf(detail.gradeId)).filter((id) => id !== '');
  const grades = byId(await listRows(read, 'grade', gradeIds));
  return entries.flatMap((entry) => {
    const attempt = attempts.get(entry.subjectId);
    if (!attempt) return [fault('attempt', entry.subjectId, 'missing')];
    if (entry.action === 'attempt.start') return compareStart(entry, attempt);
    const end = entry.action === 'attempt.grade' ? [] : compareEnd(entry, attempt);
    return [...end, ...compareGrade(entry, grades.get(textOf(entry.detail.gradeId)))];
  });
}

function compareStart(entry: Entry, { id, personId, sittingId, number, formId }: AuditedRow<'attempt'>): RecordFault[] {
  const same =
    entry.stream === `sitting:${sittingId}` &&
    (entry.actorKind !== 'person' || entry.actorId === personId) &&
    agrees(entry.detail, { number, formId });
  return same ? [] : [fault('attempt', id, 'differs-from-log')];
}

function compareEnd({ action, detail }: Entry, attempt: AuditedRow<'attempt'>): RecordFault[] {
  const { id, status, endedAt, endedBy, responseCount, headHash } = attempt;
  const found: RecordFault[] = [];
  const recorded = typeof detail.responses === 'number' ? detail.responses : responseCount;
  if (responseCount < recorded) found.push({ chain: 'answers', stream: id, n: responseCount + 1, fault: 'missing' });
  else if (responseCount > recorded) found.push({ chain: 'answers', stream: id, n: recorded + 1, fault: 'not-in-log' });
  else if (!agrees(detail, { headHash }))
    found.push({ chain: 'answers', stream: id, n: recorded, fault: 'differs-from-log' });
  const same =
    status !== 'in-progress' &&
    (detail.gradeId === undefined || status === 'graded') &&
    endedBy === (action === 'attempt.submit' ? 'candidate' : 'deadline') &&
    agrees(detail, { endedAt });
  if (!same) found.push(fault('attempt', id, 'differs-from-log'));
  return found;
}

function compareGrade({ subjectId, detail }: Entry, grade: AuditedRow<'grade'> | undefined): RecordFault[] {
  if (detail.gradeId === undefined) return [];
  if (!grade) return [fault('grade', textOf(detail.gradeId), 'missing')];
  const { score, maxScore, gradeZh, passed, policyVersionId } = grade;
  const facts = {
    score: formatHundredths(score),
    maxScore: formatHundredths(maxScore),
    grade: gradeZh,
    passed: passed === 1,
    policyVersionId,
  };
  return grade.attemptId === subjectId && agrees(detail, facts) ? [] : [fault('grade', grade.id, 'differs-from-log')];
}

async function compareCertificates(read: Handle, entries: readonly Entry[]): Promise<RecordFault[]> {
  const subjects = entries.map(({ subjectId }) => subjectId);
  const rows = byId(await listRows(read, 'certificate', subjects));
  return entries.flatMap(({ subjectId, detail }) => {
    const row = rows.get(subjectId);
    if (!row) return [fault('certificate', subjectId, 'missing')];
    const { number, personId, attemptId, gradeId, validUntil } = row;
    return agrees(detail, { number, personId, attemptId, gradeId, validUntil })
      ? []
      : [fault('certificate', subjectId, 'differs-from-log')];
  });
}

/** What the log calls the changes of a certificate, and the acts of the exam office. */
const CHANGE_ACTIONS = {
  revoked: 'certificate.revoke',
  suspended: 'certificate.suspend',
  reinstated: 'certificate.reinstate',
} as const;
const SITTING_ACTIONS = {
  changed: 'sitting.change',
  closed: 'sitting.close',
  reopened: 'sitting.reopen',
  released: 'sitting.release',
  'release-withdrawn': 'sitting.withdraw-release',
} as const;

async function compareSittingEvents(read: Handle, entries: readonly Entry[]): Promise<RecordFault[]> {
  const rows = byId(
    await listRows(
      read,
      'sittingEvent',
      entries.map(({ detail }) => textOf(detail.eventId)),
    ),
  );
  return entries.flatMap(({ action, actorId, subjectId, detail }) => {
    const row = rows.get(textOf(detail.eventId));
    if (!row) return [fault('sitting', subjectId, 'missing')];
    const same =
      row.sittingId === subjectId &&
      SITTING_ACTIONS[row.kind] === action &&
      row.actorId === actorId &&
      agrees(detail, { reason: row.reason });
    return same ? [] : [fault('sitting', subjectId, 'differs-from-log')];
  });
}

async function findSittingEvents({ read }: Reading, place: Place): Promise<Page> {
  const rows = await pageRows(read, 'sittingEvent', place);
  const told = await tell(
    read,
    rows.map(({ sittingId }) => sittingId),
    Object.values(SITTING_ACTIONS),
  );
  const found = rows.filter(({ id, sittingId }) => !told(sittingId).some(({ detail }) => detail.eventId === id));
  return { found: found.map(({ sittingId }) => fault('sitting', sittingId, 'not-in-log')), ids: idsOf(rows) };
}

async function compareRevocations(read: Handle, entries: readonly Entry[]): Promise<RecordFault[]> {
  if (entries.length === 0) return [];
  const subjects = entries.map(({ subjectId }) => subjectId);
  const rows = await listCertificateEvents(read, subjects);
  return entries.flatMap(({ subjectId, actorId, action, detail }) => {
    const own = rows.filter(
      ({ certificateId, kind }) => certificateId === subjectId && kind !== 'issued' && CHANGE_ACTIONS[kind] === action,
    );
    if (own.length === 0) return [fault('revocation', subjectId, 'missing')];
    return own.some((row) => row.actorId === actorId && agrees(detail, revocationFacts(row)))
      ? []
      : [fault('revocation', subjectId, 'differs-from-log')];
  });
}

const revocationFacts = ({
  effectiveOn,
  reason,
  decisionNo,
}: Pick<AuditedRow<'certificateEvent'>, 'effectiveOn' | 'reason' | 'decisionNo'>) => ({
  effectiveOn,
  reason,
  decisionNo,
});

async function compareHours(read: Handle, entries: readonly Entry[]): Promise<RecordFault[]> {
  const subjects = entries.map(({ subjectId }) => subjectId);
  const rows = byId(await listRows(read, 'hoursEntry', subjects));
  return entries.flatMap(({ subjectId, detail }) => {
    const row = rows.get(subjectId);
    if (!row) return [fault('hours', subjectId, 'missing')];
    const { personId, year, kind, hours, sourceKind: source, sourceId, policyVersionId } = row;
    return agrees(detail, { personId, year, kind, hours, source, sourceId, policyVersionId })
      ? []
      : [fault('hours', subjectId, 'differs-from-log')];
  });
}

/** The other way round: walks the rows in pages and looks for the entry that tells of each. */
export async function compareRows(
  context: Context,
  { pageSize, onPage }: { pageSize: number; onPage: (found: readonly RecordFault[], rows: number) => Promise<void> },
): Promise<void> {
  const { read } = context.database;
  for (const check of [
    findAttempts,
    findGrades,
    findCertificates,
    findRevocations,
    findSittingEvents,
    findRoles,
    findHours,
    findTokens,
    findSettings,
  ]) {
    for (let after = ''; ; ) {
      const { found, ids } = await check({ context, read }, { after, limit: pageSize });
      await onPage(found, ids.length);
      const last = ids.at(-1);
      if (last === undefined || ids.length < pageSize) break;
      after = last;
    }
  }
}

const END = ['attempt.submit', 'attempt.expire'];

async function findAttempts({ read }: Reading, place: Place): Promise<Page> {
  const rows = await pageRows(read, 'attempt', place);
  const told = await tell(read, idsOf(rows), ['attempt.start', ...END]);
  const found = rows.filter(({ id, status }) => {
    const actions = told(id).map(({ action }) => action);
    return (
      !actions.includes('attempt.start') || (status !== 'in-progress' && !END.some((end) => actions.includes(end)))
    );
  });
  return { found: found.map(({ id }) => fault('attempt', id, 'not-in-log')), ids: idsOf(rows) };
}

async function findGrades({ read }: Reading, place: Place): Promise<Page> {
  const rows = await pageRows(read, 'grade', place);
  const attemptIds = rows.map(({ attemptId }) => attemptId);
  const told = await tell(read, attemptIds, [...END, 'attempt.grade']);
  const found = rows.filter(({ id, attemptId }) => !told(attemptId).some(({ detail }) => detail.gradeId === id));
  return { found: found.map(({ id }) => fault('grade', id, 'not-in-log')), ids: idsOf(rows) };
}

async function findCertificates({ context, read }: Reading, place: Place): Promise<Page> {
  const rows = await pageRows(read, 'certificate', place);
  const told = await tell(read, idsOf(rows), ['certificate.issue']);
  const gradeIds = rows.map(({ gradeId }) => gradeId);
  const grades = byId(await listRows(read, 'grade', gradeIds));
  const found: RecordFault[] = [];
  for (const row of rows) {
    const wrong = await findStatementFault(context, row);
    if (wrong) found.push(fault('certificate', row.id, wrong));
    else if (told(row.id).length === 0) found.push(fault('certificate', row.id, 'not-in-log'));
    const grade = grades.get(row.gradeId);
    // A certificate is issued for a pass only, and rests on that grade from then on.
    if (!grade) found.push(fault('grade', row.gradeId, 'missing'));
    else if (grade.passed !== 1 || grade.attemptId !== row.attemptId)
      found.push(fault('grade', row.gradeId, 'differs-from-statement'));
  }
  return { found, ids: idsOf(rows) };
}

/** Whether the statement is the one that was signed, and the row's columns are what it states. */
async function findStatementFault(
  context: Context,
  row: AuditedRow<'certificate'>,
): Promise<'signature-invalid' | 'differs-from-statement' | null> {
  const { keyId, signature } = row;
  const parsed = certificateStatement.strict().safeParse(row.statement);
  if (!parsed.success) return 'signature-invalid';
  const statement = parsed.data;
  if (!(await context.signer.verify({ text: signedText(statement), keyId, signature }))) return 'signature-invalid';
  const same =
    row.number === statement.number &&
    row.code === statement.code &&
    row.tier === statement.tier &&
    row.track === statement.track &&
    row.issuedOn === statement.issuedOn &&
    row.validUntil === statement.validUntil &&
    row.attemptId === statement.basis.attemptId &&
    row.gradeId === statement.basis.gradeId;
  return same ? null : 'differs-from-statement';
}

async function findRevocations({ read }: Reading, place: Place): Promise<Page> {
  const rows = await pageRows(read, 'certificateEvent', place);
  const certificateIds = rows.map(({ certificateId }) => certificateId);
  const told = await tell(read, certificateIds, Object.values(CHANGE_ACTIONS));
  const found = rows.filter(
    (row) =>
      row.kind === 'issued' ||
      !told(row.certificateId).some(
        ({ action, detail }) =>
          action === CHANGE_ACTIONS[row.kind as keyof typeof CHANGE_ACTIONS] && agrees(detail, revocationFacts(row)),
      ),
  );
  return {
    found: found.map(({ certificateId }) => fault('revocation', certificateId, 'not-in-log')),
    ids: idsOf(rows),
  };
}

async function findHours({ read }: Reading, place: Place): Promise<Page> {
  const rows = await pageRows(read, 'hoursEntry', place);
  const told = await tell(read, idsOf(rows), ['hours.credit']);
  const found = rows.filter(({ id }) => told(id).length === 0);
  return { found: found.map(({ id }) => fault('hours', id, 'not-in-log')), ids: idsOf(rows) };
}
