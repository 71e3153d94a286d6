import { type CertificateStatement, certificateStatement, signedText } from '#app/domain/certification/statement.ts';
import { parseVerificationCode } from '#app/domain/certification/verification-code.ts';
import type { Json } from '#app/domain/kernel/canonical.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { Context } from '#app/usecases/context.ts';
import { findCertificateByCode } from '#db/stores/certification.ts';
import { findSigningKey, listSigningKeys } from '#db/stores/signing-keys.ts';

export type StatementFile = {
  readonly statement: CertificateStatement;
  readonly algorithm: string;
  readonly keyId: string;
  /** As a JSON Web Key (RFC 7517); its thumbprint (RFC 7638) is `keyId`. */
  readonly publicKey: Json;
  /** The signature as it is kept: detached JWS over the canonical JSON (RFC 8785) of `statement`. */
  readonly signature: string;
  /** The same with the signed text inside: what any JOSE library verifies by itself. */
  readonly jws: string;
};

/**
 * All that someone needs to check a certificate's signature without us. It says what was issued, not whether it still
 * holds: that only the verification page says.
 */
export async function readStatementFile(
  context: Context,
  { code }: { code: string },
): Promise<Result<StatementFile, 'not-found'>> {
  const { read } = context.database;
  const plain = parseVerificationCode(code);
  const row = plain && (await findCertificateByCode(read, plain));
  if (!row) return refuse('not-found');
  const key = await findSigningKey(read, row.keyId);
  if (!key) throw new Error(`the public key ${row.keyId} is not there`);
  const statement = certificateStatement.parse(row.statement);
  const [header = '', , signature = ''] = row.signature.split('.');
  const payload = Buffer.from(signedText(statement), 'utf8').toString('base64url');
  return ok({
    statement,
    algorithm: key.algorithm,
    keyId: row.keyId,
    publicKey: key.publicJwk,
    signature: row.signature,
    jws: `${header}.${payload}.${signature}`,
  });
}

/** Every public key that this installation ever signed with, as a JSON Web Key Set. */
export async function readPublicKeys(context: Context): Promise<Result<{ keys: Json[] }, never>> {
  const keys = await listSigningKeys(context.database.read, { retired: true });
  return ok({
    keys: keys.map(({ id, publicJwk }) => ({
      ...(publicJwk as Record<string, Json>),
      kid: id,
      use: 'sig',
      alg: 'EdDSA',
    })),
  });
}
