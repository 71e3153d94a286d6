import { redirect } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { listHelp } from '#app/platform/content/help-pages.server.ts';
import { notFound, publicLoader } from '#app/platform/http/page.server.ts';
import { Breadcrumb } from '#app/ui/components/breadcrumb.tsx';
import { HelpText } from '#app/ui/help/help-text.tsx';
import { ArrowLeftIcon, ArrowRightIcon } from '#app/ui/icons/icons.tsx';
import { LessonBody } from '#app/ui/mdx/lesson-components.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { PublicShell } from '#app/ui/shells/public-shell.tsx';

export const handle = pageTitle<typeof loader>(({ data }) => data?.title ?? '');

export const loader = publicLoader(async ({ actor, language, params }) => {
  const signedIn = actor.kind === 'person';
  const wanted = ({ topic }: { topic: string }) => topic === params.topic;
  const pages = listHelp({ language, signedIn });
  const at = pages.findIndex(wanted);
  const found = pages[at];
  if (!found) {
    if (!signedIn && listHelp({ language, signedIn: true }).some(wanted))
      throw redirect(`/login?next=${encodeURIComponent(`/help/${params.topic}`)}`);
    return notFound();
  }
  const neighbour = (index: number) => {
    const page = pages[index];
    return page ? { topic: page.topic, title: page.head.title } : null;
  };
  const { title, summary } = found.head;
  const body = found.body();
  if (!body) return notFound();
  return { title, summary, body, language, previous: neighbour(at - 1), next: neighbour(at + 1) };
});

export default function HelpTopicPage() {
  const { t } = useTranslation();
  const { title, summary, body, language, previous, next } = useLoaderData<typeof loader>();
  return (
    <PublicShell>
      <Breadcrumb crumbs={[{ label: t('help.title'), to: '/help' }]} />
      <article>
        <h1 className="mt-1 font-serif text-28">{title}</h1>
        <p className="mt-2 mb-8 max-w-reading text-16 text-ink-2">{summary}</p>
        <LessonBody lang={language}>
          <HelpText node={body} />
        </LessonBody>
      </article>
      <nav
        aria-label={t('help.others')}
        className="mt-12 flex flex-wrap justify-between gap-x-6 gap-y-3 border-t border-line pt-4 text-14 print:hidden"
      >
        {previous && (
          <Link to={`/help/${previous.topic}`} className="inline-flex min-h-11 items-center gap-2 text-action">
            <ArrowLeftIcon size={16} />
            {previous.title}
          </Link>
        )}
        {next && (
          <Link to={`/help/${next.topic}`} className="ml-auto inline-flex min-h-11 items-center gap-2 text-action">
            {next.title}
            <ArrowRightIcon size={16} />
          </Link>
        )}
      </nav>
    </PublicShell>
  );
}
