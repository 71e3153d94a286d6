import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { isDay } from '#app/domain/kernel/instant.ts';
import { pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { ChoosePerson } from '#app/ui/audit/choose-person.tsx';
import { LOG_FIELDS, LogFilter } from '#app/ui/audit/log-filter.tsx';
import { LogPager, LogTable } from '#app/ui/audit/log-table.tsx';
import { MaybeChinese } from '#app/ui/audit/party-view.tsx';
import { VerificationResult } from '#app/ui/audit/verification-result.tsx';
import { useAddress } from '#app/ui/components/address.ts';
import { LinkButton, SubmitButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { type Meant, searchLog } from '#app/usecases/audit/search-log.server.ts';
import { verifyLog } from '#app/usecases/audit/verify-log.server.ts';

export const handle = pageTitle(({ t }) => t('audit.title'));

export const loader = pageLoader('audit.view', async ({ context, actor, url }) => {
  const given = (name: string) => url.searchParams.get(name)?.trim().slice(0, 100) || null;
  const day = (name: string) => {
    const value = given(name);
    return value !== null && isDay(value) ? value : null;
  };
  const fields = {
    who: given('who'),
    object: given('object'),
    action: given('action'),
    stream: given('stream'),
    outcome: given('outcome'),
    follow: given('follow'),
    from: day('from'),
    to: day('to'),
  };
  return {
    ...(await searchLog(context, actor, { ...fields, after: given('after'), before: given('before') })),
    fields,
  };
});

/** Verifies all chains; what was found is the answer, and stands in the log besides. */
export const action = pageAction('audit.view', ({ context, actor }) => verifyLog(context, actor));

export default function AuditLog() {
  const { t } = useTranslation();
  const address = useAddress();
  const { rows, older, newer, who, object, follow, actions, outcomes, fields, mostPeople } =
    useLoaderData<typeof loader>();
  const verification = useActionData<typeof action>();
  const choices = [
    { field: 'who', meant: who },
    { field: 'object', meant: object },
    { field: 'follow', meant: follow },
  ] as const;
  const choosing = choices.some(({ meant }) => meant?.kind === 'people');
  return (
    <StaffShell
      title={t('audit.title')}
      intro={t('audit.intro')}
      action={
        <Form method="post" action="/staff/audit?index">
          <SubmitButton>{t('audit.verify.button')}</SubmitButton>
        </Form>
      }
    >
      {verification && <VerificationResult result={verification} />}
      <LogFilter fields={fields} actions={actions} outcomes={outcomes} />
      {follow && follow.kind !== 'people' && (
        <div className="mb-4">
          <Callout
            tone="active"
            title={<Following follow={follow} />}
            action={
              <LinkButton to={address({ follow: null, after: null, before: null })} size="small">
                {t('audit.stopFollowing')}
              </LinkButton>
            }
          >
            {t('audit.followingText')}
          </Callout>
        </div>
      )}
      {choices.map(
        ({ field, meant }) =>
          meant?.kind === 'people' && (
            <ChoosePerson
              key={field}
              field={field}
              text={fields[field] ?? ''}
              people={meant.people}
              many={meant.people.length >= mostPeople}
            />
          ),
      )}
      {!choosing && (
        <>
          <LogTable rows={rows} filtered={LOG_FIELDS.some((name) => fields[name] !== null)} />
          <LogPager older={older} newer={newer} />
        </>
      )}
    </StaffShell>
  );
}

function Following({ follow }: { follow: Exclude<Meant, { kind: 'people' }> }) {
  const { t } = useTranslation();
  const name = follow.kind === 'person' ? `${follow.person.name} ${follow.person.employeeNo}` : follow.id;
  const [before, after] = t('audit.following', { name: '\n' }).split('\n');
  return (
    <>
      {before}
      <MaybeChinese text={name} />
      {after}
    </>
  );
}
