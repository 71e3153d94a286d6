import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { RETENTION } from '#app/domain/operation/retention.ts';
import { makeRetentionJob } from '#app/platform/jobs/retention.server.ts';
import { applyRetention, recordRetention } from '#app/usecases/operation/apply-retention.server.ts';
import type { Database } from '#db/open.server.ts';
import { listAuditEntries } from '#db/stores/audit.ts';
import { insertSetting } from '#db/stores/settings.ts';
import { makeTestContext, TEST_NOW } from '#test/support/context.ts';
import { describeOnBothEngines } from '#test/support/database.ts';
import { seedPerson, seedUnit } from '#test/support/people.ts';
import { runRaw } from '#test/support/tamper.ts';

const DAY = 86_400_000;

describeOnBothEngines('retention', (fresh) => {
  async function fill(database: Database) {
    const context = makeTestContext(database);
    const unitId = await seedUnit(context, { code: 'A' });
    const personId = await seedPerson(context, { employeeNo: '1', unitId });
    const { tables } = database.read;
    const at = (days: number) => TEST_NOW - days * DAY;
    await database.transaction(async ({ db }) => {
      const link = (id: string, expiresAt: number, usedAt: number | null) => ({
        id,
        purpose: 'first-administrator' as const,
        createdAt: 1,
        expiresAt,
        usedAt,
      });
      await db
        .insert(tables.oneTimeLink)
        .values([
          link('used-30-days-ago', at(-1), at(30)),
          link('used-29-days-ago', at(-1), at(29)),
          link('outlived-30-days-ago', at(30), null),
          link('open', at(-1), null),
        ]);
      const code = (id: string, endedAt: number | null) => ({
        id,
        personId,
        purpose: 'activation' as never,
        createdBy: 'test',
        createdAt: 1,
        expiresAt: at(-1),
        usedAt: null,
        endedAt,
      });
      await db.insert(tables.accessCode).values([code('ended', at(365)), code('open', null)]);
      const mail = (id: string, sentAt: number | null, failedAt: number | null) => ({
        id,
        kind: 'password-reset' as const,
        personId,
        language: 'zh-CN',
        createdAt: 1,
        tries: 1,
        nextAt: 1,
        sentAt,
        failedAt,
        lastError: null,
      });
      await db
        .insert(tables.mailJob)
        .values([mail('sent', at(30), null), mail('failed', null, at(31)), mail('waiting', null, null)]);
      const events = Array.from({ length: 1201 }, (_, i) => `evt_${String(i).padStart(4, '0')}`);
      for (let i = 0; i < events.length; i += 100) {
        const some = events.slice(i, i + 100);
        await db
          .insert(tables.outboxEvent)
          .values(some.map((id) => ({ id, type: 'exam-graded', payload: {}, createdAt: 1 })));
        await db.insert(tables.outboxDelivery).values(
          some.map((eventId) => ({
            eventId,
            handler: 'issue-certificate',
            attempts: 1,
            nextAt: 1,
            doneAt: eventId === 'evt_0000' ? null : at(eventId === 'evt_0001' ? 89 : 90),
          })),
        );
      }
    });
    return context;
  }

  test('deletes at exactly the day, in batches, and nothing that is open or younger', async () => {
    const context = await fill(await fresh());
    expect(await applyRetention(context)).toEqual({
      sessions: 0,
      'closed-links': 2,
      'access-codes': 1,
      mail: 2,
      deliveries: 1199,
    });
    expect(await applyRetention(context)).toMatchObject({ 'closed-links': 0, deliveries: 0 });
    const { db, tables } = context.database.read;
    expect((await db.select().from(tables.oneTimeLink)).map(({ id }) => id).sort()).toEqual([
      'open',
      'used-29-days-ago',
    ]);
    expect((await db.select().from(tables.mailJob)).map(({ id }) => id)).toEqual(['waiting']);
    expect((await db.select().from(tables.outboxDelivery)).map(({ eventId }) => eventId).sort()).toEqual([
      'evt_0000',
      'evt_0001',
    ]);
    expect(await db.select({ n: sql<number>`count(*)` }).from(tables.outboxEvent)).toEqual([{ n: expect.anything() }]);
  });

  test('obeys a stored period within its bounds', async () => {
    const context = await fill(await fresh());
    await context.database.transaction((tx) =>
      insertSetting(tx, { id: 'set_1', key: RETENTION['closed-links'].setting, value: 29, at: 1 }),
    );
    expect((await applyRetention(context))['closed-links']).toBe(3);
  });

  test('is put on record once a day with what went meanwhile, and not when nothing did', async () => {
    const context = await fill(await fresh());
    const entries = async () =>
      (await listAuditEntries(context.database.read, { stream: 'system', after: 0, limit: 100 })).filter(
        ({ action }) => action === 'retention.purge',
      );
    expect(await recordRetention(context, { mail: 0 })).toBe(false);
    const run = makeRetentionJob(context);
    await run();
    expect(await entries()).toMatchObject([
      { detail: { purged: { mail: 2, deliveries: 1199, 'closed-links': 2, 'access-codes': 1 } } },
    ]);
    await run();
    // A link that becomes old while it is too early for another entry.
    context.pass(DAY - 1);
    await run();
    expect(await entries()).toHaveLength(1);
    context.pass(1);
    await run();
    expect(await entries()).toMatchObject([{}, { detail: { purged: { 'closed-links': 1 } } }]);
  });

  test('leaves the log as it is', async () => {
    const database = await fresh();
    const context = await fill(database);
    const before = (await listAuditEntries(database.read, { stream: 'people', after: 0, limit: 1000 })).length;
    context.pass(3650 * DAY);
    await applyRetention(context);
    expect((await listAuditEntries(database.read, { stream: 'people', after: 0, limit: 1000 })).length).toBe(before);
    await expect(runRaw(database, sql`delete from audit_entry`)).rejects.toThrow();
  });
});
