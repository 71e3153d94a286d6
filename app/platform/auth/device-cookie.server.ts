import type { Context } from '#app/usecases/context.ts';

const COOKIE = 'xk_device';
/** As long as the server remembers an unused browser (purge-expired.server.ts). */
const MAX_AGE_S = 365 * 86_400;

/** What the browser's device cookie holds; null when there is none of the right form. */
export function readDevice(request: Request): string | null {
  return (
    new RegExp(`(?:^|;\\s*)${COOKIE}=([A-Za-z0-9_-]{43})(?:;|$)`).exec(request.headers.get('Cookie') ?? '')?.[1] ?? null
  );
}

/** The pages on which somebody signs in; no other is sent the mark. */
const PATHS = ['/login', '/activate'] as const;

/** Marks the browser as one from which someone signed in. It proves nothing and opens nothing: it only separates counts. */
export function deviceCookies({ publicUrl }: Context, device: string): readonly string[] {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : '';
  return PATHS.map(
    (path) => `${COOKIE}=${device}; Path=${path}; Max-Age=${MAX_AGE_S}; HttpOnly; SameSite=Lax${secure}`,
  );
}
