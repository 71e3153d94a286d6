type FormFile = { readonly name: string; readonly fileName: string; readonly text: string | Uint8Array<ArrayBuffer> };

/** A caller of the HTTP contract with a cookie jar, as another program would be. */
export type Client = {
  readonly url: string;
  readonly get: (path: string, headers?: Record<string, string>) => Promise<Response>;
  readonly send: (
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    body: unknown,
    headers?: Record<string, string>,
  ) => Promise<Response>;
  readonly form: (path: string, fields: Record<string, string>, headers?: Record<string, string>) => Promise<Response>;
  /** Sends a form with a file or several, as a browser would. */
  readonly upload: (
    path: string,
    form: { fields: Record<string, string>; file: FormFile | readonly FormFile[] },
  ) => Promise<Response>;
  /** Signs in. @throws when refused. */
  readonly signIn: (username: string, password?: string) => Promise<void>;
  readonly cookie: () => string;
};

export const DEMO_PASSWORD = 'xunkao-demo';

export function makeClient(url: string): Client {
  const jar = new Map<string, string>();
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');

  async function call(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    if (jar.size > 0 && !headers.has('Cookie')) headers.set('Cookie', cookie());
    const response = await fetch(url + path, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      const value = pair.slice(at + 1);
      if (value === '' || /max-age=0/i.test(line)) jar.delete(pair.slice(0, at));
      else jar.set(pair.slice(0, at), value);
    }
    return response;
  }

  const client: Client = {
    url,
    cookie,
    get: (path, headers = {}) => call(path, { headers }),
    send: (method, path, body, headers = {}) =>
      call(path, {
        method,
        body: typeof body === 'string' ? body : JSON.stringify(body),
        headers: { 'Content-Type': 'application/json', Origin: url, ...headers },
      }),
    form: (path, fields, headers = {}) =>
      call(path, { method: 'POST', body: new URLSearchParams(fields), headers: { Origin: url, ...headers } }),
    upload(path, { fields, file }) {
      const body = new FormData();
      for (const [name, value] of Object.entries(fields)) body.append(name, value);
      for (const { name, fileName, text } of [file].flat()) body.append(name, new Blob([text]), fileName);
      return call(path, { method: 'POST', body, headers: { Origin: url } });
    },
    async signIn(username, password = DEMO_PASSWORD) {
      const response = await client.form('/login', { username, password });
      if (response.status !== 303) throw new Error(`signing in as ${username} gave ${response.status}`);
    },
  };
  return client;
}
