import { verifyFile } from '#app/platform/http/verify-file.server.ts';

/** The signature with the signed text inside: a compact JWS (RFC 7515). */
export const loader = verifyFile({ name: 'signature.jws', type: 'application/jose', make: ({ jws }) => jws });
