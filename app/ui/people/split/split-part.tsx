import { useTranslation } from 'react-i18next';
import { listEntries, type SplitLineFault, type SplitPart } from '#app/domain/people/unit-split.ts';
import { Button } from '#app/ui/components/button.tsx';
import { Disclosure } from '#app/ui/components/disclosure.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { TextArea, TextInput } from '#app/ui/components/inputs.tsx';
import { TrashIcon } from '#app/ui/icons/icons.tsx';
import { UnitField } from '../unit-field.tsx';
import { lineFaultWord, partWord } from './split-words.ts';

const FAULTS_SHOWN = 20;

type Props = {
  readonly n: number;
  readonly part: SplitPart;
  readonly units: readonly { readonly id: string; readonly name: string; readonly depth: number }[] | null;
  /** As it is typed now; what was drawn stands in the part. */
  readonly people: string;
  readonly filled: number;
  readonly removable: boolean;
  readonly errorOf: (field: string) => string | undefined;
  readonly faults: readonly SplitLineFault[];
};

/** One receiving unit: which it is, and the employee numbers that go there. */
export function SplitPartFields({ n, part, units, people, filled, removable, errorOf, faults }: Props) {
  const { t } = useTranslation();
  const count = listEntries(people).length;
  return (
    <fieldset className="min-w-0 border-l-2 border-line pl-4">
      <legend className="float-left text-16 font-semibold">{partWord(t, n - 1, undefined)}</legend>
      {removable && (
        <div className="float-right -mt-1">
          <Button
            tone="quiet"
            size="small"
            name="intent"
            value={`remove-${n}`}
            icon={<TrashIcon size={16} />}
            aria-label={t('personnel.split.remove', { n })}
          >
            {t('personnel.split.remove', { n })}
          </Button>
        </div>
      )}
      <div className="clear-both grid gap-4 pt-3 md:grid-cols-3">
        <Field id={`code${n}`} label={t('personnel.unitCode')} error={errorOf(`code${n}`)}>
          <TextInput name={`code${n}`} defaultValue={part.code} maxLength={100} autoComplete="off" />
        </Field>
        <Field id={`name${n}`} label={t('personnel.split.name')} error={errorOf(`name${n}`)}>
          <TextInput name={`name${n}`} defaultValue={part.name} maxLength={200} autoComplete="off" lang="zh-CN" />
        </Field>
        <UnitField
          required={false}
          id={`parent${n}`}
          label={t('personnel.parent')}
          units={units}
          value={part.parent}
          error={errorOf(`parent${n}`)}
        />
      </div>
      <div className="pt-4">
        <Disclosure summary={t('personnel.split.numbers', { count })} open={faults.length > 0}>
          <Field
            id={`people${n}`}
            label={t('personnel.split.numbersLabel')}
            hint={t('personnel.split.numbersHint')}
            error={faults.length > 0 ? <LineFaults faults={faults} /> : undefined}
          >
            <TextArea key={filled} name={`people${n}`} defaultValue={part.people} rows={6} spellCheck={false} />
          </Field>
        </Disclosure>
      </div>
    </fieldset>
  );
}

function LineFaults({ faults }: { readonly faults: readonly SplitLineFault[] }) {
  const { t } = useTranslation();
  return (
    <>
      {faults.slice(0, FAULTS_SHOWN).map((fault) => (
        <span key={`${fault.line} ${fault.employeeNo}`} className="block">
          {lineFaultWord(t, fault)}
        </span>
      ))}
      {faults.length > FAULTS_SHOWN && t('personnel.split.line.more', { count: faults.length - FAULTS_SHOWN })}
    </>
  );
}
