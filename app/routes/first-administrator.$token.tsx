import { data, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { LONGEST_PASSWORD, type PasswordFault, SHORTEST_PASSWORD } from '#app/domain/people/password-rules.ts';
import { POSITION_CATEGORIES, POSITION_LEVELS } from '#app/domain/people/positions.ts';
import { startSession } from '#app/platform/auth/session.server.ts';
import { readForm } from '#app/platform/http/form.server.ts';
import { publicAction, publicLoader } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { LinkButton, SubmitButton } from '#app/ui/components/button.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { PasswordInput, Select, TextInput } from '#app/ui/components/inputs.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { PublicShell } from '#app/ui/shells/public-shell.tsx';
import {
  createFirstAdministrator,
  isFirstAdministratorLinkOpen,
} from '#app/usecases/account/create-first-administrator.server.ts';

export const handle = pageTitle(({ t }) => t('account.first.title'));

const FIELDS = ['unitName', 'unitCode', 'name', 'employeeNo', 'positionLevel', 'category', 'username'] as const;
type FieldName = (typeof FIELDS)[number] | 'password' | 'repeat';

const line = z.string().trim().min(1).max(100);
const form = z.object({
  unitName: line,
  unitCode: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,31}$/),
  name: line,
  employeeNo: line,
  positionLevel: line,
  category: line,
  username: line,
  password: z.string().max(1_000),
});

export const loader = publicLoader(async ({ context, params }) => {
  const open = await isFirstAdministratorLinkOpen(context, params.token ?? '');
  return data({ open }, { status: open ? 200 : statusOf('link-expired') });
});

type Message =
  | 'required'
  | 'invalidUsername'
  | 'invalidEmployeeNo'
  | 'invalidUnitCode'
  | 'taken'
  | 'repeat'
  | PasswordFault;
type Refusal = {
  readonly faults: Partial<Record<FieldName, Message>>;
  readonly values: Partial<Record<FieldName, string>>;
};

export const action = publicAction(async ({ context, request, params, actor }) => {
  const fields = await readForm(request);
  const values = Object.fromEntries(FIELDS.map((name) => [name, fields[name] ?? '']));
  const refuse = (faults: Refusal['faults'], status = 422) => data<Refusal>({ faults, values }, { status });
  const parsed = form.safeParse(fields);
  if (!parsed.success) {
    const faults: Refusal['faults'] = {};
    for (const { path } of parsed.error.issues) {
      const field = path[0] as FieldName;
      faults[field] = field === 'unitCode' && fields.unitCode ? 'invalidUnitCode' : 'required';
    }
    return refuse(faults);
  }
  if (fields.password !== fields.repeat) return refuse({ repeat: 'repeat' });
  const result = await createFirstAdministrator(context, actor, { ...parsed.data, token: params.token ?? '' });
  if (result.ok) {
    const { personId } = result.value;
    const cookie = await startSession(context, { request, personId, address: actor.address });
    throw redirect('/staff', { status: 303, headers: { 'Set-Cookie': cookie } });
  }
  const status = statusOf(result.code);
  switch (result.code) {
    case 'weak-password':
      return refuse({ password: result.detail?.reason as PasswordFault }, status);
    case 'invalid-input':
      return refuse(
        result.detail?.field === 'username' ? { username: 'invalidUsername' } : { employeeNo: 'invalidEmployeeNo' },
        status,
      );
    case 'name-taken':
      return refuse({ username: 'taken' }, status);
    default:
      // The loader, which runs after this, says that the link is closed.
      return refuse({}, status);
  }
});

export default function FirstAdministrator() {
  const { t } = useTranslation();
  const { open } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  if (!open)
    return (
      <PublicShell narrow>
        <h1 className="text-28">{t('account.first.closedTitle')}</h1>
        <p className="mt-3 mb-6 text-14 text-ink-2">{t('account.first.closed')}</p>
        <LinkButton to="/login">{t('account.signInTitle')}</LinkButton>
      </PublicShell>
    );
  const messageOf = (message: Message) => {
    switch (message) {
      case 'required':
      case 'invalidUsername':
      case 'invalidEmployeeNo':
      case 'invalidUnitCode':
      case 'taken':
        return t(`account.first.${message}`);
      default:
        return t(`account.fault.${message}`, { shortest: SHORTEST_PASSWORD, longest: LONGEST_PASSWORD });
    }
  };
  const faults = Object.entries(refusal?.faults ?? {}) as [FieldName, Message][];
  const control = (name: FieldName) => {
    const fault = refusal?.faults[name];
    return { id: name, error: fault ? messageOf(fault) : undefined };
  };
  const kept = (name: (typeof FIELDS)[number]) => ({ name, defaultValue: refusal?.values[name] ?? '', required: true });
  return (
    <PublicShell narrow>
      <h1 className="text-28">{t('account.first.title')}</h1>
      <p className="mt-2 text-14 text-ink-2">{t('account.first.intro')}</p>
      <Form method="post" reloadDocument className="mt-6 flex flex-col gap-8">
        {refusal && (
          <FormError
            title={t('account.first.refused')}
            faults={faults.map(([fieldId, fault]) => ({ fieldId, message: messageOf(fault) }))}
          />
        )}
        <Group title={t('account.first.authority')}>
          <Field label={t('account.first.unitName')} hint={t('account.first.unitNameHint')} {...control('unitName')}>
            <TextInput {...kept('unitName')} maxLength={100} autoComplete="organization" />
          </Field>
          <Field label={t('account.first.unitCode')} hint={t('account.first.unitCodeHint')} {...control('unitCode')}>
            <TextInput {...kept('unitCode')} maxLength={32} autoComplete="off" />
          </Field>
        </Group>
        <Group title={t('account.first.person')}>
          <Field label={t('account.name')} {...control('name')}>
            <TextInput {...kept('name')} maxLength={100} autoComplete="name" />
          </Field>
          <Field label={t('account.employeeNo')} hint={t('account.first.employeeNoHint')} {...control('employeeNo')}>
            <TextInput {...kept('employeeNo')} maxLength={32} autoComplete="off" />
          </Field>
          <Field label={t('account.positionLevel')} {...control('positionLevel')}>
            <Select {...kept('positionLevel')}>
              <option value="" />
              {POSITION_LEVELS.map((level) => (
                <option key={level} lang="zh-CN">
                  {level}
                </option>
              ))}
            </Select>
          </Field>
          <Field label={t('account.category')} {...control('category')}>
            <Select {...kept('category')}>
              {POSITION_CATEGORIES.map((category) => (
                <option key={category} lang="zh-CN">
                  {category}
                </option>
              ))}
            </Select>
          </Field>
        </Group>
        <Group title={t('account.first.signIn')}>
          <Field label={t('account.first.username')} hint={t('account.first.usernameHint')} {...control('username')}>
            <TextInput {...kept('username')} maxLength={32} autoComplete="username" autoCapitalize="none" />
          </Field>
          <Field
            label={t('account.password')}
            hint={t('account.newPasswordHint', { shortest: SHORTEST_PASSWORD })}
            {...control('password')}
          >
            <PasswordInput name="password" autoComplete="new-password" required />
          </Field>
          <Field label={t('account.first.repeat')} {...control('repeat')}>
            <PasswordInput name="repeat" autoComplete="new-password" required />
          </Field>
        </Group>
        <div>
          <SubmitButton>{t('account.first.submit')}</SubmitButton>
        </div>
      </Form>
    </PublicShell>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="flex flex-col gap-5">
      <legend className="mb-3 w-full border-b border-line pb-2 text-16 font-semibold">{title}</legend>
      {children}
    </fieldset>
  );
}
