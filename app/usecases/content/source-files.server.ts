import type { PlacedFault } from '#app/domain/kernel/content-fault.ts';
import type { Language } from '#app/domain/kernel/local-text.ts';

/** A file of a content folder as it lies there; `path` is relative to the folder, with slashes. */
export type SourceFile = { readonly path: string; readonly bytes: Uint8Array };

/**
 * What a file says depends on nothing but the file: whoever reads a folder again with the same files in it pays for
 * those that are new. What was read goes with the file.
 */
export function oncePerFile<T>(read: (file: SourceFile) => T): (file: SourceFile) => T {
  const known = new WeakMap<SourceFile, { readonly value: T }>();
  return (file) => {
    const found = known.get(file) ?? { value: read(file) };
    known.set(file, found);
    return found.value;
  };
}

/** Beyond this nobody reads or reviews a file any more. */
const LARGEST = 512 * 1024;

/** How the name of a file begins that holds practice questions of the bank. */
export const PRACTICE_FILES = 'practice-';

/** What a path under content/ holds. */
export type FilePlace =
  | { readonly kind: 'manifest' }
  | { readonly kind: 'standard' | 'syllabus' | 'blueprint' | 'policy' | 'questions' }
  | { readonly kind: 'course'; readonly course: string }
  | { readonly kind: 'lesson' | 'quiz'; readonly course: string; readonly dir: string; readonly name: string }
  | { readonly kind: 'image'; readonly course: string; readonly dir: string; readonly name: string }
  | { readonly kind: 'help'; readonly language: Language; readonly topic: string }
  /** Documentation, schemas: nobody's business here. */
  | { readonly kind: 'other' }
  | { readonly kind: 'unexpected' };

const FOLDERS = { standard: 'standard', syllabus: 'syllabus', blueprints: 'blueprint', policies: 'policy' } as const;

export function placeOfFile(path: string): FilePlace {
  const steps = path.split('/');
  const [top = '', second = '', third = '', fourth = ''] = steps;
  if (path === 'manifest.yaml') return { kind: 'manifest' };
  const help = /^help\/(zh-CN|en)\/([a-z0-9-]+)\.md$/.exec(path);
  if (help?.[1] && help[2]) return { kind: 'help', language: help[1] as Language, topic: help[2] };
  if (top === 'schema' || top === 'help' || steps.some((step) => step.startsWith('.')) || /\.md$/i.test(path))
    return { kind: 'other' };
  if (steps.length === 2 && top in FOLDERS && second.endsWith('.yaml'))
    return { kind: FOLDERS[top as keyof typeof FOLDERS] };
  if (top === 'questions' && steps.length >= 2 && path.endsWith('.yaml')) return { kind: 'questions' };
  if (top === 'courses' && steps.length === 3 && third === 'course.yaml') return { kind: 'course', course: second };
  if (top === 'courses' && steps.length === 4) {
    const quiz = /^(.+)\.quiz\.yaml$/.exec(fourth);
    if (quiz?.[1]) return { kind: 'quiz', course: second, dir: third, name: quiz[1] };
    if (fourth.endsWith('.mdx')) return { kind: 'lesson', course: second, dir: third, name: fourth.slice(0, -4) };
  }
  if (top === 'courses' && steps.length === 5 && fourth === 'images')
    return { kind: 'image', course: second, dir: third, name: `images/${steps[4]}` };
  return { kind: 'unexpected' };
}

/**
 * The text of a file with LF line ends. UTF-8 only; a byte order mark is a fault, since half of the tools that read
 * the file next would show it or stumble over it.
 */
export function decodeFile({ bytes }: SourceFile): {
  readonly text: string | null;
  readonly faults: readonly PlacedFault[];
} {
  const refuse = (code: PlacedFault['code'], line = 1): { text: null; faults: PlacedFault[] } => ({
    text: null,
    faults: [
      { line, column: 1, code, detail: code === 'file-too-large' ? { found: bytes.length, most: LARGEST } : {} },
    ],
  });
  if (bytes.length > LARGEST) return refuse('file-too-large');
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const plain = marked ? bytes.subarray(3) : bytes;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(plain);
  } catch {
    return refuse('bad-encoding', lineOfBadByte(plain));
  }
  if (text.includes('\0')) return refuse('bad-encoding', text.slice(0, text.indexOf('\0')).split('\n').length);
  return {
    text: text.replaceAll('\r\n', '\n'),
    faults: marked ? [{ line: 1, column: 1, code: 'byte-order-mark', detail: {} }] : [],
  };
}

/** The line on which the text stops being UTF-8: the longest prefix of whole lines that still decodes, plus one. */
function lineOfBadByte(bytes: Uint8Array): number {
  let line = 1;
  let start = 0;
  for (;;) {
    const end = bytes.indexOf(0x0a, start);
    const part = bytes.subarray(start, end === -1 ? bytes.length : end);
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(part);
    } catch {
      return line;
    }
    if (end === -1) return line;
    start = end + 1;
    line += 1;
  }
}
