import { data, redirect } from '@remix-run/node';
import { type ShouldRevalidateFunctionArgs, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { PersonActor } from '#app/domain/people/actor.ts';
import { readFormData } from '#app/platform/http/form.server.ts';
import { notFound, pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { drawSplit, faultsOfRefusal, newSplit, readSplitForm } from '#app/platform/http/split-form.server.ts';
import { pageTitle } from '#app/ui/page-title.ts';
import { SplitForm } from '#app/ui/people/split/split-form.tsx';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import type { Context } from '#app/usecases/context.ts';
import { changeUnits, previewUnitAct } from '#app/usecases/people/change-units.server.ts';
import { listUnitChoices } from '#app/usecases/people/choose-unit.server.ts';
import { parseSplit } from '#app/usecases/people/parse-split.server.ts';
import { viewUnit } from '#app/usecases/people/view-unit.server.ts';

export const handle = pageTitle<typeof loader>(({ t, data: loaded }) =>
  loaded ? t('personnel.unitActTitle.split', { name: loaded.unit.name }) : t('personnel.unitsTitle'),
);

async function getUnit(context: Context, actor: PersonActor, id: string | undefined) {
  const found = await viewUnit(context, actor, { unitId: id ?? '', on: null });
  if (!found.ok || found.value.state !== 'exists') return notFound();
  const { name, today, path, children } = found.value;
  return { id: found.value.id, name, today, parentId: path.at(-1)?.id ?? '', children };
}

export const loader = pageLoader('unit.change', async ({ context, actor, params }) => {
  const unit = await getUnit(context, actor, params.id);
  const first = await drawSplit(context, actor, { unitId: unit.id, parentId: unit.parentId, posted: newSplit(unit) });
  if (!first.ok) return notFound();
  return { unit, units: await listUnitChoices(context, actor, 'unit.change'), first: first.value };
});

/** What a posted form is answered with holds all that changes; the rest was loaded with the page. */
export const shouldRevalidate = ({ formMethod, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) =>
  formMethod === 'POST' ? false : defaultShouldRevalidate;

export const action = pageAction('unit.change', async ({ context, actor, params, request }) => {
  const unit = await getUnit(context, actor, params.id);
  const read = readSplitForm(await readFormData(request));
  const { intent, draft, day, reason, roles, seen } = read;
  const posted = intent === 'clear' ? { ...newSplit(unit), intent, turn: read.turn } : read;
  const drawn = await drawSplit(context, actor, { unitId: unit.id, parentId: unit.parentId, posted });
  if (!drawn.ok) return notFound();
  const page = drawn.value;
  if (intent === 'clear') return { ...page, note: { kind: 'cleared' as const } };
  if (intent !== 'preview' && intent !== 'confirm') return page;

  const parsed = await parseSplit(context, actor, { unitId: unit.id, draft, day, reason, roles, seen });
  if (!parsed.ok || page.list.faults.length > 0)
    return data(
      { ...page, code: 'invalid-input' as const, faults: parsed.ok ? [] : parsed.faults },
      { status: statusOf('invalid-input') },
    );
  const done =
    intent === 'confirm'
      ? await changeUnits(context, actor, parsed.command)
      : await previewUnitAct(context, actor, { ...parsed.command, seen: null });
  if (!done.ok) {
    const faults = faultsOfRefusal(done, { parts: parsed.parts, below: unit.children.map(({ id }) => id) });
    return data({ ...page, code: done.code, faults, detail: done.detail ?? null }, { status: statusOf(done.code) });
  }
  if ('unitId' in done.value)
    return redirect(`/staff/units/${done.value.unitId}?done=${done.value.planned ? 'planned' : 'changed'}`, {
      status: 303,
    });
  const receivers = parsed.parts.map(({ n, code, name, receiver, unitsBelow }) => {
    return { n, code, name, isNew: 'code' in receiver, unitsBelow };
  });
  return { ...page, preview: { effects: done.value, receivers } };
});

export default function SplitUnit() {
  const { t } = useTranslation();
  const { unit, units, first } = useLoaderData<typeof loader>();
  const drawn = useActionData<typeof action>();
  return (
    <StaffShell
      title={t('personnel.unitActTitle.split', { name: unit.name })}
      intro={t('personnel.unitActText.split')}
      breadcrumb={[
        { label: t('personnel.unitsTitle'), to: '/staff/units' },
        { label: unit.name, to: `/staff/units/${unit.id}` },
      ]}
    >
      <SplitForm unit={unit} units={units} page={drawn ?? first} fresh={drawn === undefined} />
    </StaffShell>
  );
}
