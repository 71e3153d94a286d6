import { letterOf } from '#app/domain/exams/paper-key.ts';
import { pickText } from '#app/domain/kernel/pick-text.ts';
import { placesOf } from '#app/domain/questions/marked-text.ts';
import type { FormQuestion } from '#app/usecases/papers/read-form.server.ts';
import { BODY, type Setting } from './paper-question.server.ts';
import { INK, INK_2, type Piece, RULE, space } from './typesetter.server.ts';

const BOX = 13;
/** Characters of a Chinese hand on one ruled line of a column. */
const PER_LINE = 16;
const MOST_LINES = 26;

/** Where an answer goes on the sheet: boxes to fill in for choices, a field per blank, ruled lines for writing. */
export function setAnswerPlace(question: FormQuestion, setting: Setting): Piece[] {
  const { pdf, type, width } = setting;
  const { options = [], left = [], passage, fields = {}, blanks, length } = question;
  const number = (x: number, y: number) => type.write(`${question.slot}.`, { x, y: y + 11, size: BODY });
  const bubbles = (label: string, count: number, first: boolean): Piece => ({
    height: BOX + 7,
    draw: (x, y) => {
      if (first) number(x, y);
      type.write(label, { x: x + 22, y: y + 11, size: 9, color: INK_2 });
      for (let i = 0; i < count; i += 1) {
        const at = x + 42 + (i % 8) * 23;
        pdf
          .roundedRect(at, y + 1.5, 18, BOX - 1, 3)
          .lineWidth(0.6)
          .stroke(INK);
        const letter = letterOf(i);
        type.write(letter, { x: at + 9 - type.measure(letter, 8) / 2, y: y + 11, size: 8, color: INK_2 });
      }
    },
  });
  const field = (label: string, first: boolean, tall = 20): Piece => ({
    height: tall + 5,
    draw: (x, y) => {
      if (first) number(x, y + 3);
      type.write(label, { x: x + 22, y: y + 14, size: 9, color: INK_2 });
      pdf
        .rect(x + 42, y + 1, width - 46, tall - 1)
        .lineWidth(0.6)
        .stroke(INK);
    },
  });
  const ruled = (first: boolean): Piece => ({
    height: 22,
    draw: (x, y) => {
      if (first) number(x, y + 6);
      pdf
        .moveTo(x + 22, y + 20)
        .lineTo(x + width - 4, y + 20)
        .lineWidth(0.5)
        .stroke(RULE);
    },
  });
  const list = (count: number, make: (i: number) => Piece) => Array.from({ length: count }, (_, i) => make(i));
  const numbered = (i: number, count: number) => (count > 1 ? `(${i + 1})` : '');
  switch (question.type) {
    case 'single-choice':
    case 'multiple-choice':
      // Nine options and more take a second row of boxes.
      return list(Math.ceil(options.length / 8), (row) =>
        row === 0 ? bubbles('', Math.min(8, options.length), true) : furtherBubbles(row, options.length, setting),
      );
    case 'true-false':
      return [trueFalse({ setting, number })];
    case 'matching':
      return list(left.length, (i) => bubbles(numbered(i, left.length), Math.min(8, options.length), i === 0));
    case 'short-text':
    case 'essay': {
      const lines = Math.min(MOST_LINES, Math.max(2, Math.ceil((length?.max ?? 100) / PER_LINE)));
      return [...list(lines, (i) => ruled(i === 0)), space(6)];
    }
    case 'gap-match':
    case 'inline-choice':
    case 'table': {
      const inPassage = passage ? placesOf(pickText(passage, setting.language).text).length : 0;
      const places = Math.max(1, inPassage, Object.keys(fields).length);
      return list(places, (i) => field(numbered(i, places), i === 0));
    }
    default:
      return list(blanks ?? 1, (i) => field(numbered(i, blanks ?? 1), i === 0));
  }
}

function furtherBubbles(row: number, count: number, { pdf, type }: Setting): Piece {
  return {
    height: BOX + 7,
    draw: (x, y) => {
      for (let i = row * 8; i < Math.min(count, row * 8 + 8); i += 1) {
        const at = x + 42 + (i % 8) * 23;
        pdf
          .roundedRect(at, y + 1.5, 18, BOX - 1, 3)
          .lineWidth(0.6)
          .stroke(INK);
        const letter = letterOf(i);
        type.write(letter, { x: at + 9 - type.measure(letter, 8) / 2, y: y + 11, size: 8, color: INK_2 });
      }
    },
  };
}

/** A tick and a cross, drawn: no font need have them. */
function trueFalse({ setting: { pdf }, number }: { setting: Setting; number: (x: number, y: number) => void }): Piece {
  return {
    height: BOX + 7,
    draw: (x, y) => {
      number(x, y);
      for (const i of [0, 1])
        pdf
          .roundedRect(x + 42 + i * 23, y + 1.5, 18, BOX - 1, 3)
          .lineWidth(0.6)
          .stroke(INK);
      pdf
        .moveTo(x + 47, y + 7.5)
        .lineTo(x + 50, y + 10.5)
        .lineTo(x + 55, y + 4.5)
        .lineWidth(0.8)
        .stroke(INK_2);
      pdf
        .moveTo(x + 71, y + 4.5)
        .lineTo(x + 77, y + 10.5)
        .moveTo(x + 77, y + 4.5)
        .lineTo(x + 71, y + 10.5)
        .lineWidth(0.8)
        .stroke(INK_2);
    },
  };
}
