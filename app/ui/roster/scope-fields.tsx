import { useTranslation } from 'react-i18next';
import { Disclosure } from '#app/ui/components/disclosure.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { RadioGroup, Select, TextInput } from '#app/ui/components/inputs.tsx';

export type ScopeValues = {
  readonly scope: string;
  readonly completeUnitId: string;
  readonly effectiveFrom: string;
  readonly topUnitId: string;
};
export type ScopeFault = { readonly field: keyof ScopeValues; readonly word: 'badDay' | 'badUnit' };

type Unit = { readonly id: string; readonly name: string; readonly depth: number };

/** What a file is, from when on it holds, and where its new units come: asked at the door and again beside the columns. */
export function ScopeFields({
  values,
  units,
  fault,
  withSheet = false,
  sheet = '',
  sheets = [],
  dayName = 'effectiveFrom',
}: {
  values: ScopeValues;
  units: readonly Unit[];
  fault: ScopeFault | null;
  withSheet?: boolean;
  sheet?: string;
  /** Those to choose from, where they are known. */
  sheets?: readonly string[];
  /** Where the form has another field called `effectiveFrom`. */
  dayName?: string;
}) {
  const { t } = useTranslation();
  const errorOf = (field: keyof ScopeValues) => (fault?.field === field ? t(`roster.upload.${fault.word}`) : undefined);
  const options = units.map((unit) => (
    <option key={unit.id} value={unit.id} lang="zh-CN">
      {`${'\u3000'.repeat(unit.depth)}${unit.name}`}
    </option>
  ));
  return (
    <>
      <RadioGroup
        legend={t('roster.upload.scope')}
        name="scope"
        value={values.scope}
        options={[
          { value: 'changes', label: t('roster.upload.changesOnly'), hint: t('roster.upload.changesOnlyHint') },
          { value: 'complete', label: t('roster.upload.complete'), hint: t('roster.upload.completeHint') },
        ]}
      />
      <Field label={t('roster.upload.completeUnit')} id="completeUnitId" error={errorOf('completeUnitId')}>
        <Select name="completeUnitId" defaultValue={values.completeUnitId}>
          {options}
        </Select>
      </Field>
      <Field
        label={t('roster.upload.effectiveFrom')}
        hint={t('roster.upload.effectiveFromHint')}
        id="effectiveFrom"
        error={errorOf('effectiveFrom')}
      >
        <TextInput type="date" name={dayName} defaultValue={values.effectiveFrom} />
      </Field>
      {sheets.length > 0 && (
        <Field label={t('roster.upload.sheet')} id="sheet" required>
          <Select name="sheet" defaultValue={sheet}>
            {sheets.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <Disclosure summary={t('roster.upload.more')} open={values.topUnitId !== '' || fault?.field === 'topUnitId'}>
        <div className="flex flex-col gap-5 pt-2">
          <Field
            label={t('roster.upload.topUnit')}
            hint={t('roster.upload.topUnitHint')}
            id="topUnitId"
            error={errorOf('topUnitId')}
          >
            <Select name="topUnitId" defaultValue={values.topUnitId}>
              <option value="">{t('roster.upload.topUnitAuto')}</option>
              {options}
            </Select>
          </Field>
          {withSheet && sheets.length === 0 && (
            <Field label={t('roster.upload.sheet')} hint={t('roster.upload.sheetHint')}>
              <TextInput name="sheet" defaultValue={sheet} maxLength={100} autoComplete="off" />
            </Field>
          )}
        </div>
      </Disclosure>
    </>
  );
}
