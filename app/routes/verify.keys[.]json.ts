import { publicLoader } from '#app/platform/http/page.server.ts';
import { readPublicKeys } from '#app/usecases/certification/read-statement-file.server.ts';

/** Every public key that certificates were ever signed with, as a JSON Web Key Set. */
export const loader = publicLoader(async ({ context }) => {
  const { value } = await readPublicKeys(context);
  return Response.json(value, {
    headers: { 'Content-Type': 'application/jwk-set+json; charset=utf-8', 'Cache-Control': 'no-store' },
  });
});
