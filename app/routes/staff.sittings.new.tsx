import { data, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { readFormData } from '#app/platform/http/form.server.ts';
import { pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { newSittingValues, readSittingForm, refusalOf, unreadOf } from '#app/platform/http/sitting-form.server.ts';
import { SittingForm } from '#app/ui/exam-office/sitting-form.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { readPlanning } from '#app/usecases/exam-office/read-planning.server.ts';
import { createSitting } from '#app/usecases/exams/create-sitting.server.ts';

export const handle = pageTitle(({ t }) => t('office.newTitle'));

export const loader = pageLoader('sitting.create', async ({ context, actor }) => {
  const choices = await readPlanning(context, actor);
  return { choices, values: newSittingValues(choices), zone: context.zone };
});

export const action = pageAction('sitting.create', async ({ context, actor, request }) => {
  const form = await readFormData(request);
  const { blueprints } = await readPlanning(context, actor);
  const { values, faults, plan, unitId, blueprintVersionId, addIds } = await readSittingForm(context, actor, {
    form,
    blueprints,
  });
  const all =
    addIds.length === 0 && plan.audience === null && !faults.some(({ field }) => field === 'people')
      ? [...faults, { field: 'people', fault: 'nobody-may-sit' } as const]
      : faults;
  const created = await createSitting(context, actor, {
    ...plan,
    unitId,
    blueprintCode: blueprints.find(({ versionId }) => versionId === blueprintVersionId)?.code ?? '',
    candidateIds: addIds,
    unread: unreadOf(all),
  });
  if (!created.ok) return data(refusalOf(created, { values, unread: all }), { status: statusOf(created.code) });
  return redirect(`/staff/sittings/${created.value.sittingId}?done=created`, { status: 303 });
});

export default function NewSitting() {
  const { t } = useTranslation();
  const { choices, values, zone } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>() ?? null;
  return (
    <StaffShell
      title={t('office.newTitle')}
      intro={t('office.newIntro', { zone })}
      breadcrumb={[{ label: t('exam.sittings.title'), to: '/staff/sittings' }]}
    >
      <SittingForm choices={choices} values={refusal?.values ?? values} refusal={refusal} />
    </StaffShell>
  );
}
