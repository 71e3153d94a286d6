import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json } from '#app/domain/kernel/canonical.ts';
import { isDay } from '#app/domain/kernel/instant.ts';
import { DefinitionList } from '#app/ui/components/definition-list.tsx';
import { Disclosure } from '#app/ui/components/disclosure.tsx';
import { formatDuration } from '#app/ui/components/format-time.ts';
import { MixedText } from '#app/ui/components/mixed-text.tsx';
import { Table } from '#app/ui/components/table.tsx';
import { Time } from '#app/ui/components/time.tsx';
import { useAuditWords } from './audit-words.ts';

type JsonObject = { readonly [key: string]: Json };
type Names = Readonly<Record<string, string>>;
type Item = { readonly path: readonly string[]; readonly value: Json };

/** A list of more values than this is folded away. */
const LONG_LIST = 8;

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The single values of a detail, each with the way to it; a list of plain values is one value. */
function listItems(value: Json, path: readonly string[] = []): Item[] {
  if (Array.isArray(value) && value.some((part) => typeof part === 'object' && part !== null))
    return value.flatMap((part, i) => listItems(part, [...path, String(i + 1)]));
  if (isObject(value)) return Object.entries(value).flatMap(([key, part]) => listItems(part, [...path, key]));
  return [{ path, value }];
}

/** What an act recorded of itself: before and after side by side where it recorded both, the rest as facts. */
export function DetailTable({ detail, names }: { readonly detail: Json; readonly names: Names }) {
  const { t } = useTranslation();
  const { word } = useAuditWords();
  const term = (path: readonly string[]) => path.map((key) => word('detail', key)).join(' › ');
  const { before, after, ...rest } = isObject(detail) ? detail : { value: detail };
  const compared = isObject(before) && isObject(after);
  const facts = listItems(compared ? rest : detail);
  if (facts.length === 0 && !compared) return <p className="text-14 text-ink-2">{t('audit.entry.noDetail')}</p>;
  return (
    <div className="flex flex-col gap-6">
      {compared && <Changes before={before} after={after} names={names} term={term} />}
      {facts.length > 0 && (
        <DefinitionList
          items={facts.map(({ path, value }) => ({
            key: path.join('.'),
            term: term(path),
            value: <Value name={path.at(-1) ?? ''} value={value} names={names} />,
          }))}
        />
      )}
    </div>
  );
}

function Changes({
  before,
  after,
  names,
  term,
}: {
  before: JsonObject;
  after: JsonObject;
  names: Names;
  term: (path: readonly string[]) => string;
}) {
  const { t } = useTranslation();
  const was = new Map(listItems(before).map(({ path, value }) => [path.join('.'), { path, value }]));
  const is = new Map(listItems(after).map(({ path, value }) => [path.join('.'), { path, value }]));
  const keys = [...new Set([...was.keys(), ...is.keys()])];
  const cell = (item: Item | undefined) =>
    item ? <Value name={item.path.at(-1) ?? ''} value={item.value} names={names} /> : <Nothing />;
  return (
    <Table
      caption={t('audit.entry.changes')}
      rows={keys}
      rowKey={(key) => key}
      columns={[
        {
          key: 'item',
          header: t('audit.entry.item'),
          onPhone: 'title',
          cell: (key) => term((was.get(key) ?? is.get(key))?.path ?? []),
        },
        { key: 'before', header: t('audit.entry.before'), onPhone: 'fact', cell: (key) => cell(was.get(key)) },
        { key: 'after', header: t('audit.entry.after'), onPhone: 'fact', cell: (key) => cell(is.get(key)) },
      ]}
    />
  );
}

function Nothing() {
  const { t } = useTranslation();
  return <span className="text-ink-3">{t('audit.none')}</span>;
}

/** One recorded value; `name` is the key under which it stands, which says what its numbers count. */
function Value({ name, value, names }: { name: string; value: Json; names: Names }): ReactNode {
  const { t } = useTranslation();
  const { word } = useAuditWords();
  if (value === null || value === '') return <Nothing />;
  if (typeof value === 'boolean') return t(value ? 'audit.yes' : 'audit.no');
  if (typeof value === 'number') {
    if (name.endsWith('At')) return <Time at={value} form="second" />;
    return name.endsWith('Ms') ? formatDuration(value) : String(value);
  }
  if (Array.isArray(value)) return <List name={name} values={value} names={names} />;
  if (typeof value !== 'string') return null;
  const known = names[value];
  if (known !== undefined)
    return (
      <>
        <span lang="zh-CN">{known}</span>{' '}
        <Link
          to={`/staff/audit?${value.startsWith('per_') ? 'follow' : 'object'}=${value}`}
          className="link font-mono text-12 break-all"
        >
          {value}
        </Link>
      </>
    );
  if (isDay(value)) return <Time day={value} />;
  if (name === 'action' || name === 'outcome' || name === 'stream')
    return (
      <>
        {word(name, value)} <code className="font-mono text-12 text-ink-3">{value}</code>
      </>
    );
  if (/^[a-z]{3}_[0-9a-z]{26}$/.test(value) || /^[0-9a-f]{64}$/.test(value))
    return <code className="font-mono text-12 break-all">{value}</code>;
  return <MixedText text={value} />;
}

function List({ name, values, names }: { name: string; values: readonly Json[]; names: Names }) {
  const { t } = useTranslation();
  if (values.length === 0) return <Nothing />;
  const list = (
    <ul>
      {values.map((part, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a recorded list never changes
        <li key={i}>
          <Value name={name} value={part} names={names} />
        </li>
      ))}
    </ul>
  );
  return values.length <= LONG_LIST ? (
    list
  ) : (
    <Disclosure summary={t('audit.entry.wholeList', { count: values.length })}>{list}</Disclosure>
  );
}
