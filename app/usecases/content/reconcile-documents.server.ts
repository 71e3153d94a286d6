import { type Reconciled, reconcile } from '#app/domain/kernel/reconcile.ts';
import type { ContentVersion, DocumentKind, DocumentState } from '#db/stores/content.ts';
import { type Hashed, keyOf } from './publish-documents.server.ts';

/** Whose side somebody took: of every conflict, or of those of the documents with these codes. */
export type Taken = { readonly side: 'files' | 'browser' | 'neither'; readonly codes: readonly string[] };
export const NOTHING_TAKEN: Taken = { side: 'neither', codes: [] };

/** A document that files and browser both changed, each in its own way: it was left as it is. */
export type ContentConflict = {
  readonly kind: DocumentKind;
  readonly code: string;
  /** What the files did to it. */
  readonly inFiles: 'changed' | 'added' | 'deleted';
  /** Hash of the body in the files; null where they hold none. */
  readonly files: string | null;
};

/** Whether a conflict still waits: the browser may have published what the files hold since. */
export const isStillLeft = ({ files }: ContentConflict, { inForce }: { inForce: string | null }): boolean =>
  files !== inForce;

export type Decided = {
  /** Of the files, those that come into force. */
  readonly documents: readonly Hashed[];
  readonly retire: readonly DocumentState[];
  /** What the files hold from now on of the documents on which something was agreed. */
  readonly fileHash: ReadonlyMap<string, string | null>;
  readonly conflicts: readonly ContentConflict[];
  /** What somebody decided, as `files lesson egov-basics/01-…`. */
  readonly taken: readonly string[];
};

/** What an import does with each document that the files hold or once held. */
export function decideDocuments({
  documents,
  states,
  importer,
  published,
  take,
}: {
  documents: readonly Hashed[];
  states: readonly DocumentState[];
  /** Who publishes what files hold: what they published before agreements were kept came from files. */
  importer: string;
  published: {
    readonly lessons: readonly ContentVersion<'lesson'>[];
    readonly courses: readonly ContentVersion<'course'>[];
  };
  take: Taken;
}): Decided {
  const inFiles = new Map(documents.map((document) => [keyOf(document), document]));
  const known = new Map(states.map((state) => [keyOf(state), state]));
  const outcomes = new Map<string, Reconciled>();
  for (const key of new Set([...known.keys(), ...inFiles.keys()])) {
    const file = inFiles.get(key);
    const state = known.get(key);
    // What files keep as a draft is in force nowhere and written nowhere else.
    if (file && !file.publish) continue;
    outcomes.set(
      key,
      reconcile({
        files: file?.hash ?? null,
        agreed: agreedOf(state, importer),
        inForce: state?.publishedHash ?? null,
      }),
    );
  }
  const taken = decideConflicts({ outcomes, inFiles, known, take });
  const held = holdWhatBelongs({ outcomes, inFiles, published });

  const fileHash = new Map<string, string | null>();
  const conflicts: ContentConflict[] = [];
  const comes: Hashed[] = documents.filter((document) => !document.publish);
  const retire: DocumentState[] = [];
  for (const [key, outcome] of outcomes) {
    const file = inFiles.get(key);
    const state = known.get(key);
    if (held.has(key)) continue;
    if (taken.settled.has(key)) fileHash.set(key, file?.hash ?? null);
    switch (outcome) {
      case 'take-files':
        if (file) comes.push(file);
        fileHash.set(key, file?.hash ?? null);
        break;
      case 'agree':
        fileHash.set(key, file?.hash ?? null);
        break;
      case 'retire':
        if (state) retire.push(state);
        fileHash.set(key, null);
        break;
      case 'forget':
        fileHash.set(key, null);
        break;
      case 'keep': {
        // Of a database from before agreements were kept: what came from files is what was agreed on.
        const agreed = agreedOf(state, importer);
        if (state && state.fileHash === null && agreed !== null) fileHash.set(key, agreed);
        break;
      }
      case 'conflict':
        conflicts.push(describeConflict({ file, state, agreed: agreedOf(state, importer) }));
        break;
    }
  }
  conflicts.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  return { documents: comes, retire, fileHash, conflicts, taken: taken.told };
}

/** What files and database last agreed on. What the importer published before that was kept came from files. */
export const agreedOf = (state: DocumentState | undefined, importer: string): string | null =>
  state?.fileHash ?? (state?.publishedBy === importer ? state.publishedHash : null);

function describeConflict({
  file,
  state,
  agreed,
}: {
  file: Hashed | undefined;
  state: DocumentState | undefined;
  agreed: string | null;
}): ContentConflict {
  const { kind, code } = file ?? state ?? { kind: 'lesson', code: '' };
  const did = file === undefined ? 'deleted' : agreed === null ? 'added' : 'changed';
  return { kind, code, inFiles: did, files: file?.hash ?? null };
}

/** Turns conflicts that somebody decided into what they decided. */
function decideConflicts({
  outcomes,
  inFiles,
  known,
  take: { side, codes },
}: {
  outcomes: Map<string, Reconciled>;
  inFiles: ReadonlyMap<string, Hashed>;
  known: ReadonlyMap<string, DocumentState>;
  take: Taken;
}): { settled: ReadonlySet<string>; told: string[] } {
  const settled = new Set<string>();
  const told: string[] = [];
  if (side === 'neither') return { settled, told };
  for (const [key, outcome] of outcomes) {
    const code = inFiles.get(key)?.code ?? known.get(key)?.code ?? '';
    if (outcome !== 'conflict' || (codes.length > 0 && !codes.includes(code))) continue;
    // Out of force already and gone from the files cannot be in conflict, so there is something to retire.
    outcomes.set(key, side === 'browser' ? 'keep' : inFiles.has(key) ? 'take-files' : 'retire');
    settled.add(key);
    told.push(`${side} ${key}`);
  }
  return { settled, told };
}

/**
 * A lesson and its quiz, a course and the lessons that come or go with it are one thing to whoever reads them: while
 * one is in conflict, what the files want of the other waits.
 */
function holdWhatBelongs({
  outcomes,
  inFiles,
  published,
}: {
  outcomes: ReadonlyMap<string, Reconciled>;
  inFiles: ReadonlyMap<string, Hashed>;
  published: {
    readonly lessons: readonly ContentVersion<'lesson'>[];
    readonly courses: readonly ContentVersion<'course'>[];
  };
}): ReadonlySet<string> {
  const held = new Set<string>();
  const inForce = new Map(
    [...published.lessons, ...published.courses].map((version) => [keyOf(version), version] as const),
  );
  const hold = (key: string) => {
    const outcome = outcomes.get(key);
    if (outcome === 'take-files' || outcome === 'retire') held.add(key);
  };
  const holdQuiz = (lesson: string) => {
    for (const version of [inFiles.get(lesson), inForce.get(lesson)])
      if (version?.kind === 'lesson') for (const code of version.body.quiz) hold(`question ${code}`);
  };
  for (const [key, outcome] of outcomes) {
    if (outcome !== 'conflict') continue;
    holdQuiz(key);
    for (const version of [inFiles.get(key), inForce.get(key)]) {
      if (version?.kind !== 'course') continue;
      for (const code of version.body.modules.flatMap(({ lessons }) => lessons)) {
        const lesson = `lesson ${code}`;
        const comesOrGoes = !inFiles.has(lesson) || !inForce.has(lesson);
        if (!comesOrGoes) continue;
        hold(lesson);
        holdQuiz(lesson);
      }
    }
  }
  return held;
}
