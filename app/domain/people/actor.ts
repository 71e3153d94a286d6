import { type Action, PERMISSIONS, TOKEN_SCOPES, type TokenScope } from './permissions.ts';
import type { Role } from './roles.ts';

export type Grant = { readonly role: Role; readonly unitId: string };

/** Someone signed in. `sessionId` names the browser: an exam lease belongs to it. */
export type PersonActor = {
  readonly kind: 'person';
  readonly personId: string;
  readonly name: string;
  readonly employeeNo: string;
  readonly grants: readonly Grant[];
  readonly sessionId: string;
  readonly address: string;
  /** Whether the password must be changed before anything else. */
  readonly mustChangePassword: boolean;
};
/** Another program with a bearer token. */
export type TokenActor = {
  readonly kind: 'token';
  readonly tokenId: string;
  readonly scopes: readonly TokenScope[];
  readonly address: string;
};
/** The product itself: start-up, timers, event handlers, commands run by the operator. */
export type SystemActor = { readonly kind: 'system'; readonly name: string };
export type Anonymous = {
  readonly kind: 'anonymous';
  readonly address: string;
  /** A bearer token was sent that opens nothing, and why; `tokenId` is null when there never was such a token. */
  readonly refusedToken?: { readonly reason: RefusedTokenReason; readonly tokenId: string | null };
};
export type RefusedTokenReason = 'token-expired' | 'token-revoked' | 'token-unknown';

export type Actor = PersonActor | TokenActor | SystemActor;
/** Who goes on record: of someone just signing in, no more than who they are is known yet. */
export type Identified = Pick<PersonActor, 'kind' | 'personId' | 'address'> | TokenActor | SystemActor | Anonymous;

/** Whether the actor may do this at all; what they may do it *to* is `reachOf`. */
export function can({ actor, action }: { actor: Actor | Anonymous; action: Action }): boolean {
  switch (actor.kind) {
    case 'system':
      return true;
    case 'anonymous':
      return false;
    case 'token':
      return actor.scopes.some((scope) => (TOKEN_SCOPES[scope] as readonly Action[]).includes(action));
    case 'person': {
      const { roles } = PERMISSIONS[action];
      return roles === 'anyone' || actor.grants.some((grant) => (roles as readonly Role[]).includes(grant.role));
    }
  }
}

/** Units whose people's things the actor may see or change by this action; `all` is without limit. */
export type Reach = 'all' | 'none' | ReadonlySet<string>;

/** @param unitsWithin the ids of a unit and everything below it, today. */
export function reachOf({
  actor,
  action,
  unitsWithin,
}: {
  actor: Actor;
  action: Action;
  unitsWithin: (unitId: string) => Iterable<string>;
}): Reach {
  if (!can({ actor, action })) return 'none';
  const { roles, reach } = PERMISSIONS[action];
  if (reach === 'all' || actor.kind !== 'person') return 'all';
  if (reach === 'own' || roles === ('anyone' as unknown)) return 'none';
  const units = new Set<string>();
  for (const grant of actor.grants) {
    if ((roles as readonly Role[]).includes(grant.role)) for (const id of unitsWithin(grant.unitId)) units.add(id);
  }
  return units;
}

/** How the audit log names an actor. */
export function identifyActor(actor: Identified): { actorKind: string; actorId: string; address: string } {
  switch (actor.kind) {
    case 'person':
      return { actorKind: 'person', actorId: actor.personId, address: actor.address };
    case 'token':
      return { actorKind: 'token', actorId: actor.tokenId, address: actor.address };
    case 'system':
      return { actorKind: 'system', actorId: actor.name, address: '' };
    case 'anonymous':
      return { actorKind: 'anonymous', actorId: '', address: actor.address };
  }
}
