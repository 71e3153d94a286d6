import { createHash } from 'node:crypto';
import type { CertificateChange } from '#app/domain/certification/status.ts';
import { statusOn } from '#app/domain/certification/status.ts';
import { type BackupFacts, SumOfHashes } from '#app/domain/operation/backup-manifest.ts';
import type { Raw } from './raw.ts';

const PAGE = 1000;
const sha = (text: string) => createHash('sha256').update(text).digest('hex');

/**
 * What a database must still say after it was restored: where its chains stand, and how every certificate stands on a
 * day. Asks only for columns of the first release, so that it reads a database of any.
 */
export async function readFacts(raw: Raw, { on }: { on: string }): Promise<BackupFacts> {
  const heads = await raw.rows<{ stream: string; n: number; hash: string }>('SELECT stream, n, hash FROM audit_head');
  const [anchors] = await raw.rows<{ n: number | string }>('SELECT count(*) AS n FROM audit_anchor');
  return {
    heads: heads
      .map(({ stream, n, hash }) => ({ stream, n: Number(n), hash }))
      .sort((a, b) => (a.stream < b.stream ? -1 : 1)),
    anchors: Number(anchors?.n ?? 0),
    answers: await readAnswers(raw),
    certificates: await readCertificates(raw, on),
  };
}

async function readAnswers(raw: Raw): Promise<BackupFacts['answers']> {
  const sum = new SumOfHashes();
  let attempts = 0;
  const [answers] = await raw.rows<{ n: number | string }>('SELECT count(*) AS n FROM response');
  for (let after = ''; ; ) {
    const page = await raw.rows<{ id: string; n: number; hash: string }>(
      `SELECT id, response_count AS n, head_hash AS hash FROM attempt WHERE id > ? ORDER BY id LIMIT ${PAGE}`,
      [after],
    );
    for (const { id, n, hash } of page) sum.add(sha(`${id} ${n} ${hash}`));
    attempts += page.length;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return { attempts, answers: Number(answers?.n ?? 0), sha256: sum.hex() };
    after = last.id;
  }
}

async function readCertificates(raw: Raw, on: string): Promise<BackupFacts['certificates']> {
  const sum = new SumOfHashes();
  const byStatus: Record<string, number> = {};
  for (let after = ''; ; ) {
    const page = await raw.rows<{ id: string; number: string; issuedOn: string; validUntil: string }>(
      `SELECT id, number, issued_on AS "issuedOn", valid_until AS "validUntil" FROM certificate
       WHERE id > ? ORDER BY id LIMIT ${PAGE}`,
      [after],
    );
    const last = page.at(-1);
    if (!last) break;
    const events = await raw.rows<CertificateChange & { certificateId: string }>(
      `SELECT id, certificate_id AS "certificateId", kind, effective_on AS "effectiveOn" FROM certificate_event
       WHERE certificate_id > ? AND certificate_id <= ?`,
      [after, last.id],
    );
    const changesOf = new Map<string, CertificateChange[]>(page.map(({ id }) => [id, []]));
    for (const { certificateId, ...change } of events) changesOf.get(certificateId)?.push(change);
    for (const { id, number, issuedOn, validUntil } of page) {
      const status = statusOn({ day: on, issuedOn, validUntil, changes: changesOf.get(id) ?? [] }) ?? 'not-yet';
      byStatus[status] = (byStatus[status] ?? 0) + 1;
      sum.add(sha(`${number} ${status}`));
    }
    after = last.id;
  }
  return { on, byStatus, sha256: sum.hex() };
}
