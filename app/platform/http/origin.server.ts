const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request must be refused as cross-origin. A write that carries a cookie needs an Origin equal to PUBLIC_URL
 * or to the host it was sent to; a bearer call carries its proof itself. A write without any cookie is refused only
 * when it names a foreign Origin (a page elsewhere signing its visitor in to somebody else's account).
 */
export function isForeignWrite({
  method,
  origin,
  host,
  publicUrl,
  hasCookie,
  hasBearer,
}: {
  method: string;
  origin: string | undefined;
  host: string;
  publicUrl: string;
  hasCookie: boolean;
  hasBearer: boolean;
}): boolean {
  if (READS.has(method) || (hasBearer && !hasCookie)) return false;
  if (origin === undefined) return hasCookie;
  return origin !== publicUrl && origin !== `http://${host}` && origin !== `https://${host}`;
}
