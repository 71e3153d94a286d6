import { open, rm } from 'node:fs/promises';
import { unstable_parseMultipartFormData } from '@remix-run/node';
import { applicationEnv } from '#app/platform/context.server.ts';
import { temporaryFile } from '#app/platform/export/record-file.server.ts';

const FIELD_BYTES = 10_000;

export type Upload = {
  readonly fields: Readonly<Record<string, string>>;
  /** Null when none was chosen. */
  readonly file: { readonly path: string; readonly name: string } | null | 'too-large';
  /** Removes the file. */
  readonly remove: () => Promise<void>;
};

/**
 * A posted form with one file, which goes to a temporary place of its own as it comes.
 * @throws a Response: 415 when the body is no multipart form, 400 when it cannot be read as one or ends too soon, 422
 * when a text holds U+0000.
 */
export async function receiveUpload(
  request: Request,
  { field, maxBytes }: { field: string; maxBytes: number },
): Promise<Upload> {
  if (!/^multipart\/form-data\s*;/i.test(request.headers.get('Content-Type') ?? ''))
    throw new Response('not a form with a file', { status: 415 });
  const { DATA_DIR } = await applicationEnv();
  const path = await temporaryFile(DATA_DIR);
  const remove = () => rm(path, { force: true });
  const fields: Record<string, string> = {};
  let file: Upload['file'] = null;
  try {
    await unstable_parseMultipartFormData(request, async ({ name, filename, data }) => {
      if (name === field && filename !== undefined) {
        const size = await save(path, data, maxBytes);
        if (size > maxBytes) file = 'too-large';
        else if (size > 0 || filename !== '') file = { path, name: filename };
        return null;
      }
      fields[name] = await textOf(data);
      return null;
    });
  } catch (error) {
    await remove();
    if (error instanceof Response) throw error;
    throw new Response('not a form', { status: 400 });
  }
  if (Object.values(fields).some((text) => text.includes('\0'))) {
    await remove();
    throw new Response('a text with U+0000', { status: 422 });
  }
  return { fields, file, remove };
}

/** @returns the size; what is beyond the limit is read and thrown away, so that the form's other fields are kept. */
async function save(path: string, data: AsyncIterable<Uint8Array>, maxBytes: number): Promise<number> {
  const handle = await open(path, 'w', 0o600);
  let size = 0;
  try {
    for await (const chunk of data) {
      size += chunk.length;
      if (size <= maxBytes) await handle.writeFile(chunk);
    }
  } finally {
    await handle.close();
  }
  return size;
}

async function textOf(data: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of data) {
    size += chunk.length;
    if (size > FIELD_BYTES) throw new Response('a field is too long', { status: 400 });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
