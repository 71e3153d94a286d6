import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import {
  add,
  compare,
  divide,
  type Fraction,
  floorFraction,
  fraction,
  multiply,
  parseFraction,
  roundFraction,
  subtract,
} from './fraction.ts';

/**
 * What a template computes with: numbers, names of variables, + − × ÷ (also * and /), whole powers ^, parentheses, and
 * round(x, places), floor(x), ceil(x), abs(x), min(…), max(…). Exact: nothing is rounded unless it says so.
 */
type Node =
  | { readonly kind: 'number'; readonly value: Fraction }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'minus'; readonly of: Node }
  | { readonly kind: 'operator'; readonly operator: string; readonly left: Node; readonly right: Node }
  | { readonly kind: 'call'; readonly name: string; readonly of: readonly Node[] };

export type Expression = { readonly root: Node; readonly names: readonly string[] };
export type ExpressionRefused = 'expression-syntax' | 'expression-function';

const FUNCTIONS: Record<string, { least: number; most: number; compute: (values: readonly Fraction[]) => Fraction }> = {
  round: { least: 1, most: 2, compute: ([x, places]) => roundFraction(x ?? ZERO, wholeOf(places ?? ZERO, 0, 10)) },
  floor: { least: 1, most: 1, compute: ([x]) => floorFraction(x ?? ZERO) },
  ceil: { least: 1, most: 1, compute: ([x]) => subtract(ZERO, floorFraction(subtract(ZERO, x ?? ZERO))) },
  abs: { least: 1, most: 1, compute: ([x]) => ((x ?? ZERO).over < 0n ? subtract(ZERO, x ?? ZERO) : (x ?? ZERO)) },
  min: { least: 1, most: 10, compute: (values) => values.reduce((a, b) => (compare(a, b) <= 0 ? a : b)) },
  max: { least: 1, most: 10, compute: (values) => values.reduce((a, b) => (compare(a, b) >= 0 ? a : b)) },
};
const ZERO = fraction(0n);
const PRECEDENCE: Record<string, number> = { '+': 1, '-': 1, '*': 2, '/': 2, '^': 4 };
const MINUS_PRECEDENCE = 3;

const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|([a-z][a-z0-9]*)|([-+*/^(),]))/y;

/** Cuts an expression into tokens; null where a character is none of it. Chinese signs stand for the plain ones. */
function readTokens(text: string): string[] | null {
  const plain = text.normalize('NFKC').replace(/[×·]/g, '*').replace(/÷/g, '/').replace(/[−–—]/g, '-').trimEnd();
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < plain.length) {
    const match = TOKEN.exec(plain);
    if (!match) return null;
    tokens.push(match[1] ?? match[2] ?? match[3] ?? '');
  }
  return tokens;
}

/** Deeper than any sum of an exercise; keeps a hostile text from exhausting the stack. */
const DEEPEST = 50;

/** Reads an expression. The detail of a refusal names the token that does not fit, or nothing at the end. */
export function parseExpression(text: string): Result<Expression, ExpressionRefused> {
  const tokens = text.length <= 500 ? readTokens(text) : null;
  if (!tokens) return refuse('expression-syntax', { at: '' });
  const names = new Set<string>();
  let at = 0;
  const fail = (): never => {
    throw new Misread(tokens[at] ?? '');
  };
  const take = (token: string) => {
    if (tokens[at] !== token) fail();
    at += 1;
  };

  const readOne = (depth: number): Node => {
    if (depth > DEEPEST) return fail();
    const token = tokens[at] ?? fail();
    at += 1;
    if (token === '-') return { kind: 'minus', of: readFrom(MINUS_PRECEDENCE, depth + 1) };
    if (token === '(') {
      const inner = readFrom(1, depth + 1);
      take(')');
      return inner;
    }
    const value = parseFraction(token);
    if (value) return { kind: 'number', value };
    if (!/^[a-z]/.test(token)) {
      at -= 1;
      return fail();
    }
    if (tokens[at] !== '(') {
      names.add(token);
      return { kind: 'name', name: token };
    }
    at += 1;
    const of = [readFrom(1, depth + 1)];
    while (tokens[at] === ',') {
      at += 1;
      of.push(readFrom(1, depth + 1));
    }
    take(')');
    const called = Object.hasOwn(FUNCTIONS, token) ? FUNCTIONS[token] : undefined;
    if (!called || of.length < called.least || of.length > called.most) throw new UnknownFunction(token);
    return { kind: 'call', name: token, of };
  };
  const readFrom = (least: number, depth: number): Node => {
    let left = readOne(depth);
    for (;;) {
      const operator = tokens[at] ?? '';
      const precedence = PRECEDENCE[operator] ?? 0;
      if (precedence < least || precedence === 0) return left;
      at += 1;
      // A power takes what follows first: 2^3^2 is 2^9.
      const right = readFrom(operator === '^' ? precedence : precedence + 1, depth + 1);
      left = { kind: 'operator', operator, left, right };
    }
  };
  try {
    const root = readFrom(1, 0);
    if (at < tokens.length) fail();
    return ok({ root, names: [...names] });
  } catch (error) {
    if (error instanceof UnknownFunction) return refuse('expression-function', { name: error.token });
    if (error instanceof Misread) return refuse('expression-syntax', { at: error.token });
    throw error;
  }
}

class Misread extends Error {
  constructor(readonly token: string) {
    super(`unexpected ${token}`);
  }
}
class UnknownFunction extends Misread {}

/**
 * The value of an expression.
 * @throws RangeError on division by 0, a power that is not whole or beyond ±20, or places beyond 10; and on a name
 *   without a value, which the template's check has ruled out.
 */
export function evaluate({ root }: Expression, values: ReadonlyMap<string, Fraction>): Fraction {
  const compute = (node: Node): Fraction => {
    switch (node.kind) {
      case 'number':
        return node.value;
      case 'name': {
        const value = values.get(node.name);
        if (!value) throw new RangeError(`no value for ${node.name}`);
        return value;
      }
      case 'minus':
        return subtract(ZERO, compute(node.of));
      case 'call':
        return (FUNCTIONS[node.name] as (typeof FUNCTIONS)[string]).compute(node.of.map(compute));
      case 'operator':
        return operate(node.operator, compute(node.left), compute(node.right));
    }
  };
  return compute(root);
}

function operate(operator: string, a: Fraction, b: Fraction): Fraction {
  switch (operator) {
    case '+':
      return add(a, b);
    case '-':
      return subtract(a, b);
    case '*':
      return multiply(a, b);
    case '/':
      return divide(a, b);
    default:
      return power(a, wholeOf(b, -20, 20));
  }
}

function power(base: Fraction, exponent: number): Fraction {
  const raised = fraction(base.over ** BigInt(Math.abs(exponent)), base.under ** BigInt(Math.abs(exponent)));
  return exponent < 0 ? divide(fraction(1n), raised) : raised;
}

function wholeOf({ over, under }: Fraction, least: number, most: number): number {
  if (under !== 1n || over < BigInt(least) || over > BigInt(most))
    throw new RangeError(`not a whole number from ${least} to ${most}`);
  return Number(over);
}
