import type { RecordFault } from '#app/domain/audit/verification-fault.ts';
import { isSettingKey } from '#app/domain/operation/settings.ts';
import { tokenFingerprint } from '#app/domain/people/token-fingerprint.ts';
import type { Handle } from '#db/open.server.ts';
import { type AuditedRow, listEntriesAbout, listRows, listUnitCodes, pageRows } from '#db/stores/audited.ts';
import { listSettingRows } from '#db/stores/settings.ts';
import {
  agrees,
  byId,
  type Detail,
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

export async function compareRoles(read: Handle, entries: readonly Entry[]): Promise<RecordFault[]> {
  const ids = entries.map(({ detail }) => textOf(detail.grantId));
  const rows = byId(await listRows(read, 'roleGrant', ids));
  const codes = await listUnitCodes(
    read,
    [...rows.values()].map(({ unitId }) => unitId),
  );
  // What a grant said of its end holds until the end was moved; then the last move says it.
  const moves = await listEntriesAbout(read, {
    subjectIds: entries.map(({ subjectId }) => subjectId),
    actions: ['role.change-end'],
  });
  const ends = new Map(
    moves.map((move) => [textOf(detailOf(move.detail).grantId), detailOf(detailOf(move.detail).after ?? {}).endsAt]),
  );
  return entries.flatMap(({ action, at, actorId, subjectId, detail: told }) => {
    const row = rows.get(textOf(told.grantId));
    if (!row) return [fault('role', textOf(told.grantId), 'missing')];
    const moved = ends.get(row.id);
    const detail = action === 'role.grant' && moved !== undefined ? { ...told, endsAt: moved } : told;
    const { personId, role, unitId, reason, grantedBy, grantedAt, endsAt, revokedAt } = row;
    const same =
      personId === subjectId &&
      (action === 'role.grant'
        ? grantedBy === actorId &&
          grantedAt <= at &&
          agrees(detail, { role, unitCode: codes.get(unitId), reason, endsAt })
        : action === 'role.change-end'
          ? agrees(detail, { role, unitId })
          : revokedAt !== null && revokedAt <= at && agrees(detail, { role, unitId, revokedAt }));
    return same ? [] : [fault('role', row.id, 'differs-from-log')];
  });
}

export async function findRoles({ read }: Reading, place: Place): Promise<Page> {
  const rows = await pageRows(read, 'roleGrant', place);
  const personIds = rows.map(({ personId }) => personId);
  const told = await tell(read, personIds, ['role.grant', 'role.revoke']);
  const found = rows.filter(({ id, personId, revokedAt }) => {
    const actions = told(personId)
      .filter(({ detail }) => detail.grantId === id)
      .map(({ action }) => action);
    return !actions.includes('role.grant') || (revokedAt !== null && !actions.includes('role.revoke'));
  });
  return { found: found.map(({ id }) => fault('role', id, 'not-in-log')), ids: idsOf(rows) };
}

export async function compareTokens(read: Handle, entries: readonly Entry[]): Promise<RecordFault[]> {
  const subjects = entries.map(({ subjectId }) => subjectId);
  const rows = byId(await listRows(read, 'apiToken', subjects));
  return entries.flatMap(({ action, at, actorId, subjectId, detail }) => {
    const row = rows.get(subjectId);
    if (!row) return [fault('token', subjectId, 'missing')];
    const { name, scopes, expiresAt, createdAt, createdBy, revokedAt } = row;
    const same =
      action === 'token.create'
        ? createdBy === actorId &&
          createdAt <= at &&
          agrees(detail, { name, scopes, expiresAt, fingerprint: tokenFingerprint(row.hash) })
        : revokedAt !== null && agrees(detail, { name, revokedAt });
    return same ? [] : [fault('token', subjectId, 'differs-from-log')];
  });
}

export async function findTokens({ read }: Reading, place: Place): Promise<Page> {
  const rows = await pageRows(read, 'apiToken', place);
  const told = await tell(read, idsOf(rows), ['token.create', 'token.revoke']);
  const found = rows.filter(({ id, revokedAt }) => {
    const actions = told(id).map(({ action }) => action);
    return !actions.includes('token.create') || (revokedAt !== null && !actions.includes('token.revoke'));
  });
  return { found: found.map(({ id }) => fault('token', id, 'not-in-log')), ids: idsOf(rows) };
}

/** Whether an entry tells of this row: the first releases did not name it. */
const isOfSetting = (
  { actorId, detail }: { readonly actorId: string; readonly detail: Detail },
  row: AuditedRow<'setting'>,
) =>
  actorId === row.actorId &&
  agrees(detail, { settingId: row.id, after: row.value, reason: row.reason, inForceAt: row.at });

/** Every change that the log tells of is there as it says. `inForceAt` also holds which of them is the newest. */
export async function compareSettings(read: Handle, entries: readonly Entry[]): Promise<RecordFault[]> {
  const rows = await listSettingRows(
    read,
    entries.map(({ subjectId }) => subjectId),
  );
  return entries.flatMap(({ actorId, subjectId, detail }) => {
    const { settingId } = detail;
    const own = rows.filter(({ id, key }) => key === subjectId && (settingId === undefined || id === settingId));
    if (own.some((row) => isOfSetting({ actorId, detail }, row))) return [];
    return [fault('setting', subjectId, own.length === 0 ? 'missing' : 'differs-from-log')];
  });
}

/** Looks at settings alone; what the product marks for itself in the same table is in nobody's power to set. */
export async function findSettings({ read }: Reading, place: Place): Promise<Page> {
  const rows = await pageRows(read, 'setting', place);
  const settings = rows.filter(({ key }) => isSettingKey(key));
  const told = await tell(
    read,
    settings.map(({ key }) => key),
    ['setting.change'],
  );
  const found = settings.filter((row) => !told(row.key).some((entry) => isOfSetting(entry, row)));
  return { found: found.map(({ key }) => fault('setting', key, 'not-in-log')), ids: idsOf(rows) };
}
