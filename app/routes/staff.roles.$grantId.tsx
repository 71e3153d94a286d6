import { data, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { addDays, dayOf, isDay, startOfDay } from '#app/domain/kernel/instant.ts';
import { findReasonFault, LONGEST_ROLE_REASON } from '#app/domain/people/roles.ts';
import { readForm } from '#app/platform/http/form.server.ts';
import { notFound, pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { revalidateOvertaken } from '#app/ui/after-refusal.ts';
import { LinkButton, SubmitButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { DefinitionList } from '#app/ui/components/definition-list.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { TextInput } from '#app/ui/components/inputs.tsx';
import { Section } from '#app/ui/components/section.tsx';
import { fillSlot, SLOT } from '#app/ui/components/slot.tsx';
import { Badge } from '#app/ui/components/status.tsx';
import { Time } from '#app/ui/components/time.tsx';
import { GrantEnd } from '#app/ui/oversight/grant-end.tsx';
import { RoleHistory } from '#app/ui/oversight/role-history.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { UnitNowView } from '#app/ui/people/unit-now-view.tsx';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { changeRoleEnd } from '#app/usecases/people/change-role-end.server.ts';
import { readGrant } from '#app/usecases/people/read-roles-of-person.server.ts';
import { revokeRole } from '#app/usecases/people/revoke-role.server.ts';

export const handle = pageTitle<typeof loader>(({ t, data }) =>
  data ? `${t(`staff.role.${data.grant.role}`)} · ${data.person.name}` : t('staff.roles.title'),
);

export const loader = pageLoader('role.view', async ({ context, actor, params, url }) => {
  const found = await readGrant(context, actor, { grantId: params.grantId ?? '' });
  if (!found.ok) return notFound();
  const { grant, person } = found.value;
  return {
    grant,
    person: { id: person.personId, name: person.name, employeeNo: person.employeeNo, own: person.own },
    others: person.grants.filter(({ grantId }) => grantId !== grant.grantId),
    mayChange: grant.changeable,
    lastDay: grant.endsAt === null ? '' : dayOf(grant.endsAt - 1, context.zone),
    done: url.searchParams.get('done'),
  };
});

type Intent = 'change-end' | 'revoke';

export const action = pageAction('role.grant', async ({ context, request, actor, params }) => {
  const fields = await readForm(request);
  const grantId = params.grantId ?? '';
  const intent: Intent = fields.intent === 'revoke' ? 'revoke' : 'change-end';
  // Longer than it may be, so that one too long is refused rather than cut short unseen.
  const reason = (fields.reason ?? '').trim().slice(0, 1_000);
  const endsOn = (fields.endsOn ?? '').trim();
  const values = { reason, endsOn };
  if (intent === 'revoke') {
    const result = await revokeRole(context, actor, { grantId, reason });
    if (result.ok) return redirect('/staff/roles?done=revoked', { status: 303 });
    return data({ intent, code: result.code, badDay: false, values }, { status: statusOf(result.code) });
  }
  const badDay = endsOn !== '' && (!isDay(endsOn) || endsOn < dayOf(context.clock.now(), context.zone));
  if (badDay) return data({ intent, code: 'invalid-input' as const, badDay, values }, { status: 422 });
  const seen = Number(fields.seen);
  const result = await changeRoleEnd(context, actor, {
    grantId,
    reason,
    endsAt: endsOn === '' ? null : startOfDay(addDays(endsOn, 1), context.zone),
    seen: fields.seen && Number.isSafeInteger(seen) ? seen : null,
  });
  if (result.ok) return redirect(`/staff/roles/${grantId}?done=moved`, { status: 303 });
  return data({ intent, code: result.code, badDay, values }, { status: statusOf(result.code) });
});

export const shouldRevalidate = revalidateOvertaken;

/** One grant: what it is, its end, its revocation, and the holder's other roles. */
export default function GrantPage() {
  const { t } = useTranslation();
  const { grant, person, others, mayChange, done } = useLoaderData<typeof loader>();
  const role = t(`staff.role.${grant.role}`);
  return (
    <StaffShell
      title={fillSlot(t('staff.roles.grantOf', { role, name: SLOT }), <span lang="zh-CN">{person.name}</span>)}
      breadcrumb={[{ label: t('staff.roles.title'), to: '/staff/roles' }]}
      action={<LinkButton to={`/staff/roles/people/${person.id}`}>{t('staff.roles.allOfPerson')}</LinkButton>}
    >
      <div className="flex max-w-page flex-col gap-10">
        {done === 'moved' && (
          <Callout tone="ok" announce>
            {t('staff.roles.moved')}
          </Callout>
        )}
        <DefinitionList
          items={[
            {
              term: t('staff.roles.stateLabel'),
              value: (
                <Badge tone={grant.state === 'held' ? 'ok' : 'neutral'}>
                  {t(`staff.roles.grantState.${grant.state}`)}
                </Badge>
              ),
            },
            { term: t('staff.roles.employeeNo'), value: person.employeeNo },
            { term: t('staff.roles.unit'), value: <UnitNowView unit={grant.unit} /> },
            { term: t('staff.roles.since'), value: <Time at={grant.grantedAt} /> },
            {
              term: t('staff.person.grantedBy'),
              value:
                grant.grantedBy === null ? t('staff.person.bySystem') : <span lang="zh-CN">{grant.grantedBy}</span>,
            },
            { term: t('staff.roles.until'), value: <GrantEnd grant={grant} /> },
            { term: t('staff.roles.reason'), value: <span lang="zh-CN">{grant.reason}</span> },
          ]}
        />
        {mayChange && <ChangeEnd />}
        {mayChange && <Revoke />}
        {person.own && <Callout>{t('staff.roles.obstacle.own')}</Callout>}
        {grant.changes.length > 0 && (
          <Section id="history" title={t('staff.roles.changes')}>
            <RoleHistory grants={[grant]} />
          </Section>
        )}
        {others.length > 0 && (
          <Section id="others" title={t('staff.roles.otherRoles')}>
            <RoleHistory grants={others} />
          </Section>
        )}
      </div>
    </StaffShell>
  );
}

function useRefusal(intent: Intent) {
  const { t } = useTranslation();
  const refused = useActionData<typeof action>();
  if (refused?.intent !== intent) return { values: null, reasonFault: undefined, dayFault: undefined, error: null };
  const reasonFault =
    refused.code === 'invalid-input' && !refused.badDay
      ? findReasonFault(refused.values.reason) === 'reason-too-long'
        ? t('staff.roles.longReason', { longest: LONGEST_ROLE_REASON })
        : t('staff.roles.needReason')
      : undefined;
  const dayFault = refused.badDay ? t('staff.roles.badDay') : undefined;
  return {
    values: refused.values,
    reasonFault,
    dayFault,
    error: (
      <FormError
        title={t('staff.roles.refused')}
        faults={[
          ...(reasonFault ? [{ fieldId: `${intent}-reason`, message: reasonFault }] : []),
          ...(dayFault ? [{ fieldId: 'endsOn', message: dayFault }] : []),
        ]}
      >
        {refused.code !== 'invalid-input' && t(`staff.roles.code.${refused.code}`, { other: '' })}
      </FormError>
    ),
  };
}

function ChangeEnd() {
  const { t } = useTranslation();
  const { grant, lastDay } = useLoaderData<typeof loader>();
  const { values, reasonFault, dayFault, error } = useRefusal('change-end');
  return (
    <Section id="change-end" title={t('staff.roles.moveTitle')}>
      <p className="text-14 text-ink-2">{t('staff.roles.moveText')}</p>
      <Form method="post" className="mt-4 flex max-w-form flex-col gap-4">
        {error}
        <input type="hidden" name="intent" value="change-end" />
        <input type="hidden" name="seen" value={grant.endsAt ?? ''} />
        <Field label={t('staff.roles.endsOn')} hint={t('staff.roles.endsOnHint')} id="endsOn" error={dayFault}>
          <TextInput key={lastDay} type="date" name="endsOn" defaultValue={values?.endsOn ?? lastDay} />
        </Field>
        <Field label={t('staff.roles.moveReason')} id="change-end-reason" required error={reasonFault}>
          <TextInput
            name="reason"
            maxLength={LONGEST_ROLE_REASON}
            autoComplete="off"
            defaultValue={values?.reason ?? ''}
          />
        </Field>
        <div>
          <SubmitButton>{t('staff.roles.moveButton')}</SubmitButton>
        </div>
      </Form>
    </Section>
  );
}

function Revoke() {
  const { t } = useTranslation();
  const { grant, person } = useLoaderData<typeof loader>();
  const { values, reasonFault, error } = useRefusal('revoke');
  const role = t(`staff.role.${grant.role}`);
  return (
    <Section
      id="revoke"
      title={fillSlot(t('staff.roles.revokeTitle', { name: SLOT, role }), <span lang="zh-CN">{person.name}</span>)}
    >
      <p className="text-14 text-ink-2">{t('staff.roles.revokeText')}</p>
      <Form method="post" className="mt-4 flex max-w-form flex-col gap-4">
        {error}
        <input type="hidden" name="intent" value="revoke" />
        <Field label={t('staff.roles.revokeReason')} id="revoke-reason" required error={reasonFault}>
          <TextInput
            name="reason"
            maxLength={LONGEST_ROLE_REASON}
            autoComplete="off"
            defaultValue={values?.reason ?? ''}
          />
        </Field>
        <div>
          <SubmitButton tone="danger">{t('staff.roles.revokeButton', { role })}</SubmitButton>
        </div>
      </Form>
    </Section>
  );
}
