import { expect, test } from 'vitest';
import { checkChain } from '#app/domain/audit/chain.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { systemActor } from '#app/usecases/context.ts';
import { listAuditEntries, listAuditHeads } from '#db/stores/audit.ts';
import { makeTestContext } from '#test/support/context.ts';
import { describeOnBothEngines } from '#test/support/database.ts';

describeOnBothEngines('the audit log', (fresh) => {
  test('chains the entries of one stream without a gap when 30 writers append at once', async () => {
    const database = await fresh();
    const context = makeTestContext(database);
    await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        database.transaction((tx) =>
          recordAudit(
            { tx, context, actor: systemActor('test') },
            { stream: 'people', action: 'test.append', subject: { kind: 'n', id: String(i) }, detail: { 数: i } },
          ),
        ),
      ),
    );
    const entries = await listAuditEntries(database.read, { stream: 'people', after: 0, limit: 100 });
    const [head] = await listAuditHeads(database.read);
    const check = checkChain('people');
    expect(entries.map((entry) => check.add(entry)).filter(Boolean)).toEqual([]);
    expect(entries.map(({ n }) => n)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
    expect(head && check.finish(head)).toBeNull();
  });

  test('leaves no entry behind when the change that it reports is rolled back', async () => {
    const database = await fresh();
    const context = makeTestContext(database);
    const work = database.transaction(async (tx) => {
      await recordAudit(
        { tx, context, actor: systemActor('test') },
        { stream: 'people', action: 'a', subject: { kind: 'k', id: 'i' } },
      );
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect(await listAuditEntries(database.read, { stream: 'people', after: 0, limit: 10 })).toEqual([]);
    expect((await listAuditHeads(database.read)).filter(({ n }) => n > 0)).toEqual([]);
  });
});
