const FORM_TYPES = /^(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i;

/**
 * Why what is posted to a page is no form, by its headers: nobody sent one, or another kind of body; null when it may
 * be one. A form without fields has its type all the same.
 */
export function findFormFault({
  method = '',
  headers,
}: {
  readonly method?: string | undefined;
  readonly headers: { readonly 'content-type'?: string | undefined };
}): 'empty-form' | 'unsupported-media-type' | null {
  if (method !== 'POST') return null;
  const type = headers['content-type']?.trim() ?? '';
  if (type === '') return 'empty-form';
  return FORM_TYPES.test(type) ? null : 'unsupported-media-type';
}

/**
 * A posted form.
 * @throws a Response: 415 when the body says that it is none, 400 when it cannot be read as one, 422 when a name or a
 * text holds U+0000, which PostgreSQL cannot store.
 */
export async function readFormData(request: Request): Promise<FormData> {
  if (!FORM_TYPES.test(request.headers.get('Content-Type') ?? '')) throw new Response('not a form', { status: 415 });
  const form = await request.formData().catch(() => {
    throw new Response('not a form', { status: 400 });
  });
  if ([...form].some((entry) => entry.some((part) => typeof part === 'string' && part.includes('\0'))))
    throw new Response('a text with U+0000', { status: 422 });
  return form;
}

/** A posted form's fields, as `readFormData` reads them. */
export async function readForm(request: Request): Promise<Record<string, string>> {
  const form = await readFormData(request);
  return Object.fromEntries([...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
