import type { FormItem } from '#app/domain/exams/assembly.ts';
import type { BlueprintBody } from '#app/domain/exams/blueprint.ts';
import type { GradingPolicy } from '#app/domain/exams/grading-policy.ts';
import type { QuestionBody } from '#app/domain/questions/envelope.ts';
import type { Context } from '#app/usecases/context.ts';
import type { Database, Handle } from '#db/open.server.ts';
import { findVersion, listVersions } from '#db/stores/content.ts';
import { listAttempts, listForms } from '#db/stores/exams.ts';

/** An item of a form with the question version that it pins. Holds the key: never send one to a browser. */
export type PaperItem = FormItem & { readonly question: QuestionBody };
export type Paper = { readonly items: readonly PaperItem[]; readonly bySlot: ReadonlyMap<number, PaperItem> };

/** What never changes of an attempt: whose it is, and which form it answers. */
export type AttemptFacts = { readonly personId: string; readonly formId: string };

/** Nothing in here ever changes, so what was read once is true on every node for ever. */
type Cache = {
  readonly attempts: Map<string, AttemptFacts>;
  readonly papers: Map<string, Paper>;
  readonly questions: Map<string, QuestionBody>;
};
const caches = new WeakMap<Database, Cache>();
const MOST_ATTEMPTS = 50_000;
/** Papers kept in memory: a big sitting's worth, about 10 KB each. The oldest goes first. */
const MOST_PAPERS = 10_000;
const MOST_QUESTIONS = 20_000;

function cacheOf(database: Database): Cache {
  const cache = caches.get(database) ?? { attempts: new Map(), papers: new Map(), questions: new Map() };
  caches.set(database, cache);
  return cache;
}

function keep<T>(map: Map<string, T>, { key, value, most }: { key: string; value: T; most: number }): T {
  if (map.size >= most) {
    const [oldest] = map.keys();
    if (oldest !== undefined) map.delete(oldest);
  }
  map.set(key, value);
  return value;
}

/** Whose attempts these are and what they answer, in one query for all that are not known yet; an unknown id is absent. */
export async function listAttemptFacts(
  context: Pick<Context, 'database'>,
  attemptIds: readonly string[],
): Promise<Map<string, AttemptFacts>> {
  const { attempts } = cacheOf(context.database);
  const missing = [...new Set(attemptIds)].filter((id) => !attempts.has(id));
  const found = new Map<string, AttemptFacts>();
  for (const { id, personId, formId } of await listAttempts(context.database.read, missing)) {
    found.set(id, keep(attempts, { key: id, value: { personId, formId }, most: MOST_ATTEMPTS }));
  }
  for (const id of attemptIds) {
    const facts = found.get(id) ?? attempts.get(id);
    if (facts) found.set(id, facts);
  }
  return found;
}

/** Question versions by id, in one query for all that are not known yet. @throws when one does not exist. */
export async function getQuestions(
  context: Pick<Context, 'database'>,
  versionIds: readonly string[],
  handle: Handle = context.database.read,
): Promise<Map<string, QuestionBody>> {
  const { questions } = cacheOf(context.database);
  const missing = [...new Set(versionIds)].filter((id) => !questions.has(id));
  const found = new Map<string, QuestionBody>();
  if (missing.length > 0) {
    for (const version of await listVersions(handle, missing)) {
      if (version.kind !== 'question') continue;
      const { versionId, body } = version;
      found.set(versionId, keep(questions, { key: versionId, value: body, most: MOST_QUESTIONS }));
    }
  }
  return new Map(
    versionIds.map((id) => {
      const question = found.get(id) ?? questions.get(id);
      if (!question) throw new Error(`question version ${id} does not exist`);
      return [id, question];
    }),
  );
}

/** Papers by form id, in two queries for all that are not known yet. @throws when a form does not exist. */
export async function getPapers(
  context: Pick<Context, 'database'>,
  formIds: readonly string[],
  handle: Handle = context.database.read,
): Promise<Map<string, Paper>> {
  const { papers } = cacheOf(context.database);
  const missing = [...new Set(formIds)].filter((id) => !papers.has(id));
  const found = new Map<string, Paper>();
  if (missing.length > 0) {
    const forms = await listForms(handle, missing);
    const versionIds = forms.flatMap(({ items }) => items.map(({ questionVersionId }) => questionVersionId));
    const questions = await getQuestions(context, versionIds, handle);
    for (const { id, items } of forms) {
      const whole = items.map((item): PaperItem => {
        const question = questions.get(item.questionVersionId);
        if (!question) throw new Error(`form ${id} pins a question version that does not exist`);
        return { ...item, question };
      });
      const paper: Paper = { items: whole, bySlot: new Map(whole.map((item) => [item.slot, item])) };
      found.set(id, keep(papers, { key: id, value: paper, most: MOST_PAPERS }));
    }
  }
  return new Map(
    formIds.map((id) => {
      const paper = found.get(id) ?? papers.get(id);
      if (!paper) throw new Error(`form ${id} does not exist`);
      return [id, paper];
    }),
  );
}

/** The blueprint that a sitting pins. @throws when it does not exist. */
export async function getBlueprint(handle: Handle, versionId: string): Promise<BlueprintBody> {
  const version = await findVersion(handle, versionId);
  if (version?.kind !== 'blueprint') throw new Error(`blueprint version ${versionId} does not exist`);
  return version.body;
}

/** Grading policies by version id, in one query. @throws when one does not exist. */
export async function getGradingPolicies(
  handle: Handle,
  versionIds: readonly string[],
): Promise<Map<string, GradingPolicy>> {
  const versions = await listVersions(handle, [...new Set(versionIds)]);
  const policies = new Map<string, GradingPolicy>();
  for (const { versionId, kind, body } of versions) {
    if (kind === 'policy' && body.kind === 'grading') policies.set(versionId, body);
  }
  const missing = versionIds.find((id) => !policies.has(id));
  if (missing !== undefined) throw new Error(`grading policy version ${missing} does not exist`);
  return policies;
}

export async function getGradingPolicy(handle: Handle, versionId: string): Promise<GradingPolicy> {
  const policy = (await getGradingPolicies(handle, [versionId])).get(versionId);
  if (!policy) throw new Error(`grading policy version ${versionId} does not exist`);
  return policy;
}

export async function getPaper(
  context: Pick<Context, 'database'>,
  formId: string,
  handle: Handle = context.database.read,
): Promise<Paper> {
  const paper = (await getPapers(context, [formId], handle)).get(formId);
  if (!paper) throw new Error(`form ${formId} does not exist`);
  return paper;
}
