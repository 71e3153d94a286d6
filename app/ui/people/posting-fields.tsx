import { useTranslation } from 'react-i18next';
import { POSITION_CATEGORIES, POSITION_LEVELS } from '#app/domain/people/positions.ts';
import { Field } from '#app/ui/components/field.tsx';
import { Select, TextInput } from '#app/ui/components/inputs.tsx';

/** Level and category of a posting; words that the authority uses besides the known ones stay possible. */
export function PostingFields({
  level,
  category,
  errors,
}: {
  readonly level: string;
  readonly category: string;
  readonly errors: { readonly level?: string | undefined; readonly category?: string | undefined };
}) {
  const { t } = useTranslation();
  const categories = [...new Set([...POSITION_CATEGORIES, ...(category === '' ? [] : [category])])];
  return (
    <>
      <Field id="level" label={t('personnel.level')} required error={errors.level}>
        <TextInput name="level" defaultValue={level} maxLength={40} list="levels" autoComplete="off" lang="zh-CN" />
      </Field>
      <datalist id="levels">
        {POSITION_LEVELS.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
      <Field id="category" label={t('personnel.category')} required error={errors.category}>
        <Select name="category" defaultValue={category}>
          <option value="" />
          {categories.map((each) => (
            <option key={each} value={each} lang="zh-CN">
              {each}
            </option>
          ))}
        </Select>
      </Field>
    </>
  );
}
