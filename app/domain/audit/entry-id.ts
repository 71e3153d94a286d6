/** Where an entry stands: its stream and its place in it. */
export type EntryPlace = { readonly stream: string; readonly n: number };

/** The name of an entry in addresses: `people-12`, `sitting:sit_…-3`. */
export const entryIdOf = ({ stream, n }: EntryPlace): string => `${stream}-${n}`;

/** What {@link entryIdOf} wrote; null for anything else. Says nothing of whether there is such an entry. */
export function parseEntryId(text: string): EntryPlace | null {
  const [, stream, n] = /^([a-z]+(?::[a-z]+_[0-9a-z]+)?)-([1-9]\d{0,8})$/.exec(text) ?? [];
  return stream === undefined || n === undefined ? null : { stream, n: Number(n) };
}
