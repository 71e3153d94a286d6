import { Form, Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { LinkButton, SubmitButton } from '#app/ui/components/button.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { formatCount } from '#app/ui/components/format-count.ts';
import { Checkbox, TextInput } from '#app/ui/components/inputs.tsx';
import { Section } from '#app/ui/components/section.tsx';

export type ApplyRefusal = {
  readonly code: 'rows-refused' | 'leavers-unconfirmed' | 'import-running' | 'roster-not-ready' | 'not-found';
  readonly rows: number;
  readonly leavers: number;
  readonly skipRefused: boolean;
  readonly confirmedLeavers: string;
  readonly renames: readonly string[];
};

/** The last step: what is skipped, which units are renamed, how many leave, then the act itself; or none of it. */
export function ApplyForm({
  importId,
  changes,
  refused,
  leavers,
  massLeave,
  renamings,
  discarding,
  refusal,
}: {
  importId: string;
  changes: number;
  refused: number;
  leavers: number;
  massLeave: boolean;
  renamings: readonly { readonly unitId: string; readonly from: string; readonly to: string; readonly rows: number }[];
  /** Whether putting it aside was asked for, and is to be confirmed. */
  discarding: boolean;
  refusal: ApplyRefusal | undefined;
}) {
  const { t } = useTranslation();
  const here = `/staff/roster/${importId}`;
  if (discarding)
    return (
      <Section id="discard" title={t('roster.apply.discardTitle')}>
        <p className="max-w-reading pb-3 text-14 text-ink-2">{t('roster.apply.discardText')}</p>
        <Form method="post" action={`${here}?index`} className="flex flex-wrap gap-3">
          <input type="hidden" name="intent" value="discard" />
          <SubmitButton tone="danger">{t('roster.apply.discard')}</SubmitButton>
          <LinkButton to={here} tone="quiet">
            {t('roster.apply.keep')}
          </LinkButton>
        </Form>
      </Section>
    );
  const needsNumber = massLeave || refusal?.code === 'leavers-unconfirmed';
  return (
    <Section id="apply" title={t('roster.apply.title')}>
      <Form method="post" action={`${here}?index`} className="flex max-w-form flex-col gap-5">
        {refusal && (
          <FormError
            title={t('roster.apply.refused')}
            faults={
              refusal.code === 'leavers-unconfirmed'
                ? [
                    {
                      fieldId: 'confirmedLeavers',
                      message: t('roster.apply.confirmLeaversHint', { count: refusal.leavers }),
                    },
                  ]
                : []
            }
          >
            {t(`roster.apply.code.${refusal.code}`, { rows: refusal.rows, leavers: refusal.leavers })}
          </FormError>
        )}
        <p className="text-14 text-ink-2">{t('roster.apply.text')}</p>
        <input type="hidden" name="intent" value="apply" />
        {renamings.length > 0 && (
          <fieldset>
            <legend className="text-14 font-medium">{t('roster.units.renameTitle')}</legend>
            <p className="text-13 text-ink-2">{t('roster.units.renameText')}</p>
            <div className="mt-1 max-h-72 overflow-y-auto">
              {renamings.map(({ unitId, from, to, rows }) => (
                <Checkbox
                  key={unitId}
                  name="rename"
                  value={unitId}
                  defaultChecked={refusal?.renames.includes(unitId) ?? false}
                  label={<span lang="zh-CN">{t('roster.units.renameOf', { from, to })}</span>}
                  hint={t('roster.units.renameRows', { count: rows })}
                />
              ))}
            </div>
          </fieldset>
        )}
        {refused > 0 && (
          <Checkbox
            name="skipRefused"
            value="1"
            defaultChecked={refusal?.skipRefused ?? false}
            label={t('roster.apply.skipRefused', { count: refused })}
          />
        )}
        {needsNumber && (
          <Field
            label={t('roster.apply.confirmLeavers')}
            hint={t('roster.apply.confirmLeaversHint', { count: leavers })}
            id="confirmedLeavers"
            required
            error={
              refusal?.code === 'leavers-unconfirmed'
                ? t('roster.apply.code.leavers-unconfirmed', { leavers: refusal.leavers })
                : undefined
            }
          >
            <TextInput
              name="confirmedLeavers"
              inputMode="numeric"
              autoComplete="off"
              maxLength={10}
              defaultValue={refusal?.confirmedLeavers ?? ''}
            />
          </Field>
        )}
        <div className="flex flex-wrap items-center gap-3">
          <SubmitButton tone={leavers > 0 ? 'danger' : 'primary'}>
            {changes === 0 ? t('roster.apply.submitSame') : t('roster.apply.submit', { number: formatCount(changes) })}
          </SubmitButton>
          <Link to={`${here}?discard=1#discard`} className="link inline-flex min-h-11 items-center text-14">
            {t('roster.apply.discard')}
          </Link>
        </div>
      </Form>
    </Section>
  );
}
