import type { Readable } from 'node:stream';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { UnreadableRoster } from '#app/usecases/roster/roster-source.ts';

/** Far beyond any roster: a hundred thousand rows are some 50 MB of XML. */
const MOST_BYTES = 500_000_000;
const MOST_PARTS = 2_000;

export type ZipParts = {
  readonly names: readonly string[];
  /** The text of a part in pieces; null when there is no such part. */
  readonly open: (name: string) => Promise<AsyncIterable<string> | null>;
  readonly close: () => void;
};

/** Opens the parts of an Office file. What unpacks to more than half a gigabyte is refused as a bomb. */
export async function openZipParts(file: string): Promise<ZipParts> {
  const zip = await openZip(file);
  const parts = new Map<string, Entry>();
  try {
    await new Promise<void>((resolve, reject) => {
      zip.on('entry', (entry: Entry) => {
        if (parts.size >= MOST_PARTS) return reject(new UnreadableRoster('bomb'));
        if (entry.isEncrypted()) return reject(new UnreadableRoster('encrypted'));
        parts.set(entry.fileName.replace(/^\//, '').toLowerCase(), entry);
        zip.readEntry();
      });
      zip.once('end', resolve);
      zip.once('error', () => reject(new UnreadableRoster('broken')));
      zip.readEntry();
    });
  } catch (error) {
    zip.close();
    throw error;
  }
  let unpacked = 0;
  return {
    names: [...parts.keys()],
    async open(name) {
      const entry = parts.get(name.replace(/^\//, '').toLowerCase());
      if (!entry) return null;
      if (entry.uncompressedSize > MOST_BYTES) throw new UnreadableRoster('bomb');
      const stream = await new Promise<Readable>((resolve, reject) =>
        zip.openReadStream(entry, (error, opened) =>
          error ? reject(new UnreadableRoster('broken')) : resolve(opened),
        ),
      );
      return textOf(stream, (bytes) => {
        unpacked += bytes;
        if (unpacked > MOST_BYTES) throw new UnreadableRoster('bomb');
      });
    },
    close: () => zip.close(),
  };
}

function openZip(file: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(file, { lazyEntries: true, autoClose: false, validateEntrySizes: true }, (error, zip) =>
      error ? reject(new UnreadableRoster('broken')) : resolve(zip),
    );
  });
}

async function* textOf(stream: Readable, count: (bytes: number) => void): AsyncIterable<string> {
  let decode: TextDecoder | undefined;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      count(chunk.length);
      // Some programs write parts in UTF-16, which XML allows with its mark.
      decode ??= new TextDecoder(chunk[0] === 0xff ? 'utf-16le' : chunk[0] === 0xfe ? 'utf-16be' : 'utf-8');
      yield decode.decode(chunk, { stream: true });
    }
    const rest = decode?.decode();
    if (rest) yield rest;
  } catch (error) {
    stream.destroy();
    if (error instanceof UnreadableRoster) throw error;
    throw new UnreadableRoster('broken');
  }
}
