import { practice } from './practice.ts';

/** What pages under /practice alone say: a lesson does not wait for it. */
export const practising = { practice };
