/** Four underscores (or more) stand for one blank. */
export const countBlanks = (text: string): number => text.match(/_{4,}/g)?.length ?? 0;
