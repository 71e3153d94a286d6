import { describe, expect, test } from 'vitest';
import type { Step } from '#app/domain/questions/behaviours/behaviour.ts';
import type { QuestionBody } from '#app/domain/questions/envelope.ts';
import { PRACTICE_BEHAVIOURS, type PracticeBehaviour } from './choices.ts';
import { foldSteps, settleItem } from './settle-item.ts';

const question: QuestionBody = {
  formatVersion: 1,
  id: 'q',
  type: 'single-choice',
  use: 'practice',
  points: ['B1.01'],
  depth: 'understand',
  difficulty: 70,
  body: { prompt: { zh: '题' }, options: ['a', 'b', 'c'].map((id) => ({ id, text: { zh: id } })) },
  scoring: { key: 'a' },
  feedback: { explanation: { zh: '因为' } },
};
const settle = (name: PracticeBehaviour, ...steps: Step[]) => {
  const behaviour = PRACTICE_BEHAVIOURS[name];
  return settleItem(behaviour, { question, state: foldSteps(behaviour, { question, steps }) });
};
const check = (answer: string): Step => ({ act: 'check', answer });

describe('what is kept of a question', () => {
  test('is nothing while it is open', () => {
    expect(settle('immediate')).toBeNull();
    expect(settle('tries', check('b'), check('c'))).toBeNull();
    expect(settle('certainty', { act: 'save', answer: 'a', certainty: 3 })).toBeNull();
  });

  test('is its first answer under immediate feedback, whatever comes after', () => {
    expect(settle('immediate', check('a'))).toEqual({ outcome: 'right', credit: 100, certainty: null });
    expect(settle('immediate', check('b'), check('a'))).toMatchObject({ outcome: 'wrong', credit: 0 });
  });

  test('is right at the first of three tries, partly right at a later one, wrong after the third', () => {
    expect(settle('tries', check('a'))).toMatchObject({ outcome: 'right', credit: 100 });
    expect(settle('tries', check('b'), check('a'))).toMatchObject({ outcome: 'partial', credit: 67 });
    expect(settle('tries', check('b'), check('c'), check('a'))).toMatchObject({ outcome: 'partial', credit: 34 });
    expect(settle('tries', check('b'), check('c'), check('b'))).toMatchObject({ outcome: 'wrong', credit: 0 });
  });

  test('keeps the certainty beside the answer without fining it', () => {
    const told = (answer: string, certainty: 1 | 2 | 3) =>
      settle('certainty', { act: 'save', answer, certainty }, { act: 'finish' });
    expect(told('a', 1)).toEqual({ outcome: 'right', credit: 100, certainty: 1 });
    expect(told('b', 3)).toEqual({ outcome: 'wrong', credit: 0, certainty: 3 });
  });

  test('is empty where the answer was asked for without one', () => {
    expect(settle('immediate', { act: 'finish' })).toMatchObject({ outcome: 'empty', credit: 0 });
  });

  test('is never a mistake where only a person can mark it, whether something was written or not', () => {
    const essay: QuestionBody = {
      ...question,
      type: 'essay',
      body: { prompt: { zh: '论述' }, length: { max: 300 } },
      scoring: { rubric: [] },
    };
    const settled = (...steps: Step[]) => {
      const behaviour = PRACTICE_BEHAVIOURS.immediate;
      return settleItem(behaviour, { question: essay, state: foldSteps(behaviour, { question: essay, steps }) });
    };
    expect(settled(check('写了一些'))).toMatchObject({ outcome: 'to-mark' });
    expect(settled({ act: 'finish' })).toMatchObject({ outcome: 'to-mark' });
  });

  test('counts an answer that no longer parses as wrong', () => {
    expect(settle('immediate', check('z'))).toMatchObject({ outcome: 'wrong' });
  });
});
