import { data, redirect } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { isDay } from '#app/domain/kernel/instant.ts';
import { readForm } from '#app/platform/http/form.server.ts';
import { notFound, pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { LinkButton, SubmitButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { DefinitionList } from '#app/ui/components/definition-list.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { TextInput } from '#app/ui/components/inputs.tsx';
import { Section } from '#app/ui/components/section.tsx';
import { Status } from '#app/ui/components/status.tsx';
import { Table } from '#app/ui/components/table.tsx';
import { Time, useTimeFormat } from '#app/ui/components/time.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { DayBanner } from '#app/ui/people/day-banner.tsx';
import { InTheWay } from '#app/ui/people/in-the-way.tsx';
import { ForgetSplit } from '#app/ui/people/split/kept-form.ts';
import { unitActRefusal } from '#app/ui/people/unit-act-refusal.ts';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { cancelUnitAct } from '#app/usecases/people/cancel-unit-act.server.ts';
import { viewUnit } from '#app/usecases/people/view-unit.server.ts';

export const handle = pageTitle<typeof loader>(({ t, data: loaded }) => loaded?.unit.name ?? t('personnel.unitsTitle'));

const DONE = ['created', 'changed', 'planned', 'cancelled'] as const;
const KINDS = ['create', 'rename', 'move', 'merge', 'split', 'dissolve'] as const;

export const loader = pageLoader('staff.view', async ({ context, actor, params, url }) => {
  const on = url.searchParams.get('on') ?? '';
  const unit = await viewUnit(context, actor, { unitId: params.id ?? '', on: isDay(on) ? on : null });
  if (!unit.ok) return notFound();
  const done = url.searchParams.get('done');
  return { unit: unit.value, badDay: on !== '' && !isDay(on), done: DONE.find((known) => known === done) ?? null };
});

export const action = pageAction('unit.change', async ({ context, actor, request, params }) => {
  const { kind = '', unitId = '', day = '', reason = '' } = await readForm(request);
  const plan = `${kind} ${unitId} ${day}`;
  const known = KINDS.find((each) => each === kind);
  if (!known || !isDay(day))
    return data({ code: 'not-found' as const, detail: null, plan }, { status: statusOf('not-found') });
  const result = await cancelUnitAct(context, actor, { kind: known, unitId, day, reason: reason.trim().slice(0, 200) });
  if (!result.ok)
    return data({ code: result.code, detail: result.detail ?? null, plan }, { status: statusOf(result.code) });
  // A unit that was only planned is no more.
  const id = params.id ?? '';
  const stays = await viewUnit(context, actor, { unitId: id, on: null });
  return redirect(stays.ok ? `/staff/units/${id}?done=cancelled` : '/staff/units', { status: 303 });
});

const TONE = { exists: 'ok', ended: 'neutral', planned: 'active' } as const;
const ACTS = ['rename', 'move', 'merge', 'split', 'dissolve'] as const;

export default function UnitPage() {
  const { t } = useTranslation();
  const format = useTimeFormat();
  const { unit, badDay, done } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const isToday = unit.day === unit.today;
  const keyOf = ({ kind, unitId, day }: (typeof unit.planned)[number]) => `${kind} ${unitId} ${day}`;
  const lacking = refusal?.code === 'invalid-input' ? unit.planned.findIndex((act) => keyOf(act) === refusal.plan) : -1;
  const query = isToday ? '' : `?on=${unit.day}`;
  return (
    <StaffShell
      title={<span lang="zh-CN">{unit.name}</span>}
      breadcrumb={[
        { label: t('personnel.unitsTitle'), to: `/staff/units${query}` },
        ...unit.path.map(({ id, name }) => ({ label: name, to: `/staff/units/${id}${query}` })),
      ]}
    >
      <div className="flex flex-col gap-10">
        <DayBanner day={unit.day} today={unit.today} bad={badDay} />
        {(done === 'changed' || done === 'planned') && <ForgetSplit unitId={unit.id} />}
        {done && (
          <Callout tone="ok" announce>
            {t(`personnel.unitDone.${done}`)}
          </Callout>
        )}
        {refusal && (
          <FormError
            title={t('personnel.refused')}
            faults={lacking < 0 ? [] : [{ fieldId: `reason-${lacking}`, message: t('personnel.needReason') }]}
          >
            <p>{unitActRefusal(t, refusal)}</p>
            <InTheWay detail={refusal.detail} />
          </FormError>
        )}
        {unit.mayChange && isToday && unit.state === 'exists' && (
          <div className="flex flex-wrap gap-2 print:hidden">
            {ACTS.map((act) => (
              <LinkButton key={act} to={`/staff/units/${unit.id}/${act}`} tone="secondary">
                {t(`personnel.unitAct.${act}`)}
              </LinkButton>
            ))}
            <LinkButton to={`/staff/units/new?parent=${unit.id}`} tone="secondary">
              {t('personnel.newUnit')}
            </LinkButton>
          </div>
        )}
        <DefinitionList
          items={[
            { term: t('personnel.unitCode'), value: <span className="figures">{unit.code}</span> },
            {
              term: t('staff.person.status'),
              value: <Status tone={TONE[unit.state]}>{t(`personnel.unitState.${unit.state}`)}</Status>,
            },
            {
              term: t('personnel.people'),
              value:
                unit.state === 'ended' ? (
                  <span className="flex flex-wrap gap-x-4">
                    {t(unit.successors.length === 0 ? 'personnel.endedEmpty' : 'personnel.endedPeople')}
                    {unit.successors.map(({ id, name }) => (
                      <Link key={id} className="link" to={`/staff/units/${id}${query}`} lang="zh-CN">
                        {name}
                      </Link>
                    ))}
                  </span>
                ) : (
                  <span className="flex flex-wrap gap-x-4">
                    {t('personnel.ownPeople', { own: unit.people, all: unit.peopleWithin })}
                    <Link className="link" to={`/staff/people?unit=${unit.id}${isToday ? '' : `&on=${unit.day}`}`}>
                      {t('personnel.toPeople')}
                    </Link>
                  </span>
                ),
            },
          ]}
        />
        {isToday && unit.planned.length > 0 && (
          <Section id="planned" title={t('personnel.planned')}>
            <ul className="flex flex-col gap-4">
              {unit.planned.map((act, i) => {
                const words = { day: format.day(act.day), act: t(`personnel.unitAct.${act.kind}`) };
                return (
                  <li key={keyOf(act)} className="flex flex-wrap items-center gap-4">
                    <span>{t('personnel.plannedLine', words)}</span>
                    {act.note && (
                      <span lang="zh-CN" className="text-ink-2">
                        {act.note}
                      </span>
                    )}
                    {unit.mayChange && (
                      <details open={i === lacking} className="w-full">
                        <summary
                          className="link inline-flex min-h-11 cursor-pointer items-center text-14"
                          aria-label={t('personnel.cancelUnitTitle', words)}
                        >
                          {t('personnel.cancelUnitPlan')}
                        </summary>
                        <Form
                          method="post"
                          action={`/staff/units/${unit.id}?index`}
                          className="flex max-w-form flex-col items-start gap-4 pt-2"
                        >
                          <input type="hidden" name="kind" value={act.kind} />
                          <input type="hidden" name="unitId" value={act.unitId} />
                          <input type="hidden" name="day" value={act.day} />
                          <Field
                            id={`reason-${i}`}
                            label={t('personnel.reason')}
                            hint={t('personnel.reasonHint')}
                            required
                            error={i === lacking ? t('personnel.needReason') : undefined}
                          >
                            <TextInput name="reason" maxLength={200} autoComplete="off" lang="zh-CN" />
                          </Field>
                          <SubmitButton tone="danger" size="small" aria-label={t('personnel.cancelUnitTitle', words)}>
                            {t('personnel.submit.cancel')}
                          </SubmitButton>
                        </Form>
                      </details>
                    )}
                  </li>
                );
              })}
            </ul>
            <p className="pt-2 text-14 text-ink-2">{t('personnel.cancelUnitText')}</p>
          </Section>
        )}
        <Section id="children" title={t('personnel.children')}>
          {unit.children.length === 0 ? (
            <p className="text-14 text-ink-2">{t('personnel.noUnitsBelow')}</p>
          ) : (
            <ul className="grid gap-x-6 sm:grid-cols-2 lg:grid-cols-3">
              {unit.children.map((child) => (
                <li key={child.id}>
                  <Link
                    to={`/staff/units/${child.id}${query}`}
                    className="link inline-flex min-h-11 items-center gap-3 text-14 md:min-h-8"
                  >
                    <span lang="zh-CN">{child.name}</span>
                    <span className="figures text-ink-2">{child.code}</span>
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </Section>
        <Section id="history" title={t('personnel.history')}>
          <Table
            caption={t('personnel.history')}
            rows={unit.versions}
            rowKey={(version) => version.id}
            columns={[
              {
                key: 'name',
                header: t('personnel.unitName'),
                onPhone: 'title',
                cell: (version) => <span lang="zh-CN">{version.name}</span>,
              },
              {
                key: 'parent',
                header: t('personnel.parent'),
                cell: (version) => <span lang="zh-CN">{version.parentName}</span>,
              },
              {
                key: 'from',
                header: t('personnel.from'),
                onPhone: 'fact',
                cell: (version) => <Time day={version.validFrom} />,
              },
              {
                key: 'until',
                header: t('personnel.until'),
                onPhone: 'fact',
                cell: (version) => (version.lastDay === null ? t('personnel.ongoing') : <Time day={version.lastDay} />),
              },
            ]}
          />
        </Section>
        {unit.successions.length > 0 && (
          <Section id="successions" title={t('personnel.successions')}>
            <ul className="flex flex-col gap-2 text-14">
              {unit.successions.map((each) => (
                <li key={`${each.otherId} ${each.day} ${each.gave}`} className="flex flex-wrap gap-x-4">
                  <Time day={each.day} />
                  <Link to={`/staff/units/${each.otherId}`} className="link">
                    {t(
                      each.gave
                        ? each.kind === 'merge'
                          ? 'personnel.gaveMerge'
                          : 'personnel.gaveSplit'
                        : each.kind === 'merge'
                          ? 'personnel.gotMerge'
                          : 'personnel.gotSplit',
                      { name: each.otherName },
                    )}
                  </Link>
                  <span lang="zh-CN" className="text-ink-2">
                    {each.note}
                  </span>
                </li>
              ))}
            </ul>
          </Section>
        )}
      </div>
    </StaffShell>
  );
}
