import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { IMAGE_LIMITS } from '#app/domain/courses/image-file.ts';
import { UPLOAD_LIMITS } from '#app/domain/courses/lesson-upload.ts';
import { MAX_BODY_BYTES } from '#app/platform/http/door.server.ts';
import { type Client, makeClient } from '#test/support/client.ts';
import { makePhoto } from '#test/support/photo.ts';
import { type RunningServer, startDemoServer } from '#test/support/server.ts';
import { zip } from '#test/support/zip.ts';

const LESSON = '# 拍照\n\n![窗口](甲.png)\n\n![大厅](乙.png)\n\n![柜台](丙.png)\n';
const PHOTOS = ['甲.png', '乙.png', '丙.png'];

/** What authors hand in is larger than any other request, and only where they hand it in. */
describe.each(['sqlite', 'postgres'] as const)('lessons and images handed in on %s', (engine) => {
  let server: RunningServer;
  let trainer: Client;
  let photos: { name: string; bytes: Uint8Array<ArrayBuffer> }[];

  beforeAll(async () => {
    server = await startDemoServer({ engine });
    trainer = makeClient(server.url);
    await trainer.signIn('trainer');
    photos = await Promise.all(PHOTOS.map(async (name, i) => ({ name, bytes: await makePhoto(i + 1) })));
    for (const { bytes } of photos) expect(bytes.length).toBeGreaterThan(4 * MAX_BODY_BYTES);
  });

  afterAll(async () => {
    await server?.remove();
  });

  const fields = (name: string, more: Record<string, string> = {}) => ({
    place: 'egov-basics 01-concepts',
    name,
    title: '拍照',
    from: 'upload',
    text: '',
    ...more,
  });
  const files = (...all: { name: string; bytes: string | Uint8Array<ArrayBuffer> }[]) =>
    all.map(({ name, bytes }) => ({ name: 'files', fileName: name, text: bytes }));
  const hand = (name: string, given: ReturnType<typeof files>, more?: Record<string, string>) =>
    trainer.upload('/staff/lessons/new', { fields: fields(name, more), file: given });
  const left = () => readdirSync(path.join(server.dataDir, 'tmp'));
  /** The page without its tags, as it is read. */
  const said = async (response: Response) => (await response.text()).replace(/<[^>]+>/g, ' ');

  test('a lesson with three photographs of 4 MB each, one by one', async () => {
    const answer = await hand('70-photos', files({ name: '课.md', bytes: LESSON }, ...photos));
    expect(answer.status).toBe(200);
    const page = await said(answer);
    for (const name of PHOTOS) expect(page).toContain(name);
    expect(left()).toEqual([]);
  });

  test('the same as a zip, and its images are served', async () => {
    const packed = zip([
      { name: '课.md', bytes: Buffer.from(LESSON), flags: 0x800 },
      ...photos.map(({ name, bytes }) => ({ name, bytes: Buffer.from(bytes), flags: 0x800 })),
    ]);
    const answer = await hand('71-zip', files({ name: '课.zip', bytes: new Uint8Array(packed) }));
    const draft = /href="\/staff\/lessons\/(dft_\w+)"/.exec(await answer.text())?.[1];
    const work = await trainer.send('POST', `/staff/lessons/${draft}/work`, { act: 'theirs' });
    const { images } = (await work.json()) as { images: Record<string, string> };
    expect(Object.keys(images)).toHaveLength(3);
    for (const hash of Object.values(images)) {
      const image = await trainer.get(`/assets/${hash}.webp`);
      expect([image.status, image.headers.get('Content-Type')]).toEqual([200, 'image/webp']);
    }
  });

  test('what is too much is said with its limit and what to do, and the form keeps what was filled in', async () => {
    const huge = new Uint8Array(UPLOAD_LIMITS.bytes + 1);
    const answer = await hand('72-huge', files({ name: 'a.md', bytes: LESSON }, { name: 'b.zip', bytes: huge }));
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain('合计超过64 MB；请缩小图片');
    expect(html).toMatch(/name="name"[^>]*value="72-huge"|value="72-huge"[^>]*name="name"/);

    const image = new Uint8Array(IMAGE_LIMITS.bytes + 1);
    image.set(photos[0]?.bytes.subarray(0, 8) ?? []);
    const large = await hand('72-huge', files({ name: 'a.md', bytes: '![a](b.png)' }, { name: 'b.png', bytes: image }));
    expect(large.status).toBe(422);
    expect(await said(large)).toContain('b.png超过10 MB；请缩小以后再试');

    const many = Array.from({ length: 201 }, (_, i) => ({ name: `${i}.png`, bytes: 'x' }));
    expect(await said(await hand('72-huge', files(...many)))).toContain('文件超过200个');
    const long = await hand('72-huge', files(), { from: 'text', text: '字'.repeat(MAX_BODY_BYTES / 3 + 1) });
    expect([long.status, await said(long)]).toEqual([422, expect.stringContaining('太长的请分成几课')]);
    expect(left()).toEqual([]);
  });

  test('an image of 4 MB goes into a draft, one over 10 MB is refused with its reason', async () => {
    const draft = await openDraft();
    const send = (name: string, bytes: Uint8Array<ArrayBuffer>) =>
      trainer.upload(`/staff/lessons/${draft}/images`, {
        fields: {},
        file: { name: 'image', fileName: name, text: bytes },
      });
    const [photo] = photos;
    if (!photo) throw new Error('no photo');
    const added = await send('photo.png', photo.bytes);
    expect([added.status, await added.json()]).toMatchObject([200, { width: 1200, height: 1200 }]);
    const refused = await send('huge.png', new Uint8Array(IMAGE_LIMITS.bytes + 1));
    expect(await refused.json()).toMatchObject({ code: 'image-refused', reason: 'too-large' });
    const heic = new Uint8Array(Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1'));
    expect(await (await send('IMG_0001.HEIC', heic)).json()).toMatchObject({ reason: 'heic' });
    const svg = new Uint8Array(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'));
    expect(await (await send('a.png', svg)).json()).toMatchObject({ reason: 'svg' });
    expect(left()).toEqual([]);
  });

  test('other pages of the desk still take no more than a form', async () => {
    const text = 'x'.repeat(MAX_BODY_BYTES);
    expect((await trainer.form(`/staff/lessons/${await openDraft()}/submit`, { text })).status).toBe(413);
  });

  test('none of it is an error in the log', () => {
    expect(server.output().split('ready at ')[1]?.split('\n').slice(1).join('\n')).toBe('');
  });

  async function openDraft(): Promise<string> {
    const answer = await trainer.form('/staff/lessons?index', { code: 'egov-basics/01-what-is-egovernment' });
    return answer.headers.get('Location')?.split('/').at(-1) ?? '';
  }
});
