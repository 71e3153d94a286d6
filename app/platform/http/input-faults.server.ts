import type { z } from 'zod';
import type { Language } from '#app/domain/kernel/local-text.ts';

type Words = {
  readonly missing: (where: string) => string;
  readonly type: (where: string, found: string, wanted: string) => string;
  readonly choice: (where: string, found: string, choices: readonly string[]) => string;
  readonly atLeast: (where: string, found: string, least: string) => string;
  readonly atMost: (where: string, found: string, most: string) => string;
  readonly other: (where: string, found: string) => string;
  readonly types: Readonly<Record<string, string>>;
};

const WORDS: Record<Language, Words> = {
  'zh-CN': {
    missing: (where) => `${where}：没有给出`,
    type: (where, found, wanted) => `${where}：收到${found}，应为${wanted}`,
    choice: (where, found, choices) => `${where}：收到${found}，可以是${choices.join('、')}`,
    atLeast: (where, found, least) => `${where}：收到${found}，最小${least}`,
    atMost: (where, found, most) => `${where}：收到${found}，最大${most}`,
    other: (where, found) => `${where}：收到${found}，不符合接口文档的规定`,
    types: {
      number: '数字',
      int: '整数',
      string: '文字',
      boolean: 'true或false',
      array: '数组',
      object: '对象',
    },
  },
  en: {
    missing: (where) => `${where}: is missing`,
    type: (where, found, wanted) => `${where}: found ${found}, allowed is ${wanted}`,
    choice: (where, found, choices) => `${where}: found ${found}, allowed are ${choices.join(', ')}`,
    atLeast: (where, found, least) => `${where}: found ${found}, allowed is ${least} or more`,
    atMost: (where, found, most) => `${where}: found ${found}, allowed is ${most} or less`,
    other: (where, found) => `${where}: found ${found}, which is not what the documentation of the interface says`,
    types: {
      number: 'a number',
      int: 'a whole number',
      string: 'a text',
      boolean: 'true or false',
      array: 'a list',
      object: 'an object',
    },
  },
};

/** What is shown of a value that was sent: enough to find it again. */
const SHOWN = 60;

/** Where a schema refused an input: which part of it, what was found there and what is allowed, in the caller's language. */
export function describeInputFaults(
  error: z.ZodError,
  { input, language }: { input: unknown; language: Language },
): string[] {
  return error.issues.map((issue) => wordOf(issue, valueAt(input, issue.path), language));
}

function wordOf(issue: z.core.$ZodIssue, value: unknown, language: Language): string {
  const words = WORDS[language];
  const where = issue.path.join('.') || 'body';
  if (issue.code === 'custom' && issue.message !== 'Invalid input') return `${where}: ${issue.message}`;
  if (value === undefined) return words.missing(where);
  const text = JSON.stringify(value);
  const found = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
  switch (issue.code) {
    case 'invalid_type':
      return words.type(where, found, words.types[issue.expected] ?? issue.expected);
    case 'invalid_value':
      return words.choice(where, found, issue.values.map(String));
    case 'too_small':
      return isNumber(issue.origin) ? words.atLeast(where, found, String(issue.minimum)) : words.other(where, found);
    case 'too_big':
      return isNumber(issue.origin) ? words.atMost(where, found, String(issue.maximum)) : words.other(where, found);
    default:
      return words.other(where, found);
  }
}

const isNumber = (origin: string) => origin === 'number' || origin === 'int';

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}
