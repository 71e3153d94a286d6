import type { Json } from '#app/domain/kernel/canonical.ts';
import type { Kit } from '#db/kit.ts';

export type CertificateEventKind = 'issued' | 'suspended' | 'reinstated' | 'revoked';

/** Certificates never change after issue; what happens to one later is an event. Those two tables refuse UPDATE and DELETE. */
export function defineCertificationTables(kit: Kit) {
  const { table, text, int, at, json, index, uniqueIndex } = kit;

  const certificate = table(
    'certificate',
    {
      id: text('id').primaryKey(),
      number: text('number').notNull(),
      /** What the QR code carries: 26 random characters. */
      code: text('code').notNull(),
      personId: text('person_id').notNull(),
      attemptId: text('attempt_id').notNull(),
      gradeId: text('grade_id').notNull(),
      tier: int('tier').notNull(),
      track: text('track').notNull(),
      issuedOn: text('issued_on').notNull(),
      validUntil: text('valid_until').notNull(),
      issuedAt: at('issued_at').notNull(),
      /** Everything the certificate says, exactly as signed (RFC 8785 when canonicalised). */
      statement: json<Json>('statement').notNull(),
      keyId: text('key_id').notNull(),
      signature: text('signature').notNull(),
    },
    (t) => [
      uniqueIndex('certificate_number').on(t.number),
      uniqueIndex('certificate_code').on(t.code),
      uniqueIndex('certificate_attempt').on(t.attemptId),
      index('certificate_person').on(t.personId, t.tier),
      index('certificate_issued').on(t.issuedOn),
    ],
  );

  const certificateEvent = table(
    'certificate_event',
    {
      id: text('id').primaryKey(),
      certificateId: text('certificate_id')
        .notNull()
        .references(() => certificate.id),
      kind: text('kind').$type<CertificateEventKind>().notNull(),
      /** From this day on. */
      effectiveOn: text('effective_on').notNull(),
      reason: text('reason').notNull(),
      decisionNo: text('decision_no'),
      actorId: text('actor_id').notNull(),
      at: at('at').notNull(),
    },
    (t) => [index('certificate_event_certificate').on(t.certificateId, t.effectiveOn)],
  );

  /** The running number of certificates per year. */
  const certificateCounter = table('certificate_counter', {
    year: int('year').primaryKey(),
    last: int('last').notNull(),
  });

  /** Passed exams whose certificate cannot be printed yet, because no font has one of its characters. */
  const certificatePending = table(
    'certificate_pending',
    {
      attemptId: text('attempt_id').primaryKey(),
      gradeId: text('grade_id').notNull(),
      personId: text('person_id').notNull(),
      missing: json<string[]>('missing').notNull(),
      since: at('since').notNull(),
      lastTriedAt: at('last_tried_at').notNull(),
    },
    (t) => [index('certificate_pending_person').on(t.personId)],
  );

  /** Each time the office printed a certificate, alone or in a batch. */
  const certificatePrint = table(
    'certificate_print',
    {
      id: text('id').primaryKey(),
      certificateId: text('certificate_id')
        .notNull()
        .references(() => certificate.id),
      kind: text('kind').$type<'reprint' | 'batch'>().notNull(),
      /** What the certificates of one batch have in common; null for one printed alone. */
      batchId: text('batch_id'),
      reason: text('reason').notNull(),
      actorId: text('actor_id').notNull(),
      at: at('at').notNull(),
    },
    (t) => [
      index('certificate_print_certificate').on(t.certificateId, t.at),
      index('certificate_print_batch').on(t.batchId),
    ],
  );

  return { certificate, certificateEvent, certificatePrint, certificateCounter, certificatePending };
}
