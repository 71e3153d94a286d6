import { expect, it } from 'vitest';
import { seedAccount } from '#db/seed/exams.ts';
import { makeTestContext } from '#test/support/context.ts';
import { describeOnBothEngines } from '#test/support/database.ts';
import { identify, identifyMany, startSession } from './session.server.ts';

const address = '127.0.0.1';

describeOnBothEngines('the session cookie', (fresh) => {
  it('is read beside cookies that cannot be decoded, and is nobody when it cannot itself', async () => {
    const database = await fresh();
    const context = makeTestContext(database);
    await database.transaction((tx) => seedAccount(tx, { personId: 'per_0' }));
    const start = (cookie: string) =>
      startSession(context, {
        request: new Request('http://test/login', { headers: { Cookie: cookie } }),
        personId: 'per_0',
        address,
      });
    const good = (await start('xk_session=%; tracker=100%')).split(';')[0] ?? '';
    const cookies = ['xk_session=%', 'other=%E0', 'xk_session=%00', `tracker=100%; ${good}`, good];
    const kinds = ['anonymous', 'anonymous', 'anonymous', 'person', 'person'];
    const credentials = cookies.map((cookie) => ({ cookie, authorization: null, address }));
    const alone = await Promise.all(credentials.map((one) => identify({ context, ...one })));
    expect(alone.map(({ kind }) => kind)).toEqual(kinds);
    const together = await identifyMany({ context, callers: credentials });
    expect(together.map(({ kind }) => kind)).toEqual(kinds);
  });
});
