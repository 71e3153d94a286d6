import { useTranslation } from 'react-i18next';
import { Field } from '#app/ui/components/field.tsx';
import { TextInput } from '#app/ui/components/inputs.tsx';

/** From which day an act on people or units holds, and on what paper it rests; null is not asked. */
export function PaperFields({
  day,
  reason,
  errorOf,
  dayLabel,
  dayHint,
}: {
  readonly day: string | null;
  readonly reason: string | null;
  readonly errorOf: (field: 'day' | 'reason') => string | undefined;
  readonly dayLabel?: string;
  readonly dayHint?: string;
}) {
  const { t } = useTranslation();
  return (
    <>
      {day !== null && (
        <Field id="day" label={dayLabel ?? t('personnel.day')} hint={dayHint} required error={errorOf('day')}>
          <TextInput type="date" name="day" defaultValue={day} />
        </Field>
      )}
      {reason !== null && (
        <Field
          id="reason"
          label={t('personnel.reason')}
          hint={t('personnel.reasonHint')}
          required
          error={errorOf('reason')}
        >
          <TextInput name="reason" defaultValue={reason} maxLength={200} autoComplete="off" lang="zh-CN" />
        </Field>
      )}
    </>
  );
}
