import { z } from 'zod';
import { addDuplicates, addFault } from '#app/domain/kernel/authored.ts';
import { type LocalText, localText } from '#app/domain/kernel/local-text.ts';
import { ok, refuse } from '#app/domain/kernel/result.ts';
import { checkPlaces } from '../check-places.ts';
import { placesOf, splitPlaces } from '../marked-text.ts';
import { optionId } from './option-id.ts';
import { defineQuestionType, EMPTY_LABEL, envelopeOf } from './question-type.ts';
import { type Floor, judgeSet, type SetRule, setRuleFields } from './set-rule.ts';

const body = z.strictObject({
  prompt: localText,
  passage: localText.meta({ description: 'a text in which what can be marked is written [[h1|these words]]' }),
});
const schema = envelopeOf('hot-text', body, z.strictObject({ key: z.array(optionId).min(1), ...setRuleFields })).check(
  (context) => {
    const { passage } = context.value.body;
    const { key } = context.value.scoring;
    const places = placesOf(passage.zh);
    checkPlaces(context, { text: passage, known: null, path: ['body', 'passage'] });
    const wordless = splitPlaces(passage.zh).filter((piece) => 'place' in piece && piece.text === '');
    if (wordless.length > 0) addFault(context, { fault: 'place-without-words', path: ['body', 'passage'] });
    addDuplicates(context, {
      fault: 'duplicate-key',
      values: key.map((value, i) => ({ value, path: ['scoring', 'key', i] })),
    });
    key.forEach((value, i) => {
      if (!places.includes(value))
        addFault(context, { fault: 'key-not-among-options', path: ['scoring', 'key', i], value, options: places });
    });
  },
);

type Body = { readonly prompt: LocalText; readonly passage: LocalText };
type Scoring = { readonly key: readonly string[]; readonly rule: SetRule; readonly floor?: Floor | undefined };

/** Words of a text are marked. Wire: the ids of the marked places in any order, each once; kept in the text's order. */
export const hotText = defineQuestionType<Body, Scoring, readonly string[]>({
  type: 'hot-text',
  schema,
  shufflable: false,
  parseAnswer({ passage }, raw) {
    if (!Array.isArray(raw)) return refuse('invalid-answer');
    const chosen = placesOf(passage.zh).filter((id) => raw.includes(id));
    return chosen.length === raw.length ? ok(chosen) : refuse('invalid-answer');
  },
  judge: ({ scoring, answer }) => judgeSet({ ...scoring, chosen: answer }),
  classify: ({ answer }) => answer.join('+') || EMPTY_LABEL,
  toPrompt: ({ body: { prompt, passage } }) => ({ prompt, passage }),
  solve: ({ body: { passage }, scoring: { key } }) => placesOf(passage.zh).filter((id) => key.includes(id)),
  review: ({ scoring: { key } }) => ({ kind: 'options', ids: key }),
});
