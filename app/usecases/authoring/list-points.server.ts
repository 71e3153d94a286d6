import type { Language } from '#app/domain/kernel/local-text.ts';
import type { Context } from '#app/usecases/context.ts';
import { listKnowledgePoints } from '#db/stores/content.ts';

/** The knowledge points of the standard in force, in its order, as a form offers them. */
export async function listPoints(
  context: Pick<Context, 'database'>,
  language: Language,
): Promise<{ code: string; name: string }[]> {
  const points = await listKnowledgePoints(context.database.read);
  return points.map(({ code, nameZh, nameEn }) => ({
    code,
    name: language === 'en' && nameEn !== '' ? nameEn : nameZh,
  }));
}
