/** Marks that mean the same in an answer, after NFKC has made full-width forms half-width. */
const SAME_MARKS: readonly (readonly [RegExp, string])[] = [
  [/[“”„‟″「」『』]/g, '"'],
  [/[‘’‚‛′]/g, "'"],
  [/[、،]/g, ','],
  [/[。｡]/g, '.'],
  [/[‐‑‒–—―−]+/g, '-'],
  [/[·・•‧∙⋅]/g, '·'],
  [/[〜∼]/g, '~'],
  [/\.{3,}/g, '...'],
  [/[〈⟨]/g, '《'],
  [/[〉⟩]/g, '》'],
  [/[〔【]/g, '['],
  [/[〕】]/g, ']'],
];

/**
 * The form in which typed answers are compared: NFKC (full-width to half-width), no spaces or invisible characters
 * anywhere, case folded, punctuation variants made one. 《电子 政务》 with a full-width space equals 《电子政务》.
 */
export function comparableText(text: string): string {
  let result = text.normalize('NFKC').replace(/[\s\p{Cf}\u3164]+/gu, '');
  for (const [variants, mark] of SAME_MARKS) result = result.replace(variants, mark);
  // Through upper case, where ß meets SS and ς meets Σ; through lower case before it, for ẞ.
  return result.toLowerCase().toUpperCase().toLowerCase().normalize('NFKC');
}
