import { createHash } from 'node:crypto';
import { type Adapter, type DatabaseSession, type DatabaseUser, Lucia, TimeSpan } from 'lucia';
import type { Anonymous, PersonActor, TokenActor } from '#app/domain/people/actor.ts';
import type { TokenScope } from '#app/domain/people/permissions.ts';
import { TOKEN_SCOPES } from '#app/domain/people/permissions.ts';
import { readCookie } from '#app/platform/http/preferences.server.ts';
import { noteActor } from '#app/platform/http/request-scope.server.ts';
import type { Context } from '#app/usecases/context.ts';
import type { Database } from '#db/open.server.ts';
import {
  deleteExpiredSessions,
  deleteSession,
  deleteSessionsOfPerson,
  extendSession,
  findSession,
  findSignedIn,
  findTokenByHash,
  hasRunningAttempt,
  insertSession,
  listSessions,
  listSessionsOfPerson,
  listSignedIn,
  renewSession,
} from '#db/stores/sessions.ts';

/**
 * How long a session lasts after its end was last moved. Lucia moves it once half of the time has passed, so a session
 * ends after two to four hours without a request.
 */
export const IDLE_HOURS = 4;
/** However busy, a session ends after this long, but never inside a running exam. */
export const ABSOLUTE_HOURS = 16;
const COOKIE = 'xk_session';

declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof makeLucia>;
    DatabaseSessionAttributes: { address: string; agent: string };
  }
}

/** The stored id of a session or token: what the browser holds never stands in the database. */
export const hashSecret = (secret: string) => createHash('sha256').update(secret).digest('hex');

/** Lucia over our tables. Only this module knows Lucia, which is finished and no longer developed. */
class HashingAdapter implements Adapter {
  constructor(
    private readonly database: Database,
    private readonly now: () => number,
  ) {}

  async getSessionAndUser(secret: string): Promise<[DatabaseSession | null, DatabaseUser | null]> {
    const row = await findSession(this.database.read, hashSecret(secret));
    if (!row) return [null, null];
    const now = this.now();
    // A session never ends inside an exam that it holds.
    const overdue = row.absoluteExpiresAt <= now || row.expiresAt <= now;
    const held = overdue && (await hasRunningAttempt(this.database.read, { sessionId: row.id, now }));
    if (row.absoluteExpiresAt <= now && !held) return [null, null];
    const expiresAt = new Date(held ? now + 3_600_000 : row.expiresAt);
    return [
      { id: secret, userId: row.personId, expiresAt, attributes: { address: row.address, agent: row.agent } },
      { id: row.personId, attributes: {} },
    ];
  }

  async getUserSessions(userId: string): Promise<DatabaseSession[]> {
    const rows = await listSessionsOfPerson(this.database.read, userId);
    return rows.map((row) => ({
      id: row.id,
      userId,
      expiresAt: new Date(row.expiresAt),
      attributes: { address: row.address, agent: row.agent },
    }));
  }

  async setSession(session: DatabaseSession): Promise<void> {
    const now = this.now();
    await this.database.transaction((tx) =>
      insertSession(tx, {
        id: hashSecret(session.id),
        personId: session.userId,
        createdAt: now,
        expiresAt: session.expiresAt.getTime(),
        absoluteExpiresAt: now + ABSOLUTE_HOURS * 3_600_000,
        address: session.attributes.address,
        agent: session.attributes.agent.slice(0, 200),
      }),
    );
  }

  async updateSessionExpiration(secret: string, expiresAt: Date): Promise<void> {
    await this.database.transaction((tx) =>
      extendSession(tx, { id: hashSecret(secret), expiresAt: expiresAt.getTime() }),
    );
  }

  async deleteSession(secret: string): Promise<void> {
    await this.database.transaction((tx) => deleteSession(tx, hashSecret(secret)));
  }

  async deleteUserSessions(userId: string): Promise<void> {
    await this.database.transaction((tx) => deleteSessionsOfPerson(tx, { personId: userId, exceptId: null }));
  }

  async deleteExpiredSessions(): Promise<void> {
    const now = this.now();
    await this.database.transaction((tx) => deleteExpiredSessions(tx, now));
  }
}

function makeLucia(adapter: Adapter, secure: boolean) {
  return new Lucia(adapter, {
    sessionExpiresIn: new TimeSpan(IDLE_HOURS, 'h'),
    sessionCookie: { name: COOKIE, expires: false, attributes: { secure, sameSite: 'lax', path: '/' } },
  });
}

const luciaOf = new WeakMap<Context, ReturnType<typeof makeLucia>>();

function lucia(context: Context) {
  let instance = luciaOf.get(context);
  if (!instance) {
    instance = makeLucia(
      new HashingAdapter(context.database, context.clock.now),
      context.publicUrl.startsWith('https:'),
    );
    luciaOf.set(context, instance);
  }
  return instance;
}

/**
 * The secret in a request's cookies, or null. Read here and not by Lucia, whose parser throws for a percent sign in any
 * cookie of the host, ours or not.
 */
const readSecret = (cookies: string | null) => /^[a-z0-9]+$/.exec(readCookie(cookies ?? '', COOKIE) ?? '')?.[0] ?? null;

/**
 * Starts a session for someone who just signed in and returns the Set-Cookie value that carries it. A browser that
 * carries a session of the same person keeps it, since a running exam belongs to the session and not to the person;
 * one of somebody else ends.
 */
export async function startSession(
  context: Context,
  { request, personId, address }: { request: Request; personId: string; address: string },
): Promise<string> {
  const secret = readSecret(request.headers.get('Cookie'));
  if (secret) {
    const { session } = await lucia(context).validateSession(secret);
    if (session?.userId === personId) {
      const now = context.clock.now();
      const expiresAt = now + IDLE_HOURS * 3_600_000;
      const absoluteExpiresAt = now + ABSOLUTE_HOURS * 3_600_000;
      await context.database.transaction((tx) =>
        renewSession(tx, { id: hashSecret(secret), expiresAt, absoluteExpiresAt }),
      );
      return lucia(context).createSessionCookie(secret).serialize();
    }
    if (session) await lucia(context).invalidateSession(secret);
  }
  const agent = request.headers.get('User-Agent') ?? '';
  const session = await lucia(context).createSession(personId, { address, agent });
  return lucia(context).createSessionCookie(session.id).serialize();
}

/** The Set-Cookie value that removes the session's cookie from the browser. */
export const blankSessionCookie = (context: Context): string => lucia(context).createBlankSessionCookie().serialize();

export type Credentials = { readonly cookie: string | null; readonly authorization: string | null };

/** Who sends this request. A bearer token, when there is one, decides alone. */
export async function readActor({
  context,
  request,
  address,
}: {
  context: Context;
  request: { headers: { get: (name: string) => string | null } };
  address: string;
}): Promise<PersonActor | TokenActor | Anonymous> {
  const actor = await identify({
    context,
    cookie: request.headers.get('Cookie'),
    authorization: request.headers.get('Authorization'),
    address,
  });
  noteActor(actor);
  return actor;
}

/** The same from the two headers alone, for the answer path, which has no Request. */
export async function identify({
  context,
  cookie,
  authorization,
  address,
}: Credentials & { context: Context; address: string }): Promise<PersonActor | TokenActor | Anonymous> {
  const now = context.clock.now();
  const bearer = authorization && /^Bearer\s+(\S+)$/i.exec(authorization)?.[1];
  if (bearer) {
    const token = await findTokenByHash(context.database.read, hashSecret(bearer));
    if (!token || token.revokedAt !== null || token.expiresAt <= now) return { kind: 'anonymous', address };
    return {
      kind: 'token',
      tokenId: token.id,
      scopes: token.scopes.filter((scope): scope is TokenScope => scope in TOKEN_SCOPES),
      address,
    };
  }
  const secret = readSecret(cookie);
  if (!secret) return { kind: 'anonymous', address };
  const { session } = await lucia(context).validateSession(secret);
  if (!session) return { kind: 'anonymous', address };
  const signedIn = await findSignedIn(context.database.read, { personId: session.userId, now });
  if (!signedIn) return { kind: 'anonymous', address };
  return { kind: 'person', ...signedIn, sessionId: hashSecret(secret), address };
}

/**
 * Who sends each of many requests that are served together: the same answers as `identify` in two queries for all. What
 * needs more than a look (a token, a session that is over or due to be extended) goes through `identify` itself.
 */
export async function identifyMany({
  context,
  callers,
}: {
  context: Context;
  callers: readonly (Credentials & { readonly address: string })[];
}): Promise<(PersonActor | TokenActor | Anonymous)[]> {
  const now = context.clock.now();
  const ids = callers.map(({ cookie, authorization }) => {
    const secret = authorization === null ? readSecret(cookie) : null;
    return secret === null ? null : hashSecret(secret);
  });
  const sessions = await listSessions(context.database.read, [...new Set(ids.filter((id) => id !== null))]);
  // Lucia extends a session once half of its time is gone.
  const fresh = sessions.filter(
    ({ expiresAt, absoluteExpiresAt }) => absoluteExpiresAt > now && expiresAt > now + (IDLE_HOURS * 3_600_000) / 2,
  );
  const personOf = new Map(fresh.map(({ id, personId }) => [id, personId]));
  const people = await listSignedIn(context.database.read, { personIds: [...new Set(personOf.values())], now });
  const signedIn = new Map(people.map((person) => [person.personId, person]));
  return Promise.all(
    callers.map(({ address, ...credentials }, i) => {
      const sessionId = ids[i] ?? null;
      const personId = sessionId === null ? undefined : personOf.get(sessionId);
      if (sessionId === null || personId === undefined) return identify({ context, address, ...credentials });
      const person = signedIn.get(personId);
      return person
        ? ({ kind: 'person', ...person, sessionId, address } as const)
        : ({ kind: 'anonymous', address } as const);
    }),
  );
}
