import type { IncomingMessage } from 'node:http';
import type { Language } from '#app/domain/kernel/local-text.ts';
import type { RefusalDetail } from '#app/domain/kernel/result.ts';
import { chosenLanguage } from './preferences.server.ts';
import { type ProblemCode, statusOf } from './problem-codes.server.ts';
import { PROBLEM_WORDS } from './problem-words.server.ts';

/** The language in which a caller reads: what a browser chose, or what a program asks for. */
const languageOfCaller = ({ cookie, accept }: { cookie?: string | null; accept?: string | null }): Language =>
  chosenLanguage(cookie ?? '') ?? (accept?.toLowerCase().startsWith('en') ? 'en' : 'zh-CN');

export const languageOfRequest = ({ headers }: IncomingMessage): Language =>
  languageOfCaller({ cookie: headers.cookie ?? null, accept: headers['accept-language'] ?? null });

/** The same of a page's or a call's request. */
export const languageAskedBy = ({ headers }: Request): Language =>
  languageOfCaller({ cookie: headers.get('Cookie'), accept: headers.get('Accept-Language') });

/** An RFC 9457 problem. `code` is stable and `title` its name; `detail` is for people. */
export function problemBody(code: ProblemCode, language: Language, detail: RefusalDetail = {}) {
  return {
    type: 'about:blank',
    title: code.replaceAll('-', ' '),
    status: statusOf(code),
    detail: PROBLEM_WORDS[language][code].replace(/\{(\w+)\}/g, (_, name: string) =>
      [detail[name] ?? '?'].flat().join('; '),
    ),
    ...detail,
    code,
  };
}

export function problem(
  request: Request,
  code: ProblemCode,
  detail?: RefusalDetail,
  headers: HeadersInit = {},
): Response {
  return new Response(JSON.stringify(problemBody(code, languageAskedBy(request), detail)), {
    status: statusOf(code),
    headers: { 'Content-Type': 'application/problem+json; charset=utf-8', 'Cache-Control': 'no-store', ...headers },
  });
}
