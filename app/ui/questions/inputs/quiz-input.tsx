import { lazy, Suspense } from 'react';
import type { Answering } from '../shown-question.ts';
import { BlanksInput } from './blanks-input.tsx';
import { ChoiceInput } from './choice-input.tsx';

/** The rarer types come when a quiz has one: a lesson's page must stay light. An exam loads every input beforehand. */
const RarerInput = lazy(() => import('./question-input.tsx').then(({ QuestionInput }) => ({ default: QuestionInput })));

const CHOICES: readonly string[] = ['single-choice', 'multiple-choice', 'true-false'];
const TYPED: readonly string[] = ['fill-in', 'numeric'];

/** The input of a question within a lesson. */
export function QuizInput(props: Answering) {
  const { type } = props.question;
  if (CHOICES.includes(type)) return <ChoiceInput {...props} />;
  if (TYPED.includes(type)) return <BlanksInput {...props} />;
  return (
    <Suspense fallback={null}>
      <RarerInput {...props} />
    </Suspense>
  );
}
