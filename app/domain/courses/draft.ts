import { z } from 'zod';
import type { Instant } from '#app/domain/kernel/instant.ts';
import { isImagePath } from './image-file.ts';
import { DRAFT_IMAGES } from './lesson-upload.ts';

export const DRAFT_STATUSES = ['editing', 'in-review', 'returned', 'published', 'discarded'] as const;
export type DraftStatus = (typeof DRAFT_STATUSES)[number];
/** A lesson has at most one draft of these. */
export const OPEN_STATUSES: readonly DraftStatus[] = ['editing', 'in-review', 'returned'];

export type RevisionKind = 'created' | 'saved' | 'submitted' | 'returned' | 'restored' | 'imported' | 'merged';

/** How far a new version departs from the one before. */
export const CHANGES = ['minor', 'material'] as const;
export type Change = (typeof CHANGES)[number];

/** Characters and lines of a lesson or a quiz: many times the longest lesson, and little enough to be checked at once. */
export const DRAFT_LIMITS = {
  characters: 60_000,
  lines: 3_000,
  images: DRAFT_IMAGES,
  note: 1_000,
  comment: 2_000,
} as const;

/** Signs of markup, many times those of any lesson: what a parser takes seconds for is made of tens of thousands. */
const MOST_BRACKETS = 2_000;
const MOST_SIGNS = 6_000;

/** Whether a text is so full of markup that parsing it would keep everybody waiting. */
export function isTooComplex(written: string): boolean {
  const count = (sign: RegExp) => written.match(sign)?.length ?? 0;
  return count(/[[\]]/g) > MOST_BRACKETS || count(/[*_`<>{}|~&]/g) > MOST_SIGNS;
}

const text = z
  .string()
  .transform((written) => written.replaceAll('\r\n', '\n'))
  .refine((written) => !written.includes('\0'), 'nul')
  .refine((written) => written.length <= DRAFT_LIMITS.characters, 'too-long')
  .refine((written) => written.split('\n', DRAFT_LIMITS.lines + 1).length <= DRAFT_LIMITS.lines, 'too-many-lines')
  .refine((written) => !isTooComplex(written), 'too-complex');

/** What a draft holds: the whole files of the lesson and of its quiz as an author writes them, and the images. */
export const draftText = z.object({
  source: text,
  quiz: text,
  images: z
    .record(z.string().refine(isImagePath), z.string().regex(/^[0-9a-f]{64}$/))
    .refine((images) => Object.keys(images).length <= DRAFT_LIMITS.images, 'too-many-images'),
});
export type DraftText = {
  readonly source: string;
  readonly quiz: string;
  readonly images: Readonly<Record<string, string>>;
};

export function isSameText(a: DraftText, b: DraftText): boolean {
  const [left, right] = [Object.entries(a.images), Object.entries(b.images)];
  return (
    a.source === b.source &&
    a.quiz === b.quiz &&
    left.length === right.length &&
    left.every(([path, hash]) => b.images[path] === hash)
  );
}

/** Saves that follow each other within this time are one stretch of work. */
export const KEEP_EVERY_MS = 10 * 60_000;

type Saved = { readonly revision: number; readonly authorId: string; readonly at: Instant };

/**
 * Which states of a draft are kept for going back to when it is saved, which happens every few seconds. The state
 * that is about to be replaced is kept when somebody else made it and it was not kept yet: nobody's last words go
 * because another went on. The new one is kept when the last kept is more than ten minutes old (at exactly ten it is
 * not yet) or another author's.
 * @param lastKept the newest kept state; there is always one, made when the draft was.
 * @param current the state that is being replaced.
 */
export function revisionsToKeep({
  lastKept,
  current,
  next,
}: {
  lastKept: Saved;
  current: Saved;
  next: Omit<Saved, 'revision'>;
}): { readonly current: boolean; readonly next: boolean } {
  const keepCurrent = current.authorId !== next.authorId && current.revision > lastKept.revision;
  const before = keepCurrent ? current : lastKept;
  return {
    current: keepCurrent,
    next: before.authorId !== next.authorId || next.at - before.at > KEEP_EVERY_MS,
  };
}

/**
 * Who worked on a draft and so must not decide on it. Who sent it back has a state of it under their name, but wrote
 * nothing of it.
 */
export function editorsOf({
  createdBy,
  updatedBy,
  revisions,
}: {
  createdBy: string;
  updatedBy: string;
  revisions: readonly { readonly kind: RevisionKind; readonly authorId: string }[];
}): ReadonlySet<string> {
  return new Set([
    createdBy,
    updatedBy,
    ...revisions.filter(({ kind }) => kind !== 'returned').map(({ authorId }) => authorId),
  ]);
}

/** Whoever was seen within this time has the draft open. */
export const PRESENT_MS = 60_000;

/**
 * Where a remark on a line belongs after the text has moved: the nearest line that still reads as the quoted one did
 * (of two equally near the earlier), else null.
 * @param line where it was, from 1.
 */
export function findQuotedLine({
  lines,
  line,
  quote,
}: {
  lines: readonly string[];
  line: number;
  quote: string;
}): number | null {
  const wanted = quote.trim();
  let found: number | null = null;
  for (const [i, each] of lines.entries()) {
    if (each.trim() !== wanted) continue;
    if (found === null || Math.abs(i + 1 - line) < Math.abs(found - line)) found = i + 1;
  }
  return found;
}
