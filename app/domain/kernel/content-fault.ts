/** Where something stands in a file, both from 1; columns count UTF-16 units, as editors do. */
export type Place = { readonly line: number; readonly column: number };

/**
 * Every fault that the content checker can find. The code is stable: authors look it up, tests and scripts rely on
 * it. Its words are in app/usecases/content/describe-fault.server.ts.
 */
export const CONTENT_FAULTS = [
  // The file itself
  'bad-encoding',
  'byte-order-mark',
  'file-too-large',
  'file-missing',
  'file-unexpected',
  // YAML
  'yaml-syntax',
  'json-syntax',
  'yaml-alias',
  'too-deep',
  // The shape of a document
  'missing-field',
  'unknown-field',
  'wrong-type',
  'needs-quotes',
  'not-allowed',
  'empty-value',
  'too-few',
  'too-many',
  'out-of-range',
  'bad-format',
  // Rules over several fields of one document
  'code-outside-parent',
  'duplicate-code',
  'hours-sum',
  'duplicate-point',
  'duplicate-module',
  'duplicate-lesson',
  'not-descending',
  'last-not-zero',
  'more-than-whole',
  'duplicate-tier',
  'pass-line-inside-band',
  'marks-sum',
  'duplicate-cell',
  'paper-shape',
  'durations-sum',
  'duplicate-value',
  'duplicate-option',
  'duplicate-key',
  'key-not-among-options',
  'blanks-differ',
  'nothing-to-earn',
  'weights-differ',
  'places-differ',
  'place-without-words',
  'field-kind-differs',
  'field-without-key',
  'key-without-field',
  'cells-differ',
  'area-outside',
  'levels-not-falling',
  'length-crossed',
  'several-not-allowed',
  'too-few-options',
  'order-incomplete',
  'response-unreadable',
  // Lessons
  'front-matter-missing',
  'front-matter-not-yaml',
  'front-matter-unclosed',
  'body-opens-with-rule',
  'mdx-syntax',
  'mdx-import',
  'mdx-expression',
  'mdx-comment',
  'tag-unclosed',
  'attribute-expression',
  'attribute-spread',
  'attribute-event',
  'attribute-unknown',
  'attribute-missing',
  'attribute-empty',
  'attribute-value',
  'attribute-repeated',
  'component-unknown',
  'component-misplaced',
  'component-children',
  'child-count',
  'html-tag',
  'address-refused',
  'image-not-served',
  'image-address',
  'image-alt-missing',
  'image-missing',
  'image-unused',
  'image-too-large',
  'image-wrong-type',
  'image-too-many-pixels',
  'image-broken',
  'heading-level',
  'heading-skipped',
  'quiz-missing',
  'quiz-repeated',
  'section-missing',
  'reading-not-last',
  'lesson-length',
  'lesson-length-unusual',
  'conflict-undecided',
  // References between documents
  'duplicate-id',
  'lesson-code-differs',
  'question-code-taken',
  'standard-repeated',
  'unknown-point',
  'unknown-competency',
  'unknown-syllabus',
  'unknown-type',
  'unknown-question',
  'enemy-of-itself',
  'lesson-file-missing',
  'lesson-not-in-course',
  'lesson-outside-course',
  'course-folder-differs',
  'course-file-missing',
  'quiz-file-missing',
  'quiz-without-lesson',
  'quiz-size',
  'wrong-use',
  'tier-differs',
  'policy-missing',
  // What the whole leaves open
  'point-not-taught',
  'point-taught-too-shallow',
  'point-not-examined',
  'cell-not-fillable',
  'cell-thin',
  'paper-impossible',
  'paper-undecided',
  'tier-without-certificate',
] as const;
export type ContentFaultCode = (typeof CONTENT_FAULTS)[number];

/** These are told and do not fail a check. */
const WARNINGS: ReadonlySet<ContentFaultCode> = new Set([
  'file-unexpected',
  'heading-skipped',
  'section-missing',
  'reading-not-last',
  'lesson-length-unusual',
  'image-unused',
  'quiz-size',
  'cell-thin',
  'paper-undecided',
  'tier-without-certificate',
]);

export const isWarning = (code: ContentFaultCode): boolean => WARNINGS.has(code);

/** Facts that a message is made from. */
export type FaultDetail = Readonly<Record<string, string | number>>;

/** A fault within one file. */
export type PlacedFault = Place & { readonly code: ContentFaultCode; readonly detail: FaultDetail };
/** A fault of a content folder; `path` is relative to it, with slashes. */
export type ContentFault = PlacedFault & { readonly path: string };

export const compareFaults = (a: ContentFault, b: ContentFault): number =>
  (a.path < b.path ? -1 : a.path > b.path ? 1 : 0) ||
  a.line - b.line ||
  a.column - b.column ||
  (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
