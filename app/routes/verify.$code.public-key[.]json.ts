import { verifyFile } from '#app/platform/http/verify-file.server.ts';

/** The public key that the signature is checked with, as a JSON Web Key (RFC 7517). */
export const loader = verifyFile({
  name: 'public-key.json',
  type: 'application/jwk+json; charset=utf-8',
  make: ({ publicKey, keyId }) =>
    JSON.stringify({ ...(publicKey as Record<string, unknown>), kid: keyId, use: 'sig', alg: 'EdDSA' }),
});
