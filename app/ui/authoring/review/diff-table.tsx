import { Link } from '@remix-run/react';
import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DiffRow, TextPart } from '#app/domain/kernel/diff-texts.ts';
import { classNames } from '#app/ui/components/class-names.ts';

const CONTEXT = 2;

/** Rows to show when equal ones are folded: what changed, what was remarked, and two lines around each. */
export function foldRows(
  rows: readonly DiffRow[],
  keep: (row: DiffRow) => boolean,
): (DiffRow | { readonly kind: 'folded'; readonly count: number; readonly key: number })[] {
  const near = rows.map((row) => row.kind !== 'same' || keep(row));
  const shown = rows.map((_, at) => near.slice(Math.max(0, at - CONTEXT), at + CONTEXT + 1).some(Boolean));
  const result: ReturnType<typeof foldRows> = [];
  let count = 0;
  rows.forEach((row, at) => {
    if (!shown[at]) {
      count += 1;
      if (!shown[at + 1]) {
        if (at + 1 < rows.length) return;
      }
      result.push({ kind: 'folded', count, key: at });
      count = 0;
    } else result.push(row);
  });
  return result;
}

const SIGN = { same: '', changed: '~', removed: '−', added: '+' } as const;

/**
 * Two texts side by side, line by line, with the words that differ marked. What kind of row it is stands in words and
 * signs; colour only helps. On a phone the two sides stand below each other.
 */
export function DiffTable({
  caption,
  rows,
  all,
  before,
  after,
  keep = () => false,
  below,
  remark,
}: {
  readonly caption: string;
  readonly rows: readonly DiffRow[];
  /** Show equal lines too. */
  readonly all: boolean;
  readonly before: string;
  readonly after: string;
  readonly keep?: (row: DiffRow) => boolean;
  /** What stands under a row: its remarks. */
  readonly below?: (row: DiffRow) => ReactNode;
  /** The address at which a line of the new text is remarked on. */
  readonly remark?: (line: number) => string;
}) {
  const { t } = useTranslation();
  const changed = rows.filter(({ kind }) => kind !== 'same').length;
  const shown = all ? rows : foldRows(rows, keep);
  if (changed === 0 && !all && !rows.some(keep))
    return <p className="text-14 text-ink-2">{t('authoring.diff.none')}</p>;
  return (
    <div className="relative overflow-x-auto rounded-panel border border-line bg-surface">
      <table className="w-full table-fixed border-collapse text-13 max-md:block">
        <caption className="sr-only">{caption}</caption>
        <thead className="sticky top-0 bg-sunken text-left text-ink-2 max-md:sr-only">
          <tr>
            <th scope="col" className="w-16 px-2 py-2 font-medium">
              {t('authoring.diff.change')}
            </th>
            <th scope="col" className="w-12 px-1 py-2 text-right font-medium">
              {t('authoring.diff.line')}
            </th>
            <th scope="col" className="px-2 py-2 font-medium">
              {before}
            </th>
            <th scope="col" className="w-12 px-1 py-2 text-right font-medium">
              {t('authoring.diff.line')}
            </th>
            <th scope="col" className="px-2 py-2 font-medium">
              {after}
            </th>
          </tr>
        </thead>
        <tbody className="max-md:block">
          {shown.map((row) =>
            row.kind === 'folded' ? (
              <tr key={`folded ${row.key}`} className="max-md:block">
                <td colSpan={5} className="bg-sunken px-2 py-1 text-center text-ink-3 max-md:block">
                  {t('authoring.diff.folded', { count: row.count })}
                </td>
              </tr>
            ) : (
              <Fragment key={`${row.before?.line ?? ''}:${row.after?.line ?? ''}`}>
                <Row row={row} before={before} after={after} remark={remark} />
                {below?.(row)}
              </Fragment>
            ),
          )}
        </tbody>
      </table>
    </div>
  );
}

function Row({
  row,
  before,
  after,
  remark,
}: {
  row: DiffRow;
  before: string;
  after: string;
  remark: ((line: number) => string) | undefined;
}) {
  const { t } = useTranslation();
  const line = row.after?.line;
  return (
    <tr className="align-top max-md:block max-md:border-b max-md:border-line">
      <td
        className={classNames(
          'px-2 py-1 whitespace-nowrap text-ink-2',
          // On a phone a line that is the same needs no row that says so to the eye.
          row.kind === 'same' ? 'max-md:sr-only' : 'max-md:block max-md:py-0',
        )}
      >
        <span aria-hidden="true" className="mr-1 inline-block w-3 text-center font-mono">
          {SIGN[row.kind]}
        </span>
        <span className={row.kind === 'same' ? 'sr-only' : 'text-12'}>{t(`authoring.diff.${row.kind}`)}</span>
      </td>
      <td className="figures px-1 py-1 text-right text-ink-3 max-md:hidden">{row.before?.line}</td>
      <td
        className={classNames(
          'px-2 py-1',
          row.kind === 'same' && 'max-md:hidden',
          !row.before && 'bg-sunken max-md:hidden',
          (row.kind === 'removed' || row.kind === 'changed') && 'bg-seal-ground max-md:block',
        )}
      >
        {row.before && <Line parts={row.before.parts} heading={before} />}
      </td>
      <td className="figures px-1 py-1 text-right text-ink-3 max-md:hidden">
        {line !== undefined && remark ? (
          <Link
            to={remark(line)}
            preventScrollReset
            aria-label={t('authoring.diff.remarkOn', { line })}
            className="link"
          >
            {line}
          </Link>
        ) : (
          line
        )}
      </td>
      <td
        className={classNames(
          'px-2 py-1 max-md:block',
          !row.after && 'bg-sunken max-md:hidden',
          (row.kind === 'added' || row.kind === 'changed') && 'bg-ok-ground',
        )}
      >
        {row.after && <Line parts={row.after.parts} heading={row.kind === 'same' ? null : after} />}
        {line !== undefined && remark && (
          <Link
            to={remark(line)}
            preventScrollReset
            className="link mt-1 inline-flex min-h-9 items-center text-12 md:hidden"
          >
            {t('authoring.diff.remarkOn', { line })}
          </Link>
        )}
      </td>
    </tr>
  );
}

function Line({ parts, heading }: { readonly parts: readonly TextPart[]; readonly heading: string | null }) {
  return (
    <div className="font-mono leading-reading break-words whitespace-pre-wrap" lang="zh-CN">
      {heading && (
        <span className="block font-sans text-12 text-ink-3 md:hidden" lang="">
          {heading}
        </span>
      )}
      {parts.map((part, at) => {
        // The parts of a line have no identity but their place.
        const key = `${at}`;
        if (part.kind === 'removed')
          return (
            <del key={key} className="bg-seal-ground decoration-seal decoration-2">
              {part.text}
            </del>
          );
        if (part.kind === 'added')
          return (
            <ins key={key} className="bg-ok-ground decoration-ok decoration-2 underline-offset-2">
              {part.text}
            </ins>
          );
        return <Fragment key={key}>{part.text}</Fragment>;
      })}
    </div>
  );
}
