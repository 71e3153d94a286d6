import { notFound, publicLoader } from '#app/platform/http/page.server.ts';

/**
 * Any address that no page has. Without this route the root's loader would not run for it, and the page that says
 * "not found" would know neither language nor person.
 */
export const loader = publicLoader(async () => notFound());

export default function NotFound() {
  return null;
}
