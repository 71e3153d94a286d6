import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

/** What the log says of a request besides its answer. Holds ids alone: no name, no address line, no body. */
export type RequestScope = {
  /** Told to whoever asked, in `X-Request-Id` and on the page of a failure, so that support finds the log's lines. */
  readonly id: string;
  /** `person:per_…` or `token:tok_…` once it is known who asks. */
  actor: string | null;
};

const scopes = new AsyncLocalStorage<RequestScope>();

// One random part per process and a running number: as unique as is needed, and nothing to wait for under load.
const prefix = randomBytes(5).toString('hex');
let made = 0;

export function makeRequestScope(): RequestScope {
  made += 1;
  return { id: `${prefix}-${made.toString(36)}`, actor: null };
}

export const runInScope = <T>(scope: RequestScope, work: () => T): T => scopes.run(scope, work);

/** The request that this code runs for; undefined in jobs and commands. */
export const currentScope = (): RequestScope | undefined => scopes.getStore();

type Identified = { readonly kind: string; readonly personId?: string; readonly tokenId?: string };

/** The id by which the log names an actor; null for a stranger. */
export const actorIdOf = ({ kind, personId, tokenId }: Identified): string | null =>
  personId !== undefined
    ? `person:${personId}`
    : tokenId !== undefined
      ? `token:${tokenId}`
      : kind === 'anonymous'
        ? null
        : kind;

/** Remembers who asks, for the request's line in the log. */
export function noteActor(actor: Identified): void {
  const scope = scopes.getStore();
  if (scope) scope.actor = actorIdOf(actor);
}
