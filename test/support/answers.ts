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

const FOLDER = path.join(import.meta.dirname, '../../content/questions');
let bank: Map<string, Envelope> | undefined;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : String((value as { zh: string }).zh));
const plain = (text: string) => text.replace(/\s/g, '');

/** The bank by prompt, as a teacher with the files on the desk has it. */
function load(): Map<string, Envelope> {
  bank ??= new Map(
    readdirSync(FOLDER)
      .filter((file) => file.endsWith('.yaml'))
      .flatMap((file) => (parse(readFileSync(path.join(FOLDER, file), 'utf8')) as { questions: Envelope[] }).questions)
      .map((question) => [plain(textOf(question.body.prompt)), question]),
  );
  return bank;
}

/** The wire form of the right answer to an exam item, found by its text. */
export function rightAnswer(item: Item): string | string[] {
  const question = load().get(plain(item.prompt));
  if (!question) throw new Error(`no question in content/questions reads: ${item.prompt}`);
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
