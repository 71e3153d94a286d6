import { data, redirect } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { diffTexts } from '#app/domain/kernel/diff-texts.ts';
import { can } from '#app/domain/people/actor.ts';
import { CONTENT_FOLDER } from '#app/platform/content/load-content.server.ts';
import { fingerprintOf, readContentFolder } from '#app/platform/content/read-content-folder.server.ts';
import { readForm } from '#app/platform/http/form.server.ts';
import { notFound, pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { DiffTable } from '#app/ui/authoring/review/diff-table.tsx';
import { useListTitle } from '#app/ui/authoring/use-list-title.ts';
import { Button, LinkButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { TextInput } from '#app/ui/components/inputs.tsx';
import { Section } from '#app/ui/components/section.tsx';
import { Table } from '#app/ui/components/table.tsx';
import { Time } from '#app/ui/components/time.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { type ConflictSides, compareConflict, decideConflict } from '#app/usecases/authoring/decide-conflict.server.ts';
import { listContentConflicts } from '#app/usecases/authoring/list-content-conflicts.server.ts';

export const handle = pageTitle(({ t }) => t('authoring.conflicts.title'));

const HERE = '/staff/lessons/conflicts';

async function readFolder() {
  const files = await readContentFolder(CONTENT_FOLDER);
  return { files, fingerprint: fingerprintOf(files) };
}

export const loader = pageLoader('lesson.view-drafts', async ({ context, actor, url }) => {
  const list = await listContentConflicts(context, actor);
  if (!list.ok) notFound();
  const code = url.searchParams.get('code')?.slice(0, 200) ?? null;
  const sides = code === null ? null : await compareConflict(context, actor, { code, folder: await readFolder() });
  return {
    conflicts: list.value,
    shown: sides?.ok ? { ...sides.value, differences: differencesOf(sides.value) } : null,
    gone: sides !== null && !sides.ok,
    done: url.searchParams.get('done') !== null,
    mayDecide: can({ actor, action: 'lesson.review' }),
  };
});

/** What either side did to what both agreed on, where that is known, and how they differ now. */
function differencesOf({ agreed, browser, files }: ConflictSides) {
  const between = { which: 'both', rows: diffTexts(browser, files) } as const;
  if (agreed === null) return [between];
  return [
    { which: 'inBrowser', rows: diffTexts(agreed, browser) } as const,
    { which: 'inFiles', rows: diffTexts(agreed, files) } as const,
    between,
  ];
}

type Refusal = { readonly code: 'invalid-input' | 'stale-version' | 'draft-at-fault'; readonly reason: string };

export const action = pageAction('lesson.review', async ({ context, actor, request }) => {
  const { code = '', side = '', seen = '', reason = '' } = await readForm(request);
  if (side !== 'files' && side !== 'browser') throw new Response('not a form of this page', { status: 400 });
  const folder = await readFolder();
  const decided = await decideConflict(context, actor, {
    code,
    side,
    seen,
    reason: reason.trim().slice(0, 200),
    folder,
  });
  if (decided.ok) return redirect(`${HERE}?done=1`, { status: 303 });
  if (decided.code === 'not-found' || decided.code === 'forbidden' || decided.code === 'own-work') notFound();
  return data<Refusal>({ code: decided.code, reason }, { status: statusOf(decided.code) });
});

export default function Conflicts() {
  const { t } = useTranslation();
  const listTitle = useListTitle();
  const { conflicts, shown, gone, done } = useLoaderData<typeof loader>();
  return (
    <StaffShell
      title={t('authoring.conflicts.title')}
      intro={t('authoring.conflicts.intro')}
      breadcrumb={[{ label: listTitle, to: '/staff/lessons' }]}
    >
      <div className="flex flex-col gap-8">
        {done && (
          <Callout tone="ok" announce>
            {t('authoring.conflicts.done')}
          </Callout>
        )}
        {gone && <Callout tone="warn">{t('authoring.conflicts.gone')}</Callout>}
        <Table
          caption={t('authoring.conflicts.caption')}
          rows={conflicts}
          rowKey={({ kind, code }) => `${kind} ${code}`}
          empty={<EmptyState title={t('authoring.conflicts.noneTitle')} text={t('authoring.conflicts.noneText')} />}
          columns={[
            {
              key: 'code',
              header: t('authoring.conflicts.code'),
              onPhone: 'title',
              cell: ({ code }) => (
                <Link to={`${HERE}?code=${encodeURIComponent(code)}#sides`} className="link font-mono text-13">
                  {code}
                </Link>
              ),
            },
            {
              key: 'kind',
              header: t('authoring.conflicts.kind'),
              onPhone: 'fact',
              cell: ({ kind }) => t(`authoring.conflicts.kinds.${kind}`),
            },
            {
              key: 'files',
              header: t('authoring.conflicts.inFiles'),
              onPhone: 'fact',
              cell: ({ inFiles }) => t(`authoring.conflicts.did.${inFiles}`),
            },
            {
              key: 'browser',
              header: t('authoring.conflicts.inBrowser'),
              cell: ({ published }) =>
                published ? (
                  <>
                    <span lang="zh-CN">{published.by.name}</span> <Time at={published.at} form="minute" />
                  </>
                ) : (
                  t('authoring.conflicts.outOfForce')
                ),
            },
          ]}
        />
        {shown && <Sides key={shown.seen} />}
      </div>
    </StaffShell>
  );
}

/** Both texts, and the choice between them. */
function Sides() {
  const { t } = useTranslation();
  const { shown, mayDecide } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  if (!shown) return null;
  const { code, seen, differences, inFiles, elsewhere, ownWork } = shown;
  const missing = refusal?.code === 'invalid-input';
  if (elsewhere)
    return (
      <Section id="sides" title={code}>
        <Callout tone="warn" title={t('authoring.conflicts.elsewhereTitle')}>
          {t('authoring.conflicts.elsewhere', { command: 'npm run xk -- content import --help' })}
        </Callout>
      </Section>
    );
  return (
    <Section id="sides" title={code}>
      <div className="flex flex-col gap-6">
        {differences.map(({ which, rows }) => (
          <div key={which} className="flex flex-col gap-2">
            <h3 className="text-16 font-semibold">{t(`authoring.conflicts.compared.${which}`)}</h3>
            <DiffTable
              caption={t('authoring.conflicts.difference', { code })}
              rows={rows}
              all={false}
              before={t(which === 'both' ? 'authoring.conflicts.browser' : 'authoring.conflicts.agreed')}
              after={t(which === 'inBrowser' ? 'authoring.conflicts.browser' : 'authoring.conflicts.files')}
            />
          </div>
        ))}
        {mayDecide && !ownWork ? (
          <Form
            method="post"
            action={`${HERE}?code=${encodeURIComponent(code)}`}
            className="flex max-w-form flex-col gap-5"
          >
            {refusal && (
              <FormError
                title={t('authoring.conflicts.refused')}
                faults={missing ? [{ fieldId: 'reason', message: t('authoring.conflicts.code422') }] : []}
              >
                {refusal.code === 'stale-version' && t('authoring.conflicts.stale')}
                {refusal.code === 'draft-at-fault' && t('authoring.conflicts.atFault')}
              </FormError>
            )}
            <input type="hidden" name="code" value={code} />
            <input type="hidden" name="seen" value={seen} />
            <Field
              id="reason"
              label={t('authoring.conflicts.reason')}
              hint={t('authoring.conflicts.reasonHint')}
              required
              error={missing ? t('authoring.conflicts.code422') : undefined}
            >
              <TextInput name="reason" maxLength={200} autoComplete="off" defaultValue={refusal?.reason ?? ''} />
            </Field>
            <div className="flex flex-wrap gap-3">
              <Button name="side" value="browser" tone="primary">
                {t('authoring.conflicts.keepBrowser')}
              </Button>
              <Button name="side" value="files" tone="danger">
                {t(inFiles === 'deleted' ? 'authoring.conflicts.takeDeletion' : 'authoring.conflicts.takeFiles')}
              </Button>
              <LinkButton to={HERE} tone="quiet">
                {t('authoring.conflicts.later')}
              </LinkButton>
            </div>
          </Form>
        ) : (
          <p className="text-14 text-ink-2">
            {t(ownWork ? 'authoring.conflicts.ownWork' : 'authoring.conflicts.reviewerDecides')}
          </p>
        )}
      </div>
    </Section>
  );
}
