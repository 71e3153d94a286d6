import { data, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '#app/domain/kernel/instant.ts';
import { pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { receiveUpload } from '#app/platform/http/upload.server.ts';
import { MAX_ROSTER_BYTES, openRoster } from '#app/platform/roster/open-roster.server.ts';
import { LinkButton, SubmitButton } from '#app/ui/components/button.tsx';
import { Field, useFieldControl } from '#app/ui/components/field.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { CONTROL } from '#app/ui/components/inputs.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { type ScopeFault, ScopeFields } from '#app/ui/roster/scope-fields.tsx';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { listRosterUnits } from '#app/usecases/roster/list-rosters.server.ts';
import { type UnreadableReason, UnreadableRoster } from '#app/usecases/roster/roster-source.ts';
import { stageRoster } from '#app/usecases/roster/stage-roster.server.ts';

export const handle = pageTitle(({ t }) => t('roster.upload.title'));

export const loader = pageLoader('roster.import', async ({ context, actor }) => ({
  units: await listRosterUnits(context, actor),
  today: dayOf(context.clock.now(), context.zone),
  megabytes: MAX_ROSTER_BYTES / 1_000_000,
}));

type Values = {
  readonly scope: string;
  readonly completeUnitId: string;
  readonly effectiveFrom: string;
  readonly topUnitId: string;
  readonly sheet: string;
};
type Refusal = {
  readonly fault: ScopeFault | null;
  /** What is wrong with the file itself. */
  readonly unreadable: { readonly reason: UnreadableReason; readonly fact: string } | 'needFile' | null;
  /** Of a workbook of which nobody could tell the roster. */
  readonly sheets: readonly string[];
  readonly values: Values;
};

export const action = pageAction('roster.import', async ({ context, request, actor }) => {
  const { fields, files, refusal, remove } = await receiveUpload(request, {
    field: 'file',
    maxBytes: MAX_ROSTER_BYTES,
  });
  try {
    const given = (name: keyof Values) => (fields[name] ?? '').trim().slice(0, 100);
    const values: Values = {
      scope: given('scope'),
      completeUnitId: given('completeUnitId'),
      effectiveFrom: given('effectiveFrom'),
      topUnitId: given('topUnitId'),
      sheet: given('sheet'),
    };
    const refuse = (refusal: Partial<Refusal>) =>
      data<Refusal>(
        { fault: null, unreadable: null, sheets: [], ...refusal, values },
        { status: statusOf('invalid-input') },
      );
    if (refusal?.reason === 'field-too-long') throw new Response('a field is too long', { status: 400 });
    if (refusal) return refuse({ unreadable: { reason: 'too-large', fact: String(MAX_ROSTER_BYTES / 1_000_000) } });
    const [file] = files;
    if (!file) return refuse({ unreadable: 'needFile' });
    const sheet = values.sheet === '' ? null : values.sheet;
    const staged = await openRoster({ file: file.path, fileName: file.name, sheet })
      .then((source) =>
        stageRoster(context, actor, {
          source,
          effectiveFrom: values.effectiveFrom === '' ? null : values.effectiveFrom,
          completeUnitId: values.scope === 'complete' ? values.completeUnitId : null,
          topUnitId: values.topUnitId === '' ? null : values.topUnitId,
          sheet,
          columns: [],
        }),
      )
      .catch((error: unknown) => {
        if (error instanceof UnreadableRoster) return { unreadable: { reason: error.reason, fact: error.fact } };
        throw error;
      });
    if ('unreadable' in staged) return refuse({ unreadable: staged.unreadable });
    if (staged.ok) {
      const { importId, missing } = staged.value;
      return redirect(`/staff/roster/${importId}${missing.length > 0 ? '/columns' : ''}`, { status: 303 });
    }
    const { code, detail = {} } = staged;
    if (code === 'roster-unreadable')
      return refuse({
        unreadable: { reason: detail.reason as UnreadableReason, fact: String(detail.fact ?? '') },
        sheets: Array.isArray(detail.sheets) ? detail.sheets : [],
      });
    if (code === 'not-found')
      return refuse({
        fault: { field: detail.unit === values.completeUnitId ? 'completeUnitId' : 'topUnitId', word: 'badUnit' },
      });
    return refuse({ fault: { field: 'effectiveFrom', word: 'badDay' } });
  } finally {
    await remove();
  }
});

export default function NewRoster() {
  const { t } = useTranslation();
  const { units, today, megabytes } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const values = refusal?.values ?? {
    scope: 'changes',
    completeUnitId: units[0]?.id ?? '',
    effectiveFrom: today,
    topUnitId: '',
    sheet: '',
  };
  const unreadable = refusal?.unreadable;
  const fileError = !unreadable
    ? null
    : unreadable === 'needFile'
      ? t('roster.upload.needFile')
      : t(`roster.unreadable.${unreadable.reason}`, { fact: unreadable.fact });
  return (
    <StaffShell
      title={t('roster.upload.title')}
      intro={t('roster.upload.intro')}
      breadcrumb={[
        { label: t('staff.people.title'), to: '/staff/people' },
        { label: t('roster.title'), to: '/staff/roster' },
      ]}
    >
      <Form method="post" encType="multipart/form-data" className="flex max-w-form flex-col gap-5">
        {refusal && (
          <FormError
            title={t('roster.upload.refused')}
            faults={[
              ...(fileError ? [{ fieldId: 'file', message: fileError }] : []),
              ...(refusal.fault
                ? [{ fieldId: refusal.fault.field, message: t(`roster.upload.${refusal.fault.word}`) }]
                : []),
            ]}
          />
        )}
        <Field
          label={t('roster.upload.file')}
          hint={t('roster.upload.fileHint', { mb: megabytes })}
          id="file"
          required
          error={fileError ?? undefined}
        >
          <FileInput />
        </Field>
        <ScopeFields
          values={values}
          units={units}
          fault={refusal?.fault ?? null}
          withSheet
          sheet={values.sheet}
          sheets={refusal?.sheets ?? []}
        />
        <div className="flex flex-wrap gap-3">
          <SubmitButton>{t('roster.upload.submit')}</SubmitButton>
          <LinkButton to="/staff/roster" tone="quiet">
            {t('roster.one.back')}
          </LinkButton>
        </div>
      </Form>
    </StaffShell>
  );
}

const ACCEPTED = '.csv,.txt,.tsv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

function FileInput() {
  return (
    <input
      {...useFieldControl()}
      type="file"
      name="file"
      accept={ACCEPTED}
      className={`${CONTROL} py-2 file:mr-3 file:rounded-control file:border-0 file:bg-sunken file:px-3 file:py-1 file:text-ink`}
    />
  );
}
