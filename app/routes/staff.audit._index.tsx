import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { isReversedRange } from '#app/domain/kernel/instant.ts';
import { parseLogQuery } from '#app/platform/http/log-query.server.ts';
import { pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { useAuditWords } from '#app/ui/audit/audit-words.ts';
import { ChoosePerson } from '#app/ui/audit/choose-person.tsx';
import { LogExportLinks } from '#app/ui/audit/log-export.tsx';
import { LOG_FIELDS, LogFilter } from '#app/ui/audit/log-filter.tsx';
import { LogPager, LogTable } from '#app/ui/audit/log-table.tsx';
import { VerificationResult } from '#app/ui/audit/verification-result.tsx';
import { useAddress } from '#app/ui/components/address.ts';
import { LinkButton, SubmitButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { MixedText } from '#app/ui/components/mixed-text.tsx';
import { Time } from '#app/ui/components/time.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { ADDRESS_DAYS, type Meant, searchLog } from '#app/usecases/audit/search-log.server.ts';
import { verifyLog } from '#app/usecases/audit/verify-log.server.ts';

export const handle = pageTitle(({ t }) => t('audit.title'));

export const loader = pageLoader('audit.view', async ({ context, actor, url }) => {
  const fields = parseLogQuery(url.searchParams);
  const given = (name: string) => url.searchParams.get(name)?.slice(0, 100) || null;
  return {
    ...(await searchLog(context, actor, { ...fields, after: given('after'), before: given('before') })),
    fields,
    addressDays: ADDRESS_DAYS,
  };
});

/** Verifies all chains; what was found is the answer, and stands in the log besides. */
export const action = pageAction('audit.view', ({ context, actor }) => verifyLog(context, actor));

export default function AuditLog() {
  const { t } = useTranslation();
  const address = useAddress();
  const { word } = useAuditWords();
  const { rows, older, newer, lookedBackTo, who, object, follow, actions, outcomes, fields, mostPeople, addressDays } =
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
        <>
          <LinkButton to="/staff/audit/security">{t('oversight.security.title')}</LinkButton>
          <Form method="post" action="/staff/audit?index">
            <SubmitButton>{t('audit.verify.button')}</SubmitButton>
          </Form>
        </>
      }
    >
      {verification && <VerificationResult result={verification} />}
      <LogFilter fields={fields} mentions={fields.mentions} actions={actions} outcomes={outcomes} />
      {follow && follow.kind !== 'people' && (
        <div className="mb-4">
          <Callout
            tone="active"
            title={<Following follow={follow} />}
            action={
              <LinkButton to={address({ follow: null, mentions: null, after: null, before: null })} size="small">
                {t('audit.stopFollowing')}
              </LinkButton>
            }
          >
            <p>{t(fields.mentions ? 'audit.mentionsText' : 'audit.followingText')}</p>
            <p>
              <Link
                to={address({ mentions: fields.mentions ? null : '1', after: null, before: null })}
                className="link inline-flex min-h-11 items-center md:min-h-8"
              >
                {t(fields.mentions ? 'audit.withoutMentions' : 'audit.withMentions')}
              </Link>
            </p>
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
          {object?.kind === 'thing' && (
            <p className="pb-3 text-14 text-ink-2">
              {t('audit.takenFor')} {word('subjectKind', object.what)}{' '}
              <Link to={`/staff/audit?follow=${encodeURIComponent(object.label)}`} className="link">
                <MixedText text={object.label} />
              </Link>
            </p>
          )}
          {fields.address !== null && fields.from === null && (
            <p className="pb-3 text-14 text-ink-2">{t('audit.addressSpan', { days: addressDays })}</p>
          )}
          {!fields.mentions && rows.length > 0 && <LogExportLinks />}
          <LogTable
            rows={rows}
            filtered={LOG_FIELDS.some((name) => fields[name] !== null)}
            reversed={isReversedRange(fields.from, fields.to)}
          />
          {lookedBackTo !== null && (
            <p className="pt-3 text-14 text-ink-2">
              {t('audit.lookedBack')} <Time at={lookedBackTo} form="second" />
            </p>
          )}
          <LogPager older={older} newer={newer} />
        </>
      )}
    </StaffShell>
  );
}

function Following({ follow }: { follow: Exclude<Meant, { kind: 'people' }> }) {
  const { t } = useTranslation();
  const name =
    follow.kind === 'person'
      ? `${follow.person.name} ${follow.person.employeeNo}`
      : follow.kind === 'thing'
        ? follow.label
        : follow.id;
  const [before, after] = t('audit.following', { name: '\n' }).split('\n');
  return (
    <>
      {before}
      <MixedText text={name} />
      {after}
    </>
  );
}
