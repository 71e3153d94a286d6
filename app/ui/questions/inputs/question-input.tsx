import type { ComponentType } from 'react';
import type { Answering } from '../shown-question.ts';
import { BlanksInput } from './blanks-input.tsx';
import { ChoiceInput } from './choice-input.tsx';
import { HotspotInput } from './hotspot-input.tsx';
import { MatchingInput } from './matching-input.tsx';
import { OrderingInput } from './ordering-input.tsx';
import { GapMatchInput, HotTextInput, InlineChoiceInput } from './passage-input.tsx';
import { TableInput } from './table-input.tsx';
import { WrittenInput } from './written-input.tsx';

/** How each type is answered: native controls, each with a name, so that a form without script sends the same. */
const INPUTS: Record<string, ComponentType<Answering>> = {
  'single-choice': ChoiceInput,
  'multiple-choice': ChoiceInput,
  'true-false': ChoiceInput,
  'fill-in': BlanksInput,
  numeric: BlanksInput,
  matching: MatchingInput,
  ordering: OrderingInput,
  'gap-match': GapMatchInput,
  'inline-choice': InlineChoiceInput,
  hotspot: HotspotInput,
  'hot-text': HotTextInput,
  'short-text': WrittenInput,
  essay: WrittenInput,
  table: TableInput,
};

/** The input of a question, without its prompt; a type that nobody serves shows nothing, which its check rules out. */
export function QuestionInput(props: Answering) {
  const Input = INPUTS[props.question.type];
  return Input ? <Input {...props} /> : null;
}
