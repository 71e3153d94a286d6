import { readStatementFile, type StatementFile } from '#app/usecases/certification/read-statement-file.server.ts';
import { takeLookup } from './lookup-limit.server.ts';
import { publicLoader } from './page.server.ts';
import { problem } from './problem.server.ts';

/** The loader of one of the files with which anyone checks a certificate without us. `make` gives its body. */
export function verifyFile({
  name,
  type,
  make,
}: {
  /** What the browser saves it as, after the certificate's number. */
  name: string;
  type: string;
  make: (file: StatementFile) => string;
}) {
  return publicLoader(async ({ context, actor, params, request }) => {
    const wait = await takeLookup(actor.address);
    if (wait !== null) return tooManyLookups(request, wait);
    const file = await readStatementFile(context, { code: params.code ?? '' });
    if (!file.ok) return problem(request, file.code);
    return new Response(make(file.value), {
      headers: {
        'Content-Type': type,
        'Content-Disposition': `attachment; filename="${file.value.statement.number}-${name}"`,
        'Cache-Control': 'no-store',
        'X-Robots-Tag': 'noindex',
      },
    });
  });
}

export const tooManyLookups = (request: Request, seconds: number) =>
  problem(request, 'too-many-attempts', { retryAfterSeconds: seconds }, { 'Retry-After': String(seconds) });
