import type { Root } from 'mdast';
import type { VFileMessage } from 'vfile-message';
import type { Place, PlacedFault } from '#app/domain/kernel/content-fault.ts';
import { parseLessonSource } from './lesson-source.ts';

/** Authors want all faults at once, the parser stops at the first: so what it stopped at is masked and it tries again. */
const TRIES = 20;

export function parseMending(source: string): { root: Root | null; faults: PlacedFault[] } {
  const faults: PlacedFault[] = [];
  let text = source;
  for (let i = 0; i < TRIES; i += 1) {
    try {
      const root = parseLessonSource(text);
      // A text that had to be mended is looked through for further faults all the same.
      return { root, faults };
    } catch (error) {
      if (error instanceof RangeError) {
        faults.push({ line: 1, column: 1, code: 'too-deep', detail: {} });
        return { root: null, faults };
      }
      if (!isMessage(error)) throw error;
      const { fault, mask } = readSyntaxFault(error, text);
      faults.push(fault);
      if (mask === null) return { root: null, faults };
      text = `${text.slice(0, mask)} ${text.slice(mask + 1)}`;
    }
  }
  return { root: null, faults };
}

const isMessage = (error: unknown): error is VFileMessage =>
  error instanceof Error && 'reason' in error && 'ruleId' in error;

/** What the parser stopped at, where, and which character to mask so that it gets further. */
function readSyntaxFault(message: VFileMessage, text: string): { fault: PlacedFault; mask: number | null } {
  const { reason, ruleId, source } = message;
  if (ruleId === 'end-tag-mismatch' || ruleId === 'unexpected-closing-slash') {
    const [, line, column] = /\((\d+):(\d+)-\d+:\d+\)/.exec(reason) ?? [];
    const [name = ''] = /`<\/?[^>`]*>`/.exec(reason) ?? [];
    const place = line && column ? { line: Number(line), column: Number(column) } : placeOf(message);
    return { fault: { ...place, code: 'tag-unclosed', detail: { name: name.replaceAll('`', '') } }, mask: null };
  }
  const place = placeOf(message);
  const offset = offsetOf(text, place);
  const opener = source === 'micromark-extension-mdx-expression' ? '{' : '<';
  const at = text.lastIndexOf(opener, offset);
  if (source === 'micromark-extension-mdxjs-esm') {
    const start = text.lastIndexOf('\n', offset - 1) + 1;
    return {
      fault: { ...placeAt(text, start), code: 'mdx-import', detail: { reason } },
      mask: /[ei]/.test(text[start] ?? '') ? start : null,
    };
  }
  const start = at === -1 ? place : placeAt(text, at);
  const code =
    text.startsWith('<!--', at) && at !== -1 ? 'mdx-comment' : opener === '{' ? 'mdx-expression' : 'mdx-syntax';
  return {
    fault: { ...start, code, detail: { reason: reason.replace(/ \(note:.*$/s, '') } },
    mask: at === -1 ? null : at,
  };
}

function placeOf({ place, line, column }: VFileMessage): Place {
  const point = place && 'start' in place ? place.start : place;
  return { line: point?.line ?? line ?? 1, column: point?.column ?? column ?? 1 };
}

function offsetOf(text: string, { line, column }: Place): number {
  let start = 0;
  for (let i = 1; i < line; i += 1) start = text.indexOf('\n', start) + 1;
  return Math.min(start + column - 1, text.length - 1);
}

function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
