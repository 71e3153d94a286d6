import type { LocalText } from '#app/domain/kernel/local-text.ts';

/**
 * What stands on a certificate, in both languages, as plain data: the PDF and the page draw the same sheet. English is
 * absent where the issuer's own words exist in Chinese only.
 */
export type CertificateSheet = {
  readonly number: string;
  readonly title: LocalText;
  readonly certifies: LocalText;
  /** As it was written on the day of issue. */
  readonly holder: string;
  readonly passed: LocalText;
  readonly attests: LocalText | null;
  readonly facts: readonly SheetFact[];
  readonly issuer: string;
  readonly issuedOn: LocalText;
  readonly scan: LocalText;
  readonly code: string;
  readonly codeLabel: LocalText;
  readonly keyLabel: LocalText;
  readonly keyId: string;
  readonly verifyUrl: string;
  readonly qr: QrDrawing;
  /** What later became of the certificate: revoked, suspended, expired. */
  readonly notice: LocalText | null;
};

export type SheetFact = { readonly key: string; readonly label: LocalText; readonly value: LocalText };

/** `path` draws the dark modules on a square of `size` modules; the light margin around it is not part of it. */
export type QrDrawing = { readonly size: number; readonly path: string };
