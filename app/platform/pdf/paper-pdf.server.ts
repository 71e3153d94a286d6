import PDFDocument from 'pdfkit';
import type { Language, LocalText } from '#app/domain/kernel/local-text.ts';
import { pickText } from '#app/domain/kernel/pick-text.ts';
import { en } from '#app/ui/words/en/index.ts';
import { zhCN } from '#app/ui/words/zh-CN/index.ts';
import type { FormKeys, FormQuestion, FormView } from '#app/usecases/papers/read-form.server.ts';
import { setAnswerPlace } from './answer-sheet.server.ts';
import type { CertificateFont } from './fonts.server.ts';
import { BODY, fillWords, marksText, type PaperImages, type Setting, setQuestion } from './paper-question.server.ts';
import {
  fillColumns,
  type Group,
  INK,
  INK_2,
  makeTypesetter,
  type Piece,
  plainText,
  RULE,
  space,
} from './typesetter.server.ts';

/** A4 upright in points. At the left stands the seal line, outside of what is marked. */
const PAGE = { width: 595.28, height: 841.89 } as const;
const MARGIN = { left: 78, right: 34, top: 40, bottom: 46 } as const;
const GUTTER = 20;
const COLUMN = (PAGE.width - MARGIN.left - MARGIN.right - GUTTER) / 2;
const HEAD = 86;

export type PaperKind = 'paper' | 'sheet' | 'key';

export type PaperPrint = {
  readonly what: PaperKind;
  readonly form: FormView;
  /** The right answers by slot; only of a key. */
  readonly keys: FormKeys;
  readonly language: Language;
  readonly fonts: readonly CertificateFont[];
  readonly images: PaperImages;
};

/**
 * A form on paper: two columns, sections with their instructions, no question cut that fits into a column.
 * @throws MissingGlyphError that names every character that no font has.
 */
export async function makePaperPdf({ what, form, keys, language, fonts, images }: PaperPrint): Promise<Buffer> {
  const words = (language === 'en' ? en : zhCN).papers.paper;
  const text = (local: LocalText) => plainText(pickText(local, language).text);
  const pdf = new PDFDocument({
    size: 'A4',
    margin: 0,
    bufferPages: true,
    info: { Title: `${text(form.blueprint.title)} ${words.formNumber}${form.number}` },
  });
  const parts: Buffer[] = [];
  pdf.on('data', (part: Buffer) => parts.push(part));
  const ended = new Promise((resolve) => pdf.on('end', resolve));
  const setting: Setting = { pdf, type: makeTypesetter({ pdf, fonts }), width: COLUMN, words, language, images };

  drawHead({ what, form, setting, text });
  if (what !== 'key') drawSealLine(setting);
  fillColumns(groupsOf({ what, form, keys, setting, text }), {
    lefts: [MARGIN.left, MARGIN.left + COLUMN + GUTTER],
    top: (page) => (page === 0 ? MARGIN.top + HEAD : MARGIN.top),
    bottom: PAGE.height - MARGIN.bottom,
    addPage: () => pdf.addPage(),
  });
  const { count } = pdf.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    pdf.switchToPage(page);
    drawFoot({ page: page + 1, pages: count, form, setting });
  }
  pdf.end();
  await ended;
  return Buffer.concat(parts);
}

type Drawing = { readonly setting: Setting; readonly form: FormView; readonly text: (local: LocalText) => string };

function drawHead({ what, form, setting, text }: Drawing & { what: PaperKind }): void {
  const { type, words, pdf } = setting;
  const middle = MARGIN.left + (PAGE.width - MARGIN.left - MARGIN.right) / 2;
  const centred = (line: string, size: number, y: number, color = INK) =>
    type.write(line, { x: middle - type.measure(line, size) / 2, y, size, color });
  const suffix = what === 'sheet' ? words.sheet : what === 'key' ? words.key : '';
  const title = examNameOf(text(form.blueprint.title));
  const room = PAGE.width - MARGIN.left - MARGIN.right;
  let size = 17;
  while (size > 11 && type.measure(title, size) > room) size -= 1;
  centred(title, size, MARGIN.top + 18);
  const tier = fillWords(words.tier, { tier: tierWord(form.blueprint.tier, setting.language) });
  centred(
    [suffix, tier, `${words.formNumber} ${form.number}`].filter((part) => part !== '').join('    '),
    11,
    MARGIN.top + 40,
  );
  centred(
    what === 'paper'
      ? fillWords(words.total, { marks: marksText(form.marks), minutes: form.blueprint.durationMinutes })
      : what === 'sheet'
        ? words.sheetHow
        : words.keyHow,
    9,
    MARGIN.top + 58,
    INK_2,
  );
  pdf
    .moveTo(MARGIN.left, MARGIN.top + 70)
    .lineTo(PAGE.width - MARGIN.right, MARGIN.top + 70)
    .lineWidth(0.75)
    .stroke(INK);
}

/** A paper is headed by what is examined: its blueprint's title without the word for what a blueprint is. */
const examNameOf = (title: string): string =>
  title.replace(/[\s的]*(双向细目表|细目表|\bblueprint)$/i, '').trim() || title;

const tierWord = (tier: number, language: Language): string =>
  language === 'en' ? String(tier) : (['', '初', '中', '高'][tier] ?? String(tier));

/** 密封线: who it is stands left of the line, which is bound before the paper is marked. */
function drawSealLine({ pdf, type, words }: Setting): void {
  const x = MARGIN.left - 16;
  pdf.save().dash(4, { space: 3 }).lineWidth(0.75);
  pdf
    .moveTo(x, 24)
    .lineTo(x, PAGE.height - 24)
    .stroke(RULE);
  pdf.undash().restore();
  // Written upwards: the page turned a quarter, so that x runs up the page.
  pdf.save().rotate(-90, { origin: [0, 0] });
  const line = (label: string, along: number, length: number) => {
    type.write(label, { x: along, y: 30, size: 10 });
    const start = along + type.measure(label, 10) + 4;
    pdf
      .moveTo(start, 32)
      .lineTo(along + length, 32)
      .lineWidth(0.5)
      .stroke(INK);
  };
  line(words.name, -PAGE.height + 60, 190);
  line(words.number, -PAGE.height + 270, 250);
  line(words.unit, -PAGE.height + 540, 240);
  const sealed = words.sealed;
  type.write(sealed, { x: -PAGE.height / 2 - type.measure(sealed, 8) / 2, y: x - 5, size: 8, color: INK_2 });
  pdf.restore();
}

function drawFoot({
  page,
  pages,
  form,
  setting: { type, words },
}: {
  page: number;
  pages: number;
  form: FormView;
  setting: Setting;
}): void {
  const line = fillWords(words.page, { page, pages });
  const y = PAGE.height - 22;
  type.write(line, { x: PAGE.width / 2 - type.measure(line, 9) / 2, y, size: 9, color: INK_2 });
  const number = `${words.formNumber} ${form.number}`;
  type.write(number, { x: PAGE.width - MARGIN.right - type.measure(number, 9), y, size: 9, color: INK_2 });
}

function groupsOf({
  what,
  form,
  keys,
  setting,
  text,
}: Drawing & { what: PaperKind; keys: FormKeys }): readonly Group[] {
  return form.sections.flatMap((section): Group[] => {
    const head = sectionHead({ section, setting, text, full: what === 'paper' });
    const groups = section.questions.map((question): Group => {
      if (what === 'paper') return setQuestion(question, setting);
      return what === 'sheet'
        ? setAnswerPlace(question, setting)
        : setKey(question, { setting, lines: keys[question.slot] ?? [] });
    });
    // A section's head never stands alone at the end of a column.
    const [first = [], ...rest] = groups;
    return [[...head, ...first], ...rest];
  });
}

function sectionHead({
  section: { title, instructions, marks, questions },
  setting: { type, width, words },
  text,
  full,
}: {
  section: FormView['sections'][number];
  setting: Setting;
  text: (local: LocalText) => string;
  full: boolean;
}): Piece[] {
  if (!title) return [];
  const line = fillWords(words.sectionHead, { title: text(title), count: questions.length, marks: marksText(marks) });
  return [
    ...type.paragraph(line, { width, size: 11 }),
    ...(full && instructions ? type.paragraph(text(instructions), { width, size: 9, color: INK_2 }) : []),
    space(5),
  ];
}

/** A line of a key: number, answer in this form's letters, marks. */
function setKey(question: FormQuestion, { setting, lines }: { setting: Setting; lines: readonly string[] }): Piece[] {
  const { type, width, words } = setting;
  const marks = fillWords(words.marks, { marks: marksText(question.maxMark) });
  const [first = '', ...rest] = lines;
  return [
    ...type.paragraph(`${first}${marks}`, { width, size: BODY, indent: 20, label: `${question.slot}.` }),
    ...rest.flatMap((line) => type.paragraph(line, { width, size: 9, indent: 20, color: INK_2 })),
    space(3),
  ];
}
