import { useTranslation } from 'react-i18next';
import { HoursRing } from '#app/ui/charts/hours-ring.tsx';
import { withoutEmptyDecimals } from '#app/ui/components/marks.tsx';
import { SectionTitle } from './section-title.tsx';

export type HoursOfYear = {
  readonly total: number;
  readonly byKind: Readonly<Record<'online' | 'off-job' | 'own-unit', number>>;
  readonly required: number;
  readonly onlineMinimum: number;
};

/** The year's hours: the ring with the figure inside, and the same by form as a table. */
export function HomeHours({ year, hours }: { readonly year: number; readonly hours: HoursOfYear }) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="hours">
      <SectionTitle id="hours" more={{ to: '/me', label: t('learning.home.hoursDetails') }}>
        {t('learning.home.hoursTitle', { year })}
      </SectionTitle>
      <div className="mt-5 flex flex-wrap items-center gap-x-8 gap-y-4 lg:flex-col lg:items-stretch">
        <div className="max-sm:mx-auto lg:self-center">
          <HoursRing earned={hours.total} required={hours.required} size={152} />
        </div>
        <table className="min-w-56 flex-1 border-collapse text-14">
          <caption className="sr-only">{t('learning.home.hoursTable')}</caption>
          <tbody>
            <Row
              name={t('learning.home.hoursOnline')}
              value={hours.byKind.online}
              note={t('learning.home.onlineAtLeast', { hours: withoutEmptyDecimals(hours.onlineMinimum) })}
            />
            <Row name={t('learning.home.hoursOffJob')} value={hours.byKind['off-job']} />
            <Row name={t('learning.home.hoursOwnUnit')} value={hours.byKind['own-unit']} />
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Row({ name, value, note }: { readonly name: string; readonly value: number; readonly note?: string }) {
  return (
    <tr className="border-t border-line first:border-t-0">
      <th scope="row" className="py-2 text-left font-normal">
        {name}
        {note && <span className="block text-13 text-ink-3">{note}</span>}
      </th>
      <td className="py-2 text-right align-top font-medium">{withoutEmptyDecimals(value)}</td>
    </tr>
  );
}
