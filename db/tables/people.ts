import type { Json } from '#app/domain/kernel/canonical.ts';
import type { Role } from '#app/domain/people/roles.ts';
import type { Kit } from '#db/kit.ts';

/** The organisation, its people, their roles, and how they sign in. */
export function definePeopleTables(kit: Kit) {
  const { table, text, int, bool, at, json, primaryKey, index, uniqueIndex } = kit;

  const orgUnit = table(
    'org_unit',
    { id: text('id').primaryKey(), code: text('code').notNull(), createdAt: at('created_at').notNull() },
    (t) => [uniqueIndex('org_unit_code').on(t.code)],
  );

  /** What a unit was called and where it stood from one day to the day before another; history is never rewritten. */
  const orgUnitVersion = table(
    'org_unit_version',
    {
      id: text('id').primaryKey(),
      unitId: text('unit_id')
        .notNull()
        .references(() => orgUnit.id),
      name: text('name').notNull(),
      parentId: text('parent_id').references(() => orgUnit.id),
      validFrom: text('valid_from').notNull(),
      validTo: text('valid_to'),
    },
    (t) => [
      uniqueIndex('org_unit_version_from').on(t.unitId, t.validFrom),
      index('org_unit_version_parent').on(t.parentId),
    ],
  );

  /** Units that took over from others by merging or splitting; renaming and moving are versions of one unit. */
  const unitSuccession = table(
    'unit_succession',
    {
      id: text('id').primaryKey(),
      kind: text('kind').$type<'merge' | 'split'>().notNull(),
      fromUnitId: text('from_unit_id')
        .notNull()
        .references(() => orgUnit.id),
      toUnitId: text('to_unit_id')
        .notNull()
        .references(() => orgUnit.id),
      effectiveFrom: text('effective_from').notNull(),
      note: text('note').notNull(),
      actorId: text('actor_id').notNull(),
      at: at('at').notNull(),
    },
    (t) => [index('unit_succession_from').on(t.fromUnitId), index('unit_succession_to').on(t.toUnitId)],
  );

  const person = table(
    'person',
    {
      id: text('id').primaryKey(),
      employeeNo: text('employee_no').notNull(),
      name: text('name').notNull(),
      /** What a search by pinyin looks through: full syllables and initials (app/domain/people/pinyin.ts). */
      pinyin: text('pinyin').notNull().default(''),
      /** Where a forgotten password is answered; null when unknown. */
      email: text('email'),
      active: bool('active').notNull(),
      /** The first day on which they no longer served; null while they do. */
      leftOn: text('left_on'),
      createdAt: at('created_at').notNull(),
    },
    (t) => [uniqueIndex('person_employee_no').on(t.employeeNo), index('person_name').on(t.name)],
  );

  /** Where a person served, at which level and in which category, from one day to the day before another. */
  const posting = table(
    'posting',
    {
      id: text('id').primaryKey(),
      personId: text('person_id')
        .notNull()
        .references(() => person.id),
      unitId: text('unit_id')
        .notNull()
        .references(() => orgUnit.id),
      positionLevel: text('position_level').notNull(),
      category: text('category').notNull(),
      validFrom: text('valid_from').notNull(),
      validTo: text('valid_to'),
    },
    (t) => [uniqueIndex('posting_from').on(t.personId, t.validFrom), index('posting_unit').on(t.unitId, t.personId)],
  );

  const roleGrant = table(
    'role_grant',
    {
      id: text('id').primaryKey(),
      personId: text('person_id')
        .notNull()
        .references(() => person.id),
      role: text('role').$type<Role>().notNull(),
      unitId: text('unit_id')
        .notNull()
        .references(() => orgUnit.id),
      reason: text('reason').notNull(),
      grantedBy: text('granted_by').notNull(),
      grantedAt: at('granted_at').notNull(),
      endsAt: at('ends_at'),
      revokedAt: at('revoked_at'),
    },
    (t) => [index('role_grant_person').on(t.personId), index('role_grant_role').on(t.role, t.unitId)],
  );

  const account = table(
    'account',
    {
      personId: text('person_id')
        .primaryKey()
        .references(() => person.id),
      /** Lower case; what is typed is folded the same way. */
      username: text('username').notNull(),
      passwordHash: text('password_hash').notNull(),
      mustChange: bool('must_change').notNull(),
      changedAt: at('changed_at').notNull(),
      disabledAt: at('disabled_at'),
      language: text('language'),
    },
    (t) => [uniqueIndex('account_username').on(t.username)],
  );

  /** `id` is the SHA-256 of the cookie's value, so that a leaked table opens nothing. */
  const session = table(
    'session',
    {
      id: text('id').primaryKey(),
      personId: text('person_id')
        .notNull()
        .references(() => person.id),
      createdAt: at('created_at').notNull(),
      expiresAt: at('expires_at').notNull(),
      absoluteExpiresAt: at('absolute_expires_at').notNull(),
      address: text('address').notNull(),
      agent: text('agent').notNull(),
    },
    (t) => [index('session_person').on(t.personId), index('session_expiry').on(t.expiresAt)],
  );

  /** Failures counted per window and key (account × known device, account × everyone else, address). */
  const signInThrottle = table('sign_in_throttle', {
    key: text('key').primaryKey(),
    failures: int('failures').notNull(),
    windowEndsAt: at('window_ends_at').notNull(),
  });

  const apiToken = table(
    'api_token',
    {
      id: text('id').primaryKey(),
      hash: text('hash').notNull(),
      name: text('name').notNull(),
      scopes: json<string[]>('scopes').notNull(),
      createdAt: at('created_at').notNull(),
      createdBy: text('created_by').notNull(),
      expiresAt: at('expires_at').notNull(),
      revokedAt: at('revoked_at'),
      /** To the hour: an exact one would cost a write per call. */
      lastUsedAt: at('last_used_at'),
    },
    (t) => [uniqueIndex('api_token_hash').on(t.hash)],
  );

  /** One-time links (first administrator); `id` is the SHA-256 of what the link carries. */
  const oneTimeLink = table('one_time_link', {
    id: text('id').primaryKey(),
    purpose: text('purpose').$type<'first-administrator'>().notNull(),
    createdAt: at('created_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    usedAt: at('used_at'),
  });

  /** Browsers from which an account was signed in to before; `id` is the SHA-256 of the device cookie. */
  const knownDevice = table(
    'known_device',
    {
      id: text('id').notNull(),
      personId: text('person_id')
        .notNull()
        .references(() => person.id),
      lastUsedAt: at('last_used_at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.id, t.personId] })],
  );

  /**
   * Codes that let one person set a password once: printed on a slip (`activation`), handed out by an administrator or
   * mailed (`reset`). `id` is the SHA-256 of the code. A newer code of a person ends the ones before.
   */
  const accessCode = table(
    'access_code',
    {
      id: text('id').primaryKey(),
      personId: text('person_id')
        .notNull()
        .references(() => person.id),
      purpose: text('purpose').$type<'activation' | 'reset'>().notNull(),
      createdBy: text('created_by').notNull(),
      createdAt: at('created_at').notNull(),
      expiresAt: at('expires_at').notNull(),
      usedAt: at('used_at'),
      endedAt: at('ended_at'),
    },
    (t) => [index('access_code_person').on(t.personId, t.createdAt), index('access_code_expiry').on(t.expiresAt)],
  );

  /** Mails to be sent. What is secret in one (a code) is made when it goes out and never stored here. */
  const mailJob = table(
    'mail_job',
    {
      id: text('id').primaryKey(),
      kind: text('kind').$type<'password-reset'>().notNull(),
      personId: text('person_id')
        .notNull()
        .references(() => person.id),
      language: text('language').notNull(),
      createdAt: at('created_at').notNull(),
      tries: int('tries').notNull(),
      nextAt: at('next_at').notNull(),
      sentAt: at('sent_at'),
      failedAt: at('failed_at'),
      lastError: text('last_error'),
    },
    (t) => [index('mail_job_due').on(t.sentAt, t.failedAt, t.nextAt), index('mail_job_person').on(t.personId)],
  );

  /** One roster file: read, compared with what is there, looked at, then applied or put aside. */
  const rosterImport = table(
    'roster_import',
    {
      id: text('id').primaryKey(),
      fileName: text('file_name').notNull(),
      fileHash: text('file_hash').notNull(),
      format: text('format').$type<'csv' | 'xlsx'>().notNull(),
      encoding: text('encoding').notNull(),
      /** `compared` is a dry run that can be applied. */
      status: text('status')
        .$type<'reading' | 'compared' | 'applying' | 'applied' | 'discarded' | 'failed'>()
        .notNull(),
      /** Which column of the file is which field, the options chosen, counts per kind, what failed. */
      mapping: json<Json>('mapping').notNull(),
      options: json<Json>('options').notNull(),
      counts: json<Json>('counts').notNull(),
      /** The first day on which what the file says holds. */
      effectiveFrom: text('effective_from').notNull(),
      rowsDone: int('rows_done').notNull(),
      rowsTotal: int('rows_total').notNull(),
      createdBy: text('created_by').notNull(),
      createdAt: at('created_at').notNull(),
      appliedBy: text('applied_by'),
      appliedAt: at('applied_at'),
    },
    (t) => [index('roster_import_created').on(t.createdAt), index('roster_import_status').on(t.status)],
  );

  /** What one row of a roster would change; `n` counts them all, `line` is the row of the file (0 for who left). */
  const rosterRow = table(
    'roster_row',
    {
      importId: text('import_id')
        .notNull()
        .references(() => rosterImport.id),
      n: int('n').notNull(),
      line: int('line').notNull(),
      kind: text('kind').$type<'new' | 'changed' | 'moved' | 'left' | 'returned' | 'refused' | 'unchanged'>().notNull(),
      employeeNo: text('employee_no').notNull(),
      name: text('name').notNull(),
      personId: text('person_id'),
      before: json<Json>('before').notNull(),
      after: json<Json>('after').notNull(),
      /** Why the row is refused: codes with the column and the text at fault. */
      faults: json<Json>('faults').notNull(),
      appliedAt: at('applied_at'),
    },
    (t) => [primaryKey({ columns: [t.importId, t.n] }), index('roster_row_kind').on(t.importId, t.kind, t.n)],
  );

  return {
    orgUnit,
    orgUnitVersion,
    unitSuccession,
    accessCode,
    mailJob,
    rosterImport,
    rosterRow,
    person,
    posting,
    roleGrant,
    account,
    session,
    signInThrottle,
    apiToken,
    oneTimeLink,
    knownDevice,
  };
}
