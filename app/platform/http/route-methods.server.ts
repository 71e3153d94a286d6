import { ASSETS, makeRoutePatterns, patternOfRoute, type RouteTable } from './route-patterns.server.ts';

/** Remix's route manifest with what each module takes. */
export type RouteModules = {
  readonly [id: string]: (RouteTable[string] & { readonly module?: RouteModule }) | undefined;
};
type RouteModule = { readonly default?: unknown; readonly loader?: unknown; readonly action?: unknown };

const READS = ['GET', 'HEAD'];

export type Taken = {
  readonly methods: readonly string[];
  /** Whether what is posted there is a form: calls take JSON, or nothing. */
  readonly isPage: boolean;
};

/**
 * Finds what an address takes. Remix answers any other method with a line of its own, or with the frame of a page that
 * says neither what happened nor what it would take. Null where nothing is.
 */
export function makeRouteMethods(routes: RouteModules): (pathname: string) => Taken | null {
  const patternOf = makeRoutePatterns(routes);
  const taken = new Map<string, Taken>([[ASSETS, { methods: READS, isPage: false }]]);
  for (const [pattern, modules] of modulesByPattern(routes)) {
    const isPage = modules.some((module) => module.default !== undefined);
    const isRead = isPage || modules.some((module) => module.loader !== undefined);
    const writes = modules.flatMap(({ action }) => (action === undefined ? [] : methodsOfAction(action)));
    taken.set(pattern, { methods: [...(isRead ? READS : []), ...new Set(writes)], isPage });
  }
  return (pathname) => taken.get(patternOf(pathname)) ?? null;
}

/** A call says by which method it is made; a form knows only one. */
const methodsOfAction = (action: unknown): readonly string[] =>
  (action as { methods?: readonly string[] }).methods ?? ['POST'];

/** An address may have a layout and an index besides. */
function modulesByPattern(routes: RouteModules): Map<string, RouteModule[]> {
  const found = new Map<string, RouteModule[]>();
  for (const id of Object.keys(routes)) {
    const { module } = routes[id] ?? {};
    if (!module) continue;
    const pattern = patternOfRoute(routes, id);
    found.set(pattern, [...(found.get(pattern) ?? []), module]);
  }
  return found;
}
