import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { pickText } from '#app/domain/kernel/pick-text.ts';
import { splitPlaces } from '#app/domain/questions/marked-text.ts';
import type { PromptField, PromptOption } from '#app/domain/questions/types/question-type.ts';
import { useLocalText } from '#app/ui/components/local-text-view.tsx';
import { useRootData } from '#app/ui/components/root-data.ts';
import { PromptText } from '../prompt-text.tsx';
import { type Answering, filledOf, listOf, withField } from '../shown-question.ts';
import { ANSWER_FIELD, TypedInput } from './typed-input.tsx';

/** The passage of a question in the reader's language, cut at its places. */
function usePassage(passage: LocalText | undefined) {
  const { language } = useRootData().preferences;
  const picked = pickText(passage ?? { zh: '' }, language);
  return { pieces: splitPlaces(picked.text), lang: picked.lang === language ? undefined : picked.lang };
}

const PASSAGE = 'mt-4 max-w-[44rem] text-16 leading-[2.6]';

/** A list in the middle of a line, named by its number. */
function InlineSelect({
  label,
  name,
  value,
  options,
  onValue,
}: {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly options: readonly PromptOption[];
  readonly onValue: (value: string) => void;
}) {
  const { t } = useTranslation();
  const local = useLocalText();
  return (
    <select
      name={name}
      aria-label={label}
      value={value}
      onChange={(event) => onValue(event.currentTarget.value)}
      className={`${ANSWER_FIELD} mx-1 min-h-11 max-w-full px-2 text-16 md:min-h-9`}
    >
      <option value="">{t('question.chooseHere')}</option>
      {options.map(({ id, text }) => (
        <option key={id} value={id}>
          {local(text)}
        </option>
      ))}
    </select>
  );
}

/** One place to fill in, wherever it stands: a list, a text, a number with its unit. */
export function FieldInput({
  field,
  label,
  name,
  value,
  onValue,
}: {
  readonly field: PromptField;
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly onValue: (value: string, options?: { soon?: boolean }) => void;
}) {
  if (field.kind === 'choice')
    return <InlineSelect label={label} name={name} value={value} options={field.options} onValue={onValue} />;
  return (
    <>
      <TypedInput
        inline
        label={label}
        name={name}
        text={value}
        isNumber={field.kind === 'number'}
        width={field.kind === 'text' ? field.width : 6}
        onText={(text) => onValue(text, { soon: true })}
      />
      {field.kind === 'number' && field.unit && <PromptText text={field.unit} />}
    </>
  );
}

/** A text whose places are lists and lines to fill in (cloze). */
export function InlineChoiceInput({ question: { passage, fields = {} }, answer, name, onAnswer }: Answering) {
  const { t } = useTranslation();
  const { pieces, lang } = usePassage(passage);
  const filled = filledOf(answer);
  let n = 0;
  return (
    <p className={PASSAGE} lang={lang}>
      {pieces.map((piece, index) => {
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text have no identity
        if (!('place' in piece)) return <Fragment key={index}>{piece.text}</Fragment>;
        n += 1;
        const field = fields[piece.place];
        if (!field) return null;
        return (
          <FieldInput
            key={piece.place}
            field={field}
            label={t('question.blank', { n })}
            name={`${name}:${piece.place}`}
            value={String(filled[piece.place] ?? '')}
            onValue={(value, options) => onAnswer(withField(answer, piece.place, value), options)}
          />
        );
      })}
    </p>
  );
}

/** A text whose gaps are filled from one list; what may be used once is offered once. */
export function GapMatchInput({ question, answer, name, onAnswer }: Answering) {
  const { t } = useTranslation();
  const { passage, options = [], many = false } = question;
  const { pieces, lang } = usePassage(passage);
  const filled = filledOf(answer);
  const used = Object.values(filled).map(String);
  let n = 0;
  return (
    <>
      <p className={PASSAGE} lang={lang}>
        {pieces.map((piece, index) => {
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text have no identity
          if (!('place' in piece)) return <Fragment key={index}>{piece.text}</Fragment>;
          n += 1;
          const value = String(filled[piece.place] ?? '');
          return (
            <InlineSelect
              key={piece.place}
              label={t('question.gap', { n })}
              name={`${name}:${piece.place}`}
              value={value}
              options={many ? options : options.filter(({ id }) => id === value || !used.includes(id))}
              onValue={(chosen) => onAnswer(withField(answer, piece.place, chosen))}
            />
          );
        })}
      </p>
      <ul className="mt-4 flex flex-wrap gap-2" aria-label={t('question.words')}>
        {options.map(({ id, text }) => (
          <li
            key={id}
            className={`rounded-control border border-line px-3 py-1 text-16 ${used.includes(id) && !many ? 'text-ink-3 line-through' : 'bg-surface'}`}
          >
            <PromptText text={text} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** A text in which words are marked: each is a tick box that looks like its words. */
export function HotTextInput({ question: { passage }, answer, name, onAnswer }: Answering) {
  const { t } = useTranslation();
  const { pieces, lang } = usePassage(passage);
  const chosen = listOf(answer);
  const places = pieces.flatMap((piece) => ('place' in piece ? [piece.place] : []));
  return (
    <>
      <p className="mt-1 text-14 text-ink-2">{t('question.markWords')}</p>
      <p className={PASSAGE} lang={lang}>
        {pieces.map((piece, index) => {
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text have no identity
          if (!('place' in piece)) return <Fragment key={index}>{piece.text}</Fragment>;
          return (
            <label
              key={piece.place}
              className="mx-0.5 cursor-pointer rounded-control border border-control px-1.5 py-1 whitespace-normal hover:border-action has-checked:border-action has-checked:bg-action-ground has-checked:font-medium has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-action"
            >
              <input
                type="checkbox"
                name={name}
                value={piece.place}
                checked={chosen.includes(piece.place)}
                onChange={(event) => {
                  const on = event.currentTarget.checked;
                  const next = places.filter((each) => (each === piece.place ? on : chosen.includes(each)));
                  onAnswer(next.length === 0 ? null : next);
                }}
                className="mr-1 size-4 align-[-0.15em] accent-action"
              />
              {piece.text}
            </label>
          );
        })}
      </p>
    </>
  );
}
