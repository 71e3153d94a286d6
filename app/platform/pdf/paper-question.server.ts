import { letterOf } from '#app/domain/exams/paper-key.ts';
import { formatHundredths } from '#app/domain/kernel/hundredths.ts';
import type { Language, LocalText } from '#app/domain/kernel/local-text.ts';
import { pickText } from '#app/domain/kernel/pick-text.ts';
import { splitPlaces } from '#app/domain/questions/marked-text.ts';
import type { PromptOption, PromptTable } from '#app/domain/questions/types/question-type.ts';
import type { Words } from '#app/ui/words/zh-CN/index.ts';
import type { FormQuestion } from '#app/usecases/papers/read-form.server.ts';
import { INK, type Piece, plainText, RULE, space, type Typesetter } from './typesetter.server.ts';

export const BODY = 10;
const HANG = 20;

/** An image as pdfkit takes it, by the address that a question names. */
export type PaperImages = ReadonlyMap<string, Buffer>;

export type Setting = {
  readonly pdf: PDFKit.PDFDocument;
  readonly type: Typesetter;
  readonly width: number;
  readonly words: Words['papers']['paper'];
  readonly language: Language;
  readonly images: PaperImages;
};

const fill = (sentence: string, values: Readonly<Record<string, string | number>>): string =>
  sentence.replace(/{{(\w+)}}/g, (_, name: string) => String(values[name] ?? ''));

export { fill as fillWords };

export const marksText = (marks: number): string => formatHundredths(marks).replace(/\.?0+$/, '');

/** A question as it is printed: number, prompt, marks, and whatever is chosen from or filled in. */
export function setQuestion(question: FormQuestion, setting: Setting): Piece[] {
  const { type, width, words, language } = setting;
  const text = (local: LocalText) => plainText(pickText(local, language).text);
  const marks = fill(words.marks, { marks: marksText(question.maxMark) });
  const bracket = ['single-choice', 'true-false'].includes(question.type)
    ? '（    ）'
    : question.type === 'multiple-choice'
      ? `${words.several}（    ）`
      : '';
  return [
    ...type.paragraph(text(question.prompt), {
      tail: `${bracket}${marks}`,
      width,
      size: BODY,
      indent: HANG,
      label: `${question.slot}.`,
    }),
    ...setParts(question, setting, text),
    space(8),
  ];
}

function setParts(question: FormQuestion, setting: Setting, text: (local: LocalText) => string): Piece[] {
  const { options = [], left = [], passage, table, image } = question;
  const line = (words: string) => setting.type.paragraph(words, { width: setting.width, size: BODY, indent: HANG });
  switch (question.type) {
    case 'true-false':
      return [];
    case 'numeric':
      return line(`${setting.words.answer}____________${question.unit ? ` ${text(question.unit)}` : ''}`);
    case 'matching':
      return [
        ...left.flatMap(({ text: words }, i) => hang(`${i + 1}.`, `${text(words)}（    ）`, setting)),
        space(3),
        ...setOptions(options, setting, text),
      ];
    case 'ordering':
      return [...setOptions(options, setting, text), ...line(options.map(() => '（    ）').join('→'))];
    case 'hotspot':
      return [...setImage(image, setting, text), ...line(fill(setting.words.points, { count: question.points ?? 1 }))];
    case 'table':
      return table ? [...setTable(table, setting, text), ...setFields(question, setting, text)] : [];
    case 'hot-text':
      return [...line(setting.words.mark), ...line(passage ? bracketPlaces(text(passage)) : '')];
    case 'short-text':
    case 'essay':
      return question.length ? line(fill(setting.words.words, { max: question.length.max })) : [];
    default:
      return [
        ...(passage ? line(numberPlaces(text(passage))) : []),
        ...setFields(question, setting, text),
        ...setOptions(options, setting, text),
      ];
  }
}

const hang = (label: string, words: string, { type, width }: Setting): Piece[] =>
  type
    .paragraph(words, { width: width - HANG, size: BODY, indent: HANG, label })
    .map(({ height, draw }) => ({ height, draw: (x, y) => draw(x + HANG, y) }));

/** `[[g1]]` becomes (1)____, by its place in the text. */
function numberPlaces(passage: string): string {
  let n = 0;
  return splitPlaces(passage)
    .map((piece) => {
      if (!('place' in piece)) return piece.text;
      n += 1;
      return `(${n})________`;
    })
    .join('');
}

const bracketPlaces = (passage: string): string =>
  splitPlaces(passage)
    .map((piece) => ('place' in piece ? `［${piece.text}］` : piece.text))
    .join('');

/** Options in their shown order: four or two abreast where they are short, else each on lines of its own. */
function setOptions(options: readonly PromptOption[], setting: Setting, text: (local: LocalText) => string): Piece[] {
  const { type, width } = setting;
  const labelled = options.map(({ text: words }, i) => `${letterOf(i)}. ${text(words)}`);
  const room = width - HANG;
  const widest = Math.max(0, ...labelled.map((words) => type.measure(words, BODY)));
  const abreast = [4, 2].find((columns) => widest + 8 <= room / columns) ?? 1;
  if (abreast === 1) return options.flatMap(({ text: words }, i) => hang(`${letterOf(i)}.`, text(words), setting));
  const rows: Piece[] = [];
  for (let at = 0; at < labelled.length; at += abreast) {
    const row = labelled.slice(at, at + abreast);
    rows.push({
      height: BODY * 1.7,
      draw: (x, y) => {
        for (const [i, words] of row.entries())
          type.write(words, { x: x + HANG + (i * room) / abreast, y: y + BODY * 1.15, size: BODY });
      },
    });
  }
  return rows;
}

/** The choices of each field that has some, by the number of its place. */
function setFields(question: FormQuestion, setting: Setting, text: (local: LocalText) => string): Piece[] {
  return Object.values(question.fields ?? {}).flatMap((field, i) =>
    field.kind === 'choice'
      ? hang(
          `(${i + 1})`,
          field.options.map(({ text: words }, place) => `${letterOf(place)}. ${text(words)}`).join('  '),
          setting,
        )
      : [],
  );
}

function setImage(image: FormQuestion['image'], setting: Setting, text: (local: LocalText) => string): Piece[] {
  const { pdf, type, width, words, images } = setting;
  if (!image) return [];
  const bytes = images.get(image.src);
  if (!bytes) return type.paragraph(fill(words.noImage, { alt: text(image.alt) }), { width, size: BODY, indent: HANG });
  const room = width - HANG;
  const scale = Math.min(room / image.width, 260 / image.height, 1);
  const size = { width: image.width * scale, height: image.height * scale };
  return [
    {
      height: size.height + 8,
      draw: (x, y) => {
        pdf.image(bytes, x + HANG, y + 4, size);
        pdf
          .rect(x + HANG, y + 4, size.width, size.height)
          .lineWidth(0.5)
          .stroke(RULE);
      },
    },
  ];
}

/** A table to complete, row by row; an open cell is its number. */
function setTable(table: PromptTable, setting: Setting, text: (local: LocalText) => string): Piece[] {
  const { pdf, type, width } = setting;
  const columns = table.columns.length;
  const cellWidth = (width - HANG) / columns;
  let n = 0;
  const rows = [
    table.columns.map(text),
    ...table.rows.map(({ header, cells }) => [
      text(header),
      ...cells.map((cell) => {
        if ('text' in cell) return text(cell.text);
        n += 1;
        return `(${n})`;
      }),
    ]),
  ];
  return rows.map((row): Piece => {
    const cells = row.map((words) => type.paragraph(words, { width: cellWidth - 8, size: BODY - 1 }));
    const height = Math.max(...cells.map((lines) => lines.reduce((sum, line) => sum + line.height, 0))) + 6;
    return {
      height,
      draw: (x, y) => {
        pdf.lineWidth(0.5).strokeColor(INK);
        cells.forEach((lines, i) => {
          const left = x + HANG + i * cellWidth;
          pdf.rect(left, y, cellWidth, height).stroke();
          let at = y + 3;
          for (const line of lines) {
            line.draw(left + 4, at);
            at += line.height;
          }
        });
      },
    };
  });
}
