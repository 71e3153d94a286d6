import { sha256Hex } from '#app/domain/kernel/canonical.ts';

/**
 * How the log names what a token opens by: the SHA-256, in hexadecimal, of the stored hash. Neither the log nor an export
 * of it holds what the table does.
 */
export const tokenFingerprint = (hash: string): string => sha256Hex(hash);
