import type { AddressInfo } from 'node:net';
import Sqlite from 'better-sqlite3';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMO_ACCOUNTS } from '#app/domain/people/demo-accounts.ts';
import { makeClient } from '#test/support/client.ts';
import { runCommand } from '#test/support/command.ts';
import { type RunningServer, startDemoServer } from '#test/support/server.ts';

/** A mail server that keeps what it takes, and a way to wait for the next mail. */
function openMailbox() {
  const mails: string[] = [];
  const waiting: ((mail: string) => void)[] = [];
  const logins: string[] = [];
  const smtp = new SMTPServer({
    authOptional: false,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth({ username = '' }, _session, done) {
      logins.push(username);
      done(null, { user: username });
    },
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const mail = Buffer.concat(chunks).toString('utf8');
        const next = waiting.shift();
        if (next) next(mail);
        else mails.push(mail);
        done();
      });
    },
  });
  return {
    logins,
    listen: (port: number) =>
      new Promise<number>((resolve) => {
        const listener = smtp.listen(port, '127.0.0.1', () => resolve((listener.address() as AddressInfo).port));
      }),
    close: () => new Promise<void>((resolve) => smtp.close(() => resolve())),
    next: () =>
      new Promise<string>((resolve) => {
        const mail = mails.shift();
        if (mail === undefined) waiting.push(resolve);
        else resolve(mail);
      }),
  };
}

const SECRET = 'a-word-for-the-mail-server';
let server: RunningServer;
let mailbox: ReturnType<typeof openMailbox>;
const codes: string[] = [];

beforeAll(async () => {
  mailbox = openMailbox();
  const port = await mailbox.listen(0);
  server = await startDemoServer({
    env: {
      SMTP_URL: `smtp://xunkao:${SECRET}@127.0.0.1:${port}`,
      MAIL_FROM: 'Xunkao <xunkao@example.gov.cn>',
      LOG_LEVEL: 'trace',
    },
  });
  const db = new Sqlite(`${server.dataDir}/xunkao.sqlite`);
  db.prepare(
    "UPDATE person SET email = 'learner@example.gov.cn' WHERE id = (SELECT person_id FROM account WHERE username = 'learner')",
  ).run();
  db.close();
});

afterAll(async () => {
  await server?.remove();
  await mailbox?.close();
});

const officer = { name: '任士', employeeNo: 'H-1', level: '一级科员', category: '综合管理类', reason: '任人事' };

describe('the first HR officer', () => {
  test('is entered by a security administrator alone, and by none where somebody serves as HR', async () => {
    const db = new Sqlite(`${server.dataDir}/xunkao.sqlite`, { readonly: true });
    const { unit } = db.prepare('SELECT unit_id AS unit FROM org_unit_version WHERE parent_id IS NULL').get() as {
      unit: string;
    };
    for (const account of DEMO_ACCOUNTS) {
      const client = makeClient(server.url);
      await client.signIn(account);
      const entered = await client.form('/staff/roles/first-hr?index', { ...officer, unit });
      const slip = await client.form('/staff/roles/first-hr/slip', { person: 'per_none' });
      const may = account === 'secadmin';
      expect([entered.status, slip.status], account).toEqual(may ? [303, 303] : [403, 403]);
      if (may) expect(entered.headers.get('Location')).toBe('/staff/roles/first-hr?done=late');
    }
    const outcomes = db
      .prepare("SELECT outcome FROM audit_entry WHERE action = 'role.grant' AND detail LIKE '%\"H-1\"%'")
      .all();
    expect(outcomes).toEqual([{ outcome: 'conflict' }]);
    expect(db.prepare("SELECT id FROM person WHERE employee_no = 'H-1'").all()).toEqual([]);
    db.close();
  });
});

/** The code that a text shows, in its groups. */
const codeIn = (text: string) => /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(text)?.[0] ?? '';

describe('a forgotten password', () => {
  test('is answered alike for everyone, and by a mail to whoever has an address', async () => {
    const client = makeClient(server.url);
    const mail = mailbox.next();
    const known = await client.form('/forgot', { name: 'learner' });
    const unknown = await client.form('/forgot', { name: 'nobody-of-this-name' });
    expect([known.status, unknown.status]).toEqual([200, 200]);
    const withoutState = (html: string) => html.replace(/nonce="[^"]*"/g, '').replace(/<script.*?<\/script>/gs, '');
    expect(withoutState(await unknown.text())).toBe(withoutState(await known.text()));

    const raw = await mail;
    expect(mailbox.logins).toEqual(['xunkao']);
    expect(raw).toMatch(/^To: learner@example\.gov\.cn$/m);
    expect(raw).toMatch(/^From: Xunkao <xunkao@example\.gov\.cn>$/m);
    const [text = ''] = [...raw.matchAll(/base64\r\n\r\n([A-Za-z0-9+/=\r\n]+)/g)].map(([, body = '']) =>
      Buffer.from(body, 'base64').toString('utf8'),
    );
    expect(text).toContain(`${server.url}/activate#`);
    const code = codeIn(text);
    codes.push(code);
    expect((await client.form('/activate', { code })).status).toBe(200);
    const password = 'quiet harbour, second try';
    const done = await client.form('/activate', { code, password, repeat: password });
    expect(done.status).toBe(303);
    expect((await client.get('/me')).status).toBe(200);
    expect((await client.form('/activate', { code, password, repeat: password })).status).toBe(422);
  });
});

describe('activation slips', () => {
  test('are a PDF for HR alone', async () => {
    for (const account of DEMO_ACCOUNTS.filter((name) => name !== 'hr' && name !== 'learner')) {
      const client = makeClient(server.url);
      await client.signIn(account);
      expect((await client.form('/staff/access/slips', {})).status, account).toBe(403);
    }
    const stranger = await makeClient(server.url).form('/staff/access/slips', {});
    expect(stranger.headers.get('Location')).toMatch(/^\/login/);
    const hr = makeClient(server.url);
    await hr.signIn('hr');
    const response = await hr.form('/staff/access/slips', {});
    expect(response.headers.get('Content-Type')).toBe('application/pdf');
    expect(response.headers.get('Cache-Control')).toBe('private, no-store');
    const file = Buffer.from(await response.arrayBuffer());
    expect(file.subarray(0, 5).toString()).toBe('%PDF-');
    expect(file.subarray(-6).toString()).toContain('%%EOF');
    const again = await hr.form('/staff/access/slips', {});
    expect(again.status).toBe(303);
    expect(again.headers.get('Location')).toBe('/staff/access?nothing=1');
  });
});

describe('a reset by an administrator', () => {
  test('shows its code once, to whoever asked', async () => {
    const secadmin = makeClient(server.url);
    await secadmin.signIn('secadmin');
    const page = await secadmin.form('/staff/access/reset', { who: 'trainer', reason: '本人到场' });
    const code = codeIn(await page.text());
    expect(code).not.toBe('');
    codes.push(code);
    expect(codeIn(await (await secadmin.get('/staff/access/reset')).text())).toBe('');
    const client = makeClient(server.url);
    const password = 'quiet harbour, third try';
    expect((await client.form('/activate', { code, password, repeat: `${password}!` })).status).toBe(422);
    expect((await client.form('/activate', { code, password, repeat: password })).headers.get('Location')).toBe('/');
  });

  test.each([
    ['hr', 'secadmin'],
    ['secadmin', 'auditor'],
  ] as const)('by %s is refused for %s, who is an administrator', async (asking, who) => {
    const client = makeClient(server.url);
    await client.signIn(asking);
    const page = await client.form('/staff/access/reset', { who, reason: '本人到场' });
    expect(page.status).toBe(403);
    const text = await page.text();
    expect(codeIn(text)).toBe('');
    expect(text).toContain('xk user reset');
  });

  test('of an administrator is the operator’s, who is shown its code once', async () => {
    const place = { dataDir: server.dataDir };
    const nobody = await runCommand(['user', 'reset', '--username', 'nobody-of-this-name'], place);
    expect(nobody).toMatchObject({ code: 1, stdout: '' });
    expect((await runCommand(['user', 'reset'], place)).code).toBe(2);
    const { code: exit, stdout } = await runCommand(['user', 'reset', '--username', 'auditor'], place);
    expect(exit).toBe(0);
    const code = codeIn(stdout);
    expect(stdout).toBe(`${code}\n`);
    codes.push(code);
    const client = makeClient(server.url);
    const password = 'quiet harbour, fourth try';
    expect((await client.form('/activate', { code, password, repeat: password })).status).toBe(303);
    for (const kind of ['reset', 'new-device'])
      expect(await (await client.get(`/staff/audit/security?kind=${kind}`)).text(), kind).not.toContain('没有符合');
    expect(await (await client.get('/staff/audit/security?kind=key-rotation')).text()).toContain('没有符合');
  });
});

test('the form of a grant says at the field that the unit is too low or the reason too long', async () => {
  const db = new Sqlite(`${server.dataDir}/xunkao.sqlite`, { readonly: true });
  const who = "SELECT person_id AS id FROM account WHERE username = 'marker'";
  const { id: personId } = db.prepare(who).get() as { id: string };
  db.close();
  const secadmin = makeClient(server.url);
  await secadmin.signIn('secadmin');
  const form = `/staff/roles/new?person=${personId}`;
  const fields = { personId, role: 'auditor', unitCode: 'SF04', reason: '由'.repeat(500) };
  const tooLow = await secadmin.form(form, fields);
  expect(tooLow.status).toBe(422);
  expect(await tooLow.text()).toContain('id="unitCode-error"');
  const tooLong = await secadmin.form(form, { ...fields, reason: `${fields.reason}由` });
  expect(tooLong.status).toBe(422);
  expect(await tooLong.text()).toContain('理由最多500个字符');
});

test('neither the log nor the start lines hold a code, a password or the mail server’s word', () => {
  const said = server.output();
  expect(codes).toHaveLength(3);
  for (const code of codes) {
    expect(said).not.toContain(code);
    expect(said).not.toContain(code.replaceAll('-', ''));
  }
  expect(said).not.toContain('quiet harbour');
  expect(said).not.toContain(SECRET);
});
