import { z } from 'zod';
import { addFault } from '#app/domain/kernel/authored.ts';
import { type LocalText, localText } from '#app/domain/kernel/local-text.ts';
import { ok, refuse } from '#app/domain/kernel/result.ts';
import { defineQuestionType, EMPTY_LABEL, envelopeOf, isTypedText } from './question-type.ts';
import { type Criterion, checkRubric, rubric } from './rubric.ts';
import { EMPTY, TO_MARK } from './verdict.ts';
import { lengthFields } from './written-length.ts';
import { countWritten, LONGEST_WRITTEN, type WrittenLength } from './written-text.ts';

const schema = envelopeOf(
  'essay',
  z.strictObject({ prompt: localText, length: lengthFields }),
  z.strictObject({
    rubric,
    model: localText.optional().meta({ description: 'a model answer, shown after the release' }),
  }),
).check((context) => {
  const { length } = context.value.body;
  if ((length.min ?? 0) > length.max) addFault(context, { fault: 'length-crossed', path: ['body', 'length'] });
  checkRubric(context, { criteria: context.value.scoring.rubric, path: ['scoring', 'rubric'] });
});

type Body = { readonly prompt: LocalText; readonly length: WrittenLength };
type Scoring = { readonly rubric: readonly Criterion[]; readonly model?: LocalText | undefined };

/**
 * A longer text that a person marks by a rubric. Wire: the typed string. The length asked for is shown and counted;
 * an answer over or under it is kept all the same, since what a candidate wrote must not be lost: the marker sees it.
 */
export const essay = defineQuestionType<Body, Scoring, string>({
  type: 'essay',
  schema,
  shufflable: false,
  parseAnswer: (_body, raw) => (isTypedText(raw, LONGEST_WRITTEN) ? ok(raw) : refuse('invalid-answer')),
  judge: ({ answer }) => (countWritten(answer) === 0 ? EMPTY : TO_MARK),
  /** Written texts are all different; their length is what can be counted. */
  classify: ({ answer }) =>
    countWritten(answer) === 0 ? EMPTY_LABEL : `~${Math.ceil(countWritten(answer) / 100) * 100}`,
  toPrompt: ({ body: { prompt, length } }) => ({ prompt, length }),
  solve: () => null,
  review: ({ scoring: { rubric: criteria, model } }) => ({
    kind: 'rubric',
    criteria,
    ...(model === undefined ? {} : { model }),
  }),
});
