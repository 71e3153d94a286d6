import { useTranslation } from 'react-i18next';
import { useAddress } from '#app/ui/components/address.ts';
import { LinkButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { TextInput } from '#app/ui/components/inputs.tsx';
import { useTimeFormat } from '#app/ui/components/time.tsx';

/** Says plainly that one looks at another day than today, and leads back. */
export function DayBanner({
  day,
  today,
  bad,
}: {
  readonly day: string;
  readonly today: string;
  readonly bad: boolean;
}) {
  const { t } = useTranslation();
  const address = useAddress();
  const format = useTimeFormat();
  if (bad) return <Callout tone="warn">{t('personnel.badDay')}</Callout>;
  if (day === today) return null;
  return (
    <Callout
      tone="warn"
      action={
        <LinkButton to={address({ on: null, page: null })} tone="secondary" size="small">
          {t('personnel.toToday')}
        </LinkButton>
      }
    >
      {t(day < today ? 'personnel.past' : 'personnel.future', { day: format.day(day) })}
    </Callout>
  );
}

/** The day that a list shows, as a field of its filter bar. */
export function DayField({ value }: { readonly value: string }) {
  const { t } = useTranslation();
  return (
    <Field label={t('personnel.on')}>
      <TextInput key={value} type="date" name="on" defaultValue={value} />
    </Field>
  );
}
