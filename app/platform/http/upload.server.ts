import { open, rm } from 'node:fs/promises';
import { unstable_parseMultipartFormData } from '@remix-run/node';
import { applicationEnv } from '#app/platform/context.server.ts';
import { temporaryFile } from '#app/platform/export/record-file.server.ts';

/** What a field takes that does not say otherwise, in bytes. */
const FIELD_BYTES = 10_000;

export type UploadedFile = { readonly path: string; readonly name: string; readonly size: number };
export type UploadRefusal = {
  /** `together-too-large` and `too-many-files` are about all files, the others about the one that is named. */
  readonly reason: 'too-large' | 'together-too-large' | 'too-many-files' | 'field-too-long';
  /** The name of the file, or of the field. */
  readonly name: string;
};
export type Upload = {
  readonly fields: Readonly<Record<string, string>>;
  /** As they were chosen; none when none was. */
  readonly files: readonly UploadedFile[];
  /** Why not all of it was kept; the fields that are short enough are, so that the form can be shown again. */
  readonly refusal: UploadRefusal | null;
  /** Removes the files. */
  readonly remove: () => Promise<void>;
};

type UploadLimits = {
  /** The field with the files. */
  readonly field: string;
  /** Of one file, and of all together, in bytes. */
  readonly maxBytes: number;
  readonly maxBytesTogether?: number;
  readonly maxFiles?: number;
  /** Fields that take more than a line, in bytes. */
  readonly longFields?: Readonly<Record<string, number>>;
};

/**
 * A posted form with files, each of which goes to a temporary place of its own as it comes. What is beyond a limit is
 * read and thrown away.
 * @throws a Response: 415 when the body is no multipart form, 400 when it cannot be read as one or ends too soon, 422
 * when a text holds U+0000.
 */
export async function receiveUpload(
  request: Request,
  { field, maxBytes, maxBytesTogether = maxBytes, maxFiles = 1, longFields = {} }: UploadLimits,
): Promise<Upload> {
  if (!/^multipart\/form-data\s*;/i.test(request.headers.get('Content-Type') ?? ''))
    throw new Response('not a form with a file', { status: 415 });
  const { DATA_DIR } = await applicationEnv();
  const paths: string[] = [];
  const remove = async () => void (await Promise.all(paths.map((path) => rm(path, { force: true }))));
  const fields: Record<string, string> = {};
  const files: UploadedFile[] = [];
  let together = 0;
  let refusal: UploadRefusal | null = null;
  try {
    await unstable_parseMultipartFormData(request, async ({ name, filename, data }) => {
      if (name === field && filename !== undefined) {
        if (files.length >= maxFiles || refusal) {
          const size = await skip(data);
          if (size > 0 || filename !== '') refusal ??= { reason: 'too-many-files', name: filename };
          return null;
        }
        const path = await temporaryFile(DATA_DIR);
        paths.push(path);
        const size = await save(path, data, Math.min(maxBytes, maxBytesTogether - together));
        together += size;
        if (size > maxBytes) refusal = { reason: 'too-large', name: filename };
        else if (together > maxBytesTogether) refusal = { reason: 'together-too-large', name: filename };
        else if (size > 0 || filename !== '') files.push({ path, name: filename, size });
        return null;
      }
      const text = await textOf(data, longFields[name] ?? FIELD_BYTES);
      if (text === null) refusal ??= { reason: 'field-too-long', name };
      else fields[name] = text;
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
  return { fields, files, refusal, remove };
}

async function skip(data: AsyncIterable<Uint8Array>): Promise<number> {
  let size = 0;
  for await (const chunk of data) size += chunk.length;
  return size;
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

/** Null where it is longer than that. */
async function textOf(data: AsyncIterable<Uint8Array>, maxBytes: number): Promise<string | null> {
  let chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of data) {
    size += chunk.length;
    if (size <= maxBytes) chunks.push(chunk);
    else chunks = [];
  }
  return size > maxBytes ? null : Buffer.concat(chunks).toString('utf8');
}
