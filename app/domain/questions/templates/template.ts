import type { Json } from '#app/domain/kernel/canonical.ts';
import { type SeededRandom, seededRandom } from '#app/domain/kernel/random.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { type ExpressionRefused, evaluate, parseExpression } from './expression.ts';
import {
  add,
  compare,
  type Fraction,
  floorFraction,
  formatFraction,
  multiply,
  parseFraction,
  subtract,
} from './fraction.ts';

/**
 * What differs from candidate to candidate in a numeric or fill-in question. `draw` variables are drawn from a range or
 * a list; `compute` ones follow from those before them.
 */
export type Variable =
  | { readonly name: string; readonly from: string; readonly to: string; readonly step: string }
  | { readonly name: string; readonly among: readonly string[] }
  | { readonly name: string; readonly compute: string; readonly places?: number | undefined };

/** The values of one candidate's version, as they are written into the text. Stored with the paper. */
export type Values = Readonly<Record<string, string>>;

export type TemplateRefused =
  | ExpressionRefused
  | 'variable-twice'
  | 'variable-unknown'
  | 'range-empty'
  | 'not-a-number'
  | 'cannot-compute';

/** What a placeholder looks like in every text of the question and in its key: {{a}}. */
const PLACEHOLDER = /\{\{\s*([a-z][a-z0-9]{0,15})\s*\}\}/g;

export const placeholdersOf = (text: string): string[] =>
  [...text.matchAll(PLACEHOLDER)].map(([, found = '']) => found);

const isDrawn = (variable: Variable) => !('compute' in variable);

/** How many values a range has: from `from` to at most `to`. */
function countSteps({ from, to, step }: { from: string; to: string; step: string }): number {
  const [low, high, by] = [parseFraction(from), parseFraction(to), parseFraction(step)];
  if (!low || !high || !by || by.over <= 0n || compare(low, high) > 0) return 0;
  const steps = floorFraction({ ...multiply(subtract(high, low), { over: by.under, under: by.over }) });
  return steps.over < 1_000_000_000n ? Number(steps.over) + 1 : 0;
}

/** Checks what can be told without drawing: names, ranges, expressions. */
export function checkVariables(list: readonly Variable[]): Result<null, TemplateRefused> {
  const known: string[] = [];
  for (const variable of list) {
    if (known.includes(variable.name)) return refuse('variable-twice', { name: variable.name });
    if ('from' in variable && countSteps(variable) === 0) return refuse('range-empty', { name: variable.name });
    if ('compute' in variable) {
      const parsed = parseExpression(variable.compute);
      if (!parsed.ok) return refuse(parsed.code, { name: variable.name, ...parsed.detail });
      const unknown = parsed.value.names.find((each) => !known.includes(each));
      if (unknown) return refuse('variable-unknown', { name: variable.name, unknown });
    }
    known.push(variable.name);
  }
  return ok(null);
}

/**
 * Draws the values of one version. The same variables and seed give the same values on any machine; every variable has
 * a random sequence of its own, so that one more of them leaves the others as they were.
 */
export function drawValues({
  variables: list,
  seed,
}: {
  variables: readonly Variable[];
  seed: string;
}): Result<Values, TemplateRefused> {
  const checked = checkVariables(list);
  if (!checked.ok) return checked;
  const values: Record<string, string> = {};
  const numbers = new Map<string, Fraction>();
  for (const variable of list) {
    const drawn = isDrawn(variable)
      ? ok(drawOne(variable, seededRandom(`${seed}/variable/${variable.name}`)))
      : computeOne(variable as Extract<Variable, { compute: string }>, numbers);
    if (!drawn.ok) return drawn;
    values[variable.name] = drawn.value;
    const number = parseFraction(drawn.value);
    if (number) numbers.set(variable.name, number);
  }
  return ok(values);
}

function drawOne(variable: Variable, random: SeededRandom): string {
  if ('among' in variable) return variable.among[random.below(variable.among.length)] as string;
  const { from, step } = variable as Extract<Variable, { from: string }>;
  const at = BigInt(random.below(countSteps(variable as Extract<Variable, { from: string }>)));
  const [low, by] = [parseFraction(from) as Fraction, parseFraction(step) as Fraction];
  return formatFraction(add(low, multiply(by, { over: at, under: 1n })));
}

function computeOne(
  { name: own, compute, places }: Extract<Variable, { compute: string }>,
  numbers: ReadonlyMap<string, Fraction>,
): Result<string, TemplateRefused> {
  const parsed = parseExpression(compute);
  if (!parsed.ok) return parsed;
  const wordy = parsed.value.names.find((each) => !numbers.has(each));
  if (wordy) return refuse('not-a-number', { name: own, unknown: wordy });
  try {
    return ok(formatFraction(evaluate(parsed.value, numbers), places));
  } catch (error) {
    if (error instanceof RangeError) return refuse('cannot-compute', { name: own, reason: error.message });
    throw error;
  }
}

/** Writes the values into every text of a question, its key included. What is no placeholder of it stays as it is. */
export function fillTemplate<T extends Json>(question: T, values: Values): T {
  const fill = (value: Json): Json => {
    if (typeof value === 'string')
      return value.replace(PLACEHOLDER, (whole, found: string) =>
        Object.hasOwn(values, found) ? (values[found] ?? whole) : whole,
      );
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, fill(each as Json)]));
    return value;
  };
  return fill(question) as T;
}
