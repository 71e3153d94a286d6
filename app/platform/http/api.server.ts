import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import type { z } from 'zod';
import { type Actor, can } from '#app/domain/people/actor.ts';
import type { Action } from '#app/domain/people/permissions.ts';
import { readActor } from '#app/platform/auth/session.server.ts';
import { applicationContext } from '#app/platform/context.server.ts';
import { noteRefusal } from '#app/usecases/audit/note-refusals.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { logFailure } from './failure.server.ts';
import { describeInputFaults } from './input-faults.server.ts';
import { holdsNul, NUL_FAULT } from './nul.server.ts';
import type { Declared } from './page.server.ts';
import { languageAskedBy, problem } from './problem.server.ts';

/** One call of the HTTP API: what serves it and what documents it (openapi.server.ts) read the same object. */
export type ApiCall<Body extends z.ZodType, Query extends z.ZodType> = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With `{name}` for parameters: `/api/v1/sittings/{id}/attempts`. */
  readonly path: string;
  readonly may: Action;
  readonly summary: string;
  readonly body: Body;
  readonly query: Query;
  /** The 200 body's schema, or a media type when the answer is a file. */
  readonly response: z.ZodType | string;
};

export function defineCall<Body extends z.ZodType, Query extends z.ZodType>(
  call: ApiCall<Body, Query>,
): ApiCall<Body, Query> {
  return call;
}

export type ApiArgs<Body, Query> = {
  readonly context: Context;
  readonly actor: Actor;
  readonly params: Record<string, string | undefined>;
  readonly body: Body;
  readonly query: Query;
  readonly request: Request;
};

/** Serves a call: who, may they, is the input right; then `run`, which returns a Response or the value to send. */
export function serveCall<Body extends z.ZodType, Query extends z.ZodType>(
  call: ApiCall<Body, Query>,
  run: (args: ApiArgs<z.output<Body>, z.output<Query>>) => Promise<Response | object>,
): Declared<(args: LoaderFunctionArgs | ActionFunctionArgs) => Promise<Response>> {
  const serve = async ({ request, params, context: { address } }: LoaderFunctionArgs | ActionFunctionArgs) => {
    const context = await applicationContext();
    const actor = await readActor({ context, request, address });
    const asked = { actor, method: request.method, path: new URL(request.url).pathname };
    if (actor.kind === 'anonymous') {
      const { refusedToken } = actor;
      if (refusedToken) await noteRefusal(context, { kind: 'token', ...asked, ...refusedToken });
      const challenge = { 'WWW-Authenticate': refusedToken ? 'Bearer error="invalid_token"' : 'Bearer' };
      return problem(request, refusedToken?.reason ?? 'unauthenticated', undefined, challenge);
    }
    if (!can({ actor, action: call.may })) {
      await noteRefusal(context, { kind: 'access', ...asked, action: call.may });
      return problem(request, 'forbidden');
    }
    if (actor.kind === 'person' && actor.mustChangePassword) return problem(request, 'forbidden');
    if (request.method !== call.method && !(request.method === 'HEAD' && call.method === 'GET'))
      return problem(request, 'method-not-allowed');

    const language = languageAskedBy(request);
    const parameters = Object.fromEntries(new URL(request.url).searchParams);
    const query = call.query.safeParse(parameters);
    if (!query.success)
      return problem(request, 'invalid-input', {
        errors: describeInputFaults(query.error, { input: parameters, language }),
      });
    let input: unknown = {};
    if (call.method !== 'GET') {
      const text = await request.text();
      try {
        input = text === '' ? {} : JSON.parse(text);
      } catch {
        return problem(request, 'unparsable-body');
      }
      if (holdsNul(input)) return problem(request, 'invalid-input', NUL_FAULT);
    }
    const body = call.body.safeParse(input);
    if (!body.success)
      return problem(request, 'invalid-input', { errors: describeInputFaults(body.error, { input, language }) });
    try {
      const answer = await run({ context, actor, params, body: body.data, query: query.data, request });
      return answer instanceof Response ? answer : Response.json(answer, { headers: { 'Cache-Control': 'no-store' } });
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return problem(request, 'internal-error', { requestId: logFailure(error) });
    }
  };
  return Object.assign(serve, { may: call.may, methods: [call.method] });
}
