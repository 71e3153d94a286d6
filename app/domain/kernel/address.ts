/**
 * Whether a link may lead there: http, https, mailto, or a place on this site. Browsers drop tabs and line breaks
 * inside a scheme and take a backslash for a slash, so either makes an address suspect; `//host` is another site in
 * disguise.
 */
export function isSafeAddress(address: string): boolean {
  const seen = address.trim();
  if (/[\p{Cc}\\]/u.test(seen) || seen.startsWith('//')) return false;
  const scheme = /^([^/?#:]*):/.exec(seen)?.[1];
  return scheme === undefined || /^(https?|mailto)$/i.test(scheme);
}
