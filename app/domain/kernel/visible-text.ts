/** Whether a text says anything: spaces, controls, joiners and marks alone are as good as nothing on a page. */
export const isVisibleText = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);
