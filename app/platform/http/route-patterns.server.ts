/** The part of Remix's route manifest that an address is matched with. */
export type RouteTable = Readonly<
  Record<
    string,
    { readonly id: string; readonly parentId?: string | undefined; readonly path?: string | undefined } | undefined
  >
>;

/** What belongs to no route of Remix's. */
const ANSWERS = '/api/v1/attempts/:id/responses';
/** Files of the build, and images of lessons. */
export const ASSETS = '/assets/*';
const UNMATCHED = 'unmatched';

/**
 * Finds the pattern of an address (`/verify/:code`), so that logs and metrics never hold what stands in it: codes,
 * tokens, ids. Their number is that of the routes, whatever strangers ask for.
 */
export function makeRoutePatterns(routes: RouteTable): (pathname: string) => string {
  const fixed = new Set<string>();
  const open: { pattern: string; matches: RegExp; rank: number }[] = [];
  for (const pattern of [ANSWERS, ...Object.keys(routes).map((id) => patternOfRoute(routes, id))]) {
    if (!/[:*]/.test(pattern)) fixed.add(pattern);
    else open.push({ pattern, matches: regexOf(pattern), rank: rankOf(pattern) });
  }
  open.sort((a, b) => b.rank - a.rank);
  return (pathname) => {
    const path = pathname
      .replace(/\/_root\.data$/, '/')
      .replace(/\.data$/, '')
      .replace(/(.)\/$/, '$1');
    if (path.startsWith('/assets/')) return ASSETS;
    if (fixed.has(path)) return path;
    return open.find(({ matches }) => matches.test(path))?.pattern ?? UNMATCHED;
  };
}

/** The whole pattern of one route, its parents' parts included. */
export function patternOfRoute(routes: RouteTable, id: string): string {
  const parts: string[] = [];
  for (let at = routes[id]; at; at = at.parentId === undefined ? undefined : routes[at.parentId])
    if (at.path) parts.unshift(at.path);
  return `/${parts.join('/')}`;
}

const regexOf = (pattern: string) =>
  new RegExp(
    `^${pattern
      .split('/')
      .map((part) => (part === '*' ? '.*' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/:\w+/g, '[^/]+')))
      .join('/')}$`,
  );

/** A fixed part says more than an open one, and that more than the rest of an address. */
const rankOf = (pattern: string) =>
  pattern
    .split('/')
    .reduce((rank, part) => rank * 4 + (part === '*' ? 0 : part.startsWith(':') ? (part.includes('.') ? 2 : 1) : 3), 0);
