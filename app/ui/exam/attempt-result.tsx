import { useTranslation } from 'react-i18next';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { LocalTextView } from '#app/ui/components/local-text-view.tsx';
import { Status } from '#app/ui/components/status.tsx';
import { useTimeFormat } from '#app/ui/components/time.tsx';

/** What came of an attempt that ended, as far as its candidate may know. */
export type AttemptResult =
  | {
      readonly kind: 'released';
      readonly score: number;
      readonly maxScore: number;
      readonly grade: LocalText;
      readonly passed: boolean;
    }
  | { readonly kind: 'withheld'; readonly releaseAt: number | null }
  | { readonly kind: 'voided' };

/** The grade in one cell of a list, or why there is none. */
export function AttemptResultWord({ result }: { readonly result: AttemptResult }) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  switch (result.kind) {
    case 'released':
      return (
        <Status tone={result.passed ? 'ok' : 'warn'}>
          <LocalTextView text={result.grade} />
        </Status>
      );
    case 'withheld':
      return (
        <span className="text-ink-2">
          {result.releaseAt === null
            ? t('exam.list.withheld')
            : t('exam.list.withheldUntil', { time: time.instant(result.releaseAt) })}
        </span>
      );
    case 'voided':
      return <Status tone="seal">{t('exam.list.voided')}</Status>;
  }
}
