import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { entryIdOf } from '#app/domain/audit/entry-id.ts';
import type { VerificationFault } from '#app/domain/audit/verification-fault.ts';
import { Callout } from '#app/ui/components/callout.tsx';
import { formatCount } from '#app/ui/components/format-count.ts';
import { Status } from '#app/ui/components/status.tsx';
import { Table } from '#app/ui/components/table.tsx';
import { useTimeFormat } from '#app/ui/components/time.tsx';
import { useAuditWords } from './audit-words.ts';

export type Verification = {
  readonly at: number;
  readonly intact: boolean;
  readonly streams: number;
  readonly entries: number;
  readonly anchors: number;
  readonly attempts: number;
  readonly answers: number;
  readonly records: number;
  readonly faults: readonly VerificationFault[];
  readonly heads: readonly {
    readonly stream: string;
    readonly n: number;
    readonly hash: string;
    readonly anchoredN: number;
  }[];
  readonly sittings: { readonly streams: number; readonly entries: number; readonly anchored: number };
  readonly lastAnchor: { readonly n: number; readonly at: number } | null;
};

/** What a verification of all chains found, and where each chain stands. */
export function VerificationResult({ result }: { readonly result: Verification }) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  const { streams, entries, anchors, attempts, answers, records, faults, lastAnchor } = result;
  const at = time.instant(result.at, 'second');
  return (
    <section aria-label={t('audit.verify.heads')} className="mb-8 flex flex-col gap-4">
      <Callout
        tone={result.intact ? 'ok' : 'seal'}
        announce
        title={result.intact ? t('audit.verify.intactTitle') : t('audit.verify.brokenTitle', { count: faults.length })}
      >
        <p>
          {result.intact
            ? t('audit.verify.intact', {
                time: at,
                streams: formatCount(streams),
                entries: formatCount(entries),
                anchors: formatCount(anchors),
                attempts: formatCount(attempts),
                answers: formatCount(answers),
                records: formatCount(records),
              })
            : t('audit.verify.broken', { time: at })}
        </p>
        <p className="mt-1 text-13 text-ink-2">
          {lastAnchor
            ? t('audit.verify.lastAnchor', {
                n: formatCount(lastAnchor.n),
                time: time.instant(lastAnchor.at, 'second'),
              })
            : t('audit.verify.noAnchor')}{' '}
          {t('audit.verify.alone')}
        </p>
      </Callout>
      {faults.length > 0 && <Faults faults={faults} />}
      <Heads {...result} />
    </section>
  );
}

function Faults({ faults }: { faults: readonly VerificationFault[] }) {
  const { t } = useTranslation();
  const { settingWord, streamWord, word } = useAuditWords();
  const placeOf = ({ chain, stream, n }: VerificationFault) => {
    if (chain === 'anchors') return t('audit.verify.anchors', { n });
    if (chain === 'anchor-file') return t('audit.verify.anchorFile', { n });
    if (chain === 'answers') return t('audit.verify.answers', { stream, n });
    if (chain === 'content') {
      const [kind = '', code = '', number = ''] = stream.split(' ');
      return t('audit.verify.record.content', { kind: word('subjectKind', kind), code, number });
    }
    if (chain === 'setting') return t('audit.verify.record.setting', { id: settingWord(stream) });
    if (chain !== 'log') return t(`audit.verify.record.${chain}`, { id: stream });
    const named = streamWord(stream);
    return n === 0 ? t('audit.verify.logHead', { stream: named }) : t('audit.verify.log', { stream: named, n });
  };
  return (
    <Table
      caption={t('audit.verify.faults')}
      rows={faults}
      rowKey={({ chain, stream, n, fault }) => `${chain} ${stream} ${n} ${fault}`}
      columns={[
        {
          key: 'place',
          header: t('audit.verify.place'),
          onPhone: 'title',
          cell: (fault) =>
            // A missing entry has no page of its own.
            fault.chain === 'log' && fault.n > 0 && fault.fault !== 'missing' ? (
              <Link to={`/staff/audit/${entryIdOf(fault)}`} className="link">
                {placeOf(fault)}
              </Link>
            ) : (
              placeOf(fault)
            ),
        },
        {
          key: 'fault',
          header: t('audit.verify.what'),
          onPhone: 'fact',
          cell: ({ fault }) => <Status tone="seal">{t(`audit.verify.fault.${fault}`)}</Status>,
        },
      ]}
    />
  );
}

function Heads({ heads, sittings }: Pick<Verification, 'heads' | 'sittings'>) {
  const { t } = useTranslation();
  const { streamWord } = useAuditWords();
  const rows = heads.map((head) => ({ ...head, name: streamWord(head.stream), hash: head.hash as string | null }));
  if (sittings.streams > 0)
    rows.push({
      stream: 'sitting',
      name: t('audit.verify.sittings', { streams: formatCount(sittings.streams) }),
      n: sittings.entries,
      anchoredN: sittings.anchored,
      hash: null,
    });
  return (
    <Table
      caption={t('audit.verify.heads')}
      rows={rows}
      rowKey={({ stream }) => stream}
      columns={[
        { key: 'stream', header: t('audit.verify.stream'), onPhone: 'title', cell: ({ name }) => name },
        {
          key: 'entries',
          header: t('audit.verify.entries'),
          align: 'end',
          onPhone: 'fact',
          cell: ({ n }) => formatCount(n),
        },
        {
          key: 'anchored',
          header: t('audit.verify.anchored'),
          align: 'end',
          onPhone: 'fact',
          cell: ({ anchoredN }) =>
            anchoredN === 0 ? (
              <span className="text-ink-3">{t('audit.verify.notAnchored')}</span>
            ) : (
              formatCount(anchoredN)
            ),
        },
        {
          key: 'hash',
          header: t('audit.verify.hash'),
          cell: ({ hash }) =>
            hash === null ? (
              <span className="text-ink-3">{t('audit.verify.eachOwn')}</span>
            ) : (
              <code className="font-mono text-12 break-all text-ink-2">{hash}</code>
            ),
        },
      ]}
    />
  );
}
