import { useTranslation } from 'react-i18next';
import { Button } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { unitActRefusal } from '../unit-act-refusal.ts';
import type { LiveSplit } from './kept-form.ts';
import type { SplitPage } from './split-page.ts';
import { faultWord, noteWord } from './split-words.ts';

/** Why the form was refused, or where it comes from. */
export function SplitAnswer({ page, live }: { readonly page: SplitPage; readonly live: LiveSplit }) {
  const { t } = useTranslation();
  const { code, detail, note, faults, list } = page;
  if (code) {
    const parts = [...new Set(list.faults.map(({ part }) => part))];
    return (
      <FormError
        title={t('personnel.refused')}
        faults={[
          ...faults.map((fault) => ({ fieldId: fault.field, message: faultWord(t, fault) })),
          ...parts.map((part) => ({
            fieldId: `people${part + 1}`,
            message: t('personnel.split.lineFaults', {
              n: part + 1,
              count: list.faults.filter((fault) => fault.part === part).length,
            }),
          })),
        ]}
      >
        {unitActRefusal(t, { code, detail })}
      </FormError>
    );
  }
  if (note?.kind !== 'restored' && note?.kind !== 'cleared') return null;
  return (
    <Callout
      announce
      action={
        note.kind === 'restored' && (
          <Button size="small" name="intent" value="clear">
            {t('personnel.split.clear')}
          </Button>
        )
      }
    >
      {noteWord(t, note, live.labels)}
    </Callout>
  );
}

/** What a step did to the parts or the people, beside them. */
export function StepNote({
  page: { note },
  labels,
  kinds,
}: {
  readonly page: SplitPage;
  readonly labels: readonly string[];
  readonly kinds: readonly NonNullable<SplitPage['note']>['kind'][];
}) {
  const { t } = useTranslation();
  const said = note !== null && kinds.includes(note.kind) ? noteWord(t, note, labels) : '';
  return (
    <p role="status" className={said === '' ? 'sr-only' : 'basis-full text-14 font-medium text-ink'}>
      {said}
    </p>
  );
}
