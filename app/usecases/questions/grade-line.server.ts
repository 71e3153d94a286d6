import { z } from 'zod';
import { hundredthsText } from '#app/domain/kernel/authored.ts';
import type { Json } from '#app/domain/kernel/canonical.ts';
import { checkShape } from '#app/domain/kernel/check-shape.ts';
import type { ContentFault, PlacedFault } from '#app/domain/kernel/content-fault.ts';
import { formatHundredths } from '#app/domain/kernel/hundredths.ts';
import { type LocatedYaml, parseLocatedYaml } from '#app/domain/kernel/located-yaml.ts';
import { type QuestionBody, withEnemies } from '#app/domain/questions/envelope.ts';
import { findQuestionType, gradeAnswer, parseAnswer, QUESTION_TYPES } from '#app/domain/questions/types/registry.ts';
import type { Outcome } from '#app/domain/questions/types/verdict.ts';

/** What a graded line says. Marks in points with two decimals; null where a person has to mark. */
export type GradedLine = {
  readonly line: number;
  readonly question: string | null;
  readonly mark: string | null;
  readonly maxMark: string;
  readonly outcome: Outcome;
  /** `share`: what the part earned of its own worth, as a fraction in lowest terms. */
  readonly parts: readonly { readonly part: string; readonly outcome: Outcome; readonly share: string }[];
};

const lineShape = z.strictObject({
  question: z.looseObject({ type: z.enum(QUESTION_TYPES.map(({ type }) => type)) }),
  response: z.unknown().optional(),
  maxMark: hundredthsText.optional(),
});

/** What scoring does not look at may be left out of the exchange form. */
const UNSCORED = {
  id: 'question',
  use: 'practice',
  points: ['A1.01'],
  depth: 'understand',
  difficulty: '0.50',
  feedback: { explanation: '-' },
};

/** One point, where a line does not say. */
const USUAL_MARK = 100;

/**
 * Grades one line of the exchange form: JSON `{ "question": { type, body, scoring, … }, "response": …, "maxMark":
 * "5.00" }`, the question as in content/questions, the response as on the wire of the exam interface.
 * @param line its number in the file, from 1: the place of every fault.
 */
export function gradeLine(text: string, line: number): { graded: GradedLine } | { faults: readonly PlacedFault[] } {
  const source = readJson(text, line);
  if ('faults' in source) return source;
  const { located } = source;
  const shape = checkShape({ schema: lineShape, value: located.value, source: located });
  if (!shape.data) return { faults: shape.faults };
  const { question: raw, response = null, maxMark = USUAL_MARK } = shape.data;
  const type = findQuestionType(raw.type);
  if (!type) throw new Error(`a type that passed the check: ${raw.type}`);
  const checked = checkShape({
    schema: withEnemies(type.schema),
    value: { ...UNSCORED, ...raw },
    source: located,
    at: ['question'],
  });
  if (!checked.data) return { faults: checked.faults };
  const question = { formatVersion: 1, ...(checked.data as object) } as QuestionBody;
  const answer = parseAnswer(question, response as Json);
  if (!answer.ok)
    return { faults: [{ ...located.placeOf(['response']), code: 'response-unreadable', detail: { type: raw.type } }] };
  const { mark, outcome, parts } = gradeAnswer({ question, answer: answer.value, maxMark });
  return {
    graded: {
      line,
      question: typeof raw.id === 'string' ? raw.id : null,
      mark: outcome === 'to-mark' ? null : formatHundredths(mark),
      maxMark: formatHundredths(maxMark),
      outcome,
      parts: parts.map((each) => ({ part: each.part, outcome: each.outcome, share: `${each.earned}/${each.of}` })),
    },
  };
}

/** JSON, read once for its own rules and once more, as the YAML that it is too, for the place of everything in it. */
function readJson(text: string, line: number): { located: LocatedYaml } | { faults: readonly PlacedFault[] } {
  try {
    JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { faults: [{ line, column: faultyColumn(text), code: 'json-syntax', detail: {} }] };
  }
  const located = parseLocatedYaml(text, { lineOffset: line - 1 });
  return located.faults.length > 0 ? { faults: located.faults } : { located };
}

/** The first column, from 1, behind which no JSON can go on. The engine's messages do not always tell it. */
function faultyColumn(text: string): number {
  let [sound, faulty] = [0, text.length + 1];
  while (faulty - sound > 1) {
    const middle = Math.floor((sound + faulty) / 2);
    if (canGoOn(text.slice(0, middle))) sound = middle;
    else faulty = middle;
  }
  return sound + 1;
}

/** Whether this is JSON, or becomes JSON by what follows: the only complaint is about its end. */
function canGoOn(start: string): boolean {
  try {
    JSON.parse(start);
    return true;
  } catch (error) {
    const { message } = error as Error;
    return message.includes('end of JSON') || message.includes(`at position ${start.length}`);
  }
}

/** The faults of a line as those of a file. */
export const faultsIn = (path: string, faults: readonly PlacedFault[]): ContentFault[] =>
  faults.map((fault) => ({ path, ...fault }));
