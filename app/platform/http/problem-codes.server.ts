import type { RefusedTokenReason } from '#app/domain/people/actor.ts';
import type { RefusalCode } from '#app/usecases/refusals.ts';

/** The one map from refusal codes to HTTP statuses. */
const STATUS_OF: Record<RefusalCode, number> = {
  'not-found': 404,
  forbidden: 403,
  'invalid-input': 422,
  conflict: 409,
  'wrong-credentials': 400,
  'too-many-attempts': 429,
  'wrong-password': 400,
  'weak-password': 422,
  'link-expired': 410,
  'nothing-to-issue': 409,
  'reset-not-allowed': 403,
  'operator-only': 403,
  'name-taken': 409,
  'role-excluded': 409,
  'highest-unit-only': 422,
  'own-role': 403,
  'last-administrator': 409,
  'role-ended': 409,
  unchanged: 422,
  'already-enrolled': 409,
  'not-enrolled': 409,
  'stale-version': 409,
  'sitting-not-open': 409,
  'attempt-limit-reached': 409,
  'certificate-required': 409,
  'sitting-state': 409,
  'lease-held': 409,
  'lease-lost': 409,
  'seq-used': 409,
  'attempt-closed': 409,
  'attempt-running': 409,
  'not-released': 409,
  'invalid-answer': 422,
  'bank-too-small': 409,
  'already-revoked': 409,
  'glyph-missing': 422,
  'certificate-not-yet-issued': 404,
  'year-not-open': 409,
  'draft-open': 409,
  'lesson-exists': 409,
  'draft-in-review': 409,
  'draft-closed': 409,
  'draft-at-fault': 422,
  'stale-base': 409,
  'not-in-review': 409,
  'own-work': 403,
  'answer-taken': 409,
  'paper-graded': 409,
  'image-refused': 422,
  'upload-refused': 422,
  'outside-reach': 403,
  'contradicts-record': 409,
  'day-in-future': 422,
  'earned-before': 409,
  'unit-cycle': 409,
  'unit-not-then': 409,
  'unit-absent': 409,
  'unit-namesake': 409,
  'unit-in-use': 409,
  'no-change': 422,
  'not-serving': 409,
  'year-open-already': 409,
  'year-in-future': 422,
  'year-not-computed': 409,
  'records-differ': 409,
  'year-not-checked': 409,
  'policy-unknown': 422,
  'batch-too-large': 422,
  'roster-unreadable': 422,
  'roster-not-ready': 409,
  'rows-refused': 422,
  'leavers-unconfirmed': 422,
  'import-running': 409,
};

export type ProblemCode =
  | RefusalCode
  | 'unauthenticated'
  | RefusedTokenReason
  | 'unparsable-body'
  | 'foreign-origin'
  | 'method-not-allowed'
  | 'internal-error'
  | 'too-large'
  | 'bad-request'
  | 'empty-form'
  | 'unsupported-media-type';

const STATUS_OF_PROTOCOL: Record<Exclude<ProblemCode, RefusalCode>, number> = {
  unauthenticated: 401,
  'token-expired': 401,
  'token-revoked': 401,
  'token-unknown': 401,
  'unparsable-body': 400,
  'foreign-origin': 403,
  'method-not-allowed': 405,
  'internal-error': 500,
  'too-large': 413,
  'bad-request': 400,
  'empty-form': 400,
  'unsupported-media-type': 415,
};

export const statusOf = (code: ProblemCode): number =>
  code in STATUS_OF ? STATUS_OF[code as RefusalCode] : STATUS_OF_PROTOCOL[code as Exclude<ProblemCode, RefusalCode>];
