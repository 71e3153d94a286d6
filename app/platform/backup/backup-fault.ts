/** Why a backup cannot be made, read or restored: a sentence for whoever runs the command, not a bug. */
export class BackupFault extends Error {}

/** Tells what is under way: which part, and how far it is, from 0 to 1, where that is known. */
export type TellProgress = (part: string, share?: number) => void;
