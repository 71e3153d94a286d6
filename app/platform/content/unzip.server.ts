import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { UPLOAD_LIMITS } from '#app/domain/courses/lesson-upload.ts';
import type { Unzip } from '#app/usecases/context.ts';

/**
 * Reads a zip into memory. What is in it is counted by what its directory says before anything is unpacked, and by
 * what comes out while it is: an archive that unpacks to more than it says is refused, and so is one with a path that
 * leads out of it. Names are UTF-8, or else GB18030, as Windows writes them.
 */
export const unzip: Unzip = async (bytes) => {
  let zip: ZipFile;
  try {
    zip = await open(Buffer.from(bytes));
  } catch {
    return { ok: false, reason: 'not-a-zip' };
  }
  try {
    const entries = await listEntries(zip);
    if (
      entries === null ||
      entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0) > UPLOAD_LIMITS.bytes
    )
      return { ok: false, reason: 'too-large' };
    const files: { name: string; bytes: Buffer }[] = [];
    for (const entry of entries) {
      const name = nameOf(entry);
      if (name === null) return { ok: false, reason: 'bad-path' };
      if (name.endsWith('/')) continue;
      if (entry.uncompressedSize > UPLOAD_LIMITS.oneFile) return { ok: false, reason: 'too-large' };
      // Encrypted, or packed in a way that nobody uses.
      if ((entry.generalPurposeBitFlag & 1) === 1 || ![0, 8].includes(entry.compressionMethod))
        return { ok: false, reason: 'unreadable' };
      files.push({ name, bytes: await readEntry(zip, entry) });
    }
    return { ok: true, files };
  } catch {
    return { ok: false, reason: 'unreadable' };
  } finally {
    zip.close();
  }
};

const open = (bytes: Buffer): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true, decodeStrings: false, autoClose: false }, (error, zip) => {
      if (error || !zip) reject(error ?? new Error('no zip'));
      else resolve(zip);
    });
  });

/** Null where there are more than anyone has. */
const listEntries = (zip: ZipFile): Promise<Entry[] | null> =>
  new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    zip.on('error', reject);
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: Entry) => {
      entries.push(entry);
      if (entries.length > UPLOAD_LIMITS.files) resolve(null);
      else zip.readEntry();
    });
    zip.readEntry();
  });

const UTF8_FLAG = 0x800;

function nameOf(entry: Entry): string | null {
  const raw = Buffer.from(entry.fileName as unknown as Uint8Array);
  let name: string;
  try {
    name = new TextDecoder('utf-8', { fatal: true }).decode(raw);
  } catch {
    if ((entry.generalPurposeBitFlag & UTF8_FLAG) !== 0) return null;
    name = new TextDecoder('gb18030').decode(raw);
  }
  const path = name.replaceAll('\\', '/');
  const leadsOut =
    path.startsWith('/') || /^[a-z]:/i.test(path) || path.split('/').includes('..') || /\p{Cc}/u.test(path);
  return leadsOut ? null : path;
}

const readEntry = (zip: ZipFile, entry: Entry): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error || !stream) {
        reject(error ?? new Error('no stream'));
        return;
      }
      const chunks: Buffer[] = [];
      let length = 0;
      stream.on('data', (chunk: Buffer) => {
        length += chunk.length;
        if (length > UPLOAD_LIMITS.oneFile) stream.destroy(new Error('too long'));
        else chunks.push(chunk);
      });
      stream.on('error', reject);
      stream.on('end', () => resolve(Buffer.concat(chunks)));
    });
  });
