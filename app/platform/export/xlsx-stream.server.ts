import { type ByteSink, openZipStream, type ZipEntry } from './zip-stream.server.ts';

export type XlsxColumn = {
  readonly heading: string;
  /** In characters. */
  readonly width: number;
  /** Numbers come as they are to be stored, with two decimals or none. */
  readonly holds: 'text' | 'integer' | 'decimal';
};
/** What stands in a cell, by what its column holds; null is empty. */
export type XlsxCell = string | null;

export type XlsxStream = {
  readonly write: (rows: readonly (readonly XlsxCell[])[]) => Promise<void>;
  readonly end: () => Promise<void>;
};

/** The last row that a sheet can have; what is beyond goes to a further sheet with the same headings. */
const LAST_ROW = 1_048_576;
/** Characters of XML that are gathered before they are packed. */
const STAGE = 32 * 1024;

/**
 * Writes an Office Open XML workbook (ECMA-376) as its rows come. Text is stored in the cells themselves, not in a
 * table of shared strings, which would have to be held until the end. No cell is ever a formula.
 */
export async function openXlsxStream({
  sink,
  sheetName,
  columns,
}: {
  sink: ByteSink;
  sheetName: string;
  columns: readonly XlsxColumn[];
}): Promise<XlsxStream> {
  const zip = openZipStream(sink);
  const writers = columns.map(({ holds }, i) => openColumn({ letter: columnName(i), holds }));
  const lastColumn = columnName(columns.length - 1);
  let sheets = 0;
  let row = 0;

  async function openSheet(): Promise<ZipEntry> {
    sheets += 1;
    row = 1;
    const opened = zip.entry(`xl/worksheets/sheet${sheets}.xml`);
    await opened.write(
      `${XML}<worksheet ${MAIN}><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns
        .map(({ width }, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`)
        .join('')}</cols><sheetData><row r="1">${columns
        .map(({ heading }, i) => `<c r="${columnName(i)}1" s="1" t="inlineStr">${inlineXml(heading)}</c>`)
        .join('')}</row>`,
    );
    return opened;
  }

  async function closeSheet(open: ZipEntry) {
    await open.write(`</sheetData><autoFilter ref="A1:${lastColumn}${row}"/></worksheet>`);
    await open.end();
  }

  let sheet = await openSheet();
  return {
    async write(rows) {
      let xml = '';
      for (const cells of rows) {
        if (row === LAST_ROW) {
          await sheet.write(xml);
          xml = '';
          await closeSheet(sheet);
          sheet = await openSheet();
        }
        row += 1;
        xml += `<row r="${row}">`;
        for (let i = 0; i < writers.length; i += 1) {
          const cell = cells[i];
          if (cell !== null && cell !== undefined) xml += writers[i]?.(cell, row);
        }
        xml += '</row>';
        if (xml.length < STAGE) continue;
        await sheet.write(xml);
        xml = '';
      }
      await sheet.write(xml);
    },
    async end() {
      await closeSheet(sheet);
      for (const [name, text] of partsOf({ sheets, sheetName })) {
        const part = zip.entry(name);
        await part.write(text);
        await part.end();
      }
      await zip.end();
    },
  };
}

/** What writes the cells of one column. Neighbours often hold the same, so the last one is remembered. */
function openColumn({ letter, holds }: { letter: string } & Pick<XlsxColumn, 'holds'>) {
  const begin = `<c r="${letter}`;
  const style = holds === 'decimal' ? '" s="2' : '';
  let last: string | undefined;
  let rest = '';
  return (cell: string, row: number): string => {
    if (cell !== last) {
      last = cell;
      rest = holds === 'text' ? `" t="inlineStr">${inlineXml(cell)}</c>` : `${style}"><v>${cell}</v></c>`;
    }
    return begin + row + rest;
  };
}

/** Space at either end, and breaks of lines, would be lost without the attribute. */
const inlineXml = (text: string) =>
  `<is><t${/^\s|\s$|[\t\r\n]/.test(text) ? ' xml:space="preserve"' : ''}>${escapeXml(text)}</t></is>`;

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Everything of the workbook but its sheets. Styles: 0 plain, 1 heading, 2 two decimals. */
function partsOf({ sheets, sheetName }: { sheets: number; sheetName: string }): [name: string, text: string][] {
  const numbers = Array.from({ length: sheets }, (_, i) => i + 1);
  const nameOf = (n: number) => escapeXml(n === 1 ? sheetName : `${sheetName} (${n})`);
  return [
    [
      'xl/styles.xml',
      `${XML}<styleSheet ${MAIN}><fonts count="2"><font><sz val="11"/><name val="等线"/></font><font><b/><sz val="11"/><name val="等线"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/><xf xfId="0" numFmtId="2" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ],
    [
      'xl/workbook.xml',
      `${XML}<workbook ${MAIN} xmlns:r="${RELATIONSHIPS}"><sheets>${numbers
        .map((n) => `<sheet name="${nameOf(n)}" sheetId="${n}" r:id="rId${n}"/>`)
        .join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${XML}<Relationships xmlns="${PACKAGE}/relationships">${numbers
        .map((n) => `<Relationship Id="rId${n}" Type="${RELATIONSHIPS}/worksheet" Target="worksheets/sheet${n}.xml"/>`)
        .join(
          '',
        )}<Relationship Id="rId${sheets + 1}" Type="${RELATIONSHIPS}/styles" Target="styles.xml"/></Relationships>`,
    ],
    [
      '_rels/.rels',
      `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONSHIPS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      '[Content_Types].xml',
      `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${OFFICE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${OFFICE}.styles+xml"/>${numbers
        .map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${OFFICE}.worksheet+xml"/>`)
        .join('')}</Types>`,
    ],
  ];
}

/** A, B, … Z, AA, … */
export function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : `${columnName(Math.floor(index / 26) - 1)}${letter}`;
}

/**
 * Text as XML 1.0 can carry it: characters that it cannot are dropped, and what would read as one of OOXML's own
 * escapes (`_x0041_`) is escaped itself.
 */
export function escapeXml(text: string): string {
  // Most cells hold nothing of the kind, and there are millions of them.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: as below
  if (!/[&<>"_\u0000-\u001f\ufffe\uffff]/.test(text)) return text;
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that XML 1.0 does not allow
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  );
}
