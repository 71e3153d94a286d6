import { encodeCrockford, parseCrockford } from '#app/domain/kernel/crockford.ts';

export const VERIFICATION_CODE_LENGTH = 26;

/**
 * What the QR code carries: 130 random bits as 26 characters. Guessing one of a billion certificates takes 10^30
 * tries, so nobody walks through the codes.
 * @param random at least 17 bytes from the platform's secure source.
 */
export const makeVerificationCode = (random: Uint8Array): string =>
  encodeCrockford({ random, length: VERIFICATION_CODE_LENGTH });

/** The code from what a person typed or a scanner read (see `parseCrockford`). Null when it cannot be a code. */
export const parseVerificationCode = (text: string): string | null => parseCrockford(text, VERIFICATION_CODE_LENGTH);

/** In groups for reading aloud: `AAAAA-AAAAA-AAAAA-AAAAA-AAAAAA`. */
export function formatVerificationCode(code: string): string {
  return [code.slice(0, 5), code.slice(5, 10), code.slice(10, 15), code.slice(15, 20), code.slice(20)].join('-');
}
