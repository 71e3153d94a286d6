/**
 * What stands out in the log because somebody must react to it or look into it. The one list that the view, its counts
 * and its words are made from. Each kind names entries by what an index finds: acts, or an outcome.
 */
export type SecurityKind =
  | 'lockout'
  | 'code-lockout'
  | 'wrong-password'
  | 'new-device'
  | 'refused-grant'
  | 'refused-reset'
  | 'reset'
  | 'refused-access'
  | 'foreign-write'
  | 'token-misuse'
  | 'ended-session'
  | 'unlocked'
  | 'token'
  | 'key-rotation'
  | 'broken-chain';

export type SecurityRule = {
  readonly kind: SecurityKind;
  /** Whether it may be the sign of an attack or of a fault; else it is an act of guarding, told for completeness. */
  readonly alarming: boolean;
  readonly actions: readonly string[];
  /** `done`, all but `done`, exactly this code, or whatever it was. */
  readonly outcome: 'done' | 'not-done' | 'any' | { readonly code: string };
};

export const SECURITY_RULES: readonly SecurityRule[] = [
  {
    kind: 'lockout',
    alarming: true,
    actions: ['account.sign-in', 'account.change-password'],
    outcome: { code: 'too-many-attempts' },
  },
  // Codes are counted by how they begin and by address: no account is locked by them.
  { kind: 'code-lockout', alarming: true, actions: ['access.open-code'], outcome: { code: 'too-many-attempts' } },
  { kind: 'wrong-password', alarming: false, actions: ['account.sign-in'], outcome: { code: 'wrong-credentials' } },
  { kind: 'new-device', alarming: true, actions: ['account.new-device'], outcome: 'any' },
  {
    kind: 'refused-grant',
    alarming: true,
    actions: ['role.grant', 'role.change-end', 'role.revoke'],
    outcome: 'not-done',
  },
  { kind: 'refused-reset', alarming: true, actions: ['access.issue-reset'], outcome: 'not-done' },
  { kind: 'reset', alarming: false, actions: ['access.issue-reset'], outcome: 'done' },
  { kind: 'refused-access', alarming: true, actions: ['access.refuse'], outcome: 'any' },
  { kind: 'foreign-write', alarming: true, actions: ['access.foreign-write'], outcome: 'any' },
  { kind: 'token-misuse', alarming: true, actions: ['token.misuse'], outcome: 'any' },
  { kind: 'ended-session', alarming: false, actions: ['session.end'], outcome: 'any' },
  { kind: 'unlocked', alarming: false, actions: ['account.unlock'], outcome: 'any' },
  { kind: 'token', alarming: false, actions: ['token.create', 'token.revoke'], outcome: 'any' },
  { kind: 'key-rotation', alarming: false, actions: ['key.rotate'], outcome: 'any' },
  { kind: 'broken-chain', alarming: true, actions: ['audit.verify'], outcome: { code: 'broken' } },
];

export const SECURITY_KINDS: readonly SecurityKind[] = SECURITY_RULES.map(({ kind }) => kind);
