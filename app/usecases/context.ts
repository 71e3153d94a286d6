import type { Json } from '#app/domain/kernel/canonical.ts';
import { type IdPrefix, makeId } from '#app/domain/kernel/ids.ts';
import type { Instant } from '#app/domain/kernel/instant.ts';
import type { Language } from '#app/domain/kernel/local-text.ts';
import type { SystemActor } from '#app/domain/people/actor.ts';
import type { Database } from '#db/open.server.ts';

/** Everything that use cases need from outside, as types. `app/platform/context.server.ts` makes the real one. */
export type Context = {
  readonly database: Database;
  readonly clock: { readonly now: () => Instant };
  readonly random: { readonly bytes: (length: number) => Uint8Array };
  /** IANA zone for display and for "which day, which year". */
  readonly zone: string;
  /** Without a trailing slash. */
  readonly publicUrl: string;
  readonly passwords: Passwords;
  readonly signer: Signer;
  readonly keptAnchors: KeptAnchors;
  readonly lessons: LessonCompiler;
  readonly images: ImageWorkshop;
  readonly unzip: Unzip;
  readonly previews: PreviewShelf;
  readonly glyphs: GlyphCheck;
  readonly log: Log;
  /** Null where no mail server is configured. */
  readonly mail: Mailer | null;
  /** Tells the event loop that there is work; `drain` resolves when what was there is done (it never rejects). */
  readonly events: { readonly kick: () => void; readonly drain: () => Promise<void> };
};

export type Passwords = {
  readonly hash: (password: string) => Promise<string>;
  readonly verify: (input: { hash: string; password: string }) => Promise<boolean>;
};

/** A key in memory: signing with it waits for nothing, so it may be done inside a transaction. */
export type SigningKey = { readonly keyId: string; readonly sign: (text: string) => string };

/** Signs as this installation. Signatures are detached JWS (RFC 7515, appendix F) over the given UTF-8 text. */
export type Signer = {
  /** The key in force. Ask before a transaction begins, never inside one: the very first call makes and stores a key. */
  readonly current: () => Promise<SigningKey>;
  /** Makes a key pair and keeps its private half; it comes into force when the caller stores the public half. */
  readonly makeKey: () => Promise<{ keyId: string; algorithm: string; publicJwk: Json }>;
  readonly sign: (text: string) => Promise<{ keyId: string; signature: string }>;
  readonly verify: (input: { text: string; keyId: string; signature: string }) => Promise<boolean>;
};

/** A copy of the anchors where whoever holds the database alone cannot reach it. */
export type KeptAnchors = {
  /** Appends a line; never fails. */
  readonly keep: (line: string) => Promise<void>;
  /** The lines, oldest first; none when nothing was ever kept. */
  readonly read: () => AsyncIterable<string>;
};

export type LessonCompiler = {
  /** Changes whenever the same source would compile to other code. */
  readonly version: string;
  /**
   * Compiles a body that the guard has let through. @throws when the compiler itself refuses it.
   * @param images where each image that the text names is served, and its size in pixels.
   */
  readonly compile: (body: string, images?: CompiledImages) => Promise<{ code: string; hash: string }>;
};

export type CompiledImages = ReadonlyMap<
  string,
  { readonly address: string; readonly width: number; readonly height: number }
>;

export type PreparedImage = {
  readonly ok: true;
  /** SHA-256 of `bytes`. */
  readonly hash: string;
  /** WebP, upright, without metadata. */
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
  /** Whether it moved and only its first frame is kept. */
  readonly firstFrameOnly: boolean;
};
/** `heic` and `svg` are wrong types that people meet often enough to be told what to do about them. */
export type ImageFault = 'wrong-type' | 'heic' | 'svg' | 'too-large' | 'too-many-pixels' | 'broken';

/** Makes of what an author hands in the image that is stored; the same bytes give the same image. */
export type ImageWorkshop = {
  readonly prepare: (bytes: Uint8Array) => Promise<PreparedImage | { readonly ok: false; readonly reason: ImageFault }>;
};

/** Reads a zip archive. Paths are relative to it, with slashes. */
export type Unzip = (
  bytes: Uint8Array,
) => Promise<
  | { readonly ok: true; readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[] }
  | { readonly ok: false; readonly reason: 'not-a-zip' | 'too-large' | 'bad-path' | 'unreadable' }
>;

/** Compiled code of drafts that is looked at now; what was put there goes again by itself. */
export type PreviewShelf = {
  readonly put: (key: string, code: string) => void;
  readonly find: (key: string) => string | null;
};

/** Which characters of a text no configured certificate font can print. */
export type GlyphCheck = { readonly findMissing: (text: string) => string[] };

/** Sends mails that it words itself, in the reader's language. @throws when the server cannot be reached or refuses. */
export type Mailer = {
  readonly sendPasswordReset: (mail: {
    readonly to: string;
    readonly language: Language;
    readonly name: string;
    readonly code: string;
    readonly minutes: number;
  }) => Promise<void>;
};

export type Log = {
  readonly info: (fields: Record<string, unknown>, message: string) => void;
  readonly warn: (fields: Record<string, unknown>, message: string) => void;
  readonly error: (fields: Record<string, unknown>, message: string) => void;
};

export function newId(context: Pick<Context, 'clock' | 'random'>, prefix: IdPrefix): string {
  return makeId({ prefix, now: context.clock.now(), random: context.random.bytes(10) });
}

/** A secret that a browser or a program keeps: 32 random bytes in base64url. Store its SHA-256, never itself. */
export function randomSecret({ random }: Pick<Context, 'random'>): string {
  return Buffer.from(random.bytes(32)).toString('base64url');
}

export const systemActor = (name: string): SystemActor => ({ kind: 'system', name });
