import { useTranslation } from 'react-i18next';
import { countBlanks } from '#app/domain/questions/blanks.ts';
import {
  type FieldFault,
  nextOptionId,
  type QuestionFields,
  questionFaults,
  readQuiz,
  replaceQuestion,
} from '#app/domain/questions/quiz-text.ts';
import { TRUE_FALSE_OPTIONS } from '#app/domain/questions/types/true-false.ts';

import { Button } from '#app/ui/components/button.tsx';
import { Disclosure } from '#app/ui/components/disclosure.tsx';
import { FieldError } from '#app/ui/components/field.tsx';
import { RadioGroup, Select, TextArea, TextInput } from '#app/ui/components/inputs.tsx';
import { PlusIcon } from '#app/ui/icons/icons.tsx';
import { QuestionFields as AsLearnerSees, type QuizQuestion } from '#app/ui/learning/quiz-form.tsx';
import { DEPTH_CHOICES } from './depth-choices.ts';
import { type PointChoice, PointChooser } from './point-chooser.tsx';
import { HintedField, LockableFields, WritersOnly } from './reading.tsx';
import { useTextForm } from './use-text-form.ts';

const replaced = <T,>(list: readonly T[], at: number, value: T): T[] =>
  list.map((each, index) => (index === at ? value : each));

/** One question as a form; what is missing stands at its field from the start, the way the checker will see it. */
export function QuestionForm({
  quiz,
  index,
  points,
  readOnly,
  onChange,
}: {
  readonly quiz: string;
  readonly index: number;
  readonly points: readonly PointChoice[];
  readonly readOnly: boolean;
  readonly onChange: (quiz: string) => void;
}) {
  const { t } = useTranslation();
  const [fields, setFields] = useTextForm<QuestionFields>({
    text: quiz,
    read: (text) => readQuiz(text)?.questions[index]?.fields ?? null,
    write: (text, next) => replaceQuestion(text, index, next),
    onChange,
  });
  if (!fields) return null;
  const faults = questionFaults(fields);
  const id = (field: string) => `question-${index}-${field}`;
  const faultOf = (field: string) => faults.find((each) => each.field === field)?.fault;
  const say = (fault: FieldFault | undefined) => (fault ? t(`authoring.quiz.fault.${fault}`) : undefined);
  const set = (change: Partial<QuestionFields>) => setFields({ ...fields, ...change });
  const control = (field: string) => ({ id: id(field), error: say(faultOf(field)) });
  const setPrompt = (promptZh: string) => {
    const blanks = countBlanks(promptZh);
    set({
      promptZh,
      ...(fields.type === 'fill-in' &&
        blanks > 0 && { accept: Array.from({ length: blanks }, (_, at) => fields.accept[at] ?? []) }),
    });
  };
  return (
    <div className="mt-4 grid gap-6 xl:grid-cols-1">
      <LockableFields readOnly={readOnly} className="flex max-w-reading flex-col gap-4">
        <legend className="sr-only">{t('authoring.quiz.question', { n: index + 1 })}</legend>
        <HintedField
          label={t('authoring.quiz.prompt')}
          hint={t(fields.type === 'fill-in' ? 'authoring.quiz.promptBlankHint' : 'authoring.quiz.promptHint')}
          required
          {...control('promptZh')}
        >
          <TextArea rows={2} lang="zh-CN" value={fields.promptZh} onChange={(event) => setPrompt(event.target.value)} />
        </HintedField>
        <Answer fields={fields} set={set} id={id} error={(field) => say(faultOf(field))} />
        <HintedField
          label={t('authoring.quiz.explanation')}
          hint={t('authoring.quiz.explanationHint')}
          required
          {...control('explanationZh')}
        >
          <TextArea
            rows={2}
            lang="zh-CN"
            value={fields.explanationZh}
            onChange={(event) => set({ explanationZh: event.target.value })}
          />
        </HintedField>
        <PointChooser
          id={id('points')}
          chosen={fields.points}
          points={points}
          error={say(faultOf('points'))}
          onChange={(chosen) => set({ points: chosen })}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <HintedField label={t('authoring.head.depth')} required {...control('depth')}>
            <Select value={fields.depth} onChange={(event) => set({ depth: event.target.value })}>
              <option value="" />
              {DEPTH_CHOICES.map((depth) => (
                <option key={depth} value={depth}>
                  {t(`lesson.depth.${depth}`)}
                </option>
              ))}
            </Select>
          </HintedField>
          <HintedField
            label={t('authoring.quiz.difficulty')}
            hint={t('authoring.quiz.difficultyHint')}
            required
            {...control('difficulty')}
          >
            <TextInput
              inputMode="decimal"
              value={fields.difficulty}
              onChange={(event) => set({ difficulty: event.target.value })}
            />
          </HintedField>
        </div>
        <Disclosure summary={t('authoring.quiz.english')}>
          <div className="flex flex-col gap-4 pt-2">
            <HintedField label={t('authoring.quiz.promptEn')}>
              <TextArea
                rows={2}
                lang="en"
                value={fields.promptEn}
                onChange={(event) => set({ promptEn: event.target.value })}
              />
            </HintedField>
            {fields.options.map((option, at) => (
              <HintedField key={option.id} label={t('authoring.quiz.optionEn', { letter: option.id.toUpperCase() })}>
                <TextInput
                  lang="en"
                  value={option.en}
                  onChange={(event) =>
                    set({ options: replaced(fields.options, at, { ...option, en: event.target.value }) })
                  }
                />
              </HintedField>
            ))}
            <HintedField label={t('authoring.quiz.explanationEn')}>
              <TextArea
                rows={2}
                lang="en"
                value={fields.explanationEn}
                onChange={(event) => set({ explanationEn: event.target.value })}
              />
            </HintedField>
          </div>
        </Disclosure>
      </LockableFields>
      <section aria-label={t('authoring.quiz.asLearner')} className="border-t border-line pt-4">
        <p className="mb-3 text-13 text-ink-3">{t('authoring.quiz.asLearner')}</p>
        <div className="max-w-reading text-16">
          <AsLearnerSees question={promptOf(fields)} number={index + 1} />
        </div>
      </section>
    </div>
  );
}

/** What the type shows of a question (app/domain/questions/types): a form half filled in has a preview too. */
function promptOf(fields: QuestionFields): QuizQuestion {
  const { type, options, unitZh, unitEn } = fields;
  const local = (zh: string, en: string) => (en.trim() === '' ? { zh } : { zh, en });
  return {
    versionId: `preview ${fields.id}`,
    type,
    prompt: local(fields.promptZh, fields.promptEn),
    ...(options.length > 0 && {
      options: options.map((option) => ({ id: option.id, text: local(option.zh, option.en) })),
    }),
    ...(type === 'true-false' && { options: [...TRUE_FALSE_OPTIONS] }),
    ...(type === 'fill-in' && { blanks: Math.max(1, countBlanks(fields.promptZh)) }),
    ...(unitZh.trim() !== '' && { unit: local(unitZh, unitEn) }),
  };
}

type AnswerProps = {
  readonly fields: QuestionFields;
  readonly set: (change: Partial<QuestionFields>) => void;
  readonly id: (field: string) => string;
  readonly error: (field: string) => string | undefined;
};

function Answer(props: AnswerProps) {
  switch (props.fields.type) {
    case 'single-choice':
    case 'multiple-choice':
      return <Choices {...props} />;
    case 'true-false':
      return <TrueFalse {...props} />;
    case 'fill-in':
      return <Blanks {...props} />;
    case 'numeric':
      return <NumberAnswer {...props} />;
  }
}

function Choices({ fields, set, id, error }: AnswerProps) {
  const { t } = useTranslation();
  const several = fields.type === 'multiple-choice';
  const least = several ? 3 : 2;
  const next = nextOptionId(fields.options);
  const mark = (option: string, on: boolean) =>
    set({
      key: several
        ? fields.options.map((each) => each.id).filter((each) => (each === option ? on : fields.key.includes(each)))
        : [option],
    });
  const remove = (option: string) =>
    set({
      options: fields.options.filter((each) => each.id !== option),
      key: fields.key.filter((each) => each !== option),
    });
  return (
    <fieldset id={id('options')} className="flex flex-col gap-2">
      <legend className="text-14 font-medium">{t('authoring.quiz.options')}</legend>
      <WritersOnly>
        <p className="text-13 text-ink-2">{t(several ? 'authoring.quiz.keysHint' : 'authoring.quiz.keyHint')}</p>
      </WritersOnly>
      {fields.options.map((option, at) => {
        const letter = option.id.toUpperCase();
        return (
          <div key={option.id} className="flex items-start gap-2">
            <label className="flex min-h-11 items-center gap-2 text-14 md:min-h-10">
              <input
                id={at === 0 ? id('key') : undefined}
                type={several ? 'checkbox' : 'radio'}
                name={id('key')}
                checked={fields.key.includes(option.id)}
                onChange={(event) => mark(option.id, event.target.checked)}
                className="size-5 accent-action"
              />
              <span className="w-4">{letter}</span>
              <span className="sr-only">{t('authoring.quiz.isRight')}</span>
            </label>
            <div className="min-w-0 flex-1">
              <HintedField
                label={t('authoring.quiz.option', { letter })}
                labelHidden
                required
                id={id(`option-${at}`)}
                error={error(`option-${at}`)}
              >
                <TextInput
                  lang="zh-CN"
                  value={option.zh}
                  onChange={(event) =>
                    set({ options: replaced(fields.options, at, { ...option, zh: event.target.value }) })
                  }
                />
              </HintedField>
            </div>
            <WritersOnly>
              <Button
                type="button"
                tone="quiet"
                disabled={fields.options.length <= least}
                aria-label={t('authoring.quiz.removeOption', { letter })}
                onClick={() => remove(option.id)}
              >
                {t('authoring.remove')}
              </Button>
            </WritersOnly>
          </div>
        );
      })}
      {error('options') && <FieldError>{error('options')}</FieldError>}
      {error('key') && <FieldError>{error('key')}</FieldError>}
      <div className="flex flex-wrap items-end gap-4">
        <WritersOnly>
          <Button
            type="button"
            size="small"
            icon={<PlusIcon size={16} />}
            disabled={next === null}
            onClick={() => next && set({ options: [...fields.options, { id: next, zh: '', en: '' }] })}
          >
            {t('authoring.quiz.addOption')}
          </Button>
        </WritersOnly>
      </div>
      {several && (
        <HintedField label={t('authoring.quiz.rule')}>
          <Select value={fields.rule} onChange={(event) => set({ rule: event.target.value })}>
            {(['all-or-nothing', 'partial', 'partial-with-penalty'] as const).map((rule) => (
              <option key={rule} value={rule}>
                {t(`authoring.quiz.rules.${rule}`)}
              </option>
            ))}
          </Select>
        </HintedField>
      )}
    </fieldset>
  );
}

function TrueFalse({ fields, set, id, error }: AnswerProps) {
  const { t } = useTranslation();
  return (
    <RadioGroup
      legend={t('authoring.quiz.statement')}
      name={id('key')}
      inline
      required
      value={fields.key[0] ?? ''}
      error={error('key')}
      options={[
        { value: 'true', label: t('authoring.quiz.true') },
        { value: 'false', label: t('authoring.quiz.false') },
      ]}
      onChange={(value) => set({ key: [value] })}
    />
  );
}

/** Accepted texts are typed one a line: none of them holds a line break. */
function Blanks({ fields, set, id, error }: AnswerProps) {
  const { t } = useTranslation();
  return (
    <>
      {fields.accept.map((texts, at) => (
        <HintedField
          // biome-ignore lint/suspicious/noArrayIndexKey: blanks are known by their order
          key={at}
          label={fields.accept.length > 1 ? t('authoring.quiz.acceptOf', { n: at + 1 }) : t('authoring.quiz.accept')}
          hint={t('authoring.quiz.acceptHint')}
          required
          id={id(`accept-${at}`)}
          error={error(`accept-${at}`)}
        >
          <TextArea
            rows={Math.max(2, texts.length + 1)}
            lang="zh-CN"
            defaultValue={texts.join('\n')}
            onChange={(event) =>
              set({
                accept: replaced(
                  fields.accept,
                  at,
                  event.target.value
                    .split('\n')
                    .map((line) => line.trim())
                    .filter(Boolean),
                ),
              })
            }
          />
        </HintedField>
      ))}
    </>
  );
}

function NumberAnswer({ fields, set, id, error }: AnswerProps) {
  const { t } = useTranslation();
  const text = (field: 'value' | 'tolerance' | 'unitZh' | 'unitEn') => ({
    value: fields[field],
    onChange: (event: { target: { value: string } }) => set({ [field]: event.target.value.normalize('NFKC') }),
  });
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <HintedField
        label={t('authoring.quiz.value')}
        hint={t('authoring.quiz.valueHint')}
        required
        id={id('value')}
        error={error('value')}
      >
        <TextInput inputMode="decimal" {...text('value')} />
      </HintedField>
      <HintedField
        label={t('authoring.quiz.tolerance')}
        hint={t('authoring.quiz.toleranceHint')}
        required
        id={id('tolerance')}
        error={error('tolerance')}
      >
        <TextInput inputMode="decimal" {...text('tolerance')} />
      </HintedField>
      <HintedField label={t('authoring.quiz.unit')} hint={t('authoring.quiz.unitHint')}>
        <TextInput lang="zh-CN" {...text('unitZh')} />
      </HintedField>
      <HintedField label={t('authoring.quiz.unitEn')}>
        <TextInput lang="en" {...text('unitEn')} />
      </HintedField>
    </div>
  );
}
