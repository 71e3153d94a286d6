import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import type { CertificateSheet, QrDrawing } from './certificate-sheet.ts';
import { SEAL_CHARACTERS, SEAL_SIZE, SEAL_STONE } from './seal.ts';
import './certificate.css';

/** As many characters stand on the name's line at full size. */
const NAME_FITS = 16;

/** The certificate itself, in both languages whatever the page's; its title is the page's. */
export function CertificateSheetView({ sheet }: { sheet: CertificateSheet }) {
  const letters = [...sheet.holder].length;
  const name = { '--fit': Math.min(1, NAME_FITS / letters), '--gap': letters <= 4 ? '0.3em' : '0.04em' };
  return (
    <article lang="zh-CN" className="certificate">
      <div className="certificate-page">
        {sheet.notice && (
          <p className="certificate-notice">
            <Both text={sheet.notice} />
          </p>
        )}
        <h1 style={{ '--title': [...sheet.title.zh].length } as CSSProperties}>{sheet.title.zh}</h1>
        {sheet.title.en && (
          <p lang="en" className="certificate-small certificate-title-en">
            {sheet.title.en}
          </p>
        )}
        <p className="certificate-certifies">
          <Both text={sheet.certifies} />
        </p>
        <p className="certificate-holder" style={name as CSSProperties}>
          {sheet.holder}
        </p>
        <p className="certificate-passed">
          <Both text={sheet.passed} />
        </p>
        {sheet.attests && (
          <p className="certificate-attests">
            <Both text={sheet.attests} />
          </p>
        )}
        <div className="certificate-band">
          <dl className="certificate-facts">
            {sheet.facts.map((fact) => (
              <div key={fact.key}>
                <dt>
                  {fact.label.zh} <span lang="en">{fact.label.en}</span>
                </dt>
                <dd>
                  <Both text={fact.value} />
                </dd>
              </div>
            ))}
          </dl>
          <div>
            <Seal />
            <p className="certificate-issuer">{sheet.issuer}</p>
            <p className="certificate-small">{sheet.issuedOn.zh}</p>
          </div>
          <div>
            <Qr qr={sheet.qr} />
            <p className="certificate-small certificate-scan">
              {sheet.scan.zh} <span lang="en">{sheet.scan.en}</span>
            </p>
          </div>
        </div>
        <p className="certificate-foot">
          <span>
            {sheet.codeLabel.zh} <span lang="en">{sheet.codeLabel.en}</span> {sheet.code}
          </span>
          <span>{sheet.verifyUrl.replace(/\/[^/]*$/, '')}</span>
          <span>
            {sheet.keyLabel.zh} <span lang="en">{sheet.keyLabel.en}</span> {sheet.keyId}
          </span>
        </p>
      </div>
    </article>
  );
}

function Both({ text }: { text: LocalText }) {
  return (
    <>
      {text.zh}
      {text.en && (
        <span lang="en" className="certificate-small">
          {text.en}
        </span>
      )}
    </>
  );
}

function Seal() {
  const { t } = useTranslation();
  return (
    <svg
      viewBox={`0 0 ${SEAL_SIZE} ${SEAL_SIZE}`}
      role="img"
      aria-label={t('certificate.sheet.seal')}
      className="certificate-seal"
    >
      <path d={SEAL_STONE} />
      {SEAL_CHARACTERS.map((d) => (
        <path key={d} d={d} />
      ))}
    </svg>
  );
}

function Qr({ qr }: { qr: QrDrawing }) {
  const { t } = useTranslation();
  return (
    <svg
      viewBox={`-2 -2 ${qr.size + 4} ${qr.size + 4}`}
      role="img"
      aria-label={t('certificate.sheet.qrCode')}
      shapeRendering="crispEdges"
      className="certificate-qr"
    >
      <rect x="-2" y="-2" width={qr.size + 4} height={qr.size + 4} />
      <path d={qr.path} />
    </svg>
  );
}
