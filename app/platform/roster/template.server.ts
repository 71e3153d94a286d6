import { toCsvLine } from '#app/domain/appraisal/export-columns.ts';
import { TEMPLATE_CHOICES, TEMPLATE_COLUMNS, TEMPLATE_EXAMPLES } from '#app/domain/people/roster/template.ts';
import { columnName, escapeXml } from '#app/platform/export/xlsx-stream.server.ts';
import { openZipStream } from '#app/platform/export/zip-stream.server.ts';
import { serverWords } from '#app/ui/words/all.ts';

export type TemplateHeader = 'zh' | 'en';

const wordsOf = (header: TemplateHeader) => serverWords(header === 'zh' ? 'zh-CN' : 'en').roster;

/** An empty roster to fill in, with examples: the headings alone are recognised. */
export function makeCsvTemplate(header: TemplateHeader): Buffer {
  const lines = [
    TEMPLATE_COLUMNS.map((column) => column[header]),
    ...TEMPLATE_EXAMPLES.map((example) => TEMPLATE_COLUMNS.map(({ field }) => example[field])),
  ];
  return Buffer.from(`\ufeff${lines.map(toCsvLine).join('')}`);
}

/**
 * The same as a workbook: every cell is text, so that numbers keep their zeros; level, category and status offer their
 * words; a second sheet explains the columns.
 */
export async function makeXlsxTemplate(header: TemplateHeader): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  const zip = openZipStream(async (bytes) => {
    chunks.push(Buffer.from(bytes));
  });
  for (const [name, text] of partsOf(header)) {
    const part = zip.entry(name);
    await part.write(text);
    await part.end();
  }
  await zip.end();
  return Buffer.concat(chunks);
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
/** How far down the lists are offered. */
const LAST_CHOICE_ROW = 20_000;
const TEXT_STYLE = 1;
const HEAD_STYLE = 2;

function rowXml(row: number, cells: readonly string[], style: number): string {
  const inside = cells
    .map(
      (cell, i) =>
        `<c r="${columnName(i)}${row}" t="inlineStr" s="${style}"><is><t xml:space="preserve">${escapeXml(cell)}</t></is></c>`,
    )
    .join('');
  return `<row r="${row}">${inside}</row>`;
}

const widthsXml = (widths: readonly number[]) =>
  `<cols>${widths.map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1" style="${TEXT_STYLE}"/>`).join('')}</cols>`;

function rosterSheet(header: TemplateHeader): string {
  const rows = [
    rowXml(
      1,
      TEMPLATE_COLUMNS.map((column) => column[header]),
      HEAD_STYLE,
    ),
    ...TEMPLATE_EXAMPLES.map((example, i) =>
      rowXml(
        i + 2,
        TEMPLATE_COLUMNS.map(({ field }) => example[field]),
        TEXT_STYLE,
      ),
    ),
  ];
  const choices = TEMPLATE_COLUMNS.flatMap(({ field }, i) => {
    const words = TEMPLATE_CHOICES[field];
    if (!words) return [];
    // A warning, not a stop: there are levels besides those of the list.
    return [
      `<dataValidation type="list" errorStyle="warning" allowBlank="1" showErrorMessage="1" sqref="${columnName(i)}2:${columnName(i)}${LAST_CHOICE_ROW}"><formula1>"${words.join(',')}"</formula1></dataValidation>`,
    ];
  });
  return `${XML}<worksheet ${MAIN}><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>${widthsXml(TEMPLATE_COLUMNS.map(({ width }) => width))}<sheetData>${rows.join('')}</sheetData><dataValidations count="${choices.length}">${choices.join('')}</dataValidations></worksheet>`;
}

function guideSheet(header: TemplateHeader): string {
  const { template, fieldHint } = wordsOf(header);
  const need = { required: template.yes, 'one-of': template.oneOf, free: template.no };
  const rows = [
    rowXml(1, [template.column, template.required, template.meaning], HEAD_STYLE),
    ...TEMPLATE_COLUMNS.map((column, i) =>
      rowXml(i + 2, [column[header], need[column.need], fieldHint[column.field]], TEXT_STYLE),
    ),
    rowXml(TEMPLATE_COLUMNS.length + 3, [template.delete], TEXT_STYLE),
  ];
  return `${XML}<worksheet ${MAIN}>${widthsXml([20, 12, 80])}<sheetData>${rows.join('')}</sheetData></worksheet>`;
}

function partsOf(header: TemplateHeader): [name: string, text: string][] {
  const { title, template } = wordsOf(header);
  const sheets = [title, template.guide];
  return [
    ['xl/worksheets/sheet1.xml', rosterSheet(header)],
    ['xl/worksheets/sheet2.xml', guideSheet(header)],
    [
      'xl/styles.xml',
      `${XML}<styleSheet ${MAIN}><fonts count="2"><font><sz val="11"/><name val="等线"/></font><font><b/><sz val="11"/><name val="等线"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/><xf xfId="0" numFmtId="49" applyNumberFormat="1"/><xf xfId="0" fontId="1" numFmtId="49" applyFont="1" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ],
    [
      'xl/workbook.xml',
      `${XML}<workbook ${MAIN} xmlns:r="${RELATIONSHIPS}"><sheets>${sheets
        .map((name, i) => `<sheet name="${escapeXml(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
        .join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${XML}<Relationships xmlns="${PACKAGE}/relationships">${sheets
        .map(
          (_, i) =>
            `<Relationship Id="rId${i + 1}" Type="${RELATIONSHIPS}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
        )
        .join('')}<Relationship Id="rId9" Type="${RELATIONSHIPS}/styles" Target="styles.xml"/></Relationships>`,
    ],
    [
      '_rels/.rels',
      `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONSHIPS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      '[Content_Types].xml',
      `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${OFFICE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${OFFICE}.styles+xml"/>${sheets
        .map((_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${OFFICE}.worksheet+xml"/>`)
        .join('')}</Types>`,
    ],
  ];
}
