import { Transform } from 'node:stream';

/**
 * Takes the zero bytes out of a rendered document. React 18 writes into views of 2 KB and, where a Chinese character
 * does not fit into the last one or two bytes of one, sends the view with those bytes still zero (react/react#24985,
 * repaired only in React 19). A browser shows each as U+FFFD. UTF-8 has no zero byte but U+0000, which HTML forbids,
 * so nothing else is lost.
 */
export function withoutNul(): Transform {
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      done(null, chunk.includes(0) ? chunk.filter((byte) => byte !== 0) : chunk);
    },
  });
}
