/** Pages that are also an answer to a program at the same address: which resource gives it. */
const ANSWERS: readonly { readonly page: RegExp; readonly answer: string }[] = [
  { page: /^\/verify\/(?!keys\.json$)[^/]+$/, answer: '/facts.json' },
];

/**
 * Where a request goes: the page itself, or for a program that asks for JSON rather than HTML the resource beside it.
 * (A Remix page cannot answer with anything but its document, so it is decided before.)
 */
export function negotiateAddress({
  url,
  method,
  accept,
}: {
  url: URL;
  method: string;
  accept: string | undefined;
}): URL {
  if ((method !== 'GET' && method !== 'HEAD') || !prefersJson(accept ?? '')) return url;
  const found = ANSWERS.find(({ page }) => page.test(url.pathname));
  if (!found) return url;
  const target = new URL(url);
  target.pathname += found.answer;
  return target;
}

/** Whether JSON is named, and HTML is not or is wanted less. A bare star is a browser's or a curl's: it gets the page. */
export function prefersJson(accept: string): boolean {
  const weightOf = (type: string) => {
    const entry = accept
      .toLowerCase()
      .split(',')
      .map((part) => part.split(';').map((piece) => piece.trim()))
      .find(([name]) => name === type);
    const q = entry?.find((piece) => piece.startsWith('q='));
    return entry ? (q ? Number(q.slice(2)) || 0 : 1) : 0;
  };
  return weightOf('application/json') > weightOf('text/html');
}
