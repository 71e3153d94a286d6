import type TurndownService from 'turndown';

/** Signs that no text holds (Unicode 23.7, noncharacters): the end of a cell's spans, of a cell, of a row. */
const [SPANS_END, CELL_END, ROW_END] = ['\ufdd0', '\ufdd1', '\ufdd2'] as const;
/** More columns than any table for readers has: a span that a file lies about makes no page of bars. */
const MOST_SPANNED = 50;

/**
 * Tables as Markdown has them: the first row is the head, cells that span several keep the others in their places, what
 * was several lines in a cell is one.
 */
export function addTables(service: TurndownService): void {
  const spanOf = (node: Node, name: 'rowspan' | 'colspan') =>
    Math.min(Math.max(Number((node as Element).getAttribute(name)) || 1, 1), MOST_SPANNED);
  service.addRule('table cell', {
    filter: ['td', 'th'],
    replacement: (content, node) => {
      const words = content
        .replace(/[\ufdd0-\ufdd2]/g, ' ')
        .replace(/\s+/g, ' ')
        .trim()
        .replaceAll('|', '\\|');
      return `${spanOf(node, 'rowspan')},${spanOf(node, 'colspan')}${SPANS_END}${words}${CELL_END}`;
    },
  });
  service.addRule('table row', { filter: 'tr', replacement: (content) => `${content}${ROW_END}` });
  service.addRule('table body', { filter: ['thead', 'tbody', 'tfoot'], replacement: (content) => content });
  service.addRule('columns', { filter: ['col', 'colgroup'], replacement: () => '' });
  service.addRule('table', { filter: 'table', replacement: (content) => `\n\n${tableOf(rowsOf(content))}\n\n` });
}

function rowsOf(content: string): string[][] {
  const written = content.split(ROW_END).slice(0, -1);
  const rows = Array.from({ length: written.length + MOST_SPANNED }, (): string[] => []);
  for (const [at, row] of written.entries()) {
    for (const cell of row.split(CELL_END).slice(0, -1)) {
      const [spans = '', words = ''] = cell.split(SPANS_END);
      const [down = 1, across = 1] = spans.trim().split(',').map(Number);
      const free = firstFree(rows[at] ?? []);
      for (const [below, each] of rows.slice(at, at + down).entries())
        for (let right = 0; right < across; right += 1) each[free + right] = below + right === 0 ? words : '';
    }
  }
  return rows.filter((row) => row.some((cell) => cell));
}

function firstFree(row: readonly (string | undefined)[]): number {
  const hole = Array.from(row).indexOf(undefined);
  return hole === -1 ? row.length : hole;
}

function tableOf(rows: readonly string[][]): string {
  const width = Math.max(0, ...rows.map(({ length }) => length));
  const line = (cells: readonly string[]) =>
    `| ${Array.from({ length: width }, (_, i) => cells[i] ?? '').join(' | ')} |`;
  const [head, ...rest] = rows;
  return head ? [line(head), `|${' --- |'.repeat(width)}`, ...rest.map(line)].join('\n') : '';
}
