import { crc32, createDeflateRaw } from 'node:zlib';

export type ByteSink = (bytes: Uint8Array) => Promise<void>;

export type ZipEntry = {
  /** Takes a piece of text of any length; what comes in small pieces is packed together. */
  readonly write: (text: string) => Promise<void> | void;
  /** Takes bytes as they are; they must not change afterwards. */
  readonly writeBytes: (bytes: Buffer) => Promise<void>;
  readonly end: () => Promise<void>;
};

export type ZipStream = {
  /** Begins the next file; the one before must have ended. */
  readonly entry: (name: string) => ZipEntry;
  /** Writes the table of contents. */
  readonly end: () => Promise<void>;
};

/** Text waits here until it is worth packing: many small strings that outlive a collection make a process grow. */
const STAGE_BYTES = 128 * 1024;

/** 1980-01-01, so that the same content makes the same bytes. */
const DOS_DATE = 0x21;
const DEFLATED = 8;
/** Sheets and lists repeat themselves so much that the fastest level packs them nearly as small as the best. */
const LEVEL = 1;
/** Bit 3: sizes follow the data; bit 11: names are UTF-8. */
const FLAGS = 0x808;
const LIMIT = 0xffff_ffff;

/**
 * Writes a ZIP file as its content comes, holding nothing back but the table of contents.
 * @throws RangeError past 4 GiB for one file or the archive, where the format would need its 64-bit form.
 */
export function openZipStream(sink: ByteSink): ZipStream {
  const contents: Buffer[] = [];
  let offset = 0;
  const send = async (bytes: Uint8Array) => {
    offset += bytes.length;
    if (offset > LIMIT) throw new RangeError('a ZIP file of more than 4 GiB is not supported');
    await sink(bytes);
  };

  return {
    entry(name) {
      const start = offset;
      const path = Buffer.from(name, 'utf8');
      const deflate = createDeflateRaw({ level: LEVEL });
      const ready: Buffer[] = [];
      deflate.on('data', (chunk: Buffer) => ready.push(chunk));
      let begun = false;
      let crc = 0;
      let size = 0;
      let packed = 0;
      const begin = async () => {
        begun = true;
        await send(Buffer.concat([header({ signature: 0x04034b50, crc: 0, packed: 0, size: 0, path }), path]));
      };
      const flush = async () => {
        for (const chunk of ready.splice(0)) {
          packed += chunk.length;
          await send(chunk);
        }
      };
      // Two stages: while one is packed, on another thread, the other fills.
      let stage = Buffer.allocUnsafe(STAGE_BYTES);
      let other = Buffer.allocUnsafe(STAGE_BYTES);
      let staged = 0;
      let packing: Promise<void> = Promise.resolve();
      /** Resolves when what came before is packed; the bytes must stay as they are until the next call has resolved. */
      const pack = async (bytes: Buffer) => {
        if (!begun) await begin();
        crc = crc32(bytes, crc);
        size += bytes.length;
        if (size > LIMIT) throw new RangeError('a file of more than 4 GiB is not supported in a ZIP file');
        await packing;
        await flush();
        packing = new Promise<void>((resolve, reject) => {
          deflate.write(bytes, (error) => (error ? reject(error) : resolve()));
        });
        // Whoever waits for it next learns of a fault; until then it is not unhandled.
        packing.catch(() => undefined);
      };
      const unstage = async () => {
        const bytes = stage.subarray(0, staged);
        [stage, other] = [other, stage];
        staged = 0;
        await pack(bytes);
      };
      const writeLong = async (text: string) => {
        if (staged > 0) await unstage();
        if (text.length * 3 > STAGE_BYTES) await pack(Buffer.from(text, 'utf8'));
        else staged = stage.write(text, 0, 'utf8');
      };
      return {
        write(text) {
          // A UTF-16 unit takes at most 3 bytes of UTF-8.
          if (staged + text.length * 3 > STAGE_BYTES) return writeLong(text);
          staged += stage.write(text, staged, 'utf8');
        },
        async writeBytes(bytes) {
          await unstage();
          await pack(bytes);
        },
        async end() {
          await unstage();
          await packing;
          await new Promise<void>((resolve, reject) => {
            deflate.once('error', reject).once('end', resolve);
            deflate.end();
          });
          await flush();
          const descriptor = Buffer.alloc(16);
          descriptor.writeUInt32LE(0x08074b50, 0);
          descriptor.writeUInt32LE(crc, 4);
          descriptor.writeUInt32LE(packed, 8);
          descriptor.writeUInt32LE(size, 12);
          await send(descriptor);
          contents.push(centralHeader({ crc, packed, size, path, start }), path);
        },
      };
    },
    async end() {
      const start = offset;
      const table = Buffer.concat(contents);
      await send(table);
      const last = Buffer.alloc(22);
      last.writeUInt32LE(0x06054b50, 0);
      last.writeUInt16LE(contents.length / 2, 8);
      last.writeUInt16LE(contents.length / 2, 10);
      last.writeUInt32LE(table.length, 12);
      last.writeUInt32LE(start, 16);
      await send(last);
    },
  };
}

type Sizes = { crc: number; packed: number; size: number; path: Buffer };

function header({ signature, crc, packed, size, path }: Sizes & { signature: number }): Buffer {
  const bytes = Buffer.alloc(30);
  bytes.writeUInt32LE(signature, 0);
  bytes.writeUInt16LE(20, 4);
  writeCommon(bytes, 6, { crc, packed, size, path });
  return bytes;
}

function centralHeader({ start, ...sizes }: Sizes & { start: number }): Buffer {
  const bytes = Buffer.alloc(46);
  bytes.writeUInt32LE(0x02014b50, 0);
  bytes.writeUInt16LE(20, 4);
  bytes.writeUInt16LE(20, 6);
  writeCommon(bytes, 8, sizes);
  bytes.writeUInt32LE(start, 42);
  return bytes;
}

/** The fields that both headers have in the same order. */
function writeCommon(bytes: Buffer, at: number, { crc, packed, size, path }: Sizes) {
  bytes.writeUInt16LE(FLAGS, at);
  bytes.writeUInt16LE(DEFLATED, at + 2);
  bytes.writeUInt16LE(0, at + 4);
  bytes.writeUInt16LE(DOS_DATE, at + 6);
  bytes.writeUInt32LE(crc, at + 8);
  bytes.writeUInt32LE(packed, at + 12);
  bytes.writeUInt32LE(size, at + 16);
  bytes.writeUInt16LE(path.length, at + 20);
}
