import { isMap, isSeq, parseDocument } from 'yaml';
import type { ContentVersion } from '#db/stores/content.ts';
import { encodeQuestion, questionsFileText, toYaml } from './document-text.server.ts';

/**
 * A file of questions with some of them written anew and the others as they were typed, comments and all.
 * @param text the file as it lies there; null where there is none.
 * @param changed the codes of those to write anew.
 * @param wanted which questions the file holds, in their order; null: those that it holds.
 */
export function rewriteQuestions({
  text,
  questions,
  changed,
  wanted,
}: {
  text: string | null;
  questions: readonly ContentVersion<'question'>[];
  changed: ReadonlySet<string>;
  wanted: readonly string[] | null;
}): string {
  const bodyOf = (code: string) => questions.find((each) => each.code === code)?.body;
  const all = () => questionsFileText((wanted ?? []).flatMap((code) => bodyOf(code) ?? []));
  const typed = text === null ? null : cutQuestions(text);
  if (text === null || typed === null) return all();
  const codes = wanted ?? typed.items.map(({ code }) => code);
  const indent = ' '.repeat(typed.indent);
  const items = codes.flatMap((code) => {
    const before = typed.items.find((each) => each.code === code);
    if (before && !changed.has(code)) return [before.text];
    const body = bodyOf(code);
    if (!body) return before ? [before.text] : [];
    const written = toYaml(encodeQuestion(body)).trimEnd();
    return [`${indent}- ${written.replaceAll('\n', `\n${indent}  `)}\n`];
  });
  return typed.head + items.join('') + typed.tail;
}

type CutQuestions = {
  readonly head: string;
  readonly indent: number;
  readonly items: readonly { readonly code: string; readonly text: string }[];
  readonly tail: string;
};

/** A file cut before each question; null where it is not written as a list with one question below the other. */
function cutQuestions(source: string): CutQuestions | null {
  const text = source.replaceAll('\r\n', '\n');
  const list = parseDocument(text, { version: '1.2', schema: 'core' }).get('questions');
  if (!isSeq(list) || list.flow || list.items.length === 0) return null;
  const starts: number[] = [];
  const codes: string[] = [];
  for (const item of list.items) {
    const offset = isMap(item) ? item.range?.[0] : undefined;
    const code = isMap(item) ? item.get('id') : undefined;
    if (offset === undefined || typeof code !== 'string') return null;
    const line = text.lastIndexOf('\n', offset - 1) + 1;
    if (!/^ *- $/.test(text.slice(line, offset))) return null;
    starts.push(line);
    codes.push(code);
  }
  const [first = 0] = starts;
  const end = list.range?.[1] ?? text.length;
  return {
    head: text.slice(0, first),
    indent: text.slice(first).search(/\S/),
    items: codes.map((code, i) => {
      const own = text.slice(starts[i] ?? 0, starts[i + 1] ?? end);
      return { code, text: own.endsWith('\n') ? own : `${own}\n` };
    }),
    tail: text.slice(end).replace(/^\n/, ''),
  };
}
