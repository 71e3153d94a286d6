import { data, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { pickText } from '#app/domain/kernel/pick-text.ts';
import { readFormData } from '#app/platform/http/form.server.ts';
import { notFound, type PageArgs, pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import {
  keepUnshown,
  readSittingForm,
  refusalOf,
  unreadOf,
  valuesOfSitting,
} from '#app/platform/http/sitting-form.server.ts';
import { LocalTextView } from '#app/ui/components/local-text-view.tsx';
import { SittingForm } from '#app/ui/exam-office/sitting-form.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { changeSitting } from '#app/usecases/exam-office/change-sitting.server.ts';
import { readPlanning } from '#app/usecases/exam-office/read-planning.server.ts';
import { readSitting } from '#app/usecases/exam-office/read-sitting.server.ts';

export const handle = pageTitle<typeof loader>(({ t, data: page }) => page?.heading ?? t('office.overview.change'));

/** What may be chosen, the sitting's own blueprint, level or unit included where it is not on offer any more. */
async function readChoices({ context, actor, params }: Pick<PageArgs, 'context' | 'actor' | 'params'>) {
  const found = await readSitting(context, actor, { sittingId: params.id ?? '' });
  if (!found.ok) notFound();
  const sitting = found.value;
  const { blueprint, audience } = sitting;
  const planning = await readPlanning(context, actor);
  const withOwn = (words: readonly string[], own: readonly string[] = []) => [...new Set([...words, ...own])];
  const choices = {
    ...planning,
    blueprints:
      blueprint && !planning.blueprints.some(({ versionId }) => versionId === blueprint.versionId)
        ? [blueprint, ...planning.blueprints]
        : planning.blueprints,
    positionLevels: withOwn(planning.positionLevels, audience?.positionLevels),
    categories: withOwn(planning.categories, audience?.categories),
    units: [
      ...planning.units,
      ...sitting.audienceUnits
        .filter(({ id }) => !planning.units.some((unit) => unit.id === id))
        .map((unit) => ({ ...unit, depth: 0 })),
    ],
  };
  return { sitting, choices };
}

export const loader = pageLoader('sitting.change', async ({ context, actor, params, language }) => {
  const { sitting, choices } = await readChoices({ context, actor, params });
  return {
    sitting: { id: sitting.id, title: sitting.title },
    revision: sitting.revision,
    opened: sitting.state !== 'upcoming' && sitting.state !== 'cancelled',
    ended: sitting.state === 'closed',
    choices,
    values: valuesOfSitting(sitting, context.zone),
    heading: pickText(sitting.title, language).text,
  };
});

export const action = pageAction('sitting.change', async ({ context, actor, params, request }) => {
  const form = await readFormData(request);
  const { sitting, choices } = await readChoices({ context, actor, params });
  const { values, faults, plan, ...rest } = await readSittingForm(context, actor, {
    form,
    blueprints: choices.blueprints,
  });
  const changed = await changeSitting(context, actor, {
    ...rest,
    plan: keepUnshown(plan, sitting),
    sittingId: sitting.id,
    revision: Number(form.get('revision')),
    reason: values.texts.reason,
    unread: unreadOf(faults),
  });
  if (!changed.ok) {
    if (changed.code === 'not-found') notFound();
    return data(refusalOf(changed, { values, unread: faults }), { status: statusOf(changed.code) });
  }
  const done = changed.value.changed ? 'changed' : 'unchanged';
  return redirect(`/staff/sittings/${sitting.id}?done=${done}`, { status: 303 });
});

export default function ChangeSitting() {
  const { t } = useTranslation();
  const { sitting, revision, opened, ended, choices, values } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>() ?? null;
  return (
    <StaffShell
      title={
        <>
          {t('office.overview.change')} <LocalTextView text={sitting.title} />
        </>
      }
      breadcrumb={[
        { label: t('exam.sittings.title'), to: '/staff/sittings' },
        { label: t('office.open'), to: `/staff/sittings/${sitting.id}` },
      ]}
    >
      <SittingForm
        choices={choices}
        values={refusal?.values ?? values}
        refusal={refusal}
        change={{ sittingId: sitting.id, revision, opened, ended }}
      />
    </StaffShell>
  );
}
