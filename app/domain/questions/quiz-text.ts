import { Document, isMap, isScalar, isSeq, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml';
import { countBlanks } from './blanks.ts';

export const FORM_TYPES = ['single-choice', 'multiple-choice', 'true-false', 'fill-in', 'numeric'] as const;
export type FormType = (typeof FORM_TYPES)[number];

/** A practice question as a form shows it: every value is text, an absent one is empty. English is optional everywhere. */
export type QuestionFields = {
  id: string;
  type: FormType;
  points: string[];
  depth: string;
  difficulty: string;
  promptZh: string;
  promptEn: string;
  options: { id: string; zh: string; en: string }[];
  /** The right options; `true` or `false` of a statement. */
  key: string[];
  rule: string;
  /** One list of accepted texts per blank. */
  accept: string[][];
  value: string;
  tolerance: string;
  unitZh: string;
  unitEn: string;
  explanationZh: string;
  explanationEn: string;
};

/** Null where a question is not of a type that has a form, or not written as one: its text alone can be edited. */
export type QuizReading = {
  readonly questions: readonly { readonly id: string; readonly fields: QuestionFields | null }[];
};

const OPTIONS = { version: '1.2', schema: 'core', merge: false, logLevel: 'silent' } as const;

const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
const map = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const local = (value: unknown) =>
  typeof value === 'object' ? { zh: text(map(value).zh), en: text(map(value).en) } : { zh: text(value), en: '' };

function findQuestions(quiz: string): { document: Document.Parsed; sequence: YAMLSeq } | null {
  const document = parseDocument(quiz, OPTIONS);
  if (document.errors.length > 0 || !isMap(document.contents)) return null;
  const sequence = document.contents.get('questions', true);
  return isSeq(sequence) ? { document, sequence } : null;
}

/** @returns null where the file is no YAML with a list of questions. */
export function readQuiz(quiz: string): QuizReading | null {
  const found = findQuestions(quiz);
  if (!found) return null;
  const values = list(map(found.document.toJS({ maxAliasCount: 0 })).questions);
  return { questions: values.map((value) => ({ id: text(map(value).id), fields: toFields(map(value)) })) };
}

function toFields(question: Record<string, unknown>): QuestionFields | null {
  const type = FORM_TYPES.find((known) => known === question.type);
  if (!type) return null;
  const body = map(question.body);
  const scoring = map(question.scoring);
  const prompt = local(body.prompt);
  const explanation = local(map(question.feedback).explanation);
  const unit = local(scoring.unit ?? '');
  const accept = list(scoring.accept);
  return {
    id: text(question.id),
    type,
    points: list(question.points).map(text),
    depth: text(question.depth),
    difficulty: text(question.difficulty),
    promptZh: prompt.zh,
    promptEn: prompt.en,
    options: list(body.options).map((option) => {
      const words = local(map(option).text);
      return { id: text(map(option).id), ...words };
    }),
    key: Array.isArray(scoring.key) ? scoring.key.map(text) : scoring.key === undefined ? [] : [text(scoring.key)],
    rule: text(scoring.rule),
    accept: Array.isArray(accept[0])
      ? accept.map((texts) => list(texts).map(text))
      : accept.length > 0
        ? [accept.map(text)]
        : [],
    value: text(scoring.value),
    tolerance: text(map(scoring.tolerance).absolute),
    unitZh: unit.zh,
    unitEn: unit.en,
    explanationZh: explanation.zh,
    explanationEn: explanation.en,
  };
}

const localValue = (zh: string, en: string) => (en.trim() === '' ? zh : { zh, en });

function toValue(fields: QuestionFields): Record<string, unknown> {
  const { type } = fields;
  const choice = type === 'single-choice' || type === 'multiple-choice';
  return {
    id: fields.id,
    type,
    use: 'practice',
    points: [...fields.points],
    depth: fields.depth,
    difficulty: fields.difficulty,
    body: {
      prompt: localValue(fields.promptZh, fields.promptEn),
      ...(choice && { options: fields.options.map(({ id, zh, en }) => ({ id, text: localValue(zh, en) })) }),
    },
    scoring: scoringOf(fields),
    feedback: { explanation: localValue(fields.explanationZh, fields.explanationEn) },
  };
}

function scoringOf({
  type,
  key,
  rule,
  accept,
  value,
  tolerance,
  unitZh,
  unitEn,
}: QuestionFields): Record<string, unknown> {
  if (type === 'multiple-choice') return { key: [...key], rule };
  if (type === 'fill-in') return { accept: accept.length === 1 ? (accept[0] ?? []) : accept };
  if (type !== 'numeric') return { key: key[0] ?? '' };
  return {
    value,
    tolerance: { absolute: tolerance },
    ...(unitZh.trim() !== '' && { unit: localValue(unitZh, unitEn) }),
  };
}

type Slice = { readonly from: number; readonly to: number };

/**
 * What belongs to each question of a file: from its hyphen, with the comment lines right above it, to the next one.
 * @returns null where questions do not each begin on a line of their own (a flow list).
 */
function slicesOf(quiz: string, sequence: YAMLSeq): Slice[] | null {
  if (sequence.flow || sequence.items.length === 0) return null;
  const starts: number[] = [];
  for (const item of sequence.items) {
    const at = (item as YAMLMap).range?.[0];
    if (at === undefined) return null;
    let start = quiz.lastIndexOf('\n', at - 1) + 1;
    if (!/^\s*-\s+$/.test(quiz.slice(start, at))) return null;
    for (;;) {
      const above = quiz.lastIndexOf('\n', start - 2) + 1;
      if (start === 0 || !/^\s*#/.test(quiz.slice(above, start))) break;
      start = above;
    }
    starts.push(start);
  }
  const end = sequence.range?.[1] ?? quiz.length;
  return starts.map((from, at) => ({ from, to: starts[at + 1] ?? Math.max(end, from) }));
}

const withEnd = (piece: string): string => (piece.endsWith('\n') ? piece : `${piece}\n`);

function writeItem(value: Record<string, unknown>, indent: string): string {
  const document = new Document([value], { version: '1.2', schema: 'core' });
  const points = document.getIn([0, 'points'], true);
  if (isSeq(points)) points.flow = true;
  const key = document.getIn([0, 'scoring', 'key'], true);
  if (isSeq(key)) key.flow = true;
  quoted(document, [0, 'difficulty']);
  quoted(document, [0, 'scoring', 'value']);
  quoted(document, [0, 'scoring', 'tolerance', 'absolute']);
  if (value.type === 'true-false') quoted(document, [0, 'scoring', 'key']);
  return document
    .toString({ lineWidth: 0 })
    .split('\n')
    .map((line) => (line === '' ? line : indent + line))
    .join('\n');
}

function quoted(document: Document, path: (string | number)[]): void {
  const node = document.getIn(path, true);
  if (isScalar(node)) node.type = 'QUOTE_DOUBLE';
}

/** The file with one question changed; everything outside of it stays as written. */
export function replaceQuestion(quiz: string, index: number, fields: QuestionFields): string {
  const found = findQuestions(quiz);
  const slices = found && slicesOf(quiz, found.sequence);
  const slice = slices?.[index];
  if (!slice) return quiz;
  const piece = quiz.slice(slice.from, slice.to);
  const comments = /^(?:[ \t]*#[^\n]*\n)*/.exec(piece)?.[0] ?? '';
  const indent = /^[ \t]*/.exec(piece.slice(comments.length))?.[0] ?? '';
  const trailing = /\n\s*$/.exec(piece)?.[0].slice(1) ?? '';
  return quiz.slice(0, slice.from) + comments + writeItem(toValue(fields), indent) + trailing + quiz.slice(slice.to);
}

/** A new question after the others. */
export function appendQuestion(quiz: string, fields: QuestionFields): string {
  const found = findQuestions(quiz);
  const slices = found && slicesOf(quiz, found.sequence);
  const last = slices?.at(-1);
  if (last && slices) {
    const indent = /^[ \t]*(?=-)/m.exec(quiz.slice(last.from, last.to))?.[0] ?? '  ';
    return withEnd(quiz.slice(0, last.to)) + writeItem(toValue(fields), indent) + quiz.slice(last.to);
  }
  const item = writeItem(toValue(fields), '  ');
  const emptied = quiz.replace(/^questions:[ \t]*(?:\[[ \t]*\]|null|~)?[ \t]*$/m, `questions:\n${item.trimEnd()}`);
  return emptied === quiz
    ? `${withEnd(quiz.trim() === '' ? 'formatVersion: 1' : quiz)}questions:\n${item}`
    : withEnd(emptied);
}

export function removeQuestion(quiz: string, index: number): string {
  const found = findQuestions(quiz);
  const slices = found && slicesOf(quiz, found.sequence);
  const slice = slices?.[index];
  if (!slice || !slices) return quiz;
  if (slices.length === 1)
    return `${quiz.slice(0, slice.from).replace(/questions:[ \t]*\n$/, 'questions: []\n')}${quiz.slice(slice.to)}`;
  return quiz.slice(0, slice.from) + quiz.slice(slice.to);
}

/** The question at `index` moved before the one that stands at `to` now. */
export function moveQuestion(quiz: string, index: number, to: number): string {
  const found = findQuestions(quiz);
  const slices = found && slicesOf(quiz, found.sequence);
  const first = slices?.[0];
  const last = slices?.at(-1);
  if (!slices || !first || !last || !slices[index] || !slices[to] || index === to) return quiz;
  const pieces = slices.map(({ from, to: end }) => withEnd(quiz.slice(from, end)));
  const [piece = ''] = pieces.splice(index, 1);
  pieces.splice(to, 0, piece);
  return quiz.slice(0, first.from) + pieces.join('') + quiz.slice(last.to);
}

/** An id that no question of the file has: the lesson's pattern of ids with the next number. */
export function nextQuestionId(quiz: string, fallback: string): string {
  const ids = (readQuiz(quiz)?.questions ?? []).map(({ id }) => id);
  const stem = /^(.*?)-?\d+$/.exec(ids.at(-1) ?? '')?.[1] ?? fallback;
  const numbers = ids.map((id) => Number(/(\d+)$/.exec(id)?.[1] ?? 0));
  for (let at = Math.max(0, ...numbers) + 1; ; at += 1) {
    const id = `${stem}-${String(at).padStart(3, '0')}`;
    if (!ids.includes(id)) return id;
  }
}

const LETTERS = 'abcdefgh';

/** A question of a type with nothing filled in but what the neighbours share. */
export function blankQuestion(
  type: FormType,
  { id, points, depth }: { id: string; points: string[]; depth: string },
): QuestionFields {
  const options = type === 'single-choice' || type === 'multiple-choice' ? [...LETTERS.slice(0, 4)] : [];
  return {
    id,
    type,
    points,
    depth,
    difficulty: '0.70',
    promptZh: '',
    promptEn: '',
    options: options.map((letter) => ({ id: letter, zh: '', en: '' })),
    key: [],
    rule: type === 'multiple-choice' ? 'partial' : '',
    accept: type === 'fill-in' ? [[]] : [],
    value: '',
    tolerance: type === 'numeric' ? '0' : '',
    unitZh: '',
    unitEn: '',
    explanationZh: '',
    explanationEn: '',
  };
}

/** The first letter that no option has; null when there are eight. */
export const nextOptionId = (options: readonly { id: string }[]): string | null =>
  [...LETTERS].find((letter) => !options.some(({ id }) => id === letter)) ?? null;

export type FieldFault =
  | 'need-prompt'
  | 'need-options'
  | 'need-option-text'
  | 'need-key'
  | 'need-accept'
  | 'blanks-differ'
  | 'need-number'
  | 'need-tolerance'
  | 'need-explanation'
  | 'need-points'
  | 'need-depth'
  | 'need-difficulty';

/** Where a form is not filled in as the checker wants it; the field's name is the place. */
export function questionFaults(fields: QuestionFields): { field: string; fault: FieldFault }[] {
  const faults: { field: string; fault: FieldFault }[] = [];
  const add = (when: boolean, field: string, fault: FieldFault) => {
    if (when) faults.push({ field, fault });
  };
  const { type, options, key, accept } = fields;
  add(fields.promptZh.trim() === '', 'promptZh', 'need-prompt');
  if (type === 'single-choice' || type === 'multiple-choice') {
    add(options.length < (type === 'single-choice' ? 2 : 3), 'options', 'need-options');
    for (const [at, { zh }] of options.entries()) add(zh.trim() === '', `option-${at}`, 'need-option-text');
    add(key.length === 0 || key.some((id) => !options.some((option) => option.id === id)), 'key', 'need-key');
  }
  if (type === 'true-false') add(key[0] !== 'true' && key[0] !== 'false', 'key', 'need-key');
  if (type === 'fill-in') {
    add(countBlanks(fields.promptZh) !== accept.length, 'promptZh', 'blanks-differ');
    for (const [at, texts] of accept.entries())
      add(texts.filter((each) => each.trim() !== '').length === 0, `accept-${at}`, 'need-accept');
  }
  if (type === 'numeric') {
    add(!/^-?\d{1,15}(\.\d{1,10})?$/.test(fields.value), 'value', 'need-number');
    add(!/^\d{1,15}(\.\d{1,10})?$/.test(fields.tolerance), 'tolerance', 'need-tolerance');
  }
  add(fields.points.length === 0, 'points', 'need-points');
  add(fields.depth === '', 'depth', 'need-depth');
  add(
    !/^0\.\d{2}$/.test(fields.difficulty) || Number(fields.difficulty) < 0.1 || Number(fields.difficulty) > 0.95,
    'difficulty',
    'need-difficulty',
  );
  add(fields.explanationZh.trim() === '', 'explanationZh', 'need-explanation');
  return faults;
}
