/** What becomes of a document that may be written in files and in the browser. */
export type Reconciled =
  /** Nothing: neither side has it, or the browser's stands as it is. */
  | 'keep'
  /** Both say the same: from now on that is what they agreed on. */
  | 'agree'
  /** Only the files changed it: theirs comes into force. */
  | 'take-files'
  /** Only the files changed it, by no longer holding it: it goes out of force. */
  | 'retire'
  /** It is gone on both sides. */
  | 'forget'
  /** Both changed it, each in its own way: nothing is done until somebody decides. */
  | 'conflict';

/**
 * Compares what the files hold with what is in force, by what they last agreed on. Neither ever overwrites what the
 * other changed since.
 * @param files hash of the body in the files; null where they hold none.
 * @param agreed hash on which files and database last agreed; null where they never did.
 * @param inForce hash of the version in force; null where none is.
 */
export function reconcile({
  files,
  agreed,
  inForce,
}: {
  files: string | null;
  agreed: string | null;
  inForce: string | null;
}): Reconciled {
  if (files === null) {
    if (agreed === null) return 'keep';
    if (inForce === null) return 'forget';
    return inForce === agreed ? 'retire' : 'conflict';
  }
  if (files === inForce) return files === agreed ? 'keep' : 'agree';
  if (agreed === null) return inForce === null ? 'take-files' : 'conflict';
  if (files === agreed) return 'keep';
  return inForce === agreed ? 'take-files' : 'conflict';
}
