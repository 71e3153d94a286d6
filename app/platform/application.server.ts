import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Context } from '#app/usecases/context.ts';
import { openAnswerPath } from './answer-path.server.ts';
import { openApplicationContext } from './context.server.ts';
import type { Env } from './env.server.ts';
import { sendFetchResponse, toFetchRequest } from './http/node-request.server.ts';
import { isForeignWrite } from './http/origin.server.ts';
import { problemBody } from './http/problem.server.ts';
import { makeRequestInfo, type RequestInfo } from './http/request-info.server.ts';
import { openExamClock } from './jobs/exam-clock.server.ts';

export type Application = {
  readonly context: Context;
  readonly env: Env;
  readonly infoOf: (request: IncomingMessage) => RequestInfo;
  /** Answers what never reaches Remix (refused writes, exam answers); false when the request is not its own. */
  readonly handleFirst: (request: IncomingMessage, response: ServerResponse, info: RequestInfo) => boolean;
  readonly toFetchRequest: typeof toFetchRequest;
  readonly sendFetchResponse: typeof sendFetchResponse;
  readonly close: () => Promise<void>;
};

/**
 * Opens everything that the server process needs: migrations, content, demo organisation, timers.
 * @param say reports progress to whoever started the process.
 */
export async function openApplication(say: (message: string) => void): Promise<Application> {
  say('opening the database');
  const { context, env, close } = await openApplicationContext();
  const infoOf = makeRequestInfo(env.TRUSTED_PROXIES);
  const answers = openAnswerPath(context);
  const clock = openExamClock(context);
  clock.start();
  return {
    context,
    env,
    infoOf,
    handleFirst(request, response, info) {
      const { method = 'GET', headers } = request;
      const foreign = isForeignWrite({
        method,
        origin: headers.origin,
        host: info.host,
        publicUrl: env.PUBLIC_URL,
        hasCookie: headers.cookie !== undefined,
        hasBearer: /^bearer /i.test(headers.authorization ?? ''),
      });
      if (!foreign) return answers.handle(request, response, info);
      sendJson(response, problemBody('foreign-origin'));
      return true;
    },
    toFetchRequest,
    sendFetchResponse,
    async close() {
      await answers.drain();
      await clock.stop();
      await close();
    },
  };
}

function sendJson(response: ServerResponse, body: ReturnType<typeof problemBody>) {
  response.writeHead(body.status, {
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Cache-Control': 'no-store',
  });
  response.end(JSON.stringify(body));
}
