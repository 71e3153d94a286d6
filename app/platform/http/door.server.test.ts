import { describe, expect, it } from 'vitest';
import { findDoorFault, MAX_BODY_BYTES, targetOf, uploadBytesOf } from './door.server.ts';
import { findFormFault, readFormData } from './form.server.ts';
import { holdsNul } from './nul.server.ts';

const info = { host: 'here.test', protocol: 'http' } as const;
const faultOf = (url: string, over: { method?: string; host?: string; length?: number } = {}) =>
  findDoorFault(
    {
      method: over.method ?? 'GET',
      url,
      headers: over.length === undefined ? {} : { 'content-length': String(over.length) },
    },
    { ...info, host: over.host ?? info.host },
  );

describe('the door', () => {
  it.each(['//', '//evil.test/x', '/\\evil.test', 'http://[', '*', 'x', '/a%00b', '/?q=%00', '/x/..//y'])(
    'refuses the target %s',
    (url) => expect(faultOf(url)).toBe('bad-request'),
  );

  it.each(['/', '/a?b=//c', '/%E8%AF%81', '/a%2500', '/?q=%', 'http://other.test/a'])('lets %s in', (url) =>
    expect(faultOf(url)).toBeNull(),
  );

  it.each(['/%', '/verify/%FF', '/%E0%A4'])('knows no page at %s', (url) => expect(faultOf(url)).toBe('not-found'));

  it.each(['', 'a b', 'a/b', 'x@y', 'a#b', '[', 'a:999999'])('refuses the host "%s"', (host) =>
    expect(faultOf('/', { host })).toBe('bad-request'),
  );

  it('stays on the host that the connection names', () => {
    expect(targetOf('http://other.test/a?b', info)?.href).toBe('http://here.test/a?b');
    expect(targetOf('http://other.test', info)?.href).toBe('http://here.test/');
  });

  it('knows the methods, and a body that says that it is too large', () => {
    for (const method of ['TRACE', 'OPTIONS', 'PROPFIND']) expect(faultOf('/', { method })).toBe('method-not-allowed');
    expect(faultOf('/', { method: 'POST', length: MAX_BODY_BYTES })).toBeNull();
    expect(faultOf('/', { method: 'POST', length: MAX_BODY_BYTES + 1 })).toBe('too-large');
  });
});

describe('where files are handed in', () => {
  const bytesOf = (url: string, method = 'POST') => uploadBytesOf({ method, url });

  it('takes more than elsewhere, and there alone', () => {
    for (const url of ['/staff/lessons/new', '/staff/lessons/new.data?_routes=x', '/staff/lessons/dft_1/images'])
      expect(bytesOf(url), url).toBeGreaterThan(10 * MAX_BODY_BYTES);
    for (const url of ['/staff/lessons', '/staff/lessons/dft_1/work', '/staff/lessons/a/b/images', '/x/images'])
      expect(bytesOf(url), url).toBeNull();
    expect(bytesOf('/staff/lessons/new', 'PUT')).toBeNull();
  });
});

describe('what a body may hold', () => {
  it('finds U+0000 anywhere in JSON, however deep', () => {
    for (const text of ['"\\u0000"', '{"a":["x\\u0000"]}', '{"\\u0000":1}'])
      expect(holdsNul(JSON.parse(text))).toBe(true);
    expect(holdsNul(JSON.parse('{"a":["\\\\u0000",null,1,true]}'))).toBe(false);
    expect(holdsNul(JSON.parse(`${'['.repeat(200_000)}"\\u0000"${']'.repeat(200_000)}`))).toBe(true);
  });

  const statusOf = async (type: string, body: string) =>
    readFormData(new Request('http://here.test/', { method: 'POST', headers: { 'Content-Type': type }, body })).then(
      () => 200,
      (thrown: unknown) => (thrown instanceof Response ? thrown.status : thrown),
    );

  it.each([
    ['POST', undefined, 'empty-form'],
    ['POST', ' ', 'empty-form'],
    ['POST', 'application/json', 'unsupported-media-type'],
    ['POST', 'text/plain', 'unsupported-media-type'],
    ['POST', 'application/x-www-form-urlencoded', null],
    ['POST', 'multipart/form-data; boundary=x', null],
    ['GET', undefined, null],
  ])('sees in a %s with the type %j: %s', (method, type, fault) =>
    expect(findFormFault({ method, headers: { 'content-type': type } })).toBe(fault),
  );

  it('takes forms alone, readable and without U+0000', async () => {
    const form = 'application/x-www-form-urlencoded';
    expect(await statusOf(form, 'a=1')).toBe(200);
    expect(await statusOf(`${form}; charset=UTF-8`, 'a=%E8%AF%81')).toBe(200);
    expect(await statusOf(form, 'a=%00')).toBe(422);
    expect(await statusOf(form, '%00=a')).toBe(422);
    expect(await statusOf('multipart/form-data; boundary=x', 'no form')).toBe(400);
    expect(await statusOf('text/plain', 'a=1')).toBe(415);
    expect(await statusOf('application/json', '{}')).toBe(415);
  });
});
