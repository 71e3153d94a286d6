import { Document, isMap, isScalar, isSeq, type Pair, parseDocument } from 'yaml';

export type SourceFields = { title: string; author: string; date: string; url: string; where: string };
export type ObjectiveFields = { zh: string; en: string; points: string[]; depth: string };

/** The front matter as a form shows it: every value is text, an absent one is empty. */
export type FrontMatterFields = {
  titleZh: string;
  titleEn: string;
  summaryZh: string;
  summaryEn: string;
  objectives: ObjectiveFields[];
  minutes: string;
  completionMinutes: string;
  checkedOn: string;
  sources: SourceFields[];
};

const OPTIONS = { version: '1.2', schema: 'core', merge: false, logLevel: 'silent' } as const;

/** The same borders as the checker's (check-lesson.ts), which brings the whole parser of lessons with it. */
function findFrontMatter(source: string): { from: number; yaml: string } | null {
  const opening = /^---[ \t]*\n/.exec(source)?.[0];
  if (opening === undefined) return null;
  const closing = /^---[ \t]*$/m;
  const rest = source.slice(opening.length);
  const end = closing.exec(rest)?.index;
  if (end === undefined) return null;
  return { from: opening.length, yaml: rest.slice(0, Math.max(0, end - 1)) };
}

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
const map = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const local = (value: unknown) =>
  typeof value === 'string' ? { zh: value, en: '' } : { zh: text(map(value).zh), en: text(map(value).en) };

/** @returns null where the text has no front matter or it is no YAML mapping: then only the text itself can be edited. */
export function readFrontMatter(source: string): FrontMatterFields | null {
  const found = findFrontMatter(source);
  if (found === null) return null;
  const document = parseDocument(found.yaml, OPTIONS);
  if (document.errors.length > 0 || !isMap(document.contents)) return null;
  const value = map(document.toJS({ maxAliasCount: 0 }));
  const title = local(value.title);
  const summary = local(value.summary);
  return {
    titleZh: title.zh,
    titleEn: title.en,
    summaryZh: summary.zh,
    summaryEn: summary.en,
    objectives: list(value.objectives).map((each) => {
      const { zh, en, points, depth } = map(each);
      return { zh: text(zh), en: text(en), points: list(points).map(text).filter(Boolean), depth: text(depth) };
    }),
    minutes: text(value.minutes),
    completionMinutes: text(map(value.completion).minutes),
    checkedOn: text(value.checkedOn),
    sources: list(value.sources).map((each) => {
      const { title: name, author, date, url, where } = map(each);
      return { title: text(name), author: text(author), date: text(date), url: text(url), where: text(where) };
    }),
  };
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const number = (value: string): number | string => (/^\d+$/.test(value.trim()) ? Number(value) : value);
const localValue = (zh: string, en: string) => (en.trim() === '' ? zh : { zh, en });
const filled = (fields: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== ''));

/**
 * The lesson's text with the fields as the form has them. Only the keys whose fields changed are written anew; every
 * other line, comments and spacing included, stays as its author left it.
 * @returns the same text when nothing changed or when its front matter cannot be read.
 */
export function writeFrontMatter(source: string, next: FrontMatterFields): string {
  const now = readFrontMatter(source);
  if (now === null) return source;
  const values: [key: string, changed: boolean, value: unknown][] = [
    ['title', now.titleZh !== next.titleZh || now.titleEn !== next.titleEn, localValue(next.titleZh, next.titleEn)],
    [
      'summary',
      now.summaryZh !== next.summaryZh || now.summaryEn !== next.summaryEn,
      localValue(next.summaryZh, next.summaryEn),
    ],
    [
      'objectives',
      !same(now.objectives, next.objectives),
      next.objectives.map(({ zh, en, points, depth }) => ({ ...filled({ zh, en }), points: [...points], depth })),
    ],
    ['minutes', now.minutes !== next.minutes, number(next.minutes)],
    [
      'completion',
      now.completionMinutes !== next.completionMinutes,
      { minutes: number(next.completionMinutes), quiz: 'passed' },
    ],
    ['checkedOn', now.checkedOn !== next.checkedOn, next.checkedOn],
    ['sources', !same(now.sources, next.sources), next.sources.map((each) => filled(each))],
  ];
  return values.reduce((result, [key, changed, value]) => (changed ? replaceKey(result, key, value) : result), source);
}

function replaceKey(source: string, key: string, value: unknown): string {
  const found = findFrontMatter(source);
  if (found === null) return source;
  const { from, yaml: frontMatter } = found;
  const document = parseDocument(frontMatter, OPTIONS);
  if (!isMap(document.contents)) return source;
  const written = stringify(key, value, document);
  const pair = document.contents.items.find((each: Pair) => isScalar(each.key) && each.key.value === key);
  const [start, end] = pair ? rangeOf(pair, frontMatter) : [frontMatter.length, frontMatter.length];
  const head = frontMatter.slice(0, start);
  const tail = frontMatter.slice(end);
  const joined = `${head}${head === '' || head.endsWith('\n') ? '' : '\n'}${written}${tail === '' || tail.startsWith('\n') ? '' : '\n'}${tail}`;
  return source.slice(0, from) + joined + source.slice(from + frontMatter.length);
}

/** From the key to the end of the value's last line, comments after the value left alone. */
function rangeOf(pair: Pair, frontMatter: string): [number, number] {
  const start = isScalar(pair.key) ? (pair.key.range?.[0] ?? 0) : 0;
  const value = pair.value as { range?: [number, number, number] | null } | null;
  let end = value?.range?.[1] ?? start;
  // A block's value ends at the start of the next key: lines that are empty or comments belong to what follows.
  const lines = frontMatter.slice(start, end).split('\n');
  while (lines.length > 1 && /^\s*(#.*)?$/.test(lines.at(-1) ?? '')) lines.pop();
  end = start + lines.join('\n').length;
  return [start, end];
}

/** One key as YAML: dates keep their quotes, short lists and completion stay on one line, no line is folded. */
function stringify(key: string, value: unknown, before: Document): string {
  const document = new Document({ [key]: value }, { version: '1.2', schema: 'core' });
  const old = before.get(key, true);
  const setFlow = (node: unknown) => {
    if (isMap(node) || isSeq(node)) node.flow = true;
  };
  const node = document.get(key, true);
  if (key === 'completion' || ((isMap(old) || isSeq(old)) && old.flow)) setFlow(node);
  if (isSeq(node)) {
    const template = isSeq(old) ? old.items[0] : undefined;
    for (const item of node.items) {
      if (!isMap(item)) continue;
      if (isMap(template) && template.flow) setFlow(item);
      setFlow(item.get('points', true));
      quoteDate(item.get('date', true));
    }
  }
  if (key === 'checkedOn') quoteDate(node);
  return document.toString({ lineWidth: 0, flowCollectionPadding: !isSeq(node) || key !== 'points' }).trimEnd();
}

function quoteDate(node: unknown): void {
  if (isScalar(node)) node.type = 'QUOTE_DOUBLE';
}
