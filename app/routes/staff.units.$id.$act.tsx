import { data, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { RefusalDetail } from '#app/domain/kernel/result.ts';
import { readForm } from '#app/platform/http/form.server.ts';
import { notFound, pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { pageTitle } from '#app/ui/page-title.ts';
import { UnitActForm } from '#app/ui/people/unit-act-form.tsx';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { changeUnits, previewUnitAct } from '#app/usecases/people/change-units.server.ts';
import { listUnitChoices } from '#app/usecases/people/choose-unit.server.ts';
import { parseUnitAct, UNIT_ACTS } from '#app/usecases/people/parse-unit-act.server.ts';
import { viewUnit } from '#app/usecases/people/view-unit.server.ts';

export const handle = pageTitle<typeof loader>(({ t, data: loaded }) =>
  loaded ? t(`personnel.unitActTitle.${loaded.act}`, { name: loaded.unit.name }) : t('personnel.unitsTitle'),
);

const actOf = (text: string | undefined) => UNIT_ACTS.find((known) => known === text) ?? notFound();

export const loader = pageLoader('unit.change', async ({ context, actor, params }) => {
  const act = actOf(params.act);
  const found = await viewUnit(context, actor, { unitId: params.id ?? '', on: null });
  if (!found.ok || found.value.state !== 'exists') return notFound();
  const { id, name, today, path } = found.value;
  return {
    act,
    unit: { id, name, today, parentId: path.at(-1)?.id ?? '' },
    units: await listUnitChoices(context, actor, 'unit.change'),
  };
});

export const action = pageAction('unit.change', async ({ context, actor, params, request }) => {
  const act = actOf(params.act);
  const { intent = 'preview', ...fields } = await readForm(request);
  const values = Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, text.slice(0, 400_000)]));
  const none: readonly string[] = [];
  const nothing = { code: null, faults: none, detail: null, preview: null };
  if (intent === 'edit') return { ...nothing, values };
  const parsed = await parseUnitAct(context, actor, { kind: act, unitId: params.id ?? '', fields: values });
  if (!parsed.ok)
    return data(
      { ...nothing, values, code: 'invalid-input' as const, faults: parsed.faults },
      { status: statusOf('invalid-input') },
    );
  if (intent === 'confirm') {
    const done = await changeUnits(context, actor, parsed.command);
    if (done.ok)
      return redirect(`/staff/units/${done.value.unitId}?done=${done.value.planned ? 'planned' : 'changed'}`, {
        status: 303,
      });
    return data({ ...nothing, values, ...refusalOf(done) }, { status: statusOf(done.code) });
  }
  const preview = await previewUnitAct(context, actor, parsed.command);
  if (!preview.ok) return data({ ...nothing, values, ...refusalOf(preview) }, { status: statusOf(preview.code) });
  return { ...nothing, values, preview: preview.value };
});

/** What the page says of a refusal: the code, and how many people or which person it speaks of. */
function refusalOf<Code extends string>({ code, detail }: { code: Code; detail?: RefusalDetail }) {
  const errors = Array.isArray(detail?.errors) ? (detail.errors as readonly string[]) : [];
  return { code, faults: errors, detail: detail ?? null };
}

export default function ChangeUnit() {
  const { t } = useTranslation();
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { act, unit } = loaded;
  return (
    <StaffShell
      title={t(`personnel.unitActTitle.${act}`, { name: unit.name })}
      intro={t(`personnel.unitActText.${act}`)}
      breadcrumb={[
        { label: t('personnel.unitsTitle'), to: '/staff/units' },
        { label: unit.name, to: `/staff/units/${unit.id}` },
      ]}
    >
      <UnitActForm {...loaded} answer={answer ?? null} />
    </StaffShell>
  );
}
