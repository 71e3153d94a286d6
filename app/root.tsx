import type { LinksFunction } from '@remix-run/node';
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useMatches,
  useRouteError,
} from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isWarning } from '#app/domain/kernel/content-fault.ts';
import { listContentFaults } from '#app/platform/content/watch-content.server.ts';
import { applicationEnv } from '#app/platform/context.server.ts';
import { publicLoader } from '#app/platform/http/page.server.ts';
import { preferencesOf } from '#app/platform/http/preferences.server.ts';
import { ContentFaults } from '#app/ui/authoring/content-faults.tsx';
import { Button, LinkButton } from '#app/ui/components/button.tsx';
import { type ContentFaultLines, type RootData, useRootData } from '#app/ui/components/root-data.ts';
import favicon from '#app/ui/icons/favicon.svg?url';
import { useNonce } from '#app/ui/nonce.ts';
import { hasTitle } from '#app/ui/page-title.ts';
import { PublicShell } from '#app/ui/shells/public-shell.tsx';
import { describeFault } from '#app/usecases/content/describe-fault.server.ts';
import { readAuthorityName } from '#app/usecases/people/read-authority-name.server.ts';
import './ui/tokens.css';

export const links: LinksFunction = () => [{ rel: 'icon', href: favicon, type: 'image/svg+xml' }];

export const loader = publicLoader(
  async ({ context, request, actor }): Promise<RootData> => ({
    preferences: preferencesOf(request),
    person:
      actor.kind === 'person'
        ? {
            name: actor.name,
            employeeNo: actor.employeeNo,
            roles: [...new Set(actor.grants.map((grant) => grant.role))],
          }
        : null,
    authority: await readAuthorityName(context),
    demo: (await applicationEnv()).DEMO,
    zone: context.zone,
    ...(import.meta.env.DEV ? { contentFaults: readContentFaults(request) } : {}),
  }),
);

const FAULTS_SHOWN = 10;

function readContentFaults(request: Request): ContentFaultLines {
  // What keeps the folder out stands before what is only advised against.
  const faults = [...listContentFaults()].sort((a, b) => Number(isWarning(a.code)) - Number(isWarning(b.code)));
  const { language } = preferencesOf(request);
  return {
    refused: faults.filter(({ code }) => !isWarning(code)).length,
    total: faults.length,
    lines: faults.slice(0, FAULTS_SHOWN).map((fault) => ({
      path: fault.path,
      line: fault.line,
      column: fault.column,
      code: fault.code,
      message: describeFault(fault, language),
    })),
  };
}

export function Layout({ children }: { children: ReactNode }) {
  // The words on the page decide its language, even where the root loader failed.
  const { i18n } = useTranslation();
  const { theme } = useRootData().preferences;
  const nonce = useNonce();
  return (
    <html lang={i18n.language} data-theme={theme}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content={theme === 'system' ? 'light dark' : theme} />
        <meta name="format-detection" content="telephone=no" />
        <Title />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        {import.meta.env.DEV && <ContentFaults />}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

/** The title of the deepest page that has one, or of what went wrong, with the product's name. */
function Title() {
  const { t } = useTranslation();
  const error = useRouteError();
  const titled = useMatches()
    .filter((match) => hasTitle(match.handle))
    .at(-1);
  const product = t('shell.productName');
  const page = error
    ? t(`errors.${failureOf(error).kind}Title`)
    : titled && hasTitle(titled.handle)
      ? titled.handle.title({ t, data: titled.data })
      : '';
  return <title>{page ? `${page} · ${product}` : product}</title>;
}

export default function Root() {
  return <Outlet />;
}

function failureOf(error: unknown) {
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const kind = status === 404 ? 'notFound' : status === 403 ? 'forbidden' : status >= 500 ? 'broken' : 'other';
  return { status, kind } as const;
}

/** The number under which the log tells of this failure. */
function requestIdOf(error: unknown): string | null {
  if (!isRouteErrorResponse(error) || typeof error.data !== 'object' || error.data === null) return null;
  const { requestId } = error.data as { requestId?: unknown };
  return typeof requestId === 'string' ? requestId : null;
}

/** What went wrong in calm words. What the error says is for the log: it never reaches the page. */
export function ErrorBoundary() {
  const { t } = useTranslation();
  const error = useRouteError();
  const { status, kind } = failureOf(error);
  const requestId = requestIdOf(error);
  return (
    <PublicShell>
      <p className="figures text-14 text-ink-3">{t('errors.status', { status })}</p>
      <h1 className="mt-2 font-serif text-28">{t(`errors.${kind}Title`)}</h1>
      <p className="mt-4 max-w-reading text-16 leading-reading text-ink-2">{t(`errors.${kind}Text`)}</p>
      {requestId !== null && (
        <p className="mt-4 text-14 text-ink-3">
          {t('errors.requestId')} <code className="figures select-all text-ink-2">{requestId}</code>
        </p>
      )}
      <div className="mt-8 flex flex-wrap gap-3">
        <LinkButton to="/" tone="primary" native>
          {t('errors.toHome')}
        </LinkButton>
        {kind === 'broken' && (
          <Button type="button" onClick={() => window.location.reload()}>
            {t('errors.reload')}
          </Button>
        )}
      </div>
    </PublicShell>
  );
}
