import { redirect } from '@remix-run/node';
import { useTranslation } from 'react-i18next';
import { readFormData } from '#app/platform/http/form.server.ts';
import { publicAction, publicLoader } from '#app/platform/http/page.server.ts';
import { parsePreference, preferenceCookie, sameSitePath } from '#app/platform/http/preferences.server.ts';
import { pageTitle } from '#app/ui/page-title.ts';
import { LanguageForm, ThemeForm } from '#app/ui/shells/preference-forms.tsx';
import { PublicShell } from '#app/ui/shells/public-shell.tsx';

export const handle = pageTitle(({ t }) => t('shell.preferences'));

export const loader = publicLoader(async () => ({}));

export const action = publicAction(async ({ request }) => {
  const form = await readFormData(request);
  const headers = new Headers();
  for (const preference of parsePreference(form)) headers.append('Set-Cookie', preferenceCookie(...preference));
  return redirect(sameSitePath(form.get('back')), { status: 303, headers });
});

export default function Preferences() {
  const { t } = useTranslation();
  return (
    <PublicShell narrow>
      <h1 className="text-28">{t('shell.preferences')}</h1>
      <p className="mt-2 text-14 text-ink-2">{t('shell.preferencesText')}</p>
      <section aria-labelledby="language" className="mt-8">
        <h2 id="language" className="pb-2 text-16">
          {t('shell.language')}
        </h2>
        <LanguageForm />
      </section>
      <section aria-labelledby="theme" className="mt-8">
        <h2 id="theme" className="pb-2 text-16">
          {t('shell.theme')}
        </h2>
        <ThemeForm />
      </section>
    </PublicShell>
  );
}
