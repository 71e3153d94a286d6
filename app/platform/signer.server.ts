import { mkdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  CompactSign,
  calculateJwkThumbprint,
  compactVerify,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
} from 'jose';
import type { Json } from '#app/domain/kernel/canonical.ts';
import type { Context, Signer } from '#app/usecases/context.ts';
import type { Database } from '#db/open.server.ts';
import { findSigningKey, insertSigningKey, listSigningKeys } from '#db/stores/signing-keys.ts';

/**
 * Ed25519 signatures as detached JWS. The private key lies in DATA_DIR/keys, one file per key named by its thumbprint,
 * readable by the service alone; the public key stands in the database, also after the key was retired, so that what
 * it signed can always be checked. Several nodes must share the folder (docs: README.md, "Keys").
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
  let active: Promise<{ keyId: string; privateJwk: JWK }> | undefined;

  const fileOf = (keyId: string) => path.join(folder, `${keyId}.jwk.json`);

  async function loadActive() {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const [newest] = await listSigningKeys(database.read, { retired: false });
    if (newest) {
      const text = await readFile(fileOf(newest.id), 'utf8').catch(() => {
        throw new Error(
          `the private key ${newest.id} is missing from ${folder}: restore it from the backup, or retire it`,
        );
      });
      return { keyId: newest.id, privateJwk: JSON.parse(text) as JWK };
    }
    const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
    const privateJwk = await exportJWK(pair.privateKey);
    const publicJwk = await exportJWK(pair.publicKey);
    const keyId = await calculateJwkThumbprint(publicJwk);
    await writeFile(fileOf(keyId), JSON.stringify(privateJwk), { mode: 0o600, flush: true });
    await database.transaction((tx) =>
      insertSigningKey(tx, {
        id: keyId,
        algorithm: 'EdDSA',
        publicJwk: publicJwk as unknown as Json,
        createdAt: clock.now(),
      }),
    );
    return { keyId, privateJwk };
  }

  return {
    async sign(text) {
      active ??= loadActive().catch((error: unknown) => {
        active = undefined;
        throw error;
      });
      const { keyId, privateJwk } = await active;
      const key = await importJWK(privateJwk, 'EdDSA');
      const jws = await new CompactSign(new TextEncoder().encode(text))
        .setProtectedHeader({ alg: 'EdDSA', kid: keyId })
        .sign(key);
      const [header, , signature] = jws.split('.');
      return { keyId, signature: `${header}..${signature}` };
    },
    async verify({ text, keyId, signature }) {
      const row = await findSigningKey(database.read, keyId);
      if (!row) return false;
      const [header, middle, tail] = signature.split('.');
      if (!header || middle !== '' || !tail) return false;
      const payload = Buffer.from(text, 'utf8').toString('base64url');
      try {
        await compactVerify(`${header}.${payload}.${tail}`, await importJWK(row.publicJwk as unknown as JWK, 'EdDSA'), {
          algorithms: ['EdDSA'],
        });
        return true;
      } catch {
        return false;
      }
    },
  };
}
