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

  const person = table(
    'person',
    {
      id: text('id').primaryKey(),
      employeeNo: text('employee_no').notNull(),
      name: text('name').notNull(),
      active: bool('active').notNull(),
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

  return {
    orgUnit,
    orgUnitVersion,
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
