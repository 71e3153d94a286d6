import { takeLookup } from '#app/platform/http/lookup-limit.server.ts';
import { publicLoader } from '#app/platform/http/page.server.ts';
import { problem } from '#app/platform/http/problem.server.ts';
import { tooManyLookups } from '#app/platform/http/verify-file.server.ts';
import { verifyCertificate } from '#app/usecases/certification/verify-certificate.server.ts';

/** What the verification page says, for programs that ask for JSON at its address. */
export const loader = publicLoader(async ({ context, actor, params, url, request }) => {
  const wait = await takeLookup(actor.address);
  if (wait !== null) return tooManyLookups(request, wait);
  const result = await verifyCertificate(context, { code: params.code ?? '', on: url.searchParams.get('on') || null });
  if (!result.ok) return problem(request, result.code, result.detail, { Vary: 'Accept' });
  const { certificate, asOf } = result.value;
  const { number, holder, tier, track, issuedOn, validUntil } = certificate.statement;
  return Response.json(
    { certificateNo: number, holder: holder.name, tier, track, status: certificate.status, issuedOn, validUntil, asOf },
    { headers: { 'Cache-Control': 'no-store', Vary: 'Accept', 'X-Robots-Tag': 'noindex' } },
  );
});
