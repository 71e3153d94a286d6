import { useLocation } from '@remix-run/react';

/**
 * The present address with some parameters changed and all others kept: filters, order and page live in the address.
 * A null removes one.
 */
export function withParams(
  location: { pathname: string; search: string },
  changes: Readonly<Record<string, string | null>>,
): string {
  const params = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) params.delete(name);
    else params.set(name, value);
  }
  const query = params.toString();
  return query ? `${location.pathname}?${query}` : location.pathname;
}

export function useAddress() {
  const location = useLocation();
  return (changes: Readonly<Record<string, string | null>>) => withParams(location, changes);
}
