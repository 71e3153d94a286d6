import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readFrontMatter } from '#app/domain/courses/front-matter-text.ts';
import {
  appendQuestion,
  blankQuestion,
  FORM_TYPES,
  type FormType,
  moveQuestion,
  nextQuestionId,
  readQuiz,
  removeQuestion,
} from '#app/domain/questions/quiz-text.ts';
import { Button } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { Dialog } from '#app/ui/components/dialog.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { Select } from '#app/ui/components/inputs.tsx';
import { useAnnounce } from '#app/ui/components/live-region.tsx';
import { PlusIcon } from '#app/ui/icons/icons.tsx';
import { useTypeWord } from '#app/ui/questions/type-word.ts';
import type { PointChoice } from './point-chooser.tsx';
import { QuestionForm } from './question-form.tsx';

/** The questions of a lesson's quiz, one form each; the same text as the YAML beside it. */
export function QuizEditor({
  quiz,
  lessonName,
  points,
  source,
  readOnly,
  onChange,
}: {
  readonly quiz: string;
  /** Begins the ids of the first questions. */
  readonly lessonName: string;
  readonly points: readonly PointChoice[];
  /** The lesson: a new question starts from what its first objective teaches. */
  readonly source: string;
  readonly readOnly: boolean;
  readonly onChange: (quiz: string) => void;
}) {
  const { t } = useTranslation();
  const typeWord = useTypeWord();
  const announce = useAnnounce();
  const list = useRef<HTMLOListElement>(null);
  const [type, setType] = useState<FormType>('single-choice');
  const [opened, setOpened] = useState<string | null>(null);
  const [removing, setRemoving] = useState<number | null>(null);
  const reading = readQuiz(quiz);
  if (!reading)
    return (
      <Callout tone="warn" title={t('authoring.quiz.unreadableTitle')}>
        {t('authoring.quiz.unreadableText')}
      </Callout>
    );
  const { questions } = reading;
  const focusMove = (at: number, by: 'up' | 'down') =>
    // The question's own buttons went with it.
    requestAnimationFrame(() =>
      list.current
        ?.querySelectorAll<HTMLElement>(':scope > li')
        [at]?.querySelector<HTMLElement>(`[data-move=${by}]:not(:disabled), [data-move]:not(:disabled)`)
        ?.focus(),
    );
  const move = (from: number, to: number) => {
    onChange(moveQuestion(quiz, from, to));
    announce({ text: t('authoring.quiz.moved', { n: to + 1, of: questions.length }) });
    focusMove(to, to < from ? 'up' : 'down');
  };
  const add = () => {
    const id = nextQuestionId(quiz, `practice-${lessonName}`);
    const taught = readFrontMatter(source)?.objectives[0] ?? { points: [], depth: 'understand' };
    onChange(appendQuestion(quiz, blankQuestion(type, { id, points: taught.points.slice(0, 1), depth: taught.depth })));
    setOpened(id);
  };
  return (
    <div className="flex flex-col gap-4">
      {questions.length === 0 && (
        <EmptyState
          title={t('authoring.quiz.emptyTitle')}
          {...(readOnly ? {} : { text: t('authoring.quiz.emptyText') })}
        />
      )}
      <ol ref={list} className="flex flex-col divide-y divide-line border-y border-line empty:hidden">
        {questions.map(({ id, fields }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two questions may have the same id while one is written
          <li key={`${at} ${id}`} className="py-3">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <p className="min-w-0 flex-1 basis-60 text-14">
                <span className="figures mr-2 font-semibold">{t('authoring.quiz.question', { n: at + 1 })}</span>
                {fields && <span className="text-13 text-ink-3">{typeWord(fields.type)}</span>}
                <span lang="zh-CN" className="block truncate text-ink-2">
                  {fields?.promptZh || id}
                </span>
              </p>
              {!readOnly && (
                <div className="flex flex-wrap gap-1">
                  <Button
                    type="button"
                    size="small"
                    tone="quiet"
                    data-move="up"
                    disabled={at === 0}
                    aria-label={t('authoring.quiz.moveUp', { n: at + 1 })}
                    onClick={() => move(at, at - 1)}
                  >
                    {t('authoring.quiz.up')}
                  </Button>
                  <Button
                    type="button"
                    size="small"
                    tone="quiet"
                    data-move="down"
                    disabled={at === questions.length - 1}
                    aria-label={t('authoring.quiz.moveDown', { n: at + 1 })}
                    onClick={() => move(at, at + 1)}
                  >
                    {t('authoring.quiz.down')}
                  </Button>
                  <Button
                    type="button"
                    size="small"
                    tone="quiet"
                    aria-label={t('authoring.quiz.removeN', { n: at + 1 })}
                    onClick={() => setRemoving(at)}
                  >
                    {t('authoring.remove')}
                  </Button>
                </div>
              )}
              {fields && (
                <Button
                  type="button"
                  size="small"
                  aria-expanded={opened === id}
                  aria-label={t('authoring.quiz.editN', { n: at + 1 })}
                  onClick={() => setOpened(opened === id ? null : id)}
                >
                  {opened === id
                    ? t('authoring.quiz.fold')
                    : readOnly
                      ? t('authoring.quiz.show')
                      : t('authoring.quiz.edit')}
                </Button>
              )}
            </div>
            {!fields && <p className="mt-2 text-13 text-warn">{t('authoring.quiz.noForm')}</p>}
            {fields && opened === id && (
              <QuestionForm key={id} quiz={quiz} index={at} points={points} readOnly={readOnly} onChange={onChange} />
            )}
          </li>
        ))}
      </ol>
      {!readOnly && (
        <div className="flex flex-wrap items-end gap-3">
          <Field label={t('authoring.quiz.newType')}>
            <Select value={type} onChange={(event) => setType(event.target.value as FormType)}>
              {FORM_TYPES.map((each) => (
                <option key={each} value={each}>
                  {typeWord(each)}
                </option>
              ))}
            </Select>
          </Field>
          <Button type="button" icon={<PlusIcon size={16} />} onClick={add}>
            {t('authoring.quiz.add')}
          </Button>
          <p className="w-full text-13 text-ink-2">{t('authoring.quiz.five')}</p>
        </div>
      )}
      <Dialog
        open={removing !== null}
        onClose={() => setRemoving(null)}
        title={t('authoring.quiz.removeTitle', { n: (removing ?? 0) + 1 })}
        actions={
          <Button
            type="button"
            tone="danger"
            onClick={() => {
              if (removing !== null) onChange(removeQuestion(quiz, removing));
              setRemoving(null);
            }}
          >
            {t('authoring.quiz.removeN', { n: (removing ?? 0) + 1 })}
          </Button>
        }
      >
        {t('authoring.quiz.removeText')}
      </Dialog>
    </div>
  );
}
