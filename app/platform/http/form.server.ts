/** A posted form's fields. @throws a 400 Response when the body is not a form. */
export async function readForm(request: Request): Promise<Record<string, string>> {
  const form = await request.formData().catch(() => {
    throw new Response('not a form', { status: 400 });
  });
  return Object.fromEntries([...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
