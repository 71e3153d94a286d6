import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { Instant } from '#app/domain/kernel/instant.ts';
import { Status } from '#app/ui/components/status.tsx';
import { useTimeFormat } from '#app/ui/components/time.tsx';
import { useCheckWords } from './check-words.ts';

export type AttentionItem =
  | {
      readonly kind: 'roles-ending' | 'locked' | 'tokens-ending' | 'alarms' | 'to-release' | 'to-review' | 'returned';
      readonly count: number;
    }
  | { readonly kind: 'no-hr' | 'one-secadmin' | 'no-sysadmin' | 'no-auditor' | 'never-verified' }
  | { readonly kind: 'not-verified'; readonly since: Instant; readonly days: number }
  | { readonly kind: 'broken-chain'; readonly at: Instant }
  /** A check of the system's health that is not in order, by its name. */
  | { readonly kind: 'check'; readonly check: string };

const TO: Record<AttentionItem['kind'], string> = {
  'roles-ending': '/staff/roles?state=ending',
  'no-hr': '/staff/roles/first-hr',
  'one-secadmin': '/staff/roles?role=secadmin',
  'no-sysadmin': '/staff/roles/new',
  'no-auditor': '/staff/roles/new',
  locked: '/staff/locked',
  'tokens-ending': '/staff/tokens?state=expiring',
  alarms: '/staff/audit/security',
  'never-verified': '/staff/audit',
  'not-verified': '/staff/audit',
  'broken-chain': '/staff/audit?action=audit.verify',
  check: '/staff/system',
  'to-release': '/staff/sittings',
  'to-review': '/staff/reviews',
  returned: '/staff/lessons?status=returned&mine=1',
};

/** What a desk should look at first; that there is nothing is said to an administrator alone. */
export function AttentionList({
  items,
  guarded,
}: {
  readonly items: readonly AttentionItem[];
  /** Whether the reader is one of the three administrators. */
  readonly guarded: boolean;
}) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  const { checkWord } = useCheckWords();
  if (!guarded && items.length === 0) return null;
  const wordOf = (item: AttentionItem) => {
    switch (item.kind) {
      case 'not-verified':
        return t('oversight.attention.not-verified', { since: time.instant(item.since, 'day'), days: item.days });
      case 'broken-chain':
        return t('oversight.attention.broken-chain', { at: time.instant(item.at) });
      case 'check':
        return t('oversight.system.failing', { check: checkWord(item.check) });
      case 'no-hr':
      case 'one-secadmin':
      case 'no-sysadmin':
      case 'no-auditor':
      case 'never-verified':
        return t(`oversight.attention.${item.kind}`);
      default:
        return t(`oversight.attention.${item.kind}`, { count: item.count });
    }
  };
  return (
    <section aria-labelledby="attention">
      <h2 id="attention" className="text-18">
        {t('oversight.attention.title')}
      </h2>
      {items.length === 0 ? (
        <p className="mt-2 text-14">
          <Status tone="ok">{t('oversight.attention.nothing')}</Status>
        </p>
      ) : (
        <ul className="mt-2 divide-y divide-line border-y border-line text-14">
          {items.map((item) => (
            <li key={item.kind === 'check' ? item.check : item.kind}>
              <Link to={TO[item.kind]} className="group flex min-h-11 items-center gap-3 py-2 hover:bg-sunken sm:px-2">
                <Status tone={item.kind === 'broken-chain' ? 'seal' : 'warn'}>
                  <span className="whitespace-normal text-ink group-hover:underline">{wordOf(item)}</span>
                </Status>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
