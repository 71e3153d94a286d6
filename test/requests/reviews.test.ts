import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, makeClient } from '#test/support/client.ts';
import { type RunningServer, startDemoServer } from '#test/support/server.ts';

/** What the page shows, without its tags and scripts. */
const said = async (response: Response) =>
  (await response.text()).replace(/<script[\s\S]*?<\/script>/g, ' ').replace(/<[^>]+>/g, ' ');

/** The demo organisation has one lesson waiting and one that its reviewer returned. */
describe.each(['sqlite', 'postgres'] as const)('reviews on %s', (engine) => {
  let server: RunningServer;
  let reviewer: Client;

  beforeAll(async () => {
    server = await startDemoServer({ engine });
    reviewer = makeClient(server.url);
    await reviewer.signIn('reviewer');
  });

  afterAll(async () => {
    await server?.remove();
  });

  test('the decided ones have a list of their own, each leading to its review', async () => {
    const answer = await reviewer.get('/staff/reviews?view=decided');
    const page = await answer.clone().text();
    expect(await said(answer)).toMatch(/已退回[\s\S]*补上核对所依据的文件后再提交。/);
    const [, review] = /href="(\/staff\/reviews\/[^"?]+)"/.exec(page) ?? [];
    expect(await said(await reviewer.get(review ?? ''))).toContain('补上核对所依据的文件后再提交。');
    const waiting = await (await reviewer.get('/staff/reviews')).text();
    expect(waiting).toContain('href="/staff/reviews?view=decided"');
    expect(waiting).not.toContain(`href="${review}"`);
    expect(waiting).not.toContain('补上核对所依据的文件后再提交。');
  });

  test('a page past the end is the last one of the same list', async () => {
    const answer = await reviewer.get('/staff/reviews?view=decided&page=7');
    expect([answer.status, answer.headers.get('Location')]).toEqual([302, '/staff/reviews?view=decided&page=1']);
    expect((await reviewer.get('/staff/reviews?view=decided&page=1.5')).status).toBe(200);
  });

  test('who may only read a draft is told so once, and given nothing to write or save with', async () => {
    const decided = await (await reviewer.get('/staff/reviews?view=decided')).text();
    const [, draft] = /href="\/staff\/reviews\/([^"?]+)"/.exec(decided) ?? [];
    const waiting = await (await reviewer.get('/staff/reviews')).text();
    const [, submitted] = /href="\/staff\/reviews\/(dft[^"?]+)"/.exec(waiting) ?? [];
    const trainer = makeClient(server.url);
    await trainer.signIn('trainer');
    const writing = ['编辑区里按Tab键', 'name="intent" value="save"', '改组件', '编写的各个部分', '已保存'];
    const open = async (who: Client, id: string | undefined) => {
      const answer = await who.get(`/staff/lessons/${id}`);
      const page = (await answer.clone().text()).replace(/<script[\s\S]*?<\/script>/g, ' ');
      return { told: (await said(answer)).split('只能查看').length - 1, page };
    };
    const own = await open(trainer, draft);
    expect(own.told).toBe(0);
    for (const words of writing) expect(own.page, words).toContain(words);
    for (const [who, id, why] of [
      [reviewer, draft, '修改课文要有培训师的角色。'],
      [reviewer, submitted, '已提交审核，审核人作出决定前不能修改。'],
      [trainer, submitted, '要改，请先撤回。'],
    ] as const) {
      const read = await open(who, id);
      expect([read.told, read.page.split(why).length - 1], why).toEqual([1, 1]);
      for (const words of writing) expect(read.page, `${why} ${words}`).not.toContain(words);
    }
  });

  test('a learner sees neither list', async () => {
    const learner = makeClient(server.url);
    await learner.signIn('learner');
    for (const view of ['open', 'decided'])
      expect((await learner.get(`/staff/reviews?view=${view}`)).status, view).toBe(403);
  });
});
