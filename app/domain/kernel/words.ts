const RUN = /\p{Script=Han}+|[^\P{L}\p{Script=Han}]+|\p{N}+/gu;

/**
 * The search words of a text in NFKC and lower case, separated by spaces: every Han character, every pair of
 * neighbours in a Han run, and each run of other letters or digits. Pairs rather than dictionary words, because
 * a dictionary cuts 政务公开 differently in a text and in a query, and then the two never meet.
 */
export function indexWords(text: string): string {
  const words: string[] = [];
  for (const [run] of text.normalize('NFKC').toLowerCase().matchAll(RUN)) {
    if (isHan(run)) words.push(...run, ...pairs(run));
    else words.push(run);
  }
  return words.join(' ');
}

/** The words of a query, every one of which a hit must hold; at most 24. Empty when the query holds no letter or digit. */
export function queryWords(text: string): string[] {
  const words: string[] = [];
  for (const [run] of text.normalize('NFKC').toLowerCase().matchAll(RUN)) {
    if (isHan(run) && [...run].length > 1) words.push(...pairs(run));
    else words.push(run);
  }
  return [...new Set(words)].slice(0, 24);
}

const isHan = (run: string) => /^\p{Script=Han}/u.test(run);

function pairs(run: string): string[] {
  const characters = [...run];
  return characters.slice(0, -1).map((character, i) => `${character}${characters[i + 1]}`);
}
