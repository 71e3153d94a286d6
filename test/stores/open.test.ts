import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { describeOnBothEngines } from '#test/support/database.ts';

const unit = (id: string) => ({ id, code: id, createdAt: 1 });

describeOnBothEngines('a database', (fresh, engine) => {
  test('keeps what a transaction wrote and shows it to readers', async () => {
    const database = await fresh();
    await database.transaction((tx) => tx.db.insert(tx.tables.orgUnit).values(unit('a')));
    const { db, tables } = database.read;
    expect(await db.select().from(tables.orgUnit)).toEqual([unit('a')]);
  });

  test('takes everything back when the work throws, also what ran before the throw', async () => {
    const database = await fresh();
    const work = database.transaction(async (tx) => {
      await tx.db.insert(tx.tables.orgUnit).values(unit('a'));
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect(await database.read.db.select().from(database.read.tables.orgUnit)).toEqual([]);
  });

  test('never mixes two transactions that run at once: one rolls back, the other stays', async () => {
    const database = await fresh();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 40 }, (_, i) =>
        database.transaction(async (tx) => {
          await tx.db.insert(tx.tables.orgUnit).values(unit(`u${i}`));
          if (i % 2 === 1) throw new Error('odd');
        }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(20);
    const rows = await database.read.db.select().from(database.read.tables.orgUnit);
    expect(rows.map(({ id }) => Number(id.slice(1))).every((i) => i % 2 === 0)).toBe(true);
    expect(rows).toHaveLength(20);
  });

  // PostgreSQL has one pool for both; only SQLite can hold its reader to reading.
  if (engine === 'sqlite') {
    test('refuses to write through the handle for reading', async () => {
      const { read } = await fresh();
      await expect((async () => read.db.insert(read.tables.orgUnit).values(unit('a')))()).rejects.toThrow(/readonly/);
    });
  }

  test('carries booleans, JSON, instants and text through unchanged', async () => {
    const database = await fresh();
    const row = {
      id: 'v1',
      documentId: 'd1',
      number: 1,
      status: 'draft' as const,
      body: { 文: ['政务', 1, true, null], b: { a: -1.5 } },
      hash: 'h',
      createdBy: 'x',
      createdAt: 1_795_138_200_123,
      publishedBy: null,
      publishedAt: null,
      change: null,
      note: null,
    };
    await database.transaction(async ({ db, tables }) => {
      await db.insert(tables.document).values({ id: 'd1', kind: 'lesson', code: 'c', createdAt: 1 });
      await db.insert(tables.documentVersion).values(row);
    });
    const { db, tables } = database.read;
    expect(await db.select().from(tables.documentVersion).where(eq(tables.documentVersion.id, 'v1'))).toEqual([row]);
  });
});
