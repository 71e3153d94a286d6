/**
 * Signs that stand between the parts of a name (古力娜扎·买买提), as keyboards, fonts and other systems write them. The
 * first, U+00B7, is the one of GB/T 15834 and is kept.
 */
export const MIDDLE_DOTS = ['·', '•', '‧', '・', '･', '∙', '⋅'] as const;

const BETWEEN = new RegExp(`(?<=\\p{L})\\s*[${MIDDLE_DOTS.join('')}]\\s*(?=\\p{L})`, 'gu');
const ANY = new RegExp(`[${MIDDLE_DOTS.join('')}]`, 'gu');

/** A name with the kept sign between its parts, without spaces around it. */
export const keepMiddleDots = (name: string): string => name.replace(BETWEEN, '·');

/** A name, or what is typed to find one, without the signs: how names are compared, since many systems drop them. */
export const withoutMiddleDots = (name: string): string => name.replace(ANY, '');
