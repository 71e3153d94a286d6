import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { pinyinKeyOf } from '#app/domain/people/pinyin.ts';
import { fillNameKeys } from '#app/usecases/people/fill-name-keys.server.ts';
import { findPerson } from '#db/stores/people.ts';
import { makeTestContext } from '#test/support/context.ts';
import { describeOnBothEngines } from '#test/support/database.ts';
import { seedPerson, seedUnit } from '#test/support/people.ts';

describeOnBothEngines('search keys of names', (fresh) => {
  test('are made when a person is entered', async () => {
    const context = makeTestContext(await fresh());
    const unitId = await seedUnit(context, { code: '01' });
    const id = await seedPerson(context, { employeeNo: '1', name: '单小明', unitId });
    expect((await findPerson(context.database.read, id))?.pinyin).toBe(pinyinKeyOf('单小明'));
  });

  test('are made once for people of an earlier version, those already there stay, one that cannot be read ends nothing', async () => {
    const context = makeTestContext(await fresh());
    const unitId = await seedUnit(context, { code: '01' });
    const { person } = context.database.read.tables;
    const ids: string[] = [];
    for (const [i, name] of ['张三', '\u{323AF}', '李四', '王五'].entries())
      ids.push(await seedPerson(context, { employeeNo: String(i), name, unitId }));
    await context.database.transaction(async (tx) => {
      await tx.db.update(person).set({ pinyin: '' });
      await tx.db.update(person).set({ pinyin: 'kept' }).where(eq(person.employeeNo, '3'));
    });
    expect(await fillNameKeys(context)).toBe(3);
    const keys = await Promise.all(ids.map(async (id) => (await findPerson(context.database.read, id))?.pinyin));
    expect(keys).toEqual([pinyinKeyOf('张三'), '', pinyinKeyOf('李四'), 'kept']);
    expect(await fillNameKeys(context)).toBe(1);
  });
});
