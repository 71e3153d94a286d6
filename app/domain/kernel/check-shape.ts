import type { z } from 'zod';
import { FORMS, type Form } from './authored.ts';
import { CONTENT_FAULTS, type ContentFaultCode, type FaultDetail, type PlacedFault } from './content-fault.ts';
import type { LocatedYaml, YamlPath } from './located-yaml.ts';
import { suggestWord } from './similar.ts';

type Issue = z.core.$ZodIssue;

/**
 * Checks a value read from a file against its schema and says of every fault where it stands.
 * @param at the path of the value within the file, when the schema describes a part of it.
 */
export function checkShape<T extends z.ZodType>({
  schema,
  value,
  source,
  at = [],
}: {
  schema: T;
  value: unknown;
  source: LocatedYaml;
  at?: YamlPath;
}): { readonly data: z.output<T> | null; readonly faults: readonly PlacedFault[] } {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return { data: parsed.data, faults: [] };
  return { data: null, faults: parsed.error.issues.flatMap((issue) => faultsOf({ issue, schema, source, at })) };
}

type Sink = { readonly schema: z.ZodType; readonly source: LocatedYaml; readonly at: YamlPath };

function faultsOf({ issue, schema, source, at }: Sink & { issue: Issue }): PlacedFault[] {
  const inner = issue.path.filter((step): step is string | number => typeof step !== 'symbol');
  const path = [...at, ...inner];
  const field = fieldName(inner);
  const one = (code: ContentFaultCode, detail: FaultDetail = {}): PlacedFault[] => [
    { ...source.placeOf(path), code, detail: { field, ...detail } },
  ];
  // A rule may look at the normalised value; the author is told what was typed.
  const typed = (): string => shorten(source.typedAt(path) ?? JSON.stringify(issue.input) ?? '');
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = knownKeys(schema, inner);
      return issue.keys.map((key) => {
        const suggestion = suggestWord(key, known);
        return {
          ...source.placeOfKey([...path, key]),
          code: 'unknown-field',
          detail: { field: fieldName([...inner, key]), ...(suggestion === null ? {} : { suggestion }) },
        };
      });
    }
    case 'invalid_type':
      if (issue.input === undefined) return one('missing-field');
      if (issue.expected === 'string' && ['number', 'boolean'].includes(typeof issue.input))
        return one('needs-quotes', { found: typed() });
      return one('wrong-type', { expected: issue.expected, found: typeName(issue.input) });
    case 'invalid_value':
      if (issue.input === undefined) return one('missing-field');
      if (typeof issue.input !== 'string' && issue.values.includes(String(issue.input)))
        return one('needs-quotes', { found: typed() });
      return one('not-allowed', {
        allowed: issue.values.map(String).join(', '),
        found: typed(),
        ...suggestionAmong(issue.input, issue.values.map(String)),
      });
    case 'too_small':
      if (issue.origin === 'string') return one('empty-value');
      return issue.origin === 'array'
        ? one('too-few', { minimum: Number(issue.minimum), found: lengthOf(issue.input) })
        : one('out-of-range', { minimum: Number(issue.minimum), found: typed() });
    case 'too_big':
      return issue.origin === 'array' || issue.origin === 'string'
        ? one('too-many', { maximum: Number(issue.maximum), found: lengthOf(issue.input) })
        : one('out-of-range', { maximum: Number(issue.maximum), found: typed() });
    case 'invalid_format':
      return one('bad-format', { form: formOf(issue.message), found: typed() });
    case 'invalid_union': {
      if (issue.input === undefined) return one('missing-field');
      const branch = nearestBranch(issue.errors);
      // Every alternative wants another kind of value altogether.
      if (branch === null)
        return one('wrong-type', { expected: unionTypes(issue.errors), found: typeName(issue.input) });
      return branch.flatMap((each) =>
        faultsOf({ issue: { ...each, path: [...issue.path, ...each.path] }, schema, source, at }),
      );
    }
    case 'custom':
      return isForm(issue.message)
        ? one('bad-format', { form: issue.message, found: typed() })
        : one(codeOf(issue.message), detailOf(issue.params));
    default:
      return one('wrong-type', { expected: '', found: typed() });
  }
}

/** The alternative that the author was writing: one whose faults lie below the value itself; none where all differ in kind. */
function nearestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | null {
  const isOfKind = (issues: readonly Issue[]) =>
    !issues.some(({ code, path }) => path.length === 0 && (code === 'invalid_type' || code === 'invalid_value'));
  const fitting = branches.filter(isOfKind).sort((a, b) => a.length - b.length);
  if (fitting[0]) return fitting[0];
  const literals = branches.filter((issues) => issues.every(({ code }) => code === 'invalid_value'));
  const [first] = literals[0] ?? [];
  // A choice among literals (tier 1, 2, 3) is one list of what is allowed.
  if (literals.length === branches.length && first?.code === 'invalid_value')
    return [{ ...first, values: literals.flatMap(([issue]) => (issue?.code === 'invalid_value' ? issue.values : [])) }];
  return null;
}

const unionTypes = (branches: readonly (readonly Issue[])[]) =>
  [
    ...new Set(
      branches.flatMap((issues) => issues.flatMap((issue) => (issue.code === 'invalid_type' ? [issue.expected] : []))),
    ),
  ].join(' / ');

const isForm = (message: string): message is Form => (FORMS as readonly string[]).includes(message);
const formOf = (message: string): string => (isForm(message) ? message : 'form-code');
const codeOf = (message: string): ContentFaultCode => CONTENT_FAULTS.find((code) => code === message) ?? 'wrong-type';

/** The facts that a rule over several fields gave with its fault. */
function detailOf(params: Record<string, unknown> | undefined): FaultDetail {
  const detail: Record<string, string | number> = {};
  for (const [key, value] of Object.entries(params ?? {})) {
    if (key !== 'fault')
      detail[key] = typeof value === 'number' ? value : Array.isArray(value) ? value.join(', ') : String(value);
  }
  return detail;
}

const suggestionAmong = (input: unknown, values: readonly string[]): FaultDetail => {
  const suggestion = typeof input === 'string' ? suggestWord(input, values) : null;
  return suggestion === null ? {} : { suggestion };
};

const LONGEST_PRINTED = 40;

const shorten = (text: string): string => (text.length > LONGEST_PRINTED ? `${text.slice(0, LONGEST_PRINTED)}…` : text);

const typeName = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);
const lengthOf = (value: unknown): number => (typeof value === 'string' || Array.isArray(value) ? value.length : 0);

/** `points[3].depth` as an author reads it, counted from 1. */
export function fieldName(path: YamlPath): string {
  let name = '';
  for (const step of path) name += typeof step === 'number' ? `[${step + 1}]` : name === '' ? step : `.${step}`;
  return name;
}

type Definition = {
  readonly type: string;
  readonly shape?: Record<string, z.ZodType>;
  readonly element?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly options?: readonly z.ZodType[];
};

/** The names of the fields that a schema knows at a path. */
function knownKeys(schema: z.ZodType, path: YamlPath): string[] {
  const definition = schema._zod.def as unknown as Definition;
  if (definition.in) return knownKeys(definition.in, path);
  if (definition.innerType) return knownKeys(definition.innerType, path);
  if (definition.options) return definition.options.flatMap((option) => knownKeys(option, path));
  const [step, ...rest] = path;
  if (definition.shape) {
    if (step === undefined) return Object.keys(definition.shape);
    const next = definition.shape[String(step)];
    return next ? knownKeys(next, rest) : [];
  }
  return definition.element && step !== undefined ? knownKeys(definition.element, rest) : [];
}
