import type { AppraisalPolicy } from '#app/domain/appraisal/appraisal-policy.ts';
import type { CertificatePolicy } from '#app/domain/certification/certificate-policy.ts';
import { hashJson, type Json } from '#app/domain/kernel/canonical.ts';
import type { HoursPolicy } from '#app/domain/training/hours-policy.ts';
import type { Database, Handle } from '#db/open.server.ts';
import { insertVersions, upsertDocuments } from '#db/stores/content.ts';
import { insertAttempt, insertGrades, insertSitting } from '#db/stores/exams.ts';
import { insertUnit } from '#db/stores/organisation.ts';
import { insertForms } from '#db/stores/papers.ts';
import { insertPerson, insertPosting } from '#db/stores/people.ts';
import type { DocumentKind } from '#db/tables/content.ts';

const policyHeader = { formatVersion: 1, effectiveFrom: '2020-01-01', note: { zh: '测试' } } as const;

export const SEED_APPRAISAL_POLICY: AppraisalPolicy = {
  ...policyHeader,
  id: 'appraisal',
  kind: 'appraisal',
  version: '2026.1',
  effectiveFrom: '2026-01-01',
  title: { zh: '年度考核学习指标' },
  tierPoints: [
    { tier: 1, points: 6000 },
    { tier: 2, points: 7000 },
  ],
  bandPoints: [
    { fromPercent: 9000, points: 2000 },
    { fromPercent: 8000, points: 1500 },
    { fromPercent: 6000, points: 1000 },
  ],
  hoursPoints: { max: 2000 },
  suggested: [
    { word: { zh: '优秀' }, fromScore: 9000 },
    { word: { zh: '称职' }, fromScore: 6000 },
    { word: { zh: '不称职' }, fromScore: 0 },
  ],
};

const certificatePolicy: CertificatePolicy = {
  ...policyHeader,
  id: 'certificate',
  kind: 'certificate',
  version: '2026.1',
  title: { zh: '证书有效期' },
  tiers: [
    {
      tier: 1,
      track: 'general',
      validMonths: 36,
      name: { zh: '公务员信息技术初级（通用）证书', en: "Civil Servants' IT Certificate, Tier 1 (General)" },
    },
  ],
};

const hoursPolicy: HoursPolicy = {
  ...policyHeader,
  id: 'hours',
  kind: 'hours',
  version: '2026.1',
  title: { zh: '年度学时' },
  yearlyRequired: 9000,
  onlineMinimum: 5000,
  tariff: [{ fromMinutes: 0, hours: 25 }],
  oncePerYear: true,
};

/** Publishes one version of a document as it is, without any check. */
export async function seedVersion(
  tx: Handle,
  { kind, code, body, at = 0 }: { kind: DocumentKind; code: string; body: unknown; at?: number },
): Promise<string> {
  const versionId = `ver_${kind}_${code}`;
  const documentId = `doc_${kind}_${code}`;
  await upsertDocuments(tx, [{ id: documentId, kind, code, publishedVersionId: versionId, createdAt: at }]);
  await insertVersions(tx, [
    {
      id: versionId,
      documentId,
      number: 1,
      status: 'published',
      body: body as Json,
      hash: hashJson(body),
      createdBy: 'seed',
      createdAt: at,
      publishedBy: 'seed',
      publishedAt: at,
    },
  ]);
  return versionId;
}

/** An authority of three units (the root, 教育局, 财政局), its policies, and one sitting of the tier-1 exam. */
export async function seedAuthority(database: Database): Promise<void> {
  const units = [
    { id: 'org_root', code: '3401', name: '示范市人民政府', parentId: null },
    { id: 'org_edu', code: '340101', name: '教育局', parentId: 'org_root' },
    { id: 'org_fin', code: '340102', name: '财政局', parentId: 'org_root' },
  ];
  await database.transaction(async (tx) => {
    for (const { id, code, name, parentId } of units) {
      await insertUnit(tx, {
        unit: { id, code, createdAt: 0 },
        version: { id: `ouv_${id}`, unitId: id, name, parentId, validFrom: '2020-01-01', validTo: null },
      });
    }
    await seedVersion(tx, { kind: 'policy', code: 'appraisal', body: SEED_APPRAISAL_POLICY });
    await seedVersion(tx, { kind: 'policy', code: 'certificate', body: certificatePolicy });
    await seedVersion(tx, { kind: 'policy', code: 'hours', body: hoursPolicy });
    await seedVersion(tx, {
      kind: 'syllabus',
      code: 'tier-1-general',
      body: { attests: { zh: '持有人理解电子政务。' } },
    });
    const blueprintVersionId = await seedVersion(tx, {
      kind: 'blueprint',
      code: 'tier-1-general',
      body: { syllabus: 'tier-1-general' },
    });
    await insertSitting(tx, {
      id: 'sit_one',
      code: 'T1-2026-01',
      titleZh: '初级（通用）考试',
      titleEn: 'Tier 1 (General)',
      tier: 1,
      track: 'general',
      blueprintVersionId,
      gradingPolicyVersionId: 'ver_policy_grading',
      unitId: 'org_root',
      mode: 'remote',
      opensAt: 0,
      closesAt: 9_999_999_999_999,
      durationMs: 1_800_000,
      attemptLimit: null,
      release: { mode: 'at-submission' },
      createdBy: 'seed',
      createdAt: 0,
    });
    await insertForms(tx, [
      { id: 'frm_one', blueprintVersionId, blueprintId: 'doc_blueprint', seed: 'seed', items: [], createdAt: 0 },
    ]);
  });
}

/** A person and their posting; the employee number is the id's tail. */
export async function seedPerson(
  database: Database,
  {
    id,
    name = `职员${id}`,
    employeeNo = id,
    unitId = 'org_edu',
    validFrom = '2020-01-01',
    validTo = null,
  }: {
    id: string;
    name?: string;
    employeeNo?: string;
    unitId?: string;
    validFrom?: string;
    validTo?: string | null;
  },
): Promise<string> {
  const personId = `per_${id}`;
  await database.transaction(async (tx) => {
    await insertPerson(tx, { id: personId, employeeNo, name, active: true, createdAt: 0 });
    await insertPosting(tx, {
      id: `pst_${id}`,
      personId,
      unitId,
      positionLevel: '一级科员',
      category: 'general',
      validFrom,
      validTo,
    });
  });
  return personId;
}

/** A graded attempt at the seeded sitting. Marks are hundredths of a paper worth 100. */
export async function seedGrade(
  database: Database,
  {
    personId,
    number = 1,
    score,
    at,
    passed = score >= 6000,
  }: { personId: string; number?: number; score: number; at: number; passed?: boolean },
): Promise<{ attemptId: string; gradeId: string }> {
  const attemptId = `att_${personId}_${number}`;
  const gradeId = `grd_${personId}_${number}`;
  await database.transaction(async (tx) => {
    await insertAttempt(tx, {
      id: attemptId,
      sittingId: 'sit_one',
      personId,
      number,
      formId: 'frm_one',
      status: 'graded',
      startedAt: at - 600_000,
      deadlineAt: at + 1_200_000,
      endedAt: at,
      endedBy: 'candidate',
      lease: 'lease',
      leaseSessionId: 'session',
      responseCount: 0,
      headHash: '0'.repeat(64),
    });
    await insertGrades(tx, [
      {
        id: gradeId,
        attemptId,
        number: 1,
        score,
        maxScore: 10_000,
        gradeZh: score >= 9000 ? '优秀' : score >= 8000 ? '良好' : score >= 6000 ? '合格' : '不合格',
        gradeEn: 'grade',
        passed: passed ? 1 : 0,
        policyVersionId: 'ver_policy_grading',
        gradedAt: at,
      },
    ]);
  });
  return { attemptId, gradeId };
}
