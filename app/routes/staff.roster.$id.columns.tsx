import { data, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { type ColumnMapping, ROSTER_FIELDS } from '#app/domain/people/roster/fields.ts';
import { readForm } from '#app/platform/http/form.server.ts';
import { notFound, pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { LinkButton, SubmitButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { Select } from '#app/ui/components/inputs.tsx';
import { MixedText } from '#app/ui/components/mixed-text.tsx';
import { Section } from '#app/ui/components/section.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { SampleTable } from '#app/ui/roster/sample-table.tsx';
import { type ScopeFault, ScopeFields, type ScopeValues } from '#app/ui/roster/scope-fields.tsx';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { readRoster } from '#app/usecases/roster/read-roster.server.ts';
import { setColumns } from '#app/usecases/roster/set-columns.server.ts';

export const handle = pageTitle(({ t }) => t('roster.columns.title'));

export const loader = pageLoader('roster.import', async ({ context, actor, params }) => {
  const read = await readRoster(context, actor, params.id ?? '');
  if (!read.ok) notFound();
  const { id, fileName, headings, headingLine, sample, columns, remembered, units, completeUnit, topUnit, ...rest } =
    read.value;
  const { effectiveFrom } = rest;
  return {
    id,
    fileName,
    headings,
    headingLine,
    sample,
    columns,
    remembered,
    units,
    values: {
      scope: completeUnit ? 'complete' : 'changes',
      completeUnitId: completeUnit?.id ?? units[0]?.id ?? '',
      effectiveFrom,
      topUnitId: topUnit && topUnit.id !== (completeUnit?.id ?? units[0]?.id) ? topUnit.id : '',
    } satisfies ScopeValues,
  };
});

type Refusal = {
  readonly missing: readonly ('employeeNo' | 'name' | 'unit')[];
  /** A column that was chosen for two fields. */
  readonly twice: number | null;
  readonly fault: ScopeFault | null;
  readonly notReady: boolean;
  readonly columns: ColumnMapping;
  readonly values: ScopeValues;
};

export const action = pageAction('roster.import', async ({ context, request, actor, params }) => {
  const form = await readForm(request);
  const columns: ColumnMapping = Object.fromEntries(
    ROSTER_FIELDS.flatMap((field) => (/^\d{1,3}$/.test(form[field] ?? '') ? [[field, Number(form[field])]] : [])),
  );
  const given = (name: string) => (form[name] ?? '').trim().slice(0, 100);
  const values: ScopeValues = {
    scope: given('scope'),
    completeUnitId: given('completeUnitId'),
    // A field of the file has this name too: the day of the form has its own.
    effectiveFrom: given('day'),
    topUnitId: given('topUnitId'),
  };
  const importId = params.id ?? '';
  const done = await setColumns(context, actor, {
    importId,
    columns,
    effectiveFrom: values.effectiveFrom,
    completeUnitId: values.scope === 'complete' ? values.completeUnitId : null,
    topUnitId: values.topUnitId === '' ? null : values.topUnitId,
  });
  if (done.ok) return redirect(`/staff/roster/${importId}`, { status: 303 });
  const { code, detail = {} } = done;
  if (code === 'not-found' && detail.unit === undefined) notFound();
  const used = Object.values(columns);
  const inColumns = code === 'invalid-input' && detail.field === 'columns';
  return data<Refusal>(
    {
      missing: inColumns ? (detail.missing as Refusal['missing']) : [],
      twice: inColumns ? (used.find((column, i) => used.indexOf(column) !== i) ?? null) : null,
      fault:
        code === 'not-found'
          ? { field: detail.unit === values.completeUnitId ? 'completeUnitId' : 'topUnitId', word: 'badUnit' }
          : code === 'invalid-input' && !inColumns
            ? { field: 'effectiveFrom', word: 'badDay' }
            : null,
      notReady: code === 'roster-not-ready',
      columns,
      values,
    },
    { status: statusOf(code) },
  );
});

const FIELD_OF_MISSING = { employeeNo: 'employeeNo', name: 'name', unit: 'unitCode' } as const;

export default function RosterColumns() {
  const { t } = useTranslation();
  const loaded = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const { id, fileName, headings, headingLine, sample, remembered, units } = loaded;
  const columns = refusal?.columns ?? loaded.columns;
  const nameOf = (column: number) =>
    t('roster.columns.column', { n: column + 1, heading: headings[column] || t('roster.columns.blank') });
  const faults = (refusal?.missing ?? []).map((missing) => ({
    fieldId: `field-${FIELD_OF_MISSING[missing]}`,
    message: t(`roster.columns.missing.${missing}`),
  }));
  const errorOf = (field: string) => faults.find(({ fieldId }) => fieldId === `field-${field}`)?.message;
  return (
    <StaffShell
      title={t('roster.columns.title')}
      intro={t('roster.columns.intro')}
      breadcrumb={[
        { label: t('roster.title'), to: '/staff/roster' },
        { label: fileName, to: `/staff/roster/${id}` },
      ]}
    >
      <div className="flex flex-col gap-8">
        {remembered && !refusal && <Callout>{t('roster.columns.remembered')}</Callout>}
        <Section id="sample" title={t('roster.columns.sample')}>
          <p className="pb-2 text-14 text-ink-2">{t('roster.columns.sampleHint', { line: headingLine })}</p>
          <SampleTable
            caption={t('roster.columns.sample')}
            region={t('roster.columns.sampleRegion')}
            headings={headings}
            rows={sample}
          />
        </Section>
        <Form method="post" className="flex max-w-form flex-col gap-5">
          {refusal && (
            <FormError
              title={t('roster.columns.refused')}
              faults={[
                ...faults,
                ...(refusal.fault
                  ? [{ fieldId: refusal.fault.field, message: t(`roster.upload.${refusal.fault.word}`) }]
                  : []),
              ]}
            >
              {refusal.notReady && t('roster.columns.notReady')}
              {refusal.twice !== null && t('roster.columns.twice', { column: nameOf(refusal.twice) })}
            </FormError>
          )}
          {ROSTER_FIELDS.map((field) => (
            <Field
              key={field}
              label={t(`roster.field.${field}`)}
              hint={t(`roster.fieldHint.${field}`)}
              id={`field-${field}`}
              required={field === 'employeeNo' || field === 'name'}
              error={errorOf(field)}
            >
              <Select name={field} defaultValue={columns[field] ?? ''}>
                <option value="">{t('roster.columns.none')}</option>
                {headings.map((heading, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                  <option key={`${column}-${heading}`} value={column} lang="zh-CN">
                    {nameOf(column)}
                  </option>
                ))}
              </Select>
            </Field>
          ))}
          <ScopeFields
            values={refusal?.values ?? loaded.values}
            units={units}
            fault={refusal?.fault ?? null}
            dayName="day"
          />
          <div className="flex flex-wrap gap-3">
            <SubmitButton>{t('roster.columns.submit')}</SubmitButton>
            <LinkButton to={`/staff/roster/${id}`} tone="quiet">
              <MixedText text={fileName} />
            </LinkButton>
          </div>
        </Form>
      </div>
    </StaffShell>
  );
}
