import { useTranslation } from 'react-i18next';
import { Field } from '#app/ui/components/field.tsx';
import { TextInput } from '#app/ui/components/inputs.tsx';

/** From which day an act on units holds, and on what paper it rests. */
export function PaperFields({
  day,
  reason,
  errorOf,
  dayHint,
}: {
  readonly day: string;
  readonly reason: string;
  readonly errorOf: (field: 'day' | 'reason') => string | undefined;
  readonly dayHint?: string;
}) {
  const { t } = useTranslation();
  return (
    <>
      <Field id="day" label={t('personnel.day')} hint={dayHint} required error={errorOf('day')}>
        <TextInput type="date" name="day" defaultValue={day} />
      </Field>
      <Field
        id="reason"
        label={t('personnel.reason')}
        hint={t('personnel.reasonHint')}
        required
        error={errorOf('reason')}
      >
        <TextInput name="reason" defaultValue={reason} maxLength={200} autoComplete="off" lang="zh-CN" />
      </Field>
    </>
  );
}
