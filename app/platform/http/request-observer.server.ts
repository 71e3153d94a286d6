import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ServerLog } from '#app/platform/log.server.ts';
import { requestSeconds } from '#app/platform/metrics.server.ts';
import { makeRequestScope, type RequestScope } from './request-scope.server.ts';
import { makeRoutePatterns, type RouteTable } from './route-patterns.server.ts';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
/** What comes so often that it would bury the rest: written at debug level alone. */
const QUIET = new Set(['/assets/*', '/healthz', '/readyz', '/metrics', '/api/v1/attempts/:id/responses']);

const scopes = new WeakMap<ServerResponse, RequestScope>();

/** The scope that {@link openObserver} gave to a request, by its response. */
export const scopeOf = (response: ServerResponse): RequestScope | undefined => scopes.get(response);

/**
 * Counts and logs each request once, when its answer is out or its client is gone: which route, how it ended, how long
 * it took, who asked by id. The address itself, its query, bodies and headers are never written.
 */
export function openObserver({
  routes,
  log,
}: {
  routes: RouteTable;
  log: ServerLog;
}): (request: IncomingMessage, response: ServerResponse) => RequestScope {
  const patternOf = makeRoutePatterns(routes);
  return (request, response) => {
    const begun = performance.now();
    const scope = makeRequestScope();
    scopes.set(response, scope);
    response.setHeader('X-Request-Id', scope.id);
    response.once('close', () => {
      const seconds = (performance.now() - begun) / 1000;
      const method = METHODS.has(request.method ?? '') ? String(request.method) : 'other';
      const route = patternOf((request.url ?? '/').split(/[?#]/, 1)[0] ?? '/');
      const { statusCode: status, writableFinished } = response;
      requestSeconds.observe({ method, route, status: `${Math.floor(status / 100)}xx` }, seconds);
      const line = {
        requestId: scope.id,
        method,
        route,
        status,
        ms: Math.round(seconds * 10_000) / 10,
        ...(scope.actor === null ? {} : { actor: scope.actor }),
        ...(writableFinished ? {} : { cutOff: true }),
      };
      if (QUIET.has(route) && status < 500) log.debug(line, 'request');
      else log.info(line, 'request');
    });
    return scope;
  };
}
