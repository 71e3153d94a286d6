import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

type Item = { slot: number; type: string; prompt: string; options?: { id: string; text: string }[] };
type Envelope = {
  id: string;
  type: string;
  body: { prompt: string; options?: { id: string; text: string }[] };
  scoring: { key?: string | string[]; accept?: string[]; value?: string };
};

const CONTENT = path.join(import.meta.dirname, '../../content');
let bank: Map<string, Envelope> | undefined;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : String((value as { zh: string }).zh));
/** Letters and digits alone: a page sets spaces, bold and blanks in its own way. */
const plain = (text: string) => text.replace(/（空）|\(blank\)/g, '').replace(/[^\p{L}\p{N}]/gu, '');

/** Questions of the bank and of the lessons' quizzes by prompt, as a teacher with the files on the desk has them. */
function load(): Map<string, Envelope> {
  bank ??= new Map(
    readdirSync(CONTENT, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.quiz.yaml') || (file.startsWith('questions') && file.endsWith('.yaml')))
      .flatMap((file) => (parse(readFileSync(path.join(CONTENT, file), 'utf8')) as { questions: Envelope[] }).questions)
      .map((question) => [plain(textOf(question.body.prompt)), question]),
  );
  return bank;
}

/** The question whose prompt stands in this text; of several the longest prompt. */
function findQuestion(text: string): Envelope {
  const shown = plain(text);
  const [best] = [...load()].filter(([prompt]) => shown.includes(prompt)).sort(([a], [b]) => b.length - a.length);
  if (!best) throw new Error(`no question in content reads: ${text}`);
  return best[1];
}

/** The wire form of the right answer to an exam item, found by its text. */
export function rightAnswer(item: Item): string | string[] {
  const question = findQuestion(item.prompt);
  const { key, accept, value } = question.scoring;
  const idOf = (id: string) => {
    const text = question.body.options?.find((option) => option.id === id)?.text;
    const shown = item.options?.find((option) => plain(option.text) === plain(textOf(text)));
    if (!shown) throw new Error(`option ${id} of ${question.id} is not on the paper`);
    return shown.id;
  };
  switch (question.type) {
    case 'single-choice':
      return idOf(String(key));
    case 'multiple-choice':
      return (key as string[]).map(idOf);
    case 'true-false':
      return String(key);
    case 'fill-in':
      return accept?.[0] ?? '';
    case 'numeric':
      return String(value);
    default:
      throw new Error(`no answer for type ${question.type}`);
  }
}
