import { createHash } from 'node:crypto';
import { sharpImages } from '#app/platform/content/images.server.ts';
import { openPreviewShelf } from '#app/platform/content/preview-shelf.server.ts';
import { unzip } from '#app/platform/content/unzip.server.ts';
import type { Context } from '#app/usecases/context.ts';
import type { Database } from '#db/open.server.ts';

export type TestContext = Context & {
  /** Moves the fake clock on; negative moves it back. */
  readonly pass: (ms: number) => void;
  readonly setNow: (now: number) => void;
};

export const TEST_NOW = Date.parse('2026-11-20T01:30:00Z');

/**
 * A context over a real database with a fake clock, repeatable randomness, cheap passwords and a signer that only
 * hashes. What is under test of the real adapters is tested with the real adapters.
 */
export function makeTestContext(
  database: Database,
  { now = TEST_NOW, seed = 'test' }: { now?: number; seed?: string } = {},
): TestContext {
  let time = now;
  let counter = 0;
  const kept: string[] = [];
  const sha = (text: string) => createHash('sha256').update(text).digest();
  return {
    database,
    clock: { now: () => time },
    pass: (ms) => {
      time += ms;
    },
    setNow: (value) => {
      time = value;
    },
    random: {
      bytes(length) {
        const bytes = new Uint8Array(length);
        for (let i = 0; i < length; i += 1) {
          if (i % 32 === 0) counter += 1;
          bytes[i] = sha(`${seed}:${counter}`)[i % 32] ?? 0;
        }
        return bytes;
      },
    },
    zone: 'Asia/Shanghai',
    publicUrl: 'http://127.0.0.1:3000',
    passwords: {
      hash: async (password) => `plain:${password}`,
      verify: async ({ hash, password }) => hash === `plain:${password}`,
    },
    signer: {
      current: async () => ({ keyId: 'test-key', sign: (text) => sha(text).toString('hex') }),
      makeKey: async () => ({ keyId: 'test-key-2', algorithm: 'sha256', publicJwk: {} }),
      sign: async (text) => ({ keyId: 'test-key', signature: sha(text).toString('hex') }),
      verify: async ({ text, signature }) => sha(text).toString('hex') === signature,
    },
    keptAnchors: {
      keep: async (line) => void kept.push(line),
      async *read() {
        yield* kept;
      },
    },
    lessons: {
      version: 'test',
      compile: async (body) => ({ code: `/* ${body.length} */`, hash: sha(body).toString('hex') }),
    },
    images: sharpImages,
    unzip,
    previews: openPreviewShelf({ now: () => time }),
    glyphs: { findMissing: (text) => [...text].filter((character) => character === '𠮷') },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    mail: null,
    events: { kick: () => undefined, drain: async () => undefined },
  };
}
