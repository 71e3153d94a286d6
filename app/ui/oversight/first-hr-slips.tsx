import { Form, Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { Instant } from '#app/domain/kernel/instant.ts';
import { ACCESS_CODE_MS } from '#app/domain/people/access-code.ts';
import { Button } from '#app/ui/components/button.tsx';
import { useTimeFormat } from '#app/ui/components/time.tsx';

/** HR officers who have no account yet: to each their slip, made anew when it is lost. */
export function FirstHrSlips({
  people,
}: {
  readonly people: readonly {
    readonly id: string;
    readonly name: string;
    readonly employeeNo: string;
    readonly missing: readonly string[];
    readonly slipUntil: Instant | null;
  }[];
}) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  return (
    <section aria-labelledby="waiting" className="flex max-w-form flex-col gap-4">
      <h2 id="waiting" className="text-18">
        {t('staff.firstHr.waiting')}
      </h2>
      <p className="text-14">{t('staff.firstHr.waitingText', { days: ACCESS_CODE_MS.slip / 86_400_000 })}</p>
      <ul className="divide-y divide-line border-y border-line text-14">
        {people.map(({ id, name, employeeNo, missing, slipUntil }) => (
          <li key={id} className="flex flex-col gap-3 py-4">
            <p className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
              <span lang="zh-CN" className="text-16 font-semibold">
                {name}
              </span>
              <span className="figures text-ink-2">{employeeNo}</span>
              <span className="text-ink-2">
                {slipUntil === null
                  ? t('staff.firstHr.noSlip')
                  : t('staff.firstHr.slipUntil', { until: time.instant(slipUntil, 'day') })}
              </span>
            </p>
            {missing.length > 0 && (
              <p className="text-13 text-warn">{t('access.glyphs.one', { characters: missing.join('、') })}</p>
            )}
            <Form method="post" action="/staff/roles/first-hr/slip" reloadDocument>
              <input type="hidden" name="person" value={id} />
              <Button tone={slipUntil === null ? 'primary' : 'secondary'}>
                {t(slipUntil === null ? 'staff.firstHr.print' : 'staff.firstHr.printAgain')}
              </Button>
            </Form>
          </li>
        ))}
      </ul>
      <p className="text-13 text-ink-2">
        {t('staff.firstHr.printed')}{' '}
        <Link to="/staff/roles/first-hr" className="link">
          {t('access.refresh')}
        </Link>
      </p>
      <p className="text-13 text-ink-2">{t('staff.firstHr.lost')}</p>
    </section>
  );
}
