import { data, redirect } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { addDays, dayOf, isDay, startOfDay } from '#app/domain/kernel/instant.ts';
import {
  findReasonFault,
  type GrantObstacle,
  LONGEST_ROLE_REASON,
  ROLES,
  type Role,
} from '#app/domain/people/roles.ts';
import { readForm } from '#app/platform/http/form.server.ts';
import { notFound, pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { Button, LinkButton, SubmitButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { holdEnterWhileComposing } from '#app/ui/components/composition.ts';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { unitChoices } from '#app/ui/components/filter-choice.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { RadioGroup, Select, TextInput } from '#app/ui/components/inputs.tsx';
import { Section } from '#app/ui/components/section.tsx';
import { RoleHistory } from '#app/ui/oversight/role-history.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { findGrantees } from '#app/usecases/people/find-grantees.server.ts';
import { grantRole } from '#app/usecases/people/grant-role.server.ts';
import { listUnitChoices } from '#app/usecases/people/list-unit-choices.server.ts';
import { readRolesOfPerson } from '#app/usecases/people/read-roles-of-person.server.ts';
import type { RefusalCode } from '#app/usecases/refusals.ts';

export const handle = pageTitle(({ t }) => t('staff.roles.grantTitle'));

/** First whom, then what: which roles can be given depends on the person. */
export const loader = pageLoader('role.grant', async ({ context, actor, url }) => {
  const typed = (url.searchParams.get('who') ?? '').trim().slice(0, 100);
  const { people, many } = await findGrantees(context, actor, { typed });
  const [only] = people;
  const personId = url.searchParams.get('person') ?? (people.length === 1 ? only?.id : null) ?? null;
  if (personId === null) return { typed, people, many, person: null, units: [] };
  const found = await readRolesOfPerson(context, actor, { personId });
  if (!found.ok) return notFound();
  const units = await listUnitChoices(context, actor, { action: 'role.grant' });
  return { typed, people: [], many: false, person: found.value, units };
});

const FIELDS = ['personId', 'role', 'unitCode', 'reason', 'endsOn'] as const;
type FieldName = (typeof FIELDS)[number];
type Fault = 'needRole' | 'needUnit' | 'needHighest' | 'needReason' | 'longReason' | 'badDay';
type Code = Extract<
  RefusalCode,
  'forbidden' | 'own-role' | 'not-found' | 'role-excluded' | 'highest-unit-only' | 'conflict' | 'invalid-input'
>;
type Refusal = {
  readonly code: Code;
  readonly other: Role | null;
  readonly faults: Partial<Record<FieldName, Fault>>;
  readonly values: Record<FieldName, string>;
};

/** Longer than any field may be, so that one too long is refused rather than cut short unseen. */
const KEPT = 1_000;

export const action = pageAction('role.grant', async ({ context, request, actor }) => {
  const fields = await readForm(request);
  const values = Object.fromEntries(FIELDS.map((name) => [name, (fields[name] ?? '').trim().slice(0, KEPT)])) as Record<
    FieldName,
    string
  >;
  const refuse = (code: Code, faults: Refusal['faults'] = {}, other: Role | null = null) =>
    data<Refusal>({ code, other, faults, values }, { status: statusOf(code) });
  const role = ROLES.find((known) => known === values.role);
  const reasonFault = findReasonFault(values.reason);
  const today = dayOf(context.clock.now(), context.zone);
  const faults: Refusal['faults'] = {
    ...(!role && { role: 'needRole' }),
    ...(values.unitCode === '' && { unitCode: 'needUnit' }),
    ...(reasonFault && { reason: reasonFault === 'reason' ? 'needReason' : 'longReason' }),
    ...(values.endsOn !== '' && (!isDay(values.endsOn) || values.endsOn < today) && { endsOn: 'badDay' }),
  };
  if (!role || Object.keys(faults).length > 0) return refuse('invalid-input', faults);
  const { personId, unitCode, reason, endsOn } = values;
  const result = await grantRole(context, actor, {
    personId,
    role,
    unitCode,
    reason,
    endsAt: endsOn === '' ? null : startOfDay(addDays(endsOn, 1), context.zone),
  });
  if (!result.ok && result.code === 'highest-unit-only') return refuse(result.code, { unitCode: 'needHighest' });
  if (!result.ok) return refuse(result.code, {}, (result.detail?.other as Role | undefined) ?? null);
  return redirect('/staff/roles?done=granted', { status: 303 });
});

export default function GrantRole() {
  const { t } = useTranslation();
  const { person } = useLoaderData<typeof loader>();
  return (
    <StaffShell
      title={t('staff.roles.grantTitle')}
      intro={t('staff.roles.grantIntro')}
      breadcrumb={[{ label: t('staff.roles.title'), to: '/staff/roles' }]}
    >
      {person ? <GrantForm /> : <FindPerson />}
    </StaffShell>
  );
}

function FindPerson() {
  const { t } = useTranslation();
  const { typed, people, many } = useLoaderData<typeof loader>();
  return (
    <div className="flex max-w-form flex-col gap-6">
      <Form method="get" onKeyDown={holdEnterWhileComposing} className="flex flex-wrap items-end gap-3">
        <div className="grow basis-60">
          <Field label={t('staff.roles.whom')} hint={t('staff.roles.whomHint')}>
            <TextInput key={typed} name="who" type="search" defaultValue={typed} autoComplete="off" required />
          </Field>
        </div>
        <Button tone="primary">{t('staff.roles.findPerson')}</Button>
      </Form>
      {typed !== '' && people.length === 0 && (
        <EmptyState title={t('staff.roles.nobodyTitle', { typed })} text={t('staff.roles.nobodyText')} />
      )}
      {people.length > 0 && (
        <section aria-labelledby="found">
          <h2 id="found" className="text-16 font-semibold">
            {t(many ? 'staff.roles.foundMany' : 'staff.roles.found', { count: people.length })}
          </h2>
          <ul className="mt-2 divide-y divide-line border-y border-line text-14">
            {people.map(({ id, name, employeeNo }) => (
              <li key={id}>
                <Link to={`/staff/roles/new?person=${id}`} className="link flex min-h-11 items-center gap-4">
                  <span lang="zh-CN">{name}</span>
                  <span className="figures text-ink-2">{employeeNo}</span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function GrantForm() {
  const { t } = useTranslation();
  const { person, units } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  if (!person) return null;
  const obstacleWord = (obstacle: GrantObstacle) =>
    t(`staff.roles.obstacle.${obstacle.kind}`, {
      other: obstacle.kind === 'excluded' ? t(`staff.role.${obstacle.other}`) : '',
    });
  const [first] = person.choices;
  const never = person.own || !person.active ? first?.obstacle : null;
  const faults = Object.entries(refusal?.faults ?? {}) as [FieldName, Fault][];
  const wordOf = (fault: Fault) => t(`staff.roles.${fault}`, { longest: LONGEST_ROLE_REASON });
  const errorOf = (name: FieldName) => {
    const fault = refusal?.faults[name];
    return fault ? wordOf(fault) : undefined;
  };
  const kept = (name: FieldName) => ({ name, defaultValue: refusal?.values[name] ?? '' });
  return (
    <div className="grid max-w-page gap-10 lg:grid-cols-[minmax(0,28rem)_minmax(0,1fr)]">
      <div className="flex flex-col gap-5">
        <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-16">
          <span lang="zh-CN" className="font-semibold">
            {person.name}
          </span>
          <span className="figures text-14 text-ink-2">{person.employeeNo}</span>
          <Link to="/staff/roles/new" className="link text-14">
            {t('staff.roles.someoneElse')}
          </Link>
        </p>
        {never ? (
          <Callout tone="warn" title={t('staff.roles.cannotGrant')}>
            {obstacleWord(never)}
          </Callout>
        ) : (
          <Form method="post" className="flex flex-col gap-5">
            {refusal && (
              <FormError
                title={t('staff.roles.refused')}
                faults={faults.map(([fieldId, fault]) => ({ fieldId, message: wordOf(fault) }))}
              >
                {t(`staff.roles.code.${refusal.code}`, {
                  other: refusal.other ? t(`staff.role.${refusal.other}`) : '',
                })}
              </FormError>
            )}
            <input type="hidden" name="personId" value={person.personId} />
            <div id="role" tabIndex={-1}>
              <RadioGroup
                legend={t('staff.roles.role')}
                name="role"
                value={refusal?.values.role ?? ''}
                error={errorOf('role')}
                options={person.choices.map(({ role, obstacle }) => ({
                  value: role,
                  label: t(`staff.role.${role}`),
                  hint: obstacle ? obstacleWord(obstacle) : t(`staff.task.${role}`),
                  disabled: obstacle !== null,
                }))}
              />
            </div>
            <Field
              label={t('staff.roles.unit')}
              hint={t('staff.roles.unitHint')}
              required
              id="unitCode"
              error={errorOf('unitCode')}
            >
              <Select {...kept('unitCode')}>
                <option value="" />
                {unitChoices(units).map((unit) => (
                  <option key={unit.value} value={unit.value} lang="zh-CN">
                    {unit.label}
                  </option>
                ))}
              </Select>
            </Field>
            <Field
              label={t('staff.roles.reason')}
              hint={t('staff.roles.reasonHint')}
              required
              id="reason"
              error={errorOf('reason')}
            >
              <TextInput {...kept('reason')} maxLength={LONGEST_ROLE_REASON} autoComplete="off" />
            </Field>
            <Field
              label={t('staff.roles.endsOn')}
              hint={t('staff.roles.endsOnHint')}
              id="endsOn"
              error={errorOf('endsOn')}
            >
              <TextInput type="date" {...kept('endsOn')} />
            </Field>
            <div className="flex flex-wrap gap-3">
              <SubmitButton>{t('staff.roles.submit')}</SubmitButton>
              <LinkButton to="/staff/roles" tone="quiet">
                {t('staff.roles.back')}
              </LinkButton>
            </div>
          </Form>
        )}
      </div>
      <Section id="held" title={t('staff.roles.rolesSoFar')}>
        <RoleHistory grants={person.grants} />
      </Section>
    </div>
  );
}
