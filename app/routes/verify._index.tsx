import { data, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { parseVerificationCode, VERIFICATION_CODE_LENGTH } from '#app/domain/certification/verification-code.ts';
import { publicLoader } from '#app/platform/http/page.server.ts';
import { type CodeFault, VerifyForm } from '#app/ui/certificate/verify-form.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { PublicShell } from '#app/ui/shells/public-shell.tsx';

export const handle = pageTitle(({ t }) => t('certificate.verify.title'));

export const loader = publicLoader(async ({ url }) => {
  const typed = url.searchParams.get('code')?.slice(0, 200) ?? null;
  const code = typed && parseVerificationCode(typed);
  if (code) throw redirect(`/verify/${code}`);
  const fault = typed === null ? null : faultOf(typed);
  return data({ typed: typed ?? '', fault }, { status: fault ? 422 : 200 });
});

function faultOf(typed: string): CodeFault {
  const count = [...typed.normalize('NFKC').replace(/[\s\p{Pd}]/gu, '')].length;
  if (count === 0) return { kind: 'needCode', count };
  return { kind: count === VERIFICATION_CODE_LENGTH ? 'badCodeSign' : 'badCode', count };
}

export default function Verify() {
  const { t } = useTranslation();
  const { typed, fault } = useLoaderData<typeof loader>();
  return (
    <PublicShell narrow>
      <h1 className="font-serif text-28">{t('certificate.verify.title')}</h1>
      <p className="mt-2 text-14 text-ink-2">{t('certificate.verify.intro')}</p>
      <VerifyForm key={typed} typed={typed} fault={fault} />
    </PublicShell>
  );
}
