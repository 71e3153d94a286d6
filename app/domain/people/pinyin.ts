import { pinyin } from 'pinyin-pro';
import { MIDDLE_DOTS, withoutMiddleDots } from './middle-dots.ts';

/**
 * What a name is found and ordered by, kept beside it: first how it is read with tones, which orders names as a
 * dictionary does; then, each after a `|`, every way of typing it: full syllables from each syllable on, initials, and
 * full syllables and initials mixed as people mix them. 单小明 gives `shan4 xiao3 ming2|shanxiaoming|xiaoming|…|sxm|…`.
 *
 * Surnames are read as surnames (单 shàn, 曾 zēng, 仇 qiú, 解 xiè) and, since whoever searches may not know, also as the
 * character is otherwise read. Names in Latin letters keep them. A character whose reading nobody has recorded is left
 * out: it is found by itself.
 */
export function pinyinKeyOf(name: string): string {
  const words = splitWords(name);
  const forms = new Set<string>();
  for (const reading of combine(words.flat())) {
    for (const form of formsOf(reading, words)) forms.add(form);
  }
  const read = words.flat().map(({ toned }) => toned);
  return [read.join(' '), ...forms].join('|');
}

/** How a typed text looks for people: every part must be found. */
export type NameQuery = {
  /** Runs of the name's own characters, each of which the name holds; lower case. */
  readonly written: readonly string[];
  /** Runs of letters; the key holds each directly after a `|`. */
  readonly spelt: readonly string[];
};

/**
 * Takes a typed text apart: `zhangsan`, `zhang san`, `ZhangS`, `zs`, `zhāng sān` and `zhang1san1` are letters, 张san is
 * both. Null when it holds neither letters nor characters (it may still be an employee number).
 */
export function parseNameQuery(text: string): NameQuery | null {
  const written: string[] = [];
  const spelt: string[] = [];
  const folded = foldLetters(text);
  for (const [run] of folded.matchAll(
    /\p{Script=Han}+|[a-z'’\s·.\-0-9]*[a-z][a-z'’\s·.\-0-9]*|[^\s\p{Script=Han}a-z]+/gu,
  )) {
    if (/^\p{Script=Han}/u.test(run)) written.push(run);
    else if (/[a-z]/.test(run)) spelt.push(run.replace(/[^a-z]/g, ''));
    else if (/\p{L}/u.test(run)) written.push(run);
  }
  return written.length + spelt.length === 0 ? null : { written, spelt };
}

/** Whether a typed text means this name. The same rule as the query on stored keys. */
export function isNameMeant({ name, key, text }: { name: string; key: string; text: string }): boolean {
  const query = parseNameQuery(text);
  if (query === null) return false;
  const own = withoutMiddleDots(name.normalize('NFKC').toLowerCase());
  return (
    query.written.every((run) => own.includes(withoutMiddleDots(run))) &&
    query.spelt.every((run) => key.includes(`|${run}`))
  );
}

/** One Han character, or one word in Latin letters. */
type Syllable = { readonly toned: string; readonly readings: readonly string[] };

const LATIN_WORD = /[a-z]+/g;
const BETWEEN_WORDS = new RegExp(`[${MIDDLE_DOTS.join('')}.\\s]+`, 'u');

/** The syllables of a name, by its words: those between spaces and dots. */
function splitWords(name: string): Syllable[][] {
  const folded = name.normalize('NFKC');
  const dotted = BETWEEN_WORDS.test(folded.trim());
  return folded
    .split(BETWEEN_WORDS)
    .map((word, index) => syllablesOf(word, { surname: index === 0 && !dotted }))
    .filter((word) => word.length > 0);
}

function syllablesOf(word: string, { surname }: { surname: boolean }): Syllable[] {
  const found: Syllable[] = [];
  for (const [run] of word.matchAll(/\p{Script=Han}+|[^\p{Script=Han}]+/gu)) {
    if (/^\p{Script=Han}/u.test(run)) found.push(...hanSyllables(run, surname && found.length === 0));
    else found.push(...latinSyllables(run));
  }
  return found;
}

/** Whoever leaves the marks out types u for ü in a Latin name; with them it is folded as in pinyin. */
function latinSyllables(run: string): Syllable[] {
  const bare = foldMarks(run.toLowerCase()).match(LATIN_WORD) ?? [];
  return (foldLetters(run).match(LATIN_WORD) ?? []).map((letters, i) => {
    const toned = bare[i] ?? letters;
    return { toned, readings: [...new Set([toned, letters])] };
  });
}

function hanSyllables(run: string, surname: boolean): Syllable[] {
  const characters = [...run];
  const asSurname = read(run, surname ? 'head' : 'off');
  // Where no character has more readings than are kept, how each is read among the others is one of them.
  const few = characters.every((character) => readAlone(character).length <= READINGS);
  const otherwise = few || !surname ? asSurname : read(run, 'off');
  return characters.flatMap((character, i) => {
    const toned = asSurname[i] ?? '';
    // The library gives back a character that it cannot read.
    if (!/^[a-z]+\d$/.test(toned)) return [];
    const known = [toned, otherwise[i] ?? '', ...readAlone(character).slice(0, READINGS)];
    const plain = known.filter((reading) => /^[a-z]+\d$/.test(reading)).map((reading) => reading.slice(0, -1));
    return [{ toned, readings: [...new Set(plain.flatMap(spellings))] }];
  });
}

/** Of a character with many readings the rarer ones stand in no name. */
const READINGS = 2;
/** Ways of reading one name that are kept; two characters of two readings make four. */
const COMBINATIONS = 8;
/** A longer name is looked for from the beginning of its words, not of each syllable. */
const SHORT_NAME = 5;

const read = (run: string, surname: 'head' | 'off') =>
  pinyin(run, { type: 'array', toneType: 'num', v: true, surname });

const READ_ALONE = new Map<string, readonly string[]>();

/** Every reading of a character; kept, because a roster asks for the same few thousand a million times. */
function readAlone(character: string): readonly string[] {
  const known = READ_ALONE.get(character);
  if (known) return known;
  const readings = pinyin(character, { type: 'array', toneType: 'num', v: true, multiple: true });
  READ_ALONE.set(character, readings);
  return readings;
}

/** ü is typed v; passports write lü as LYU; after l and n many type lue for lüe. */
function spellings(reading: string): string[] {
  if (/^[ln]ve$/.test(reading)) return [reading, reading.replace('v', 'u')];
  return /^[ln]v$/.test(reading) ? [reading, reading.replace('v', 'yu')] : [reading];
}

function combine(syllables: readonly Syllable[]): string[][] {
  let found: string[][] = [[]];
  for (const { readings } of syllables) {
    const next = found.flatMap((start) => readings.map((reading) => [...start, reading]));
    // The first reading of every character is the likeliest; what goes beyond the limit keeps to it.
    found = next.length > COMBINATIONS ? found.map((start) => [...start, readings[0] ?? '']) : next;
  }
  return found.filter((reading) => reading.length > 0);
}

function formsOf(reading: readonly string[], words: readonly (readonly Syllable[])[]): string[] {
  const starts = reading.length <= SHORT_NAME ? reading.map((_, i) => i) : wordStarts(words);
  const initials = reading.map((syllable) => syllable.slice(0, 1)).join('');
  const forms: string[] = [];
  for (const start of starts) forms.push(reading.slice(start).join(''), initials.slice(start));
  // zhangsf, ouyangx; zsanfeng
  if (reading.length <= SHORT_NAME) {
    for (let head = 1; head < reading.length; head += 1)
      forms.push(
        `${reading.slice(0, head).join('')}${initials.slice(head)}`,
        `${initials.slice(0, head)}${reading.slice(head).join('')}`,
      );
  }
  return forms;
}

function wordStarts(words: readonly (readonly Syllable[])[]): number[] {
  let at = 0;
  return words.map(({ length }) => {
    const start = at;
    at += length;
    return start;
  });
}

/** Lower case without marks; ü in any of its written forms becomes v, as it is typed. */
function foldLetters(text: string): string {
  const decomposed = text.normalize('NFKC').toLowerCase().replace(/u:/g, 'v').normalize('NFD');
  return foldMarks(decomposed.replace(/u([\u0300-\u0307\u0309-\u036f]*)\u0308[\u0300-\u036f]*/g, 'v'));
}

const foldMarks = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC');
