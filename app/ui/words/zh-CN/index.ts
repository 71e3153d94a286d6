import { everyone } from './everyone.ts';
import { offices } from './offices.ts';
import { practising } from './practising.ts';

/**
 * Chinese is written first and is complete; English has the same shape (../en). One file per area of the interface, in
 * three parts: a browser loads the words of the offices and of practice with pages of theirs alone (../load.ts).
 */
export const zhCN = { ...everyone, ...offices, ...practising };

type Widen<T> = { readonly [K in keyof T]: T[K] extends string ? string : Widen<T[K]> };
export type EveryonesWords = Widen<typeof everyone>;
export type OfficesWords = Widen<typeof offices>;
export type PractisingWords = Widen<typeof practising>;
/** The shape of the words: every language must have every one. */
export type Words = EveryonesWords & OfficesWords & PractisingWords;
