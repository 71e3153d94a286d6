import { z } from 'zod';
import { withArabicNumerals } from './chinese-numerals.ts';
import { toSimplified } from './simplified.ts';

/** Marks that mean the same in an answer, after NFKC has made full-width forms half-width. */
const SAME_MARKS: readonly (readonly [RegExp, string])[] = [
  [/[“”„‟″「」『』]/g, '"'],
  [/[‘’‚‛′]/g, "'"],
  [/[、،，]/g, ','],
  [/[。｡]/g, '.'],
  [/[；]/g, ';'],
  [/[：]/g, ':'],
  [/[？]/g, '?'],
  [/[！]/g, '!'],
  [/[（]/g, '('],
  [/[）]/g, ')'],
  [/[‐‑‒–—―−]+/g, '-'],
  [/[·・•‧∙⋅]/g, '·'],
  [/[〜∼～]/g, '~'],
  [/(?:…|\.{3,})+/g, '...'],
  [/[〈⟨]/g, '《'],
  [/[〉⟩]/g, '》'],
  [/[〔【［]/g, '['],
  [/[〕】］]/g, ']'],
];

const foldPunctuation = (text: string) => SAME_MARKS.reduce((so, [variants, mark]) => so.replace(variants, mark), text);

/** Through upper case, where ß meets SS and ς meets Σ; through lower case before it, for ẞ. */
const foldCase = (text: string) => text.toLowerCase().toUpperCase().toLowerCase();

/**
 * What may be ignored when typed texts are compared, in the order in which it is done:
 * - `width`: full-width and half-width, ligatures, ㈠ and (一): Unicode NFKC;
 * - `spaces`: spaces anywhere; when they count, a run of them counts as one and those outside do not;
 * - `punctuation`: “” and "", 、 and ,, —— and -;
 * - `script`: traditional and simplified characters (OpenCC's traditional to mainland);
 * - `numerals`: 二十三 and 23, 3万 and 30000;
 * - `case`: A and a.
 */
export const TEXT_STEPS = ['width', 'spaces', 'punctuation', 'script', 'numerals', 'case'] as const;
export type TextStep = (typeof TEXT_STEPS)[number];

/** What is ignored where an author says nothing. */
export const USUAL_STEPS: readonly TextStep[] = ['width', 'spaces', 'punctuation', 'case'];

export const textSteps = z
  .array(z.enum(TEXT_STEPS))
  .meta({ description: `what differs without counting; left out: ${USUAL_STEPS.join(', ')}` });

const STEPS: Record<TextStep, (text: string) => string> = {
  width: (text) => text.normalize('NFKC'),
  spaces: (text) => text.replace(/[\s\u3164]+/gu, ''),
  punctuation: foldPunctuation,
  script: toSimplified,
  numerals: withArabicNumerals,
  // NFKC again, because folding may compose: so the form is the same when taken twice.
  case: (text) => foldCase(text).normalize('NFKC'),
};

/** Before all steps and never left out: one form per character (NFC), nothing invisible. */
const visible = (text: string) => text.normalize('NFC').replace(/\p{Cf}+/gu, '');

const tidySpaces = (text: string) => text.replace(/[\s\u3164]+/gu, ' ').trim();

/**
 * A text on its way to the form in which it is compared, after each step that changes it: what an author is shown.
 * The last entry is what is compared; `start` is the text as it came.
 */
export function compareInSteps(
  text: string,
  ignored: readonly TextStep[] = USUAL_STEPS,
): { readonly step: TextStep | 'start'; readonly text: string }[] {
  const shown: { step: TextStep | 'start'; text: string }[] = [{ step: 'start', text }];
  let now = visible(text);
  for (const step of TEXT_STEPS) {
    const next = ignored.includes(step) ? STEPS[step](now) : step === 'spaces' ? tidySpaces(now) : now;
    if (next !== now || (step === 'width' && now !== text)) shown.push({ step, text: next });
    now = next;
  }
  return shown;
}

/**
 * The form in which typed answers are compared. By the usual steps 《电子 政务》 with a full-width space equals
 * 《电子政务》. The same when applied twice.
 */
export const comparableText = (text: string, ignored: readonly TextStep[] = USUAL_STEPS): string =>
  compareInSteps(text, ignored).at(-1)?.text ?? '';

/**
 * Whether a typed text is one that the author accepts.
 * @param wildcards `*` in the accepted text stands for any text, also none, and `?` for one character; `\*`, `\?` and
 *   `\\` stand for themselves. Without it every character stands for itself.
 */
export function matchesText({
  typed,
  accepted,
  ignored = USUAL_STEPS,
  wildcards = false,
}: {
  typed: string;
  accepted: string;
  ignored?: readonly TextStep[] | undefined;
  wildcards?: boolean | undefined;
}): boolean {
  const wanted = comparableText(typed, ignored);
  if (!wildcards) return wanted === comparableText(accepted, ignored);
  return matchesPattern([...wanted], readPattern(accepted, ignored));
}

type PatternPart = { readonly any: 'many' | 'one' } | { readonly text: string };

/** Literal pieces are compared in their comparable form; the wildcards stay out of the steps. */
function readPattern(accepted: string, ignored: readonly TextStep[]): PatternPart[] {
  const parts: PatternPart[] = [];
  let literal = '';
  const flush = () => {
    const text = literal === '' ? '' : comparableText(literal, ignored);
    literal = '';
    for (const character of text) parts.push({ text: character });
  };
  const characters = [...accepted];
  for (let i = 0; i < characters.length; i += 1) {
    const character = characters[i] as string;
    const next = characters[i + 1];
    if (character === '\\' && next !== undefined && '*?\\'.includes(next)) {
      literal += next;
      i += 1;
    } else if (character === '*' || character === '?') {
      flush();
      parts.push({ any: character === '*' ? 'many' : 'one' });
    } else literal += character;
  }
  flush();
  return parts;
}

/** Greedy with one step back, so a pattern of many stars stays linear in text × pattern. */
function matchesPattern(text: readonly string[], pattern: readonly PatternPart[]): boolean {
  let at = 0;
  let part = 0;
  let star = -1;
  let resume = 0;
  while (at < text.length) {
    const wanted = pattern[part];
    if (wanted && 'any' in wanted && wanted.any === 'many') {
      star = part;
      part += 1;
      resume = at;
    } else if (wanted && ('any' in wanted || wanted.text === text[at])) {
      part += 1;
      at += 1;
    } else if (star >= 0) {
      part = star + 1;
      resume += 1;
      at = resume;
    } else return false;
  }
  return pattern.slice(part).every((left) => 'any' in left && left.any === 'many');
}
