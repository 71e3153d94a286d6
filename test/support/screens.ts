import Sqlite from 'better-sqlite3';
import { makeClient } from './client.ts';
import type { RunningServer } from './server.ts';

/** Things that exist on a demo server, for addresses that name one. */
export type Facts = {
  readonly year: number;
  readonly course: string;
  readonly lesson: string;
  readonly lessonHash: string;
  readonly sittingId: string;
  readonly runningAttemptId: string;
  readonly gradedAttemptId: string;
  readonly certificateId: string;
  readonly certificateCode: string;
  readonly personId: string;
  readonly draftId: string;
  readonly submittedDraftId: string;
  readonly unitId: string;
  readonly rosterId: string;
  /** The address of a set of three forms. */
  readonly formSet: string;
  readonly firstAdministratorToken: string;
  readonly grantId: string;
  readonly markingSittingId: string;
  readonly markedQuestionId: string;
  readonly practiceSessionId: string;
  readonly mistakenQuestionId: string;
  readonly runningMockId: string;
  readonly endedMockId: string;
};

/**
 * One address for every route that answers GET, by the route's file name. A route without one here fails
 * test/architecture/routes.test.ts: whoever adds a page also says where it is looked at.
 */
export const SCREENS: Record<string, (facts: Facts) => string> = {
  '$.tsx': () => '/no-such-page',
  '_index.tsx': () => '/',
  'account._index.tsx': () => '/account',
  'account.password.tsx': () => '/account/password',
  'activate.tsx': () => '/activate',
  'api.$.ts': () => '/api/v1/no-such-call',
  'api.v1.appraisal.export.ts': ({ year }) => `/api/v1/appraisal/export?year=${year}&format=csv`,
  'api.v1.appraisal.records.ts': ({ year }) => `/api/v1/appraisal/records?year=${year}`,
  'api.v1.openapi[.]json.ts': () => '/api/v1/openapi.json',
  'api.v1.attempts.$id.resume.ts': ({ runningAttemptId }) => `/api/v1/attempts/${runningAttemptId}/resume`,
  'api.v1.attempts.$id.result.ts': ({ gradedAttemptId }) => `/api/v1/attempts/${gradedAttemptId}/result`,
  'api.v1.attempts.$id.submit.ts': ({ gradedAttemptId }) => `/api/v1/attempts/${gradedAttemptId}/submit`,
  'api.v1.exams.ts': () => '/api/v1/exams',
  'api.v1.sittings.$id.attempts.ts': ({ sittingId }) => `/api/v1/sittings/${sittingId}/attempts`,
  'attempts.$id._index.tsx': ({ runningAttemptId }) => `/attempts/${runningAttemptId}`,
  'attempts.$id.result.tsx': ({ gradedAttemptId }) => `/attempts/${gradedAttemptId}/result?review=1`,
  'certificates.$id._index.tsx': ({ certificateId }) => `/certificates/${certificateId}`,
  'certificates.$id[.]pdf.ts': ({ certificateId }) => `/certificates/${certificateId}.pdf`,
  'courses._index.tsx': () => '/courses',
  'courses.$code._index.tsx': ({ course }) => `/courses/${course}`,
  'courses.$code.$lesson.tsx': ({ course, lesson }) => `/courses/${course}/${lesson}`,
  'exams._index.tsx': () => '/exams',
  'exams.$sittingId.tsx': ({ sittingId }) => `/exams/${sittingId}`,
  'first-administrator.$token.tsx': ({ firstAdministratorToken }) => `/first-administrator/${firstAdministratorToken}`,
  'forgot.tsx': () => '/forgot',
  'healthz.ts': () => '/healthz',
  'help._index.tsx': () => '/help',
  'help.$topic.tsx': () => '/help/sign-in',
  'assets.$hash[.]webp.ts': () => `/assets/${'0'.repeat(64)}.webp`,
  'lessons.$hash[.]js.ts': ({ lessonHash }) => `/lessons/${lessonHash}.js`,
  'login.tsx': () => '/login',
  'logout.ts': () => '/logout',
  'metrics.ts': () => '/metrics',
  'readyz.ts': () => '/readyz',
  'me.tsx': () => '/me',
  'practice._index.tsx': () => '/practice',
  'practice.new.tsx': () => '/practice/new?kind=all',
  'practice.points.tsx': () => '/practice/points',
  'practice.progress.tsx': () => '/practice/progress',
  'practice.favourites.tsx': () => '/practice/favourites',
  'practice.mistakes._index.tsx': () => '/practice/mistakes',
  'practice.mistakes.$questionId.tsx': ({ mistakenQuestionId }) => `/practice/mistakes/${mistakenQuestionId}`,
  'practice.$sessionId.tsx': ({ practiceSessionId }) => `/practice/${practiceSessionId}?q=1`,
  'practice.$sessionId_.summary.tsx': ({ practiceSessionId }) => `/practice/${practiceSessionId}/summary`,
  'practice.mock._index.tsx': () => '/practice/mock',
  'practice.mock.$id.tsx': ({ runningMockId }) => `/practice/mock/${runningMockId}`,
  'practice.mock.$id_.report.tsx': ({ endedMockId }) => `/practice/mock/${endedMockId}/report`,
  'preferences.tsx': () => '/preferences',
  'staff._index.tsx': () => '/staff',
  'staff.access._index.tsx': () => '/staff/access',
  'staff.access.reset.tsx': () => '/staff/access/reset',
  'staff.audit._index.tsx': () => '/staff/audit',
  'staff.audit.export.ts': () => '/staff/audit/export?format=jsonl&action=account.create',
  'staff.audit.security.tsx': () => '/staff/audit/security',
  'staff.audit.$id.tsx': () => '/staff/audit/people-1',
  'staff.appraisal._index.tsx': () => '/staff/appraisal',
  'staff.appraisal.new.tsx': () => '/staff/appraisal/new',
  'staff.appraisal.$year.check._index.tsx': ({ year }) => `/staff/appraisal/${year}/check`,
  'staff.appraisal.$year.check.$finding.tsx': ({ year }) => `/staff/appraisal/${year}/check/no-hours`,
  'staff.appraisal.$year.compute.tsx': ({ year }) => `/staff/appraisal/${year}/compute`,
  'staff.appraisal.$year.units.tsx': ({ year }) => `/staff/appraisal/${year}/units`,
  'staff.appraisal.$year._index.tsx': ({ year }) => `/staff/appraisal/${year}`,
  'staff.appraisal.$year.$personId.tsx': ({ year, personId }) => `/staff/appraisal/${year}/${personId}`,
  'staff.appraisal.$year.export.ts': ({ year }) => `/staff/appraisal/${year}/export?format=xlsx&header=zh`,
  'staff.certificates._index.tsx': () => '/staff/certificates',
  'staff.certificates.print._index.tsx': () => '/staff/certificates/print',
  'staff.certificates.print.download.ts': () => '/staff/certificates/print/download?run=none',
  'staff.certificates.$id.tsx': ({ certificateId }) => `/staff/certificates/${certificateId}`,
  'staff.coverage.tsx': () => '/staff/coverage',
  'staff.lessons._index.tsx': () => '/staff/lessons',
  'staff.lessons.conflicts.tsx': () => '/staff/lessons/conflicts',
  'staff.lessons.new.tsx': () => '/staff/lessons/new',
  'staff.lessons.$id._index.tsx': ({ draftId }) => `/staff/lessons/${draftId}`,
  'staff.lessons.$id.history.tsx': ({ draftId }) => `/staff/lessons/${draftId}/history?from=1&all=1`,
  'staff.lessons.$id.rebase.tsx': ({ draftId }) => `/staff/lessons/${draftId}/rebase`,
  'staff.lessons.$id.submit.tsx': ({ draftId }) => `/staff/lessons/${draftId}/submit`,
  'staff.reviews._index.tsx': () => '/staff/reviews',
  'staff.reviews.$id.tsx': ({ submittedDraftId }) => `/staff/reviews/${submittedDraftId}?all=1&line=3`,
  'staff.marking._index.tsx': () => '/staff/marking',
  'staff.marking.$sittingId.$versionId.tsx': ({ markingSittingId, markedQuestionId }) =>
    `/staff/marking/${markingSittingId}/${markedQuestionId}`,
  'staff.people._index.tsx': () => '/staff/people',
  'staff.sittings._index.tsx': () => '/staff/sittings',
  'staff.sittings.new.tsx': () => '/staff/sittings/new',
  'staff.sittings.$id._index.tsx': ({ sittingId }) => `/staff/sittings/${sittingId}`,
  'staff.sittings.$id.change.tsx': ({ sittingId }) => `/staff/sittings/${sittingId}/change`,
  'staff.sittings.$id.people.tsx': ({ sittingId }) => `/staff/sittings/${sittingId}/people`,
  'staff.sittings.$id.results._index.tsx': ({ sittingId }) => `/staff/sittings/${sittingId}/results`,
  'staff.sittings.$id.results.export.ts': ({ sittingId }) => `/staff/sittings/${sittingId}/results/export?format=xlsx`,
  'staff.papers._index.tsx': () => '/staff/papers',
  'staff.papers.$code._index.tsx': () => '/staff/papers/tier-1-general',
  'staff.papers.$code.sets.$setId._index.tsx': ({ formSet }) => `${formSet}?drawn=1`,
  'staff.papers.$code.sets.$setId.$number._index.tsx': ({ formSet }) => `${formSet}/1?with=2`,
  'staff.lessons.preview.$draftId.$hash[.]js.ts': () => `/staff/lessons/preview/dft_none/${'0'.repeat(64)}.js`,
  'staff.people.$id._index.tsx': ({ personId }) => `/staff/people/${personId}`,
  'staff.people.$id.$act.tsx': ({ personId }) => `/staff/people/${personId}/transfer`,
  'staff.people.new.tsx': () => '/staff/people/new',
  'staff.people.export.ts': () => '/staff/people/export?encoding=gb18030',
  'staff.units._index.tsx': () => '/staff/units',
  'staff.units.new.tsx': () => '/staff/units/new',
  'staff.units.export.ts': () => '/staff/units/export',
  'staff.units.$id._index.tsx': ({ unitId }) => `/staff/units/${unitId}`,
  'staff.units.$id.split.tsx': ({ unitId }) => `/staff/units/${unitId}/split`,
  'staff.units.$id.$act.tsx': ({ unitId }) => `/staff/units/${unitId}/merge`,
  'staff.roster._index.tsx': () => '/staff/roster',
  'staff.roster.new.tsx': () => '/staff/roster/new',
  'staff.roster.template.ts': () => '/staff/roster/template?format=xlsx&header=zh',
  'staff.roster.$id._index.tsx': ({ rosterId }) => `/staff/roster/${rosterId}`,
  'staff.roster.$id.columns.tsx': ({ rosterId }) => `/staff/roster/${rosterId}/columns`,
  'staff.roster.$id.refused[.]csv.ts': ({ rosterId }) => `/staff/roster/${rosterId}/refused.csv`,
  'staff.locked.tsx': () => '/staff/locked',
  'staff.roles._index.tsx': () => '/staff/roles',
  'staff.roles.first-hr._index.tsx': () => '/staff/roles/first-hr',
  'staff.roles.new.tsx': ({ personId }) => `/staff/roles/new?person=${personId}`,
  'staff.roles.$grantId.tsx': ({ grantId }) => `/staff/roles/${grantId}`,
  'staff.roles.people.$personId.tsx': ({ personId }) => `/staff/roles/people/${personId}`,
  'staff.sessions.tsx': () => '/staff/sessions',
  'staff.settings._index.tsx': () => '/staff/settings',
  'staff.settings.$key.tsx': () => '/staff/settings/session.idle-hours',
  'staff.system.tsx': () => '/staff/system',
  'staff.tokens._index.tsx': () => '/staff/tokens',
  'staff.tokens.new.tsx': () => '/staff/tokens/new',
  'verify._index.tsx': () => '/verify',
  'verify.$code._index.tsx': ({ certificateCode }) => `/verify/${certificateCode}`,
  'verify.$code.facts[.]json.ts': ({ certificateCode }) => `/verify/${certificateCode}/facts.json`,
  'verify.$code.public-key[.]json.ts': ({ certificateCode }) => `/verify/${certificateCode}/public-key.json`,
  'verify.$code.signature[.]jws.ts': ({ certificateCode }) => `/verify/${certificateCode}/signature.jws`,
  'verify.$code.statement[.]json.ts': ({ certificateCode }) => `/verify/${certificateCode}/statement.json`,
  'verify.keys[.]json.ts': () => '/verify/keys.json',
};

/** Looks up, and where needed makes, what addresses name: one graded attempt of `learner`, and one that runs. */
export async function gatherFacts(server: RunningServer): Promise<Facts> {
  const learner = makeClient(server.url);
  await learner.signIn('learner');
  const { exams } = (await (await learner.get('/api/v1/exams')).json()) as { exams: { sittings: { id: string }[] }[] };
  const sittingId = exams.flatMap(({ sittings }) => sittings)[0]?.id ?? '';
  const start = async () =>
    (await (await learner.send('POST', `/api/v1/sittings/${sittingId}/attempts`, {})).json()) as {
      attemptId: string;
      lease: string;
    };
  const { rightAnswer } = await import('./answers.ts');
  const first = (await start()) as { attemptId: string; lease: string; items?: Parameters<typeof rightAnswer>[0][] };
  await learner.send('PUT', `/api/v1/attempts/${first.attemptId}/responses`, {
    lease: first.lease,
    responses: first.items?.map((item) => ({ slot: item.slot, seq: 1, answer: rightAnswer(item), clientMs: 1 })),
  });
  await learner.send('POST', `/api/v1/attempts/${first.attemptId}/submit`, { lease: first.lease });
  await learner.get(`/api/v1/attempts/${first.attemptId}/result`);
  const running = await start();

  const started = await learner.form('/practice/mock?index', { blueprint: 'tier-1-general' });
  const runningMockId = started.headers.get('Location')?.split('/').at(-1) ?? '';

  const rosterId = await handInRoster(server);
  const formSet = await drawForms(server);

  const db = new Sqlite(`${server.dataDir}/xunkao.sqlite`, { readonly: true });
  const one = (sql: string, ...values: string[]) => db.prepare(sql).get(...values) as Record<string, string>;
  const person = one("SELECT person_id AS id FROM account WHERE username = 'learner'").id ?? '';
  const certificate = one('SELECT id, code FROM certificate WHERE attempt_id = ?', first.attemptId);
  const unit = one("SELECT id FROM org_unit WHERE code = 'SF0101'").id ?? '';
  const grant = one("SELECT id FROM role_grant WHERE role = 'hr' LIMIT 1");
  const marking = one('SELECT sitting_id, question_version_id FROM marking_task LIMIT 1');
  const practised = one('SELECT id FROM practice_session WHERE person_id = ? ORDER BY started_at LIMIT 1', person);
  const mistaken = one('SELECT question_id AS id FROM review_card WHERE person_id = ? LIMIT 1', person);
  const mock = one('SELECT id FROM mock_exam WHERE person_id = ? AND ended_at IS NOT NULL LIMIT 1', person);
  const artifact = one('SELECT hash FROM lesson_artifact LIMIT 1');
  db.close();
  return {
    // The demo's year is that of its zone, which may be a day ahead of this machine's.
    year: Number(new Intl.DateTimeFormat('en', { timeZone: 'Asia/Shanghai', year: 'numeric' }).format()),
    course: 'egov-basics',
    lesson: '01-what-is-egovernment',
    lessonHash: artifact.hash ?? '',
    sittingId,
    runningAttemptId: running.attemptId,
    gradedAttemptId: first.attemptId,
    certificateId: certificate.id ?? '',
    certificateCode: certificate.code ?? '',
    personId: person,
    ...(await openDrafts(server)),
    unitId: unit,
    rosterId,
    formSet,
    grantId: grant.id ?? '',
    markingSittingId: marking.sitting_id ?? '',
    markedQuestionId: marking.question_version_id ?? '',
    practiceSessionId: practised.id ?? '',
    mistakenQuestionId: mistaken.id ?? '',
    runningMockId,
    endedMockId: mock.id ?? '',
    firstAdministratorToken: 'not-a-link-that-was-given-out',
  };
}

/** Two drafts of the trainer: one under work, one handed in. */
async function openDrafts(server: RunningServer): Promise<Pick<Facts, 'draftId' | 'submittedDraftId'>> {
  const trainer = makeClient(server.url);
  await trainer.signIn('trainer');
  const open = async (code: string) => {
    const { headers } = await trainer.form('/staff/lessons?index', { code });
    return headers.get('Location')?.split('/').at(-1) ?? '';
  };
  const draftId = await open('egov-basics/01-what-is-egovernment');
  const submittedDraftId = await open('egov-basics/02-why-egovernment');
  const page = await (await trainer.get(`/staff/lessons/${submittedDraftId}`)).text();
  const field = (name: string) =>
    (new RegExp(`<textarea[^>]*name="${name}"[^>]*>([^<]*)<`).exec(page)?.[1] ?? '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&#x27;', "'")
      .replaceAll('&amp;', '&');
  const form = (address: string, fields: Record<string, string>) =>
    trainer.form(`/staff/lessons/${submittedDraftId}${address}`, fields);
  await form('?index', {
    intent: 'save',
    revision: '1',
    source: field('source').replace('\n## ', '\n这一句是为审核加上的。\n\n## '),
    quiz: field('quiz'),
  });
  await form('/submit', { revision: '2', change: 'minor', note: '补了一句' });
  return { draftId, submittedDraftId };
}

/** A roster that HR handed in: one person to come, and one row that is refused. */
async function handInRoster(server: RunningServer): Promise<string> {
  const hr = makeClient(server.url);
  await hr.signIn('hr');
  const response = await hr.upload('/staff/roster/new', {
    fields: { scope: 'changes' },
    file: { name: 'file', fileName: '花名册.csv', text: '工号,姓名,部门\nS-0001,示例新人,示例新科\n,无号,示例新科\n' },
  });
  const id = /^\/staff\/roster\/(ros_\w+)$/.exec(response.headers.get('Location') ?? '')?.[1];
  if (!id) throw new Error(`handing a roster in gave ${response.status}`);
  return id;
}

/** Three forms that the exam office drew; the address of their set. */
async function drawForms(server: RunningServer): Promise<string> {
  const office = makeClient(server.url);
  await office.signIn('examoffice');
  const page = await (await office.get('/staff/papers/tier-1-general')).text();
  const version = /name="version" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const response = await office.form('/staff/papers/tier-1-general?index', { version, count: '3' });
  const address = /^(\/staff\/papers\/tier-1-general\/sets\/fst_\w+)\?/.exec(
    response.headers.get('Location') ?? '',
  )?.[1];
  if (!address) throw new Error(`drawing forms gave ${response.status}`);
  return address;
}
