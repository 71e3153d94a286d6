import { createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject, sign, verify } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import type { Json } from '#app/domain/kernel/canonical.ts';
import type { Context, Signer, SigningKey } from '#app/usecases/context.ts';
import type { Database } from '#db/open.server.ts';
import { findSigningKey, insertSigningKey, listSigningKeys } from '#db/stores/signing-keys.ts';

/**
 * Ed25519 signatures as detached JWS. The private key lies in DATA_DIR/keys, one file per key named by its thumbprint,
 * readable by the service alone; the public key stands in the database, also after the key was retired, so that what
 * it signed can always be checked. Several nodes must share the folder (app/platform/README.md, "Keys").
 */
export function openSigner({
  database,
  clock,
  folder,
}: {
  database: Database;
  clock: Context['clock'];
  folder: string;
}): Signer {
  const privateKeys = new Map<string, SigningKey>();
  const publicKeys = new Map<string, KeyObject>();
  let making: Promise<SigningKey> | undefined;

  const fileOf = (keyId: string) => path.join(folder, `${keyId}.jwk.json`);

  async function makeKey() {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
    const publicJwk = await exportJWK(pair.publicKey);
    const keyId = await calculateJwkThumbprint(publicJwk);
    await writeFile(fileOf(keyId), JSON.stringify(await exportJWK(pair.privateKey)), { mode: 0o600, flush: true });
    return { keyId, algorithm: 'EdDSA', publicJwk: publicJwk as unknown as Json };
  }

  /** Reads which key is in force each time: it may have been changed by a command or another node a moment ago. */
  async function current(): Promise<SigningKey> {
    const [newest] = await listSigningKeys(database.read, { retired: false });
    if (newest) return privateKeys.get(newest.id) ?? load(newest.id);
    making ??= makeFirst().finally(() => {
      making = undefined;
    });
    return making;
  }

  async function makeFirst(): Promise<SigningKey> {
    const { keyId, ...made } = await makeKey();
    await database.transaction((tx) => insertSigningKey(tx, { id: keyId, ...made, createdAt: clock.now() }));
    return load(keyId);
  }

  async function load(keyId: string): Promise<SigningKey> {
    const text = await readFile(fileOf(keyId), 'utf8').catch(() => {
      throw new Error(
        `the private key ${keyId} is missing from ${folder}: restore it from the backup, or replace it with "xk key rotate"`,
      );
    });
    const key = createPrivateKey({ key: JSON.parse(text) as JsonWebKey, format: 'jwk' });
    const header = encode(JSON.stringify({ alg: 'EdDSA', kid: keyId }));
    const loaded: SigningKey = {
      keyId,
      sign: (message) =>
        `${header}..${sign(null, Buffer.from(`${header}.${encode(message)}`), key).toString('base64url')}`,
    };
    privateKeys.set(keyId, loaded);
    return loaded;
  }

  async function findPublicKey(keyId: string): Promise<KeyObject | null> {
    const known = publicKeys.get(keyId);
    if (known) return known;
    const row = await findSigningKey(database.read, keyId);
    if (!row) return null;
    const key = createPublicKey({ key: row.publicJwk as unknown as JsonWebKey, format: 'jwk' });
    publicKeys.set(keyId, key);
    return key;
  }

  return {
    current,
    makeKey,
    async sign(text) {
      const key = await current();
      return { keyId: key.keyId, signature: key.sign(text) };
    },
    async verify({ text, keyId, signature }) {
      const [header, middle, tail] = signature.split('.');
      if (!header || middle !== '' || !tail || !claimsKey(header, keyId)) return false;
      const key = await findPublicKey(keyId);
      return (
        key !== null && verify(null, Buffer.from(`${header}.${encode(text)}`), key, Buffer.from(tail, 'base64url'))
      );
    },
  };
}

const encode = (text: string) => Buffer.from(text, 'utf8').toString('base64url');

/** Whether a protected header says Ed25519 and names this key and nothing that would have to be understood. */
function claimsKey(header: string, keyId: string): boolean {
  try {
    const claims = JSON.parse(Buffer.from(header, 'base64url').toString('utf8')) as JWK & { crit?: unknown };
    return claims.alg === 'EdDSA' && claims.kid === keyId && claims.crit === undefined;
  } catch {
    return false;
  }
}
