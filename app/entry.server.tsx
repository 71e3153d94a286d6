import { randomBytes } from 'node:crypto';
import { createReadableStreamFromReadable, type EntryContext } from '@remix-run/node';
import { isRouteErrorResponse, RemixServer } from '@remix-run/react';
import { isbot } from 'isbot';
import { renderToPipeableStream } from 'react-dom/server';
import { findLoadedLesson } from '#app/platform/content/lesson-modules.server.ts';
import { logFailure } from '#app/platform/http/failure.server.ts';
import { preferencesOf } from '#app/platform/http/preferences.server.ts';
import { contentSecurityPolicy } from '#app/platform/http/security-headers.server.ts';
import { withoutNul } from '#app/platform/http/without-nul.server.ts';
import { LoadedLessonsContext } from '#app/ui/learning/lesson-content.tsx';
import { NonceContext } from '#app/ui/nonce.ts';
import { serverWords } from '#app/ui/words/all.ts';
import { makeTranslator, TranslatorProvider } from '#app/ui/words/translator.tsx';

// What the server process takes from this build, so that there is one module graph and one writer.
export { openApplication } from '#app/platform/application.server.ts';

const ABORT_MS = 15_000;
const live = import.meta.env.DEV;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
): Promise<Response> {
  const nonce = randomBytes(16).toString('base64');
  const { language } = preferencesOf(request);
  const whole = isbot(request.headers.get('User-Agent') ?? '');
  headers.set('Content-Type', 'text/html; charset=utf-8');
  headers.set('Content-Security-Policy', contentSecurityPolicy({ nonce, live }));
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'private, no-store');

  return new Promise((resolve, reject) => {
    let shellRendered = false;
    let responseStatus = status;
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <TranslatorProvider translator={makeTranslator({ language, words: serverWords(language) })}>
          <LoadedLessonsContext.Provider value={findLoadedLesson}>
            <RemixServer context={remixContext} url={request.url} nonce={nonce} abortDelay={ABORT_MS} />
          </LoadedLessonsContext.Provider>
        </TranslatorProvider>
      </NonceContext.Provider>,
      {
        nonce,
        [whole ? 'onAllReady' : 'onShellReady']() {
          shellRendered = true;
          const body = withoutNul();
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status: responseStatus }));
          pipe(body);
        },
        onShellError: reject,
        onError(error: unknown) {
          responseStatus = 500;
          if (shellRendered) logFailure(error);
        },
      },
    );
    setTimeout(abort, ABORT_MS + 1_000).unref();
  });
}

export function handleError(error: unknown, { request }: { request: Request }) {
  // A refusal of the router (no such method here) is the caller's mistake.
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return;
  logFailure(error);
}
