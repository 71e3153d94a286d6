import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import type { Depth } from '#app/domain/standard/depth.ts';
import { Callout } from '#app/ui/components/callout.tsx';
import { LocalTextView } from '#app/ui/components/local-text-view.tsx';
import { Status } from '#app/ui/components/status.tsx';
import { Table } from '#app/ui/components/table.tsx';
import { useTypeWord } from '#app/ui/questions/type-word.ts';

type Repair =
  | { readonly kind: 'publish'; readonly count: number }
  | { readonly kind: 'move'; readonly count: number; readonly depth: string; readonly surplus: number }
  | { readonly kind: 'widen'; readonly types: readonly { readonly type: string; readonly count: number }[] }
  | { readonly kind: 'restore'; readonly question: string };

type Shortage = {
  readonly need: number;
  readonly section: number;
  readonly competency: string;
  readonly depth: string;
  readonly question: string | null;
  readonly available: number;
  readonly missing: number;
  readonly repairs: readonly Repair[];
};

type Obstacle =
  | { readonly kind: 'bank' }
  | { readonly kind: 'enemies' }
  | { readonly kind: 'exposure'; readonly forms: number; readonly share: number | null }
  | { readonly kind: 'overlap'; readonly least: number; readonly limit: number }
  | { readonly kind: 'difficulty'; readonly from: number; readonly to: number };

export type ExplanationData =
  | { readonly verdict: 'feasible' }
  | { readonly verdict: 'undecided' }
  | { readonly verdict: 'impossible'; readonly obstacle: Obstacle; readonly shortages: readonly Shortage[] };

const TONE = { feasible: 'ok', undecided: 'warn', impossible: 'seal' } as const;

export function VerdictWord({ verdict }: { readonly verdict: ExplanationData['verdict'] }) {
  const { t } = useTranslation();
  return <Status tone={TONE[verdict]}>{t(`papers.verdict.${verdict}`)}</Status>;
}

/** Whether papers can be drawn; where not, why, which cells lack what, and what would mend each. */
export function ExplanationView({
  explanation,
  names,
  sectioned,
  announce = false,
}: {
  readonly explanation: ExplanationData;
  readonly names: Readonly<Record<string, LocalText>>;
  readonly sectioned: boolean;
  readonly announce?: boolean;
}) {
  const { t } = useTranslation();
  const { verdict } = explanation;
  return (
    <div className="flex flex-col gap-4">
      <Callout tone={TONE[verdict]} title={t(`papers.explain.${verdict}`)} announce={announce}>
        {explanation.verdict === 'impossible'
          ? describeObstacle(explanation.obstacle, t)
          : t(`papers.explain.${explanation.verdict}Text`)}
      </Callout>
      {explanation.verdict === 'impossible' && explanation.shortages.length > 0 && (
        <Shortages shortages={explanation.shortages} names={names} sectioned={sectioned} />
      )}
    </div>
  );
}

function describeObstacle(obstacle: Obstacle, t: TFunction): string {
  switch (obstacle.kind) {
    case 'bank':
    case 'enemies':
      return t(`papers.explain.obstacle.${obstacle.kind}`);
    case 'exposure':
      return obstacle.share === null
        ? t('papers.explain.obstacle.exposure', { count: obstacle.forms })
        : t('papers.explain.obstacle.exposureShare', { count: obstacle.forms, share: obstacle.share });
    case 'overlap':
      return t('papers.explain.obstacle.overlap', { least: obstacle.least, limit: obstacle.limit });
    case 'difficulty':
      return t('papers.explain.obstacle.difficulty', { from: obstacle.from, to: obstacle.to });
  }
}

function Shortages({
  shortages,
  names,
  sectioned,
}: {
  readonly shortages: readonly Shortage[];
  readonly names: Readonly<Record<string, LocalText>>;
  readonly sectioned: boolean;
}) {
  const { t } = useTranslation();
  return (
    <Table
      caption={t('papers.explain.shortCaption')}
      rows={shortages}
      rowKey={({ need }) => String(need)}
      columns={[
        {
          key: 'cell',
          header: t('papers.explain.cell'),
          onPhone: 'title',
          cell: ({ competency, depth, question, section }) => (
            <>
              {question === null ? (
                <span>
                  <span className="figures">{competency}</span>{' '}
                  {names[competency] && <LocalTextView text={names[competency]} />} ×{' '}
                  {t(`coverage.depth.${depth as Depth}`)}
                </span>
              ) : (
                t('papers.explain.fixed', { question })
              )}
              {sectioned && (
                <span className="block text-13 font-normal text-ink-3">
                  {t('papers.explain.inSection', { section: section + 1 })}
                </span>
              )}
            </>
          ),
        },
        {
          key: 'lacks',
          header: t('papers.explain.lacks'),
          align: 'end',
          onPhone: 'fact',
          cell: ({ missing }) => <span className="figures">{t('papers.explain.lacksValue', { count: missing })}</span>,
        },
        {
          key: 'has',
          header: t('papers.explain.has'),
          align: 'end',
          cell: ({ available }) => <span className="figures">{t('papers.explain.hasValue', { available })}</span>,
        },
        {
          key: 'repairs',
          header: t('papers.explain.repairs'),
          onPhone: 'fact',
          cell: ({ repairs }) => <Repairs repairs={repairs} />,
        },
      ]}
    />
  );
}

function Repairs({ repairs }: { readonly repairs: readonly Repair[] }) {
  const { t } = useTranslation();
  const typeWord = useTypeWord();
  const wordsOf = (repair: Repair): string => {
    switch (repair.kind) {
      case 'publish':
        return t('papers.explain.repair.publish', { count: repair.count });
      case 'restore':
        return t('papers.explain.repair.restore', { question: repair.question });
      case 'move':
        return t('papers.explain.repair.move', {
          count: repair.count,
          surplus: repair.surplus,
          depth: t(`coverage.depth.${repair.depth as Depth}`),
        });
      case 'widen':
        return t('papers.explain.repair.widen', {
          types: repair.types
            .map(({ type, count }) => t('papers.explain.repair.widenType', { type: typeWord(type), count }))
            .join(t('office.overview.join')),
        });
    }
  };
  return (
    <ul>
      {repairs.map((repair, i) => (
        <li key={repair.kind}>
          {i > 0 && <span className="text-ink-2">{t('papers.explain.or')} </span>}
          {wordsOf(repair)}
        </li>
      ))}
    </ul>
  );
}
