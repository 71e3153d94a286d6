import QRCode from 'qrcode';
import type { CertificateStatement } from '#app/domain/certification/statement.ts';
import { formatVerificationCode } from '#app/domain/certification/verification-code.ts';
import type { Day } from '#app/domain/kernel/instant.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import type { CertificateSheet, QrDrawing } from '#app/ui/certificate/certificate-sheet.ts';
import { formatDay } from '#app/ui/components/format-time.ts';
import { en } from '#app/ui/words/en/index.ts';
import { zhCN } from '#app/ui/words/zh-CN/index.ts';
import type { CertificateView } from '#app/usecases/certification/certificate-view.server.ts';

/** How much of a key's thumbprint is printed: enough to tell keys apart, short enough to be read aloud. */
const SHORT_KEY = 12;

/** The sheet of a certificate as it stands on the day of the view. */
export function makeCertificateSheet({
  certificate: { statement, keyId, status, decision },
  publicUrl,
}: {
  certificate: Pick<CertificateView, 'statement' | 'keyId' | 'status' | 'decision'>;
  publicUrl: string;
}): CertificateSheet {
  const { number, code, title, tier, track, holder, issuer, attests, issuedOn, validUntil } = statement;
  const verifyUrl = `${publicUrl}/verify/${code}`;
  const level = levelWords({ tier, track });
  return {
    number,
    title,
    certifies: word((words) => words.certificate.sheet.certifies),
    holder: holder.name,
    passed: word((words, language) => fill(words.certificate.sheet.passed, level[language])),
    attests: attests ?? null,
    facts: [
      { key: 'number', label: word((words) => words.certificate.sheet.number), value: { zh: number } },
      {
        key: 'level',
        label: word((words) => words.certificate.sheet.level),
        value: word((words, language) => fill(words.certificate.sheet.levelValue, level[language])),
      },
      { key: 'issuedOn', label: word((words) => words.certificate.sheet.issuedOn), value: dayWords(issuedOn) },
      { key: 'validUntil', label: word((words) => words.certificate.sheet.validUntil), value: dayWords(validUntil) },
    ],
    issuer: issuer.name,
    issuedOn: dayWords(issuedOn),
    scan: word((words) => words.certificate.sheet.scan),
    code: formatVerificationCode(code),
    codeLabel: word((words) => words.certificate.sheet.code),
    keyLabel: word((words) => words.certificate.sheet.key),
    keyId: keyId.slice(0, SHORT_KEY),
    verifyUrl,
    qr: drawQr(verifyUrl),
    notice: noticeOf({ status, decision, validUntil }),
  };
}

/** The QR code of a text: error correction M, each row's dark runs as one stroke-less rectangle. */
export function drawQr(text: string): QrDrawing {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const { size } = modules;
  let path = '';
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (!modules.get(row, column)) continue;
      let end = column + 1;
      while (end < size && modules.get(row, end)) end += 1;
      path += `M${column} ${row}H${end}V${row + 1}H${column}Z`;
      column = end;
    }
  }
  return { size, path };
}

type Words = typeof zhCN | typeof en;
type Key = 'zh' | 'en';

const word = (pick: (words: Words, language: Key) => string): LocalText => ({
  zh: pick(zhCN, 'zh'),
  en: pick(en, 'en'),
});

const fill = (text: string, values: Readonly<Record<string, string>>) =>
  text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name] ?? whole);

const dayWords = (day: Day): LocalText => ({ zh: formatDay(day, 'zh-CN'), en: formatDay(day, 'en') });

/** A tier or track that is data only, without words of its own, stands as its code. */
function levelWords({ tier, track }: Pick<CertificateStatement, 'tier' | 'track'>) {
  const of = ({ learning }: Words) => ({
    tier: (learning.tier as Readonly<Record<string, string>>)[String(tier)] ?? String(tier),
    track: (learning.track as Readonly<Record<string, string>>)[track] ?? track,
  });
  return { zh: of(zhCN), en: of(en) };
}

function noticeOf({
  status,
  decision,
  validUntil,
}: Pick<CertificateView, 'status' | 'decision'> & { validUntil: Day }): LocalText | null {
  if (status === 'valid') return null;
  const day = dayWords(decision?.effectiveOn ?? validUntil);
  return word((words, language) => fill(words.certificate.sheet[status], { date: day[language] ?? '' }));
}
