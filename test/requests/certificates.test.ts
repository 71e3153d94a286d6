import Sqlite from 'better-sqlite3';
import { calculateJwkThumbprint, compactVerify, importJWK, type JWK } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, makeClient } from '#test/support/client.ts';
import { type Facts, gatherFacts } from '#test/support/screens.ts';
import { type RunningServer, startDemoServer } from '#test/support/server.ts';

let server: RunningServer;
let facts: Facts;
let anyone: Client;
let learner: Client;
let hr: Client;
const JSON_ONLY = { Accept: 'application/json' };

beforeAll(async () => {
  server = await startDemoServer({ env: { TRUSTED_PROXIES: '127.0.0.1' } });
  facts = await gatherFacts(server);
  anyone = makeClient(server.url);
  learner = makeClient(server.url);
  hr = makeClient(server.url);
  await learner.signIn('learner');
  await hr.signIn('hr');
});

afterAll(async () => {
  await server?.remove();
});

/** A client address of its own, so that one test's look-ups do not count against another's. */
const from = (address: string, headers: Record<string, string> = {}) => ({ 'X-Forwarded-For': address, ...headers });

describe('the public verification', () => {
  test('answers JSON with exactly the agreed fields, however the code is written, and may not be kept', async () => {
    const { certificateCode: code } = facts;
    const spaced = encodeURIComponent(` ${code.slice(0, 5).toLowerCase()}-${code.slice(5, 12)} ${code.slice(12)}`);
    const response = await anyone.get(`/verify/${spaced}`, from('10.0.0.1', JSON_ONLY));
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toMatch(/^application\/json/);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    const body = (await response.json()) as Record<string, unknown>;
    expect(Object.keys(body)).toEqual([
      'certificateNo',
      'holder',
      'tier',
      'track',
      'status',
      'issuedOn',
      'validUntil',
      'asOf',
    ]);
    expect(body).toMatchObject({ tier: 1, track: 'general', status: 'valid' });
  });

  test('says as of a day: expired after the last one; before the issue 404; a day that is none 422', async () => {
    const on = async (day: string) =>
      anyone.get(`/verify/${facts.certificateCode}?on=${day}`, from('10.0.0.2', JSON_ONLY));
    expect(await (await on('2099-01-01')).json()).toMatchObject({ status: 'expired', asOf: '2099-01-01' });
    expect((await on('2001-01-01')).status).toBe(404);
    const bad = await on('2026-02-30');
    expect(bad.status).toBe(422);
    expect(await bad.json()).toMatchObject({ code: 'invalid-input', errors: ['on'] });
    expect((await anyone.get(`/verify/${facts.certificateCode}?on=x`, from('10.0.0.2'))).status).toBe(422);
  });

  test('an unknown code and one that cannot be a code are the same 404, as page and as JSON', async () => {
    const answers = await Promise.all(
      ['NOPE', '00000000000000000000000000'].map(async (code) => {
        const json = await anyone.get(`/verify/${code}`, from('10.0.0.3', JSON_ONLY));
        const page = await anyone.get(`/verify/${code}`, from('10.0.0.3'));
        return { status: [json.status, page.status], json: await json.json(), page: heading(await page.text()) };
      }),
    );
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.status).toEqual([404, 404]);
  });

  test('the page names the holder and neither the employee number nor the attempt', async () => {
    const page = await (await anyone.get(`/verify/${facts.certificateCode}`, from('10.0.0.4'))).text();
    const db = new Sqlite(`${server.dataDir}/xunkao.sqlite`, { readonly: true });
    const { no, name } = db.prepare('SELECT employee_no AS no, name FROM person WHERE id = ?').get(facts.personId) as {
      no: string;
      name: string;
    };
    db.close();
    expect(page).toContain(name);
    expect(page).not.toMatch(new RegExp(`\\b${no}\\b`));
    expect(page).not.toContain(facts.gradedAttemptId);
  });

  test('its three files verify offline with nothing but a JOSE library; a changed letter does not', async () => {
    const file = async (name: string) =>
      (await anyone.get(`/verify/${facts.certificateCode}/${name}`, from('10.0.0.5'))).text();
    const statement = await file('statement.json');
    const jws = await file('signature.jws');
    const jwk = JSON.parse(await file('public-key.json')) as JWK;
    const key = await importJWK(jwk, 'EdDSA');
    const { payload, protectedHeader } = await compactVerify(jws, key);
    expect(Buffer.from(payload).toString('utf8')).toBe(statement);
    expect(protectedHeader).toEqual({ alg: 'EdDSA', kid: jwk.kid });
    expect(await calculateJwkThumbprint(jwk)).toBe(jwk.kid);
    const published = (await (await anyone.get('/verify/keys.json')).json()) as { keys: JWK[] };
    expect(published.keys.map(({ kid }) => kid)).toContain(jwk.kid);
    const [head, , tail] = jws.split('.');
    const forged = Buffer.from(statement.replace('"tier":1', '"tier":3')).toString('base64url');
    await expect(compactVerify(`${head}.${forged}.${tail}`, key)).rejects.toThrow();
  });

  test('the 121st look-up within a minute from one address is asked to wait; another address is not', async () => {
    const path = `/verify/${facts.certificateCode}`;
    for (let i = 1; i <= 120; i += 1) await anyone.get(`${path}/public-key.json`, from('10.0.0.6'));
    const refused = await anyone.get(path, from('10.0.0.6', JSON_ONLY));
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ code: 'too-many-attempts' });
    const page = await anyone.get(path, from('10.0.0.6'));
    expect([page.status, Number(page.headers.get('Retry-After')) > 0]).toEqual([429, true]);
    expect((await anyone.get(path, from('10.0.0.7'))).status).toBe(200);
  });

  test('the form takes any way of writing and says what is wrong with what cannot be a code', async () => {
    const { certificateCode: code } = facts;
    const wide = [...code].map((sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)).join('');
    const found = await anyone.get(`/verify?code=${encodeURIComponent(wide)}`);
    expect([found.status, found.headers.get('Location')]).toEqual([302, `/verify/${code}`]);
    const short = await anyone.get('/verify?code=ABC');
    expect(short.status).toBe(422);
    expect(await short.text()).toContain('3位');
  });
});

describe("a holder's certificate", () => {
  test('is a page and a PDF for its holder and for HR within reach; for others it does not exist', async () => {
    const marker = makeClient(server.url);
    await marker.signIn('marker');
    for (const path of [`/certificates/${facts.certificateId}`, `/certificates/${facts.certificateId}.pdf`]) {
      expect((await learner.get(path)).status).toBe(200);
      expect((await hr.get(path)).status).toBe(200);
      expect((await marker.get(path)).status).toBe(404);
    }
    const pdf = await learner.get(`/certificates/${facts.certificateId}.pdf`);
    expect(pdf.headers.get('Content-Type')).toBe('application/pdf');
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });
});

describe('certificates for HR', () => {
  test('are found by number and filtered by unit; a unit outside one’s reach is not found', async () => {
    const { certificateNo } = (await (
      await anyone.get(`/verify/${facts.certificateCode}`, from('10.0.0.8', JSON_ONLY))
    ).json()) as { certificateNo: string };
    const found = await (await hr.get(`/staff/certificates?q=${certificateNo.replaceAll('-', '')}`)).text();
    expect(found).toContain(`/staff/certificates/${facts.certificateId}`);
    expect((await hr.get('/staff/certificates?unit=org_00000000000000000000000000')).status).toBe(404);
    const none = await (await hr.get(`/staff/certificates?q=${certificateNo}&status=revoked`)).text();
    expect(none).not.toContain(`/staff/certificates/${facts.certificateId}`);
  });

  test('what waits for a font is listed with its character, and trying again without one says that nothing changed', async () => {
    const db = new Sqlite(`${server.dataDir}/xunkao.sqlite`);
    const other = db
      .prepare(
        `SELECT a.id AS attemptId, g.id AS gradeId, a.person_id AS personId FROM attempt a JOIN grade g ON g.attempt_id = a.id
         WHERE a.person_id <> ? AND g.passed = 1 AND a.id NOT IN (SELECT attempt_id FROM certificate) LIMIT 1`,
      )
      .get(facts.personId) as { attemptId: string; gradeId: string; personId: string } | undefined;
    // Every passed attempt of the demo has its certificate: one that waits is written beside them.
    const row = other ?? { attemptId: 'att_waiting', gradeId: 'grd_waiting', personId: facts.personId };
    db.prepare(
      'INSERT INTO certificate_pending (attempt_id, grade_id, person_id, missing, since, last_tried_at) VALUES (?, ?, ?, ?, 1, 1)',
    ).run(row.attemptId, row.gradeId, row.personId, JSON.stringify(['𠮷']));
    db.close();
    const page = await (await hr.get('/staff/certificates')).text();
    expect(page).toContain('𠮷');
    expect(page).toContain('U+<!-- -->20BB7');
    const tried = await hr.form('/staff/certificates?index', {});
    expect(tried.status).toBe(303);
    expect(tried.headers.get('Location')).toMatch(/^\/staff\/certificates\?issued=\d+&pending=\d+$/);
  });

  test('are revoked without script, by reason, number and day; the public page then says so', async () => {
    const path = `/staff/certificates/${facts.certificateId}`;
    const refused = await hr.form(path, { reason: '', decisionNo: '示政人〔2026〕12号', effectiveOn: '2001-01-01' });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('示政人〔2026〕12号');
    const verify = async () =>
      (await (await anyone.get(`/verify/${facts.certificateCode}`, from('10.0.0.9', JSON_ONLY))).json()) as {
        status: string;
        asOf: string;
      };
    const { asOf } = await verify();
    const done = await hr.form(path, { reason: '冒名顶替', decisionNo: '示政人〔2026〕12号', effectiveOn: asOf });
    expect([done.status, done.headers.get('Location')]).toEqual([303, `${path}?done=revoked`]);
    expect((await verify()).status).toBe('revoked');
    const record = await (await hr.get(path)).text();
    expect(record).toContain('示政人〔2026〕12号');
    expect(record).not.toContain('name="decisionNo"');
    const page = await (await anyone.get(`/verify/${facts.certificateCode}`, from('10.0.0.9'))).text();
    expect(page).not.toContain('冒名顶替');
    expect((await hr.form(path, { reason: '再次', decisionNo: '2', effectiveOn: asOf })).status).toBe(409);
  });
});

const heading = (html: string) => /<h1[^>]*>(.*?)<\/h1>/.exec(html)?.[1];
