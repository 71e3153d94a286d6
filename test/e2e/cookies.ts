import type { Language } from '../../app/domain/kernel/local-text.ts';
import type { Client } from '../support/client.ts';

/** What a browser holds for someone who signed in as this client and reads this language. */
export const browserCookies = (client: Client, language: Language) =>
  [...client.cookie().split('; ').filter(Boolean), `xk_lang=${language}`].map((pair) => ({
    name: pair.slice(0, pair.indexOf('=')),
    value: pair.slice(pair.indexOf('=') + 1),
    url: client.url,
  }));
