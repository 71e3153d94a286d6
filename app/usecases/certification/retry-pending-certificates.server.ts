import { ok, type Result } from '#app/domain/kernel/result.ts';
import type { Context } from '#app/usecases/context.ts';
import { pagePendingCertificates } from '#db/stores/certification.ts';
import { lockSitting } from '#db/stores/sittings.ts';
import { draftCertificate, issueInTransaction, judgeAttemptRelease } from './issue-certificate.server.ts';

const PAGE = 50;

/**
 * Tries again to issue what could not be printed, since a font may have been added. To be run at start and every hour;
 * HR may ask for it too. One that cannot be drafted at all is left for the next time and logged.
 */
export async function retryPendingCertificates(
  context: Context,
): Promise<Result<{ issued: number; stillPending: number }, never>> {
  let issued = 0;
  let stillPending = 0;
  for (let after = ''; ; ) {
    const page = await pagePendingCertificates(context.database.read, { after, limit: PAGE });
    for (const { attemptId, gradeId } of page) {
      const done = await retry(context, { attemptId, gradeId });
      if (done) issued += 1;
      else stillPending += 1;
    }
    const last = page.at(-1);
    if (!last) break;
    after = last.attemptId;
  }
  if (issued > 0) context.events.kick();
  return ok({ issued, stillPending });
}

async function retry(context: Context, grade: { attemptId: string; gradeId: string }): Promise<boolean> {
  try {
    const draft = await draftCertificate(context, grade);
    if (!draft) return false;
    return await context.database.transaction(async (tx) => {
      // Results withheld since: the release issues it, should there be another.
      if (!(await judgeAttemptRelease(context, tx, grade.attemptId, lockSitting)).released) return false;
      return (await issueInTransaction({ tx, context, draft })).outcome !== 'glyph-missing';
    });
  } catch (error) {
    context.log.error({ ...grade, error: String(error) }, 'a pending certificate could not be drafted');
    return false;
  }
}
