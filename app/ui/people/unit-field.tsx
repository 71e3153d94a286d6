import { useTranslation } from 'react-i18next';
import { Field } from '#app/ui/components/field.tsx';
import { unitChoices } from '#app/ui/components/filter-choice.tsx';
import { Select, TextInput } from '#app/ui/components/inputs.tsx';

/** One unit: chosen from a list where the list is short enough to be read, else typed as its code or name. */
export function UnitField({
  id,
  label,
  units,
  value,
  error,
  required = true,
}: {
  readonly id: string;
  readonly label: string;
  /** Null when there are too many to list. */
  readonly units: readonly { readonly id: string; readonly name: string; readonly depth: number }[] | null;
  readonly value: string;
  readonly error?: string | undefined;
  readonly required?: boolean;
}) {
  const { t } = useTranslation();
  if (units === null)
    return (
      <Field id={id} label={label} hint={t('personnel.unitHint')} required={required} error={error}>
        <TextInput name={id} defaultValue={value} maxLength={100} autoComplete="off" />
      </Field>
    );
  return (
    <Field id={id} label={label} required={required} error={error}>
      <Select name={id} defaultValue={value}>
        <option value="" />
        {unitChoices(units).map((unit) => (
          <option key={unit.value} value={unit.value} lang={unit.lang}>
            {unit.label}
          </option>
        ))}
      </Select>
    </Field>
  );
}
