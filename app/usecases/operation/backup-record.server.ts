import { z } from 'zod';
import type { Json } from '#app/domain/kernel/canonical.ts';
import type { BackupManifest } from '#app/domain/operation/backup-manifest.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import { findAuditEntry } from '#db/stores/audit.ts';
import { findSetting, insertSetting } from '#db/stores/settings.ts';

const LAST_BACKUP = 'operation.last-backup';
const LAST_DRILL = 'operation.last-drill';

/** A backup that is whole. `id` is the SHA-256 of its manifest. */
export type BackupReference = { readonly id: string; readonly manifest: BackupManifest };

const lastBackup = z.object({ id: z.string(), snapshotAt: z.number(), bytes: z.number() });
const lastDrill = z.object({
  id: z.string(),
  snapshotAt: z.number(),
  at: z.number(),
  passed: z.boolean(),
  /** How many faults the original itself had, in a copy that equals it. */
  originalFaults: z.number().default(0),
});
export type LastBackup = z.output<typeof lastBackup>;
export type LastDrill = z.output<typeof lastDrill>;

/** Remembers that a backup was made, and puts it on record. */
export async function recordBackup(
  context: Context,
  actor: Actor,
  { id, manifest, bytes }: BackupReference & { bytes: number },
): Promise<void> {
  const value: LastBackup = { id, snapshotAt: manifest.at, bytes };
  await context.database.transaction(async (tx) => {
    await keep({ tx, context }, LAST_BACKUP, value);
    await recordAudit(
      { tx, context, actor },
      {
        stream: 'system',
        action: 'backup.create',
        subject: { kind: 'backup', id },
        detail: { ...tell(manifest), bytes },
      },
    );
  });
}

/** Remembers how a drill came out. Does nothing when the backup is not one of this installation; says which it was. */
export async function recordDrill(
  context: Context,
  actor: Actor,
  {
    id,
    manifest,
    passed,
    faults,
    originalFaults,
  }: BackupReference & { passed: boolean; faults: number; originalFaults: number },
): Promise<boolean> {
  if (!(await isOfThisInstallation(context, manifest))) return false;
  const value: LastDrill = { id, snapshotAt: manifest.at, at: context.clock.now(), passed, originalFaults };
  await context.database.transaction(async (tx) => {
    await keep({ tx, context }, LAST_DRILL, value);
    await recordAudit(
      { tx, context, actor },
      {
        stream: 'system',
        action: 'backup.drill',
        subject: { kind: 'backup', id },
        outcome: passed ? 'done' : 'broken',
        detail: { ...tell(manifest), faults, originalFaults },
      },
    );
  });
  return true;
}

/** Puts on record that this database came out of a backup. */
export async function recordRestore(context: Context, actor: Actor, { id, manifest }: BackupReference): Promise<void> {
  await context.database.transaction((tx) =>
    recordAudit(
      { tx, context, actor },
      { stream: 'system', action: 'backup.restore', subject: { kind: 'backup', id }, detail: tell(manifest) },
    ),
  );
}

/** The newest backup that was made of this installation; null when none was put on record. */
export async function readLastBackup(read: Handle): Promise<LastBackup | null> {
  return lastBackup.safeParse(await findSetting(read, LAST_BACKUP)).data ?? null;
}

export async function readLastDrill(read: Handle): Promise<LastDrill | null> {
  return lastDrill.safeParse(await findSetting(read, LAST_DRILL)).data ?? null;
}

async function keep({ tx, context }: { tx: Handle; context: Context }, key: string, value: Json): Promise<void> {
  await insertSetting(tx, { id: newId(context, 'set'), key, value, at: context.clock.now() });
}

const tell = ({ at, engine, product, tables }: BackupManifest) => ({
  snapshotAt: at,
  engine,
  product,
  rows: tables.reduce((sum, { rows }) => sum + rows, 0),
});

/** Whether the log holds an entry on which a chain of the backup ends: no other installation's does. */
async function isOfThisInstallation({ database }: Context, { facts }: BackupManifest): Promise<boolean> {
  const head = facts.heads.find(({ n }) => n > 0);
  if (!head) return false;
  return (await findAuditEntry(database.read, { stream: head.stream, n: head.n }))?.hash === head.hash;
}
