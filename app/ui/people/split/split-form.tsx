import { Form, useSubmit } from '@remix-run/react';
import { type RefObject, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { SPLIT_PARTS } from '#app/domain/people/unit-split.ts';
import { Button, LinkButton, SubmitButton } from '#app/ui/components/button.tsx';
import { holdEnterWhileComposing } from '#app/ui/components/composition.ts';
import { Field } from '#app/ui/components/field.tsx';
import { RadioGroup, Select } from '#app/ui/components/inputs.tsx';
import { Section } from '#app/ui/components/section.tsx';
import { PlusIcon } from '#app/ui/icons/icons.tsx';
import { PaperFields } from '../paper-fields.tsx';
import { useFocusKept } from './focus-kept.ts';
import { useKeptForm, useLiveSplit } from './kept-form.ts';
import { SplitAnswer, StepNote } from './split-answer.tsx';
import { SplitCounts } from './split-counts.tsx';
import type { SplitPage } from './split-page.ts';
import { SplitPartFields } from './split-part.tsx';
import { SplitPeople } from './split-people.tsx';
import { SplitPreview } from './split-preview.tsx';
import { faultWord, partWord } from './split-words.ts';
import { UnitsBelow } from './units-below.tsx';

type Props = {
  readonly unit: {
    readonly id: string;
    readonly name: string;
    readonly parentId: string;
    readonly children: readonly { readonly id: string; readonly code: string; readonly name: string }[];
  };
  readonly units: readonly { readonly id: string; readonly name: string; readonly depth: number }[] | null;
  readonly page: SplitPage;
  /** Nothing was posted yet. */
  readonly fresh: boolean;
};

/**
 * A split in the making. The server draws it from what is posted and keeps nothing; every button posts the whole form,
 * so that it works without script too. With script the browser keeps the form over a reload.
 */
export function SplitForm({ unit, units, page, fresh }: Props) {
  const formRef = useRef<HTMLFormElement>(null);
  const kept = useKeptForm(unit.id);
  const submit = useSubmit();
  const asked = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for every page that the server draws
  useEffect(() => {
    // The form stays where it is at every step of its own, but what was refused or would be done stands at the top.
    if (page.code || page.preview) window.scrollTo({ top: 0 });
    if (!fresh) {
      if (page.note?.kind === 'cleared') kept.forget();
      else if (formRef.current) kept.keep(formRef.current);
      return;
    }
    const form = asked.current ? null : kept.read();
    asked.current = true;
    if (!form) return;
    form.set('intent', 'restore');
    submit(form, { method: 'post', replace: true });
  }, [page, fresh]);
  if (page.preview) return <SplitPreview page={page} preview={page.preview} formRef={formRef} />;
  return <SplitFields unit={unit} units={units} page={page} formRef={formRef} onKeep={kept.keep} />;
}

function SplitFields({
  unit,
  units,
  page,
  formRef,
  onKeep,
}: Omit<Props, 'fresh'> & {
  readonly formRef: RefObject<HTMLFormElement>;
  readonly onKeep: (form: HTMLFormElement) => void;
}) {
  const { t } = useTranslation();
  const { live, readForm } = useLiveSplit(page, formRef);
  useFocusKept(page, formRef);
  const { draft, list, turn, shape, filled } = page;
  const errorOf = (field: string) => {
    const fault = page.faults.find((each) => each.field === field);
    return fault && faultWord(t, fault);
  };
  return (
    <Form
      ref={formRef}
      method="post"
      preventScrollReset
      // Most of its buttons are pressed long before it is filled in.
      noValidate
      onKeyDown={holdEnterWhileComposing}
      onChange={(event) => {
        readForm();
        onKeep(event.currentTarget);
      }}
      className="grid gap-x-8 gap-y-6 xl:grid-cols-[minmax(0,1fr)_16rem]"
    >
      {/* Enter in a field presses a form's first button, which must not be one that removes a part. */}
      <button type="submit" name="intent" value="find" tabIndex={-1} aria-hidden="true" className="sr-only" />
      <input type="hidden" name="turn" value={turn} />
      <input type="hidden" name="shape" value={shape} />
      <input type="hidden" name="filled" value={filled} />
      <input type="hidden" name="parts" value={draft.parts.length} />
      <div className="flex min-w-0 flex-col gap-10">
        <SplitAnswer page={page} live={live} />
        <div className="grid gap-5 md:grid-cols-2" key={`paper ${shape}`}>
          <PaperFields day={page.day} reason={page.reason} errorOf={errorOf} dayHint={t('personnel.dayHint')} />
        </div>
        <Section id="parts" title={t('personnel.split.parts')}>
          <p className="pb-4 text-14 text-ink-2">{t('personnel.split.partsText', { most: SPLIT_PARTS })}</p>
          <StepNote page={page} labels={live.labels} kinds={['added', 'removed', 'undone']} />
          {page.note?.kind === 'removed' && (
            <div className="pt-2 pb-4">
              <input type="hidden" name="removed" value={JSON.stringify(page.note.undo)} />
              <Button id="undo" name="intent" value="undo" size="small">
                {t('personnel.split.undo')}
              </Button>
            </div>
          )}
          <div className="flex flex-col gap-8 pt-2">
            {draft.parts.map((part, i) => (
              <SplitPartFields
                // biome-ignore lint/suspicious/noArrayIndexKey: a part is its number
                key={`${shape} ${i}`}
                filled={filled}
                n={i + 1}
                part={part}
                people={live.people[i] ?? ''}
                units={units}
                removable={draft.parts.length > 1}
                errorOf={errorOf}
                faults={list.faults.filter((fault) => fault.part === i)}
              />
            ))}
          </div>
          {draft.parts.length < SPLIT_PARTS && (
            <div className="pt-4">
              <Button id="add" name="intent" value="add" icon={<PlusIcon size={16} />}>
                {t('personnel.split.add')}
              </Button>
            </div>
          )}
        </Section>
        {unit.children.length > 0 && (
          <UnitsBelow units={unit.children} page={page} labels={live.labels} errorOf={errorOf} />
        )}
        <Section id="people" title={t('personnel.split.people')}>
          <p className="pb-4 text-14 text-ink-2">{t('personnel.split.peopleText')}</p>
          <SplitPeople page={page} live={live} />
        </Section>
        <Section id="rules" title={t('personnel.split.rules')}>
          <div key={`rules ${shape}`} className="flex max-w-form flex-col gap-5">
            <Field id="rest" label={t('personnel.split.rest')}>
              <Select name="rest" defaultValue={draft.rest === null ? 'stay' : String(draft.rest + 1)}>
                <option value="stay">{t('personnel.split.restStay')}</option>
                {live.labels.map((label, part) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a part is its number
                  <option key={part} value={part + 1}>
                    {t('personnel.split.restGo', { part: partWord(t, part, label) })}
                  </option>
                ))}
              </Select>
            </Field>
            <RadioGroup
              legend={t('personnel.roles')}
              name="roles"
              value={page.roles}
              options={[
                { value: 'end', label: t('personnel.rolesEnd') },
                { value: 'follow', label: t('personnel.rolesFollow') },
              ]}
            />
          </div>
        </Section>
        <div className="flex flex-wrap gap-3">
          <SubmitButton id="preview" name="intent" value="preview">
            {t('personnel.previewButton')}
          </SubmitButton>
          <LinkButton to={`/staff/units/${unit.id}`} tone="quiet">
            {t('personnel.keep')}
          </LinkButton>
        </div>
      </div>
      <SplitCounts live={live} everyone={list.everyone} />
    </Form>
  );
}
