import { data, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { isVisibleText } from '#app/domain/kernel/visible-text.ts';
import { parseEmployeeNo } from '#app/domain/people/account-names.ts';
import { parsePersonName } from '#app/domain/people/service.ts';
import { readForm } from '#app/platform/http/form.server.ts';
import { pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { LinkButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import {
  FIRST_HR_FIELDS,
  type FirstHrField,
  FirstHrForm,
  type FirstHrRefused,
} from '#app/ui/oversight/first-hr-form.tsx';
import { FirstHrSlips } from '#app/ui/oversight/first-hr-slips.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { enterFirstHr } from '#app/usecases/people/enter-first-hr.server.ts';
import { listTopUnits, readFirstHr } from '#app/usecases/people/read-first-hr.server.ts';

export const handle = pageTitle(({ t }) => t('staff.firstHr.title'));

/** The form while nobody serves as HR, then the officer's slip, then nothing to do: whatever was sent or pressed twice. */
export const loader = pageLoader('person.enter-first-hr', async ({ context, url }) => {
  const firstHr = await readFirstHr(context);
  return {
    firstHr,
    units: firstHr.state === 'nobody' ? await listTopUnits(context) : [],
    done: url.searchParams.get('done'),
  };
});

export const action = pageAction('person.enter-first-hr', async ({ context, actor, request }) => {
  const fields = await readForm(request);
  const values = Object.fromEntries(
    FIRST_HR_FIELDS.map((name) => [name, (fields[name] ?? '').trim().slice(0, 200)]),
  ) as Record<FirstHrField, string>;
  const refuse = (code: FirstHrRefused['code'], faults: readonly FirstHrField[] = []) =>
    data<FirstHrRefused>({ code, faults, values }, { status: statusOf(code) });
  const name = parsePersonName(values.name);
  const employeeNo = parseEmployeeNo(values.employeeNo);
  const faults = FIRST_HR_FIELDS.filter((field) => {
    if (field === 'name') return name === null;
    return field === 'employeeNo' ? employeeNo === null : !isVisibleText(values[field]);
  });
  if (name === null || employeeNo === null || faults.length > 0) return refuse('invalid-input', faults);
  const { unit: unitId, level: positionLevel, category, reason } = values;
  const result = await enterFirstHr(context, actor, { name, employeeNo, unitId, positionLevel, category, reason });
  // Somebody was first: the page says who, which a refusal of this form would not.
  if (!result.ok && result.code !== 'conflict')
    return refuse(result.code === 'highest-unit-only' ? 'not-found' : result.code);
  return redirect(`/staff/roles/first-hr?done=${result.ok ? 'entered' : 'late'}`, { status: 303 });
});

export default function FirstHr() {
  const { t } = useTranslation();
  const { firstHr, units, done } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  return (
    <StaffShell
      title={t('staff.firstHr.title')}
      intro={t('staff.firstHr.intro')}
      breadcrumb={[{ label: t('staff.roles.title'), to: '/staff/roles' }]}
    >
      {firstHr.state === 'nobody' ? (
        <FirstHrForm units={units} refusal={refusal} />
      ) : (
        <div className="flex flex-col gap-6">
          {done === 'late' && (
            <Callout tone="warn" announce title={t('staff.firstHr.refused')}>
              {t('staff.firstHr.late')}
            </Callout>
          )}
          {done === 'entered' && firstHr.state === 'waiting' && (
            <Callout tone="ok" announce>
              {t('staff.firstHr.entered')}
            </Callout>
          )}
          {firstHr.state === 'waiting' ? (
            <FirstHrSlips people={firstHr.people} />
          ) : (
            <Callout
              tone="ok"
              title={t('staff.firstHr.serving')}
              action={<LinkButton to="/staff/roles">{t('staff.roles.back')}</LinkButton>}
            >
              {t('staff.firstHr.servingText')}
            </Callout>
          )}
        </div>
      )}
    </StaffShell>
  );
}
