import { signedText } from '#app/domain/certification/statement.ts';
import { verifyFile } from '#app/platform/http/verify-file.server.ts';

/** The exact bytes that were signed: canonical JSON (RFC 8785). */
export const loader = verifyFile({
  name: 'statement.json',
  type: 'application/json; charset=utf-8',
  make: ({ statement }) => signedText(statement),
});
