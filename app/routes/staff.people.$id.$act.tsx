import { data, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { isDay } from '#app/domain/kernel/instant.ts';
import { isVisibleText } from '#app/domain/kernel/visible-text.ts';
import { parseEmployeeNo } from '#app/domain/people/account-names.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import { PERSON_ACTS, type PersonAct } from '#app/domain/people/person-acts.ts';
import { parseEmail, parsePersonName } from '#app/domain/people/service.ts';
import { readForm } from '#app/platform/http/form.server.ts';
import { notFound, pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { LinkButton, SubmitButton } from '#app/ui/components/button.tsx';
import { holdEnterWhileComposing } from '#app/ui/components/composition.ts';
import { DefinitionList } from '#app/ui/components/definition-list.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { TextInput } from '#app/ui/components/inputs.tsx';
import { useTimeFormat } from '#app/ui/components/time.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { LatestAct, PlannedChange } from '#app/ui/people/latest-act.tsx';
import { PaperFields } from '#app/ui/people/paper-fields.tsx';
import { personActRefusal } from '#app/ui/people/person-act-refusal.ts';
import { PostingFields } from '#app/ui/people/posting-fields.tsx';
import { UnitField } from '#app/ui/people/unit-field.tsx';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import type { Context } from '#app/usecases/context.ts';
import { amendPersonAct } from '#app/usecases/people/amend-person-act.server.ts';
import { cancelPlan } from '#app/usecases/people/cancel-plan.server.ts';
import { findChosenUnit, listUnitChoices } from '#app/usecases/people/choose-unit.server.ts';
import { correctPerson } from '#app/usecases/people/correct-person.server.ts';
import { leavePerson } from '#app/usecases/people/leave-person.server.ts';
import { returnPerson } from '#app/usecases/people/return-person.server.ts';
import { transferPerson } from '#app/usecases/people/transfer-person.server.ts';
import { type PersonView, viewPerson } from '#app/usecases/people/view-person.server.ts';

export const handle = pageTitle<typeof loader>(({ t, data: loaded }) =>
  loaded ? t(`personnel.actTitle.${loaded.act}`, { name: loaded.person.name }) : t('staff.people.title'),
);

const FIELDS = ['name', 'employeeNo', 'email', 'unit', 'level', 'category', 'day', 'reason'] as const;
type FieldName = (typeof FIELDS)[number];
const NEED = {
  name: 'needName',
  employeeNo: 'needEmployeeNo',
  email: 'needEmail',
  unit: 'needUnit',
  level: 'needLevel',
  category: 'needCategory',
  day: 'needDay',
  reason: 'needReason',
} as const;

/** Which fields each act asks for. */
const ASKED: Record<PersonAct, readonly FieldName[]> = {
  correct: ['name', 'employeeNo', 'email', 'reason'],
  transfer: ['unit', 'level', 'category', 'day', 'reason'],
  regrade: ['level', 'category', 'day', 'reason'],
  leave: ['day', 'reason'],
  return: ['unit', 'level', 'category', 'day', 'reason'],
  cancel: ['reason'],
  redate: ['day', 'reason'],
  retract: ['reason'],
};

/** They end or undo something. */
const DANGEROUS: readonly PersonAct[] = ['leave', 'retract', 'cancel'];

const actOf = (text: string | undefined): PersonAct => PERSON_ACTS.find((known) => known === text) ?? notFound();

export const loader = pageLoader('person.correct', async ({ context, actor, params }) => {
  const act = actOf(params.act);
  const found = await viewPerson(context, actor, params.id ?? '');
  if (!found.ok) return notFound();
  if (found.value.ownBarred) throw redirect(`/staff/people/${found.value.id}`, { status: 303 });
  // Done already, by oneself with a second click or by somebody else: the person's page says so.
  if (!found.value.acts.includes(act))
    throw redirect(`/staff/people/${found.value.id}?gone=${act === 'cancel' ? 'cancel' : 'other'}`, { status: 303 });
  const asksUnit = ASKED[act].includes('unit');
  const [last] = found.value.postings;
  return {
    act,
    person: found.value,
    units: asksUnit ? await listUnitChoices(context, actor, 'person.transfer') : [],
    values: {
      name: found.value.name,
      employeeNo: found.value.employeeNo,
      email: found.value.email ?? '',
      unit: '',
      level: last?.positionLevel ?? '',
      category: last?.category ?? '',
      day: act === 'correct' ? '' : act === 'redate' ? (found.value.latest?.day ?? '') : found.value.today,
      reason: '',
    } satisfies Record<FieldName, string>,
  };
});

type Values = Record<FieldName, string>;

export const action = pageAction('person.correct', async ({ context, actor, params, request }) => {
  const act = actOf(params.act);
  const personId = params.id ?? '';
  const fields = await readForm(request);
  const values = Object.fromEntries(FIELDS.map((name) => [name, (fields[name] ?? '').trim().slice(0, 254)])) as Values;
  const valid: Record<FieldName, boolean> = {
    name: parsePersonName(values.name) !== null,
    employeeNo: parseEmployeeNo(values.employeeNo) !== null,
    email: parseEmail(values.email) !== undefined,
    unit: values.unit !== '',
    level: isVisibleText(values.level),
    category: values.category !== '',
    day: isDay(values.day),
    reason: isVisibleText(values.reason),
  };
  const unitId = ASKED[act].includes('unit')
    ? await findChosenUnit(context, actor, { action: 'person.transfer', text: values.unit })
    : null;
  const faults = ASKED[act].filter((name) => !valid[name] || (name === 'unit' && unitId === null));
  if (faults.length > 0)
    return data(
      { code: 'invalid-input' as const, detail: null, faults, values },
      { status: statusOf('invalid-input') },
    );
  const result = await perform(context, actor, { act, personId, values, unitId, seen: fields.seen ?? '' });
  // Who never began has no page any more.
  if (result.ok && result.value !== null && 'neverBegan' in result.value && result.value.neverBegan)
    return redirect('/staff/people?done=entry-cancelled', { status: 303 });
  if (result.ok) return redirect(`/staff/people/${personId}?done=${act}`, { status: 303 });
  const at: FieldName[] = result.code === 'name-taken' ? ['employeeNo'] : [];
  return data(
    { code: result.code, detail: result.detail ?? null, faults: at, values },
    { status: statusOf(result.code) },
  );
});

async function perform(
  context: Context,
  actor: PersonActor,
  {
    act,
    personId,
    values,
    unitId,
    seen,
  }: { act: PersonAct; personId: string; values: Values; unitId: string | null; seen: string },
) {
  const { name, employeeNo, email, level: positionLevel, category, day, reason } = values;
  switch (act) {
    case 'correct':
      return correctPerson(context, actor, { personId, name, employeeNo, email, reason, seen });
    case 'leave':
      return leavePerson(context, actor, { personId, leftOn: day, reason, seen });
    case 'cancel':
      return cancelPlan(context, actor, { personId, reason, seen });
    case 'redate':
    case 'retract':
      return amendPersonAct(context, actor, { personId, day: act === 'redate' ? day : null, reason, seen });
    case 'regrade': {
      const found = await viewPerson(context, actor, personId);
      if (!found.ok) return found;
      const posting = { unitId: found.value.postings[0]?.unitId ?? '', positionLevel, category, validFrom: day };
      return transferPerson(context, actor, { personId, ...posting, reason, seen });
    }
    default: {
      const command = { personId, unitId: unitId ?? '', positionLevel, category, validFrom: day, reason, seen };
      return act === 'transfer' ? transferPerson(context, actor, command) : returnPerson(context, actor, command);
    }
  }
}

const DAY_LABEL = { leave: 'personnel.leaveDay', return: 'personnel.returnDay' } as const;

/** What days an act can have. */
function dayHintOf(act: PersonAct, { latest, today }: Pick<PersonView, 'latest' | 'today'>) {
  if (act === 'leave') return 'personnel.leaveDayHint';
  if (act === 'return') return 'personnel.returnDayHint';
  if (act !== 'redate') return 'personnel.transferDayHint';
  if (latest?.kind === 'leave') return 'personnel.leaveDayHint';
  if (latest?.kind !== 'entry') return 'personnel.redateHint';
  return latest.day > today ? 'personnel.entryToComeHint' : 'personnel.entryDayHint';
}

export default function ActOnPerson() {
  const { t } = useTranslation();
  const { act, person, units, values: present } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const format = useTimeFormat();
  const [newest] = person.postings;
  const current = person.postings.find(({ state }) => state === 'current');
  const asked = ASKED[act];
  const values = refusal?.values ?? present;
  const wordOf = (name: FieldName) =>
    t(refusal?.code === 'name-taken' ? 'personnel.code.name-taken' : `personnel.${NEED[name]}`);
  const errorOf = (name: FieldName) => (refusal?.faults.includes(name) ? wordOf(name) : undefined);
  const text = (name: 'name' | 'employeeNo' | 'email', hint?: string) =>
    asked.includes(name) && (
      <Field id={name} label={t(`personnel.${name}`)} hint={hint} required={name !== 'email'} error={errorOf(name)}>
        <TextInput
          name={name}
          defaultValue={values[name]}
          maxLength={name === 'email' ? 254 : 200}
          autoComplete="off"
          {...(name === 'name' ? { lang: 'zh-CN' } : {})}
        />
      </Field>
    );
  return (
    <StaffShell
      title={t(`personnel.actTitle.${act}`, { name: person.name })}
      intro={t(`personnel.actText.${act === 'cancel' && person.planned?.kind === 'entry' ? 'cancelEntry' : act}`)}
      breadcrumb={[
        { label: t('staff.people.title'), to: '/staff/people' },
        { label: person.name, to: `/staff/people/${person.id}` },
      ]}
    >
      {/* After a refusal that says somebody else changed them, the next try is judged by what stands here now. */}
      <Form method="post" onKeyDown={holdEnterWhileComposing} className="flex max-w-form flex-col gap-5">
        {refusal && (
          <FormError
            title={t('personnel.refused')}
            faults={refusal.faults.map((name) => ({ fieldId: name, message: wordOf(name) }))}
          >
            {personActRefusal(t, { act, ...refusal, day: values.day, formatDay: format.day })}
          </FormError>
        )}
        <input type="hidden" name="seen" value={person.version} />
        <DefinitionList
          items={[
            { term: t('personnel.name'), value: <span lang="zh-CN">{person.name}</span> },
            { term: t('personnel.employeeNo'), value: person.employeeNo },
            {
              term: t('personnel.unit'),
              value: <span lang="zh-CN">{(current ?? newest)?.unitName}</span>,
            },
            ...(act !== 'cancel' && newest && newest !== current && newest.state === 'future'
              ? [
                  {
                    term: t('personnel.plannedUnit'),
                    value: (
                      <>
                        {t('personnel.plannedUnitLine', { day: format.day(newest.validFrom) })}
                        <span lang="zh-CN">{newest.unitName}</span>
                      </>
                    ),
                  },
                ]
              : []),
            ...((act === 'redate' || act === 'retract') && person.latest
              ? [{ term: t('personnel.latest'), value: <LatestAct latest={person.latest} /> }]
              : []),
            ...(act === 'cancel' && person.planned
              ? [{ term: t('personnel.toCancel'), value: <PlannedChange planned={person.planned} /> }]
              : []),
            ...(act === 'leave'
              ? [
                  {
                    term: t('personnel.rolesToEnd'),
                    value:
                      person.roles
                        .filter(({ endedAt }) => endedAt === null)
                        .map(({ role }) => t(`staff.role.${role}`))
                        .join(t('staff.home.separator')) || t('personnel.noRolesToEnd'),
                  },
                ]
              : []),
          ]}
        />
        {text('name')}
        {text('employeeNo')}
        {text('email', t('personnel.emailHint'))}
        {asked.includes('unit') && (
          <UnitField id="unit" label={t('personnel.unit')} units={units} value={values.unit} error={errorOf('unit')} />
        )}
        {asked.includes('level') && (
          <PostingFields
            level={values.level}
            category={values.category}
            errors={{ level: errorOf('level'), category: errorOf('category') }}
          />
        )}
        <PaperFields
          day={asked.includes('day') ? values.day : null}
          reason={asked.includes('reason') ? values.reason : null}
          errorOf={errorOf}
          dayLabel={t(act === 'leave' || act === 'return' ? DAY_LABEL[act] : 'personnel.day')}
          dayHint={t(dayHintOf(act, person))}
        />
        <div className="flex flex-wrap gap-3">
          <SubmitButton tone={DANGEROUS.includes(act) ? 'danger' : 'primary'}>
            {t(`personnel.submit.${act}`)}
          </SubmitButton>
          <LinkButton to={`/staff/people/${person.id}`} tone="quiet">
            {t('personnel.keep')}
          </LinkButton>
        </div>
      </Form>
    </StaffShell>
  );
}
