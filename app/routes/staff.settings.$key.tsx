import { data, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { isSettingKey, SETTINGS, type SettingFault, type SettingSpec } from '#app/domain/operation/settings.ts';
import { readForm } from '#app/platform/http/form.server.ts';
import { notFound, pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { LinkButton, SubmitButton } from '#app/ui/components/button.tsx';
import { DefinitionList } from '#app/ui/components/definition-list.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { TextArea, TextInput } from '#app/ui/components/inputs.tsx';
import { SettingValue } from '#app/ui/oversight/setting-value.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { changeSetting } from '#app/usecases/operation/change-setting.server.ts';
import { listSettings } from '#app/usecases/operation/list-settings.server.ts';

export const handle = pageTitle<typeof loader>(({ t, data }) =>
  data ? t(`oversight.settings.of.${data.setting.key}.name`) : t('oversight.settings.title'),
);

export const loader = pageLoader('setting.change', async ({ context, actor, params }) => {
  const { settings } = await listSettings(context, actor);
  const setting = settings.find(({ key }) => key === params.key);
  return setting ? { setting } : notFound();
});

export const action = pageAction('setting.change', async ({ context, request, actor, params }) => {
  const key = params.key ?? '';
  if (!isSettingKey(key)) return notFound();
  const fields = await readForm(request);
  const values = { typed: (fields.value ?? '').slice(0, 5_000), reason: (fields.reason ?? '').trim().slice(0, 200) };
  const result = await changeSetting(context, actor, {
    key,
    typed: fields.intent === 'default' ? null : values.typed,
    seen: fields.seen || null,
    reason: values.reason,
  });
  if (result.ok) return redirect('/staff/settings?done=1', { status: 303 });
  const errors = (result.detail?.errors ?? []) as readonly string[];
  const fault = errors.find((error): error is SettingFault => error !== 'reason') ?? null;
  return data(
    { code: result.code, fault, noReason: errors.includes('reason'), values },
    { status: statusOf(result.code) },
  );
});

export default function ChangeSetting() {
  const { t } = useTranslation();
  const { setting } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { key, value, rowId } = setting;
  const spec: SettingSpec = SETTINGS[key];
  const name = t(`oversight.settings.of.${key}.name`);
  const bounds =
    spec.kind === 'number'
      ? t('oversight.settings.range', {
          least: t(`oversight.settings.unit.${spec.unit}`, { value: spec.least }),
          most: t(`oversight.settings.unit.${spec.unit}`, { value: spec.most }),
        })
      : t('oversight.settings.length', { longest: spec.longest });
  const fault = refused?.fault
    ? t(`oversight.settings.fault.${refused.fault}`, { range: bounds })
    : refused?.code === 'unchanged'
      ? t('oversight.settings.fault.unchanged')
      : undefined;
  const noReason = refused?.noReason ? t('oversight.needReason') : undefined;
  const typed = refused?.values.typed ?? String(value);
  return (
    <StaffShell
      title={name}
      intro={t(`oversight.settings.of.${key}.text`)}
      breadcrumb={[{ label: t('oversight.settings.title'), to: '/staff/settings' }]}
    >
      <div className="flex max-w-form flex-col gap-6">
        <DefinitionList
          items={[
            { term: t('oversight.settings.now'), value: <SettingValue settingKey={key} value={value} /> },
            {
              term: t('oversight.settings.byDefault'),
              value: <SettingValue settingKey={key} value={spec.byDefault} />,
            },
            { term: t('oversight.settings.allowed'), value: bounds },
          ]}
        />
        <Form method="post" className="flex flex-col gap-5">
          {refused && (
            <FormError
              title={t('oversight.notDone')}
              faults={[
                ...(fault ? [{ fieldId: 'value', message: fault }] : []),
                ...(noReason ? [{ fieldId: 'reason', message: noReason }] : []),
              ]}
            >
              {refused.code === 'stale-version' && t('oversight.settings.fault.stale')}
            </FormError>
          )}
          {/* After somebody else's change the page shows theirs; sending again means having seen it. */}
          <input type="hidden" name="seen" value={rowId ?? ''} />
          <Field label={t('oversight.settings.newValue')} id="value" error={fault}>
            {spec.kind === 'number' ? (
              <TextInput name="value" inputMode="numeric" autoComplete="off" defaultValue={typed} required />
            ) : spec.lines === 'many' ? (
              <TextArea name="value" maxLength={spec.longest} defaultValue={typed} />
            ) : (
              <TextInput name="value" maxLength={spec.longest} autoComplete="off" defaultValue={typed} />
            )}
          </Field>
          <Field label={t('oversight.reason')} hint={t('oversight.reasonHint')} id="reason" required error={noReason}>
            <TextInput name="reason" maxLength={200} autoComplete="off" defaultValue={refused?.values.reason ?? ''} />
          </Field>
          <div className="flex flex-wrap gap-3">
            <SubmitButton>{t('oversight.settings.change')}</SubmitButton>
            {value !== spec.byDefault && (
              <SubmitButton tone="secondary" name="intent" value="default">
                {t('oversight.settings.toDefault')}
              </SubmitButton>
            )}
            <LinkButton to="/staff/settings" tone="quiet">
              {t('oversight.settings.back')}
            </LinkButton>
          </div>
        </Form>
      </div>
    </StaffShell>
  );
}
