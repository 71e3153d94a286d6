import { everyone } from './everyone.ts';
import { offices } from './offices.ts';

/**
 * Chinese is written first and is complete; English has the same shape (../en). One file per area of the interface, in
 * two parts: a browser loads the words of the offices with pages under /staff alone (../load.ts).
 */
export const zhCN = { ...everyone, ...offices };

type Widen<T> = { readonly [K in keyof T]: T[K] extends string ? string : Widen<T[K]> };
export type EveryonesWords = Widen<typeof everyone>;
export type OfficesWords = Widen<typeof offices>;
/** The shape of the words: every language must have every one. */
export type Words = EveryonesWords & OfficesWords;
