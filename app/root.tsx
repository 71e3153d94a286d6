import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { publicLoader } from '#app/platform/http/page.server.ts';
import { preferencesOf } from '#app/platform/http/preferences.server.ts';
import { useNonce } from '#app/ui/nonce.ts';
import './ui/tokens.css';

export const loader = publicLoader(async ({ request, actor }) => ({
  preferences: preferencesOf(request),
  person:
    actor.kind === 'person' ? { name: actor.name, roles: [...new Set(actor.grants.map((grant) => grant.role))] } : null,
}));

export function Layout({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>('root');
  const nonce = useNonce();
  const { language, theme } = data?.preferences ?? { language: 'zh-CN', theme: 'system' };
  return (
    <html lang={language} data-theme={theme}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}
