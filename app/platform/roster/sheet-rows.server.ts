import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { type SourceRow, UnreadableRoster } from '#app/usecases/roster/roster-source.ts';
import { isDateFormat, sheetNumber } from './sheet-number.server.ts';
import { openZipParts, type ZipParts } from './zip-parts.server.ts';

/** What Excel itself allows in one cell. */
const CELL_CHARACTERS = 32_767;
const MOST_COLUMNS = 500;
/** Distinct texts kept in memory, and their characters together. */
const MOST_STRINGS = 3_000_000;
const MOST_STRING_CHARACTERS = 80_000_000;

export type Workbook = {
  /** Names of the sheets that can be seen, in their order. */
  readonly sheets: readonly string[];
  /** Whether its days are counted from 1904, as old Macintosh ones are; else from 1900. */
  readonly from1904: boolean;
  readonly rows: (sheet: string | null) => AsyncIterable<SourceRow>;
};

/** Opens an Office Open XML workbook (ECMA-376, transitional or strict) for reading row by row. */
export async function openWorkbook(file: string): Promise<Workbook> {
  const parts = await openZipParts(file);
  try {
    const book = await readBook(parts);
    return {
      sheets: book.sheets.map(({ name }) => name),
      from1904: book.from1904,
      async *rows(asked) {
        const reading = await openZipParts(file);
        try {
          const sheet = asked === null ? book.sheets[0] : book.sheets.find(({ name }) => name === asked);
          if (!sheet) throw new UnreadableRoster(asked === null ? 'no-sheet' : 'no-such-sheet', asked ?? '');
          yield* readSheet({ parts: reading, book, path: sheet.path });
        } finally {
          reading.close();
        }
      },
    };
  } finally {
    parts.close();
  }
}

type Book = {
  readonly sheets: readonly { readonly name: string; readonly path: string }[];
  readonly stringsPath: string | null;
  readonly stylesPath: string | null;
  readonly from1904: boolean;
};

const localName = (name: string) => name.slice(name.indexOf(':') + 1);
type Attributes = Record<string, string>;
const attribute = (attributes: Attributes, wanted: string): string | undefined =>
  attributes[wanted] ?? Object.entries(attributes).find(([name]) => localName(name) === wanted)?.[1];

/** Feeds a part to handlers of its elements; a part that is no XML is a broken file. */
async function parseXml(
  pieces: AsyncIterable<string>,
  handlers: {
    open?: (name: string, attributes: Attributes) => void;
    close?: (name: string) => void;
    text?: (text: string) => void;
  },
): Promise<void> {
  for await (const _ of feedXml(pieces, handlers)) {
    // All is done by the handlers.
  }
}

async function* feedXml(
  pieces: AsyncIterable<string>,
  handlers: {
    open?: (name: string, attributes: Attributes) => void;
    close?: (name: string) => void;
    text?: (text: string) => void;
  },
): AsyncIterable<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on('error', () => {
    throw new UnreadableRoster('broken');
  });
  parser.on('opentag', (tag: SaxesTagPlain) => handlers.open?.(localName(tag.name), tag.attributes as Attributes));
  parser.on('closetag', (tag: SaxesTagPlain) => handlers.close?.(localName(tag.name)));
  if (handlers.text) parser.on('text', handlers.text);
  for await (const piece of pieces) {
    parser.write(piece);
    yield;
  }
  parser.close();
  yield;
}

async function readRelations(parts: ZipParts, name: string): Promise<Map<string, { type: string; target: string }>> {
  const pieces = await parts.open(name);
  const found = new Map<string, { type: string; target: string }>();
  if (!pieces) return found;
  await parseXml(pieces, {
    open(element, attributes) {
      if (element === 'Relationship')
        found.set(attributes.Id ?? '', {
          type: localName((attributes.Type ?? '').split('/').at(-1) ?? ''),
          target: attributes.Target ?? '',
        });
    },
  });
  return found;
}

const resolvePath = (folder: string, target: string): string => {
  if (target.startsWith('/')) return target.slice(1);
  const steps = folder === '' ? [] : folder.split('/');
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  return steps.join('/');
};

async function readBook(parts: ZipParts): Promise<Book> {
  const root = [...(await readRelations(parts, '_rels/.rels')).values()].find(({ type }) => type === 'officeDocument');
  const bookPath = root ? resolvePath('', root.target) : 'xl/workbook.xml';
  if (bookPath.endsWith('.bin') || parts.names.includes('xl/workbook.bin')) throw new UnreadableRoster('xlsb');
  if (parts.names.includes('content.xml') && parts.names.includes('mimetype')) throw new UnreadableRoster('ods');
  const pieces = await parts.open(bookPath);
  if (!pieces) throw new UnreadableRoster('not-a-table');
  const folder = bookPath.split('/').slice(0, -1).join('/');
  const relations = await readRelations(parts, `${folder}/_rels/${bookPath.split('/').at(-1)}.rels`);
  const sheets: { name: string; path: string }[] = [];
  let from1904 = false;
  await parseXml(pieces, {
    open(element, attributes) {
      if (element === 'workbookPr') from1904 = ['1', 'true'].includes(attribute(attributes, 'date1904') ?? '');
      if (element !== 'sheet') return;
      const relation = relations.get(attribute(attributes, 'id') ?? '');
      const visible = (attribute(attributes, 'state') ?? 'visible') === 'visible';
      if (visible && relation?.type === 'worksheet')
        sheets.push({ name: attribute(attributes, 'name') ?? '', path: resolvePath(folder, relation.target) });
    },
  });
  const target = (type: string) => {
    const found = [...relations.values()].find((relation) => relation.type === type);
    return found ? resolvePath(folder, found.target) : null;
  };
  if (sheets.length === 0) throw new UnreadableRoster('no-sheet');
  return { sheets, stringsPath: target('sharedStrings'), stylesPath: target('styles'), from1904 };
}

/** The texts that cells share; reading aids above Chinese or Japanese text (rPh) are not part of one. */
async function readStrings(parts: ZipParts, name: string | null): Promise<string[]> {
  const pieces = name === null ? null : await parts.open(name);
  const strings: string[] = [];
  if (!pieces) return strings;
  let text = '';
  let inText = false;
  let aids = 0;
  let characters = 0;
  await parseXml(pieces, {
    open(element) {
      if (element === 'si') text = '';
      else if (element === 't') inText = aids === 0;
      else if (element === 'rPh') aids += 1;
    },
    text(piece) {
      if (inText && text.length < CELL_CHARACTERS) text += piece;
    },
    close(element) {
      if (element === 't') inText = false;
      else if (element === 'rPh') aids -= 1;
      else if (element === 'si') {
        characters += text.length;
        if (strings.length >= MOST_STRINGS || characters > MOST_STRING_CHARACTERS) throw new UnreadableRoster('bomb');
        strings.push(unescapeOoxml(text));
      }
    },
  });
  return strings;
}

/** The number format of every style, by its place in the list of cell formats. */
async function readFormats(parts: ZipParts, name: string | null): Promise<string[]> {
  const pieces = name === null ? null : await parts.open(name);
  const codes = new Map<number, string>();
  const formats: string[] = [];
  if (!pieces) return formats;
  let inCellFormats = false;
  await parseXml(pieces, {
    open(element, attributes) {
      if (element === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      else if (element === 'cellXfs') inCellFormats = true;
      else if (element === 'xf' && inCellFormats) {
        const id = Number(attributes.numFmtId ?? 0);
        formats.push(codes.get(id) ?? `#${id}`);
      }
    },
    close(element) {
      if (element === 'cellXfs') inCellFormats = false;
    },
  });
  return formats;
}

/** `_x000D_` and its like, which stand for characters that XML cannot carry. */
const unescapeOoxml = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;

function columnOf(place: string | undefined): number | null {
  let column = 0;
  for (const letter of place ?? '') {
    const value = letter.charCodeAt(0) - 64;
    if (value < 1 || value > 26) break;
    column = column * 26 + value;
  }
  return column === 0 ? null : column - 1;
}

async function* readSheet({
  parts,
  book,
  path,
}: {
  parts: ZipParts;
  book: Book;
  path: string;
}): AsyncIterable<SourceRow> {
  const strings = await readStrings(parts, book.stringsPath);
  const formats = await readFormats(parts, book.stylesPath);
  const isDate = formats.map(isDateFormat);
  const pieces = await parts.open(path);
  if (!pieces) throw new UnreadableRoster('broken');

  let ready: SourceRow[] = [];
  let line = 0;
  let cells: string[] = [];
  let column = -1;
  let type = '';
  let style = 0;
  let value = '';
  /** Of a cell with a formula the formula, which is all there is where the program that wrote it left its result out. */
  let formula: string | null = null;
  let collecting: 'value' | 'formula' | null = null;
  let aids = 0;

  const cellText = (): string => {
    switch (type) {
      case 's':
        return strings[Number(value)] ?? '';
      case 'inlineStr':
      case 'str':
        return unescapeOoxml(value);
      case 'b':
        return value === '1' ? 'TRUE' : 'FALSE';
      case 'e':
        return value;
      case 'd':
        return value.slice(0, 10);
      default:
        return sheetNumber({
          value,
          format: formats[style] ?? '',
          isDate: isDate[style] ?? false,
          from1904: book.from1904,
        });
    }
  };

  const parsed = feedXml(pieces, {
    open(element, attributes) {
      if (element === 'row') {
        line = Number(attributes.r ?? line + 1);
        cells = [];
        column = -1;
      } else if (element === 'c') {
        column = columnOf(attributes.r) ?? column + 1;
        if (column >= MOST_COLUMNS) throw new UnreadableRoster('too-many-columns', String(MOST_COLUMNS));
        type = attributes.t ?? 'n';
        style = Number(attributes.s ?? 0);
        value = '';
        formula = null;
      } else if (element === 'v' || element === 't') collecting = aids === 0 ? 'value' : null;
      else if (element === 'f') {
        collecting = 'formula';
        formula = '';
      } else if (element === 'rPh') aids += 1;
    },
    text(piece) {
      if (collecting === 'value' && value.length <= CELL_CHARACTERS) value += piece;
      else if (collecting === 'formula' && formula !== null && formula.length <= CELL_CHARACTERS) formula += piece;
    },
    close(element) {
      if (element === 'v' || element === 't' || element === 'f') collecting = null;
      else if (element === 'rPh') aids -= 1;
      else if (element === 'c') {
        // A formula whose result is the empty text (`t="str"`) has a value, and it is empty.
        const unsolved = value === '' && formula !== null && type !== 'str';
        if (value === '' && !unsolved) return;
        while (cells.length < column) cells.push('');
        cells[column] = unsolved ? `=${formula}` : cellText();
      } else if (element === 'row' && cells.some((cell) => cell.trim() !== '')) ready.push({ line, cells });
    },
  });
  for await (const _ of parsed) {
    const rows = ready;
    ready = [];
    yield* rows;
  }
}
