import { expect, test } from 'vitest';
import { unzip } from '#app/platform/content/unzip.server.ts';
import { readUpload } from '#app/usecases/authoring/starting-text.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { type Entry, zip } from '#test/support/zip.ts';

const text = Buffer.from('文字');

test('a zip is read with its paths, names of Windows included', async () => {
  const gbk = Buffer.from([0xbf, 0xce, 0x2e, 0x6d, 0x64]);
  const result = await unzip(
    zip([
      { name: 'a/', bytes: Buffer.alloc(0) },
      { name: 'a/img\\x.png', bytes: text },
      { name: gbk, bytes: text },
    ]),
  );
  expect(result.ok && result.files.map(({ name }) => name)).toEqual(['a/img/x.png', '课.md']);
});

test.each([
  ['leads out of it', [{ name: '../../etc/passwd', bytes: text }], 'bad-path'],
  ['leads out of it by backslashes', [{ name: 'a\\..\\..\\b', bytes: text }], 'bad-path'],
  ['begins at the root', [{ name: '/etc/passwd', bytes: text }], 'bad-path'],
  ['names a drive', [{ name: 'C:\\a.md', bytes: text }], 'bad-path'],
  ['says that it unpacks to a gigabyte', [{ name: 'a', bytes: text, declared: 1024 ** 3 }], 'too-large'],
  ['unpacks to more than it says', [{ name: 'a', bytes: Buffer.alloc(40 * 1024 * 1024), declared: 10 }], 'unreadable'],
  ['is encrypted', [{ name: 'a', bytes: text, flags: 1 }], 'unreadable'],
  ['holds 201 files', Array.from({ length: 201 }, (_, i) => ({ name: `f${i}`, bytes: text })), 'too-large'],
])('a zip that %s is refused', async (_title, entries: Entry[], reason) => {
  expect(await unzip(zip(entries))).toEqual({ ok: false, reason });
});

test('what is no zip is refused', async () => {
  expect(await unzip(Buffer.from('PK not really'))).toEqual({ ok: false, reason: 'not-a-zip' });
});

const context = {
  unzip,
  images: { prepare: async () => ({ ok: false, reason: 'broken' }) },
} as unknown as Context;
const upload = (...files: { name: string; bytes: Buffer }[]) =>
  readUpload(context, {
    files: files.map(({ name, bytes }) => ({ name, size: bytes.length, read: async () => bytes })),
    code: 'a/01-b',
    title: '',
    today: '2026-11-20',
  });

test.each([
  ['no lesson among the files', [{ name: 'a.png', bytes: text }], 'no-lesson'],
  [
    'two lessons',
    [
      { name: 'a.md', bytes: text },
      { name: 'b.mdx', bytes: text },
    ],
    'several-lessons',
  ],
  ['a lesson that is no text', [{ name: 'a.md', bytes: Buffer.from([0, 1, 2, 0xff, 0xfe]) }], 'not-text'],
  ['a lesson of 130,000 characters', [{ name: 'a.md', bytes: Buffer.alloc(130_000, 'a') }], 'too-long'],
  [
    'an image that cannot be read',
    [
      { name: 'a.md', bytes: Buffer.from('![x](p.png)') },
      { name: 'p.png', bytes: text },
    ],
    'broken',
  ],
])('an upload with %s is refused', async (_title, files, reason) => {
  expect(await upload(...files)).toMatchObject({ code: 'upload-refused', detail: { reason } });
});

test('a text in the encoding of Windows is read, and that is told', async () => {
  const result = await upload({ name: 'a.md', bytes: Buffer.from([0xbf, 0xce, 0xcc, 0xe2]) });
  if (!result.ok) throw new Error(result.code);
  expect(result.value.text.source).toContain('课题');
  expect(result.value.report[0]).toMatchObject({ code: 'encoding', detail: { found: 'gb18030' } });
});

test('ten thousand nested quotes are refused or converted, and nothing falls over', async () => {
  const result = await upload({ name: 'a.md', bytes: Buffer.from('> '.repeat(10_000)) });
  expect(result.ok || result.code === 'upload-refused').toBe(true);
});
