import { useTranslation } from 'react-i18next';
import { Field } from '#app/ui/components/field.tsx';
import { Select } from '#app/ui/components/inputs.tsx';
import { Section } from '#app/ui/components/section.tsx';
import type { SplitPage } from './split-page.ts';
import { partWord } from './split-words.ts';

/** Which part each unit directly below goes with. */
export function UnitsBelow({
  units,
  page,
  labels,
  errorOf,
}: {
  readonly units: readonly { readonly id: string; readonly code: string; readonly name: string }[];
  readonly page: SplitPage;
  readonly labels: readonly string[];
  readonly errorOf: (field: string) => string | undefined;
}) {
  const { t } = useTranslation();
  return (
    <Section id="below" title={t('personnel.split.below')}>
      <p className="pb-4 text-14 text-ink-2">{t('personnel.split.belowText')}</p>
      <div key={page.shape} className="grid gap-4 md:grid-cols-2">
        {units.map(({ id, code, name }) => {
          const part = page.draft.below[id];
          const label = (
            <span>
              <span lang="zh-CN">{name}</span> <span className="figures text-ink-2">{code}</span>
            </span>
          );
          return (
            <Field key={id} id={`below.${id}`} label={label} error={errorOf(`below.${id}`)}>
              <Select name={`below.${id}`} defaultValue={part === undefined ? '' : String(part + 1)}>
                <option value="">{t('personnel.split.belowStay')}</option>
                {labels.map((each, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a part is its number
                  <option key={i} value={i + 1}>
                    {partWord(t, i, each)}
                  </option>
                ))}
              </Select>
            </Field>
          );
        })}
      </div>
    </Section>
  );
}
