import type { Json } from '#app/domain/kernel/canonical.ts';
import type { SeededRandom } from '#app/domain/kernel/random.ts';
import type { QuestionBody } from '#app/domain/questions/envelope.ts';
import { promptOf, reviewOf, solutionOf } from '#app/domain/questions/types/registry.ts';

/** What someone who does not know might type. */
const GUESSES = ['信息公开', '协同办公', '不清楚', '数据共享', '安全管理'];

/** What people write where a person marks: enough for a rubric to tell them apart. */
const WRITTEN = {
  right:
    '数据在部门之间共享以后，群众只要报一次地址，各部门都读同一份记录，既少跑路，也少出错；前提是说清谁能用、用来做什么，并留下记录。',
  wrong: '把各部门的表格都放到网上就可以了。',
};

/** A right or a wrong answer to a question; null where a wrong one is to leave it empty. */
export function answerQuestion({
  question,
  right,
  random,
}: {
  question: QuestionBody;
  right: boolean;
  random: SeededRandom;
}): Json {
  const { key } = reviewOf(question);
  if (!right && random.below(12) === 0) return null;
  switch (key.kind) {
    case 'options': {
      const several = question.type === 'multiple-choice' || question.type === 'hot-text';
      if (right) return several ? [...key.ids] : (key.ids[0] ?? null);
      const wrong = (promptOf(question).options ?? []).map(({ id }) => id).filter((id) => !key.ids.includes(id));
      const chosen = wrong[random.below(Math.max(1, wrong.length))];
      // Where every option is right, too few of them is the mistake.
      if (chosen === undefined) return several ? key.ids.slice(1) : null;
      return several ? [...key.ids.slice(1), chosen] : chosen;
    }
    case 'texts': {
      const guess = () => GUESSES[random.below(GUESSES.length)] ?? '';
      if (right) return solutionOf(question);
      return key.accept.length > 1 ? key.accept.map(guess) : guess();
    }
    case 'rubric':
      return right ? WRITTEN.right : WRITTEN.wrong;
    case 'number':
      return right ? key.value : String(Number(key.value) + 1 + random.below(9));
    default:
      return right ? solutionOf(question) : spoil(solutionOf(question));
  }
}

/** An answer of several parts with mistakes in it: things out of order, half of the fields left empty, a wrong place. */
function spoil(answer: Json): Json {
  if (Array.isArray(answer)) return answer.length > 1 ? answer.toReversed() : null;
  if (typeof answer !== 'object' || answer === null) return null;
  if ('x' in answer) return { x: 0, y: 0 };
  const entries = Object.entries(answer);
  const kept = entries.slice(0, Math.floor(entries.length / 2));
  return kept.length > 0 ? Object.fromEntries(kept) : null;
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
