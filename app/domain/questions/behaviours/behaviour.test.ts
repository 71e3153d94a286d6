import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '#app/domain/kernel/canonical.ts';
import { allOrNothing, EMPTY, TO_MARK, wholeVerdict } from '../types/verdict.ts';
import { type Behaviour, CERTAINTIES, markOf, OPEN, type State, type Step, takeStep } from './behaviour.ts';

/** `right` is right, `half` earns half, an essay waits; anything else is wrong. */
const judge = (answer: Json) => {
  if (answer === null) return EMPTY;
  if (answer === 'essay') return TO_MARK;
  return answer === 'half' ? wholeVerdict({ earned: 1, of: 2 }) : allOrNothing(answer === 'right');
};

function walk(behaviour: Behaviour, ...steps: Step[]): State {
  return steps.reduce<State>((state, step) => {
    const taken = takeStep(behaviour, { state, step, judge });
    if (!taken.ok) throw new Error(taken.code);
    return taken.value;
  }, OPEN);
}
const refusal = (behaviour: Behaviour, state: State, step: Step) => {
  const taken = takeStep(behaviour, { state, step, judge });
  return taken.ok ? null : taken.code;
};
const save = (answer: Json, certainty?: 1 | 2 | 3): Step => ({ act: 'save', answer, certainty });
const check = (answer: Json): Step => ({ act: 'check', answer });
const FINISH: Step = { act: 'finish' };
const mark = (behaviour: Behaviour, ...steps: Step[]) =>
  markOf(behaviour, { state: walk(behaviour, ...steps), maxMark: 300 });

describe('deferred', () => {
  const deferred: Behaviour = { name: 'deferred' };
  it('judges what stood last when the paper is handed in', () => {
    expect(mark(deferred, save('wrong'), save('right'), FINISH)).toBe(300);
    expect(mark(deferred, save('right'), save('wrong'), FINISH)).toBe(0);
    expect(mark(deferred, save('right'), save(null), FINISH)).toBe(0);
    expect(mark(deferred, save('right'))).toBe(0);
  });

  it('offers no check, and takes nothing once handed in', () => {
    expect(refusal(deferred, OPEN, check('right'))).toBe('check-not-offered');
    expect(refusal(deferred, walk(deferred, save('right'), FINISH), save('wrong'))).toBe('question-closed');
  });

  it('lets what needs a person wait, and marks it once', () => {
    const waiting = walk(deferred, save('essay'), FINISH);
    expect(waiting.phase).toBe('to-mark');
    const marked = walk(deferred, save('essay'), FINISH, { act: 'mark', credit: { earned: 2, of: 3 } });
    expect(markOf(deferred, { state: marked, maxMark: 300 })).toBe(200);
    expect(refusal(deferred, marked, { act: 'mark', credit: { earned: 3, of: 3 } })).toBe('not-to-mark');
    expect(walk(deferred, FINISH).phase).toBe('done');
  });
});

describe('immediate', () => {
  const immediate: Behaviour = { name: 'immediate' };
  it('judges the first checked answer and closes', () => {
    const checked = walk(immediate, check('half'));
    expect(checked.phase).toBe('done');
    expect(markOf(immediate, { state: checked, maxMark: 300 })).toBe(150);
    expect(refusal(immediate, checked, check('right'))).toBe('question-closed');
  });

  it('checks nothing where nothing was answered', () => {
    expect(refusal(immediate, OPEN, check(null))).toBe('nothing-answered');
  });
});

describe('several tries with a penalty of a third', () => {
  const tries: Behaviour = { name: 'tries', tries: 3, penalty: 33 };
  it.each([
    [[check('right')], 300],
    [[check('wrong'), check('right')], 201],
    [[check('wrong'), check('wrong'), check('right')], 102],
    [[check('wrong'), check('wrong'), check('wrong')], 0],
    [[check('half'), check('half'), check('half')], 51],
    // Handed in between: an unchanged answer is no further try, a changed one is.
    [[check('half'), FINISH], 150],
    [[check('wrong'), save('right'), FINISH], 201],
    [[check('half'), save(null), FINISH], 0],
  ] as [Step[], number][])('%j earns %i of 300', (steps, wanted) => {
    expect(mark(tries, ...steps)).toBe(wanted);
  });

  it('closes at a right answer and after the last try', () => {
    expect(walk(tries, check('right')).phase).toBe('done');
    expect(walk(tries, check('wrong'), check('wrong')).phase).toBe('open');
    expect(walk(tries, check('wrong'), check('wrong'), check('wrong')).phase).toBe('done');
  });

  it('never earns less than nothing however dear a try is', () => {
    expect(mark({ name: 'tries', tries: 5, penalty: 60 }, check('wrong'), check('wrong'), check('right'))).toBe(0);
  });
});

describe('certainty', () => {
  const certainty: Behaviour = { name: 'certainty' };
  it.each([
    ['right', 1, 100],
    ['right', 2, 200],
    ['right', 3, 300],
    ['half', 3, 150],
    ['wrong', 1, 0],
    ['wrong', 2, -200],
    ['wrong', 3, -600],
  ] as const)('%s at certainty %i earns %i of 300', (answer, level, wanted) => {
    expect(mark(certainty, save(answer, level), FINISH)).toBe(wanted);
  });

  it('asks for the certainty of every answer, and none of no answer', () => {
    expect(refusal(certainty, OPEN, save('right'))).toBe('certainty-missing');
    expect(mark(certainty, save(null), FINISH)).toBe(0);
  });
});

describe('manual', () => {
  it('lets even what a machine could judge wait for a person, but not an empty answer', () => {
    expect(walk({ name: 'manual' }, save('right'), FINISH).phase).toBe('to-mark');
    expect(walk({ name: 'manual' }, FINISH).phase).toBe('done');
  });
});

const behaviour = fc.oneof(
  fc.constantFrom<Behaviour>({ name: 'deferred' }, { name: 'immediate' }, { name: 'certainty' }, { name: 'manual' }),
  fc.record({
    name: fc.constant('tries' as const),
    tries: fc.integer({ min: 1, max: 5 }),
    penalty: fc.integer({ min: 0, max: 100 }),
  }),
);
const answer = fc.constantFrom<Json>('right', 'half', 'wrong', 'essay', null);
const step = fc.oneof(
  fc.record({
    act: fc.constantFrom('save' as const, 'check' as const),
    answer,
    certainty: fc.constantFrom(...CERTAINTIES),
  }),
  fc.constant<Step>(FINISH),
  fc.constant<Step>({ act: 'mark', credit: { earned: 1, of: 2 } }),
);

it('keeps every mark within its bounds, and closes for good, whatever is done in whatever order', () => {
  fc.assert(
    fc.property(
      behaviour,
      fc.array(step, { maxLength: 12 }),
      fc.integer({ min: 1, max: 10_000 }),
      (how, steps, maxMark) => {
        let state = OPEN;
        for (const each of steps) {
          const taken = takeStep(how, { state, step: each, judge });
          if (!taken.ok) continue;
          expect(state.phase).not.toBe('done');
          state = taken.value;
          const earned = markOf(how, { state, maxMark });
          expect(Number.isInteger(earned)).toBe(true);
          expect(earned).toBeLessThanOrEqual(maxMark);
          expect(earned).toBeGreaterThanOrEqual(how.name === 'certainty' ? -2 * maxMark : 0);
        }
      },
    ),
  );
});
