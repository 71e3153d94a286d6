/** A piece of a text with places in it: plain text, or a place with the words that stand there (hot text). */
export type TextPiece = { readonly text: string } | { readonly place: string; readonly text: string };

const PLACE = /\[\[([a-z][a-z0-9]{0,7})(?:\|([^[\]]+))?\]\]/g;

/** Cuts a text at its places: `[[g1]]` is an empty one, `[[h1|这几个字]]` one that holds words. */
export function splitPlaces(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let end = 0;
  for (const match of text.matchAll(PLACE)) {
    if (match.index > end) pieces.push({ text: text.slice(end, match.index) });
    pieces.push({ place: match[1] ?? '', text: match[2] ?? '' });
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end) });
  return pieces;
}

/** The places of a text in their order. */
export const placesOf = (text: string): string[] =>
  splitPlaces(text).flatMap((piece) => ('place' in piece ? [piece.place] : []));
