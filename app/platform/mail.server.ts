import nodemailer from 'nodemailer';
import { formatAccessCode } from '#app/domain/people/access-code.ts';
import { en } from '#app/ui/words/en/index.ts';
import { zhCN } from '#app/ui/words/zh-CN/index.ts';
import type { Mailer } from '#app/usecases/context.ts';
import type { Env } from './env.server.ts';

/** Shorter than a mail's lease in the queue, so that one try is over before another may begin. */
const PATIENCE_MS = 20_000;

/** Mails over the configured server; null without one. A new connection per mail: they are rare. */
export function openMailer({
  SMTP_URL,
  MAIL_FROM,
  PUBLIC_URL,
}: Pick<Env, 'SMTP_URL' | 'MAIL_FROM' | 'PUBLIC_URL'>): Mailer | null {
  if (SMTP_URL === undefined || MAIL_FROM === undefined) return null;
  const transport = nodemailer.createTransport({
    url: SMTP_URL,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async sendPasswordReset({ to, language, name, code, minutes }) {
      const words = (language === 'en' ? en : zhCN).access.mail;
      // Behind the #: neither a server nor a proxy on the way ever sees the code in an address.
      const link = `${PUBLIC_URL}/activate#${code}`;
      const fill = (text: string) =>
        text
          .replace('{{name}}', name)
          .replace('{{minutes}}', String(minutes))
          .replace('{{code}}', formatAccessCode(code))
          .replace('{{address}}', `${PUBLIC_URL}/activate`);
      const lines = [words.greeting, words.text, link, words.otherwise, words.notYou].map(fill);
      await transport.sendMail({
        from: MAIL_FROM,
        to,
        subject: words.subject,
        text: lines.join('\n\n'),
        html: [
          `<!doctype html><html lang="${language}"><body style="font:16px/1.7 sans-serif;color:#1C2126">`,
          ...lines.map((line) =>
            line === link
              ? `<p><a href="${escapeHtml(link)}">${escapeHtml(fill(words.button))}</a></p>`
              : `<p>${escapeHtml(line)}</p>`,
          ),
          '</body></html>',
        ].join('\n'),
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    },
  };
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
