import { Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { listHelp } from '#app/platform/content/help-pages.server.ts';
import { publicLoader } from '#app/platform/http/page.server.ts';
import { SupportLine } from '#app/ui/oversight/support-line.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { PublicShell } from '#app/ui/shells/public-shell.tsx';
import { readSettings } from '#app/usecases/operation/read-settings.server.ts';

export const handle = pageTitle(({ t }) => t('help.title'));

export const loader = publicLoader(async ({ context, actor, language }) => {
  const signedIn = actor.kind === 'person';
  const mine = signedIn ? new Set<string>(actor.grants.map(({ role }) => role)) : new Set<string>();
  const topics = listHelp({ language, signedIn }).map(({ topic, head }) => ({
    topic,
    title: head.title,
    summary: head.summary,
    for: head.for,
  }));
  // Pages with the same readers stand together; one's own come first, in the order of the manual.
  const groups = [...new Set(topics.map((topic) => topic.for.join()))].map((key) => {
    const members = topics.filter((topic) => topic.for.join() === key);
    const readers = members[0]?.for ?? [];
    return { readers, own: readers.some((reader) => reader === 'everyone' || mine.has(reader)), members };
  });
  const settings = await readSettings(context);
  const support = { name: settings['support.name'], contact: settings['support.contact'] };
  return { signedIn, support, groups: [...groups.filter(({ own }) => own), ...groups.filter(({ own }) => !own)] };
});

export default function HelpListPage() {
  const { t } = useTranslation();
  const { groups, signedIn, support } = useLoaderData<typeof loader>();
  return (
    <PublicShell>
      <h1 className="text-22 md:text-28">{t('help.title')}</h1>
      <p className="mt-2 max-w-reading text-14 text-ink-2">{t(signedIn ? 'help.intro' : 'help.introPublic')}</p>
      <SupportLine {...support} />
      {groups.map(({ readers, members }) => (
        <section key={readers.join()} className="mt-8">
          <h2 className="border-b border-line pb-2 text-18 font-semibold">
            {readers
              .map((reader) => (reader === 'everyone' ? t('help.everyone') : t(`staff.role.${reader}`)))
              .join(t('staff.home.separator'))}
          </h2>
          <ul>
            {members.map(({ topic, title, summary }) => (
              <li key={topic} className="border-b border-line">
                <Link to={`/help/${topic}`} className="group block py-3">
                  <span className="text-16 font-medium text-action group-hover:underline">{title}</span>
                  <span className="mt-0.5 block text-14 text-ink-2">{summary}</span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </PublicShell>
  );
}
