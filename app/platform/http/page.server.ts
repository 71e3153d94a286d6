import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import type { Language } from '#app/domain/kernel/local-text.ts';
import { type Anonymous, can, type PersonActor } from '#app/domain/people/actor.ts';
import type { Action } from '#app/domain/people/permissions.ts';
import { readActor } from '#app/platform/auth/session.server.ts';
import { applicationContext } from '#app/platform/context.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { logFailure } from './failure.server.ts';
import { preferencesOf } from './preferences.server.ts';

declare module '@remix-run/server-runtime' {
  // Single fetch: what a loader returns reaches the page as it is, and `data(value, { status })` as its value.
  interface Future {
    v3_singleFetch: true;
  }
}

/** What a route declares: the action that it needs, or that anyone may come. Read by the route × role test. */
export type RouteAccess = Action | 'public';
export type Declared<F> = F & { readonly may: RouteAccess };

type Common = {
  readonly context: Context;
  readonly request: Request;
  readonly url: URL;
  readonly params: Record<string, string | undefined>;
  readonly language: Language;
  /** Whether the request comes from this machine or a private network (request-info.server.ts). */
  readonly near: boolean;
};
export type PageArgs = Common & { readonly actor: PersonActor };
export type PublicPageArgs = Common & { readonly actor: PersonActor | Anonymous };

/** Pages that someone who must first change their password still reaches. */
const OPEN_BEFORE_CHANGE = new Set(['/account/password', '/logout']);

async function resolve(args: LoaderFunctionArgs | ActionFunctionArgs): Promise<PublicPageArgs> {
  const context = await applicationContext();
  const { request, params } = args;
  const caller = await readActor({ context, request, address: args.context.address });
  // Pages are for people; a program with a token sees them as a stranger would.
  const actor = caller.kind === 'token' ? ({ kind: 'anonymous', address: caller.address } as const) : caller;
  const { language } = preferencesOf(request);
  return { context, request, url: new URL(request.url), params, actor, language, near: args.context.near };
}

function requirePerson(page: PublicPageArgs, may: Action): PageArgs {
  const { actor, url, request } = page;
  if (actor.kind !== 'person') {
    const back = request.method === 'GET' ? `${url.pathname}${url.search}` : '/';
    throw redirect(`/login?next=${encodeURIComponent(back.replace(/\.data$/, ''))}`);
  }
  if (actor.mustChangePassword && !OPEN_BEFORE_CHANGE.has(url.pathname.replace(/\.data$/, '')))
    throw redirect('/account/password');
  if (!can({ actor, action: may })) throw new Response('forbidden', { status: 403 });
  return { ...page, actor };
}

/** A page's loader for someone who may `may`: others are sent to sign in, or refused with 403. */
export function pageLoader<T>(
  may: Action,
  load: (page: PageArgs) => Promise<T>,
): Declared<(args: LoaderFunctionArgs) => Promise<T>> {
  return Object.assign(
    (args: LoaderFunctionArgs) => reporting(async () => load(requirePerson(await resolve(args), may))),
    { may },
  );
}

/** Pages take posted forms and nothing else. */
function requirePost({ request }: ActionFunctionArgs): void {
  if (request.method !== 'POST')
    throw new Response('method not allowed', { status: 405, headers: { Allow: 'GET, HEAD, POST' } });
}

export function pageAction<T>(
  may: Action,
  act: (page: PageArgs) => Promise<T>,
): Declared<(args: ActionFunctionArgs) => Promise<T>> {
  return Object.assign(
    (args: ActionFunctionArgs) =>
      reporting(async () => {
        requirePost(args);
        return act(requirePerson(await resolve(args), may));
      }),
    { may },
  );
}

export function publicLoader<T>(
  load: (page: PublicPageArgs) => Promise<T>,
): Declared<(args: LoaderFunctionArgs) => Promise<T>> {
  return Object.assign((args: LoaderFunctionArgs) => reporting(async () => load(await resolve(args))), {
    may: 'public' as const,
  });
}

export function publicAction<T>(
  act: (page: PublicPageArgs) => Promise<T>,
): Declared<(args: ActionFunctionArgs) => Promise<T>> {
  return Object.assign(
    (args: ActionFunctionArgs) =>
      reporting(async () => {
        requirePost(args);
        return act(await resolve(args));
      }),
    { may: 'public' as const },
  );
}

/**
 * Runs a page's work. A bug in it goes to the log with the request's id, and the page of the failure is given that id,
 * nothing else of it, so that whoever meets it can name it.
 */
async function reporting<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // What is thrown on purpose: a refusal, a redirect, data with a status.
    if (!(error instanceof Error)) throw error;
    const requestId = logFailure(error);
    throw Response.json({ requestId }, { status: 500, headers: { 'Cache-Control': 'no-store' } });
  }
}

/** Throws the 404 that is shown for what does not exist and for what is somebody else's: the two must look the same. */
export function notFound(): never {
  throw new Response('not found', { status: 404 });
}
