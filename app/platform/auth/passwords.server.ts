import { hash, verify } from '@node-rs/argon2';
import type { Passwords } from '#app/usecases/context.ts';

/** argon2id with the parameters of RFC 9106's second recommendation scaled to 19 MiB, 2 passes (OWASP's minimum). */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const argonPasswords: Passwords = {
  hash: (password) => hash(password.normalize('NFKC'), OPTIONS),
  async verify({ hash: stored, password }) {
    try {
      return await verify(stored, password.normalize('NFKC'));
    } catch {
      return false;
    }
  },
};
