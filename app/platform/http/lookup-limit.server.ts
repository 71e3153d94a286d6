import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** An office shares one address, and a reader of QR codes at a counter is quick. Codes cannot be guessed: this only spares the server. */
const LOOKUPS = 120;
const SECONDS = 60;

// Of this process alone: behind several nodes the limit is as many times higher.
const limiter = new RateLimiterMemory({ points: LOOKUPS, duration: SECONDS });

/** Counts one look-up of a certificate by anyone. @returns the seconds to wait when there were too many, else null. */
export async function takeLookup(address: string): Promise<number | null> {
  try {
    await limiter.consume(address);
    return null;
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
  }
}
