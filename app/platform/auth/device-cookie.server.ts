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

/** Marks the browser as one from which someone signed in. It proves nothing and opens nothing: it only separates counts. */
export function deviceCookie({ publicUrl }: Context, device: string): string {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : '';
  return `${COOKIE}=${device}; Path=/login; Max-Age=${MAX_AGE_S}; HttpOnly; SameSite=Lax${secure}`;
}
