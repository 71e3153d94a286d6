import type { SeededRandom } from '#app/domain/kernel/random.ts';
import type { QuestionBody } from '#app/domain/questions/envelope.ts';
import { promptOf, reviewOf } from '#app/domain/questions/types/registry.ts';

/** An answer as it is typed or chosen: one text, or several where several may be chosen. */
type Given = string | readonly string[];

/** What someone who does not know might type. */
const GUESSES = ['信息公开', '协同办公', '不清楚', '数据共享', '安全管理'];

/** A right or a wrong answer to a question of the basic types; null where a wrong one is to leave it empty. */
export function answerQuestion({
  question,
  right,
  random,
}: {
  question: QuestionBody;
  right: boolean;
  random: SeededRandom;
}): Given | null {
  const { key } = reviewOf(question);
  if (!right && random.below(12) === 0) return null;
  switch (key.kind) {
    case 'options': {
      const several = question.type === 'multiple-choice';
      if (right) return several ? key.ids : (key.ids[0] ?? null);
      const wrong = (promptOf(question).options ?? []).map(({ id }) => id).filter((id) => !key.ids.includes(id));
      const chosen = wrong[random.below(Math.max(1, wrong.length))];
      // Where every option is right, too few of them is the mistake.
      if (chosen === undefined) return several ? key.ids.slice(1) : null;
      return several ? [...key.ids.slice(1), chosen] : chosen;
    }
    case 'texts':
      return right ? (key.accept[0]?.[0] ?? null) : (GUESSES[random.below(GUESSES.length)] ?? null);
    case 'number':
      return right ? key.value : String(Number(key.value) + 1 + random.below(9));
    default:
      throw new Error(`the demo answers no questions of type ${question.type}`);
  }
}

/** Which of so many answers are right: a given number of them, spread by chance. */
export function chooseRight({
  items,
  share,
  random,
}: {
  items: number;
  /** Between 0 and 1. */
  share: number;
  random: SeededRandom;
}): ReadonlySet<number> {
  const count = Math.max(0, Math.min(items, Math.round(items * share)));
  const right = new Set<number>();
  while (right.size < count) right.add(random.below(items));
  return right;
}
