import { makeRoutePatterns, patternOfRoute, type RouteTable } from './route-patterns.server.ts';

/** Remix's route manifest with what each module takes. */
export type RouteModules = {
  readonly [id: string]: (RouteTable[string] & { readonly module?: RouteModule }) | undefined;
};
type RouteModule = { readonly default?: unknown; readonly loader?: unknown; readonly action?: unknown };

const READS = ['GET', 'HEAD'];

/**
 * Finds the methods of an address without a page of its own (a file, an export, a call): Remix answers any other with its
 * own English line. Null for pages, which say it themselves, and where nothing is.
 */
export function makeRouteMethods(routes: RouteModules): (pathname: string) => readonly string[] | null {
  const patternOf = makeRoutePatterns(routes);
  const methods = new Map<string, readonly string[] | null>();
  for (const [pattern, modules] of modulesByPattern(routes)) {
    const isPage = modules.some((module) => module.default !== undefined);
    const takes = (part: 'loader') => modules.some((module) => module[part] !== undefined);
    const writes = modules.flatMap(({ action }) => (action === undefined ? [] : methodsOfAction(action)));
    methods.set(pattern, isPage ? null : [...(takes('loader') ? READS : []), ...writes]);
  }
  return (pathname) => methods.get(patternOf(pathname)) ?? null;
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
