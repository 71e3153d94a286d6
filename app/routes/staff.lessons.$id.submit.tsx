import { data, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { readForm } from '#app/platform/http/form.server.ts';
import { notFound, pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { EffectView } from '#app/ui/authoring/review/effect-view.tsx';
import { LinkButton, SubmitButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { RadioGroup, TextArea } from '#app/ui/components/inputs.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { checkDraft } from '#app/usecases/authoring/check-draft.server.ts';
import { openDraft } from '#app/usecases/authoring/open-draft.server.ts';
import { readEffect } from '#app/usecases/authoring/read-effect.server.ts';
import { submitDraft } from '#app/usecases/authoring/submit-draft.server.ts';

export const handle = pageTitle(({ t }) => t('authoring.submit.title'));

const CHANGES = ['minor', 'material'] as const;

export const loader = pageLoader('lesson.write', async ({ context, actor, params, language }) => {
  const draftId = params.id ?? '';
  const opened = await openDraft(context, actor, { draftId });
  if (!opened.ok) notFound();
  const { source, quiz, images, title, revision, mayEdit, isBaseStale } = opened.value;
  if (!mayEdit) throw redirect(`/staff/lessons/${draftId}`);
  const checked = await checkDraft(context, actor, { draftId, source, quiz, images, language });
  const minor = await readEffect(context, actor, { draftId, change: 'minor' });
  const material = await readEffect(context, actor, { draftId, change: 'material' });
  if (!checked.ok || !minor.ok || !material.ok) notFound();
  return {
    draftId,
    title,
    revision,
    isBaseStale,
    errors: checked.value.faults.filter(({ severity }) => severity === 'error'),
    minor: minor.value,
    material: material.value,
  };
});

export const action = pageAction('lesson.write', async ({ context, actor, params, request }) => {
  const draftId = params.id ?? '';
  const { change: given = '', note = '', revision = '' } = await readForm(request);
  const change = CHANGES.find((each) => each === given);
  const values = { change: given, note: note.slice(0, 4000) };
  if (!change) return data({ code: 'invalid-input' as const, faults: ['change'], values }, { status: 422 });
  const done = await submitDraft(context, actor, { draftId, revision: Number(revision), change, note: note.trim() });
  if (done.ok) return redirect(`/staff/lessons/${draftId}`, { status: 303 });
  const faults = done.code === 'invalid-input' ? ['note'] : [];
  return data({ code: done.code, faults, values }, { status: statusOf(done.code) });
});

export default function SubmitPage() {
  const { t } = useTranslation();
  const { draftId, title, revision, errors, isBaseStale, minor, material } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const words = { change: t('authoring.submit.needChange'), note: t('authoring.submit.needNote') };
  const faults = (['change', 'note'] as const).filter((field) => refusal?.faults.includes(field));
  const address = `/staff/lessons/${draftId}`;
  return (
    <StaffShell
      title={t('authoring.submit.title')}
      intro={t('authoring.submit.intro')}
      breadcrumb={[
        { label: t('authoring.list.title'), to: '/staff/lessons' },
        { label: <span lang="zh-CN">{title}</span>, to: address },
      ]}
    >
      <div className="flex max-w-reading flex-col gap-6">
        {errors.length > 0 && (
          <Callout
            tone="seal"
            title={t('authoring.submit.faultsTitle', { count: errors.length })}
            action={<LinkButton to={address}>{t('authoring.submit.back')}</LinkButton>}
          >
            <ul className="mt-1 list-disc pl-5">
              {errors.slice(0, 20).map((fault) => (
                <li key={`${fault.part}:${fault.line}:${fault.column}:${fault.message}`}>
                  {t('authoring.faults.place', {
                    part: t(`authoring.part.${fault.part}`),
                    line: fault.line,
                    column: fault.column,
                  })}{' '}
                  {fault.message}
                </li>
              ))}
            </ul>
          </Callout>
        )}
        {isBaseStale && (
          <Callout
            tone="warn"
            title={t('authoring.rebase.noticeTitle')}
            action={<LinkButton to={`${address}/rebase`}>{t('authoring.rebase.open')}</LinkButton>}
          >
            {t('authoring.rebase.noticeText')}
          </Callout>
        )}
        {errors.length === 0 && !isBaseStale && (
          <Form method="post" className="flex flex-col gap-6">
            <input type="hidden" name="revision" value={revision} />
            {refusal && (
              <FormError
                title={t('authoring.submit.refused')}
                faults={faults.map((field) => ({ fieldId: field, message: words[field] }))}
              >
                {t(`authoring.submit.code.${refusal.code}`)}
              </FormError>
            )}
            <div id="change" tabIndex={-1}>
              <RadioGroup
                legend={t('authoring.submit.change')}
                name="change"
                required
                value={refusal?.values.change ?? ''}
                error={faults.includes('change') ? words.change : undefined}
                options={CHANGES.map((change) => ({
                  value: change,
                  label: t(`authoring.submit.${change}`),
                  hint: t(`authoring.submit.${change}Hint`),
                }))}
              />
            </div>
            <section aria-labelledby="effect" className="rounded-panel border border-line bg-surface p-4 text-14">
              <h2 id="effect" className="text-16">
                {t('authoring.effect.title')}
              </h2>
              {minor.isNew ? (
                <EffectView effect={minor} />
              ) : (
                <div className="mt-2 grid gap-4 sm:grid-cols-2">
                  {(
                    [
                      ['minor', minor],
                      ['material', material],
                    ] as const
                  ).map(([change, effect]) => (
                    <div key={change}>
                      <h3 className="mb-1 text-14">{t(`authoring.effect.${change}`)}</h3>
                      <EffectView effect={effect} />
                    </div>
                  ))}
                </div>
              )}
            </section>
            <Field
              id="note"
              label={t('authoring.submit.note')}
              hint={t('authoring.submit.noteHint')}
              required
              error={faults.includes('note') ? words.note : undefined}
            >
              <TextArea name="note" lang="zh-CN" maxLength={1000} defaultValue={refusal?.values.note} />
            </Field>
            <div className="flex flex-wrap gap-3">
              <SubmitButton>{t('authoring.submit.submit')}</SubmitButton>
              <LinkButton to={address} tone="quiet">
                {t('authoring.submit.back')}
              </LinkButton>
            </div>
          </Form>
        )}
      </div>
    </StaffShell>
  );
}
