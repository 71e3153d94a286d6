import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from 'yaml';
import type { Place, PlacedFault } from './content-fault.ts';

export type YamlPath = readonly (string | number)[];

export type LocatedYaml = {
  /** Undefined where the text is not YAML. */
  readonly value: unknown;
  readonly faults: readonly PlacedFault[];
  /** Where the value at a path stands; of an absent one, where its nearest ancestor does. */
  readonly placeOf: (path: YamlPath) => Place;
  /** Where the key itself stands. */
  readonly placeOfKey: (path: YamlPath) => Place;
  /** A scalar as it was typed (`2.00`, where the value is 2); null where the path leads to no scalar. */
  readonly typedAt: (path: YamlPath) => string | null;
};

/** One slip can make nonsense of the rest of a file; nobody reads more than this of it. */
const MOST_SYNTAX_FAULTS = 10;

/**
 * YAML 1.2 (core schema) with the place of everything in it. Aliases are refused: they make small files huge, and
 * nobody who writes lessons needs them.
 * @param lineOffset lines before the text in its file (front matter).
 * @throws RangeError when the text is nested so deeply that it cannot be read.
 */
export function parseLocatedYaml(text: string, { lineOffset = 0 }: { lineOffset?: number } = {}): LocatedYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    merge: false,
    uniqueKeys: true,
    prettyErrors: false,
    lineCounter: lines,
    logLevel: 'silent',
  });
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(Math.min(Math.max(offset, 0), text.length));
    return { line: Math.max(line, 1) + lineOffset, column: Math.max(col, 1) };
  };
  const problems = [...document.errors, ...document.warnings];
  // Where the parser ran out of stack depends on the machine; that it did is all there is to say.
  if (problems.some(({ code }) => code === 'RESOURCE_EXHAUSTION')) throw new RangeError('nested too deeply');
  const faults: PlacedFault[] = problems.slice(0, MOST_SYNTAX_FAULTS).map(({ pos: [start], code, message }) => ({
    ...place(start),
    code: 'yaml-syntax',
    detail: { rule: code.toLowerCase().replaceAll('_', '-'), reason: firstLine(message) },
  }));
  visit(document, {
    Alias: (_key, node) => {
      faults.push({ ...place(startOf(node) ?? 0), code: 'yaml-alias', detail: { name: node.source } });
    },
  });
  const offsetOf = (path: YamlPath, key: boolean) => findOffset(document, path, key);
  return {
    value: faults.length > 0 ? undefined : document.toJS({ maxAliasCount: 0 }),
    faults,
    placeOf: (path) => place(offsetOf(path, false)),
    placeOfKey: (path) => place(offsetOf(path, true)),
    typedAt: (path) => {
      const node = document.getIn(path, true);
      return isScalar(node) ? (node.source ?? String(node.value)) : null;
    },
  };
}

const firstLine = (message: string) => message.split('\n')[0]?.trim() ?? '';

const startOf = (node: unknown): number | undefined => (node as Node | null | undefined)?.range?.[0];

/** The offset of the node at a path, or of its key; of the deepest ancestor that there is where it is absent. */
function findOffset(document: Document, path: YamlPath, wantsKey: boolean): number {
  let node: unknown = document.contents;
  let found = startOf(node) ?? 0;
  for (const [i, step] of path.entries()) {
    if (isAlias(node) || !isCollection(node)) return found;
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => (isScalar(key) ? key.value === step : key === step));
      if (!pair) return found;
      const key = startOf(pair.key) ?? found;
      if (wantsKey && i === path.length - 1) return key;
      node = pair.value;
      // A key without a value has no node of its own to point at.
      found = startOf(node) ?? key;
    } else {
      const item: unknown = node.items[Number(step)];
      node = isPair(item) ? item.value : item;
      found = startOf(node) ?? found;
    }
  }
  return found;
}
