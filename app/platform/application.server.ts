import type { IncomingMessage, ServerResponse } from 'node:http';
import { issueFirstAdministratorLink } from '#app/usecases/account/issue-first-administrator-link.server.ts';
import { noteRefusal, tellRepeatedRefusals } from '#app/usecases/audit/note-refusals.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { loadDemoOrganisation } from '#app/usecases/demo/load-demo-organisation.server.ts';
import { openAnswerPath } from './answer-path.server.ts';
import { identify } from './auth/session.server.ts';
import { loadHelp } from './content/help-pages.server.ts';
import { CONTENT_FOLDER, listFaultLines, loadContent } from './content/load-content.server.ts';
import { hasContentFault, watchContent } from './content/watch-content.server.ts';
import { openApplicationContext } from './context.server.ts';
import type { Env } from './env.server.ts';
import { BODY_PACE, openBodyWatch } from './http/body-pace.server.ts';
import { findDoorFault, isReadByPerson, refuseAtDoor, targetOf } from './http/door.server.ts';
import { findFormFault } from './http/form.server.ts';
import { sendFetchResponse, toFetchRequest } from './http/node-request.server.ts';
import { isForeignWrite } from './http/origin.server.ts';
import { languageOfRequest, problemBody } from './http/problem.server.ts';
import { makeRequestInfo, type RequestInfo } from './http/request-info.server.ts';
import { openObserver } from './http/request-observer.server.ts';
import { type RequestScope, runInScope } from './http/request-scope.server.ts';
import { makeRouteMethods, type RouteModules } from './http/route-methods.server.ts';
import { openExamClock } from './jobs/exam-clock.server.ts';
import { openHousekeeping } from './jobs/housekeeping.server.ts';
import { openMockClock } from './jobs/mock-clock.server.ts';
import { openRosterWorker } from './jobs/roster-worker.server.ts';
import { holdDataFolder } from './serving-lock.server.ts';

export type Application = {
  readonly context: Context;
  readonly env: Env;
  readonly infoOf: (request: IncomingMessage) => RequestInfo;
  /** For a process that listens: tells the operator of an empty installation how to get in. A new link ends the old. */
  readonly welcome: () => Promise<void>;
  /** Answers what never reaches Remix (refused at the door, foreign writes, answers); false when it is not its own. */
  readonly handleFirst: (request: IncomingMessage, response: ServerResponse, info: RequestInfo) => boolean;
  /** Counts and logs a request once it is over. */
  readonly observe: (request: IncomingMessage, response: ServerResponse) => RequestScope;
  /** Gives up bodies that do not come. */
  readonly openBodyWatch: () => ReturnType<typeof openBodyWatch>;
  readonly runInScope: typeof runInScope;
  readonly toFetchRequest: typeof toFetchRequest;
  readonly refuseAtDoor: typeof refuseAtDoor;
  readonly sendFetchResponse: typeof sendFetchResponse;
  readonly close: () => Promise<void>;
};

/** Content that is being written: a folder that is imported at every change, and who hears of every outcome. */
export type Authoring = { readonly folder: string; readonly onContent: () => void };

/**
 * Opens everything that the server process needs: migrations, content, demo organisation, timers.
 * @param say reports progress to whoever started the process.
 * @param routes Remix's own, by which requests are named in the log, and refused where none takes their method.
 * @param authoring in development only: faults are shown on the pages then, where a production start refuses them.
 */
export async function openApplication(
  say: (message: string) => void,
  routes: RouteModules,
  authoring?: Authoring,
): Promise<Application> {
  say('opening the database');
  const { context, env, log, events, close } = await openApplicationContext();
  const held = env.DATABASE_URL ? null : holdDataFolder(env.DATA_DIR);
  // Its past is made of lessons and exams: while the content of an author is at fault it waits.
  const loadDemo = async () => {
    if (!env.DEMO || hasContentFault()) return;
    if (await loadDemoOrganisation(context)) say('demo organisation loaded');
  };
  say('loading content');
  const watch = authoring
    ? await watchContent({
        context,
        folder: authoring.folder,
        async onImport(faults) {
          for (const line of listFaultLines(faults, authoring.folder)) say(line);
          if (faults.length === 0) say('content is in force as it stands in the folder');
          await loadHelp(authoring.folder);
          await loadDemo();
          authoring.onContent();
        },
      })
    : await publishContent(context, say);
  await loadHelp(authoring?.folder ?? CONTENT_FOLDER);
  if (env.DEMO) {
    say('looking for the demo organisation');
    await loadDemo();
  }
  const methodsOf = makeRouteMethods(routes);
  const infoOf = makeRequestInfo(env.TRUSTED_PROXIES);
  const answers = openAnswerPath(context);
  const clock = openExamClock(context);
  const mocks = openMockClock(context);
  const housekeeping = openHousekeeping(context);
  const rosters = openRosterWorker(context);
  events.start();
  clock.start();
  mocks.start();
  housekeeping.start();
  rosters.start();
  return {
    context,
    env,
    infoOf,
    async welcome() {
      if (env.DEMO) return;
      const link = await issueFirstAdministratorLink(context);
      if (link) say(`nobody can sign in yet: make the first administrator, once and within a day, at ${link}`);
    },
    handleFirst(request, response, info) {
      const takenHere = () => methodsOf(targetOf(request.url ?? '', info)?.pathname ?? '');
      const fault = findDoorFault(request, info);
      if (fault) {
        refuseAtDoor(request, response, fault, takenHere()?.methods);
        return true;
      }
      const { method = 'GET', headers } = request;
      const foreign = isForeignWrite({
        method,
        origin: headers.origin,
        host: info.host,
        publicUrl: env.PUBLIC_URL,
        hasCookie: headers.cookie !== undefined,
        hasBearer: /^bearer /i.test(headers.authorization ?? ''),
      });
      if (!foreign) {
        if (answers.handle(request, response, info)) return true;
        const taken = takenHere();
        if (!taken) return false;
        const refused = taken.methods.includes(method)
          ? taken.isPage && findFormFault(request)
          : ('method-not-allowed' as const);
        if (refused) refuseAtDoor(request, response, refused, taken.methods);
        return Boolean(refused);
      }
      const refuseForeign = () =>
        isReadByPerson(request)
          ? refuseAtDoor(request, response, 'foreign-origin')
          : sendJson(response, problemBody('foreign-origin', languageOfRequest(request)));
      void noteForeignWrite(context, request, info).finally(refuseForeign);
      return true;
    },
    observe: openObserver({ routes, log }),
    openBodyWatch: () => openBodyWatch(BODY_PACE, () => performance.now()),
    runInScope,
    toFetchRequest,
    refuseAtDoor,
    sendFetchResponse,
    async close() {
      await watch?.close();
      await answers.drain();
      await clock.stop();
      await mocks.stop();
      await housekeeping.stop();
      await rosters.stop();
      await tellRepeatedRefusals(context, { all: true });
      await close();
      held?.release();
    },
  };
}

async function publishContent(context: Context, say: (message: string) => void): Promise<undefined> {
  const content = await loadContent(context);
  if (content.status === 'imported')
    say(`content published: ${content.report.created + content.report.updated} new versions`);
}

/** Whose browser was used for it is told too: a page elsewhere acts with its visitor's cookie. */
async function noteForeignWrite(context: Context, request: IncomingMessage, { address }: RequestInfo): Promise<void> {
  const { method = '', url = '', headers } = request;
  const credentials = { cookie: headers.cookie ?? null, authorization: null, address };
  const actor = await identify({ context, ...credentials }).catch(() => ({ kind: 'anonymous', address }) as const);
  const path = url.split('?')[0] ?? '';
  await noteRefusal(context, { kind: 'foreign-write', actor, method, path, origin: headers.origin ?? '' });
}

function sendJson(response: ServerResponse, body: ReturnType<typeof problemBody>) {
  response.writeHead(body.status, {
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Cache-Control': 'no-store',
  });
  response.end(JSON.stringify(body));
}
