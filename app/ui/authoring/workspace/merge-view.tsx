import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { RadioGroup } from '#app/ui/components/inputs.tsx';
import { useTimeFormat } from '#app/ui/components/time.tsx';
import type { Merge } from './draft-calls.ts';
import type { DraftText } from './draft-saver.ts';
import { type Choice, joinMerged, type MergedPart, splitMerged } from './merged-parts.ts';

/**
 * Two people saved one lesson. What only one of them changed is taken by itself; where both changed the same lines a
 * person decides, seeing both. Nothing is overwritten: the other's text is saved already, mine stays until this is.
 */
export function MergeView({
  merge,
  pending,
  onSave,
}: {
  readonly merge: Pick<Merge, 'source' | 'quiz' | 'images' | 'savedBy' | 'savedAt'>;
  readonly pending: boolean;
  readonly onSave: (text: DraftText) => void;
}) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  const title = useRef<HTMLHeadingElement>(null);
  const source = useMemo(() => splitMerged(merge.source.text), [merge]);
  const quiz = useMemo(() => splitMerged(merge.quiz.text), [merge]);
  const [choices, setChoices] = useState<{ source: (Choice | undefined)[]; quiz: (Choice | undefined)[] }>({
    source: [],
    quiz: [],
  });
  const [tried, setTried] = useState(false);
  useEffect(() => title.current?.focus(), []);
  const conflicts = [...source, ...quiz].filter(({ kind }) => kind === 'conflict').length;
  const decided = [...choices.source, ...choices.quiz].filter(Boolean).length;
  const choose = (part: 'source' | 'quiz', at: number, choice: Choice) =>
    setChoices((before) => {
      const next = [...before[part]];
      next[at] = choice;
      return { ...before, [part]: next };
    });
  const save = () => {
    setTried(true);
    if (decided < conflicts) return;
    const chosen = (part: 'source' | 'quiz') => choices[part].map((choice) => choice ?? 'both');
    onSave({
      source: joinMerged(source, chosen('source')),
      quiz: joinMerged(quiz, chosen('quiz')),
      images: merge.images,
    });
  };
  return (
    <section
      aria-labelledby="merge-title"
      className="flex flex-col gap-5 rounded-panel border border-control bg-surface p-4 md:p-6"
    >
      <h2 id="merge-title" ref={title} tabIndex={-1} className="text-18 outline-none">
        {t('authoring.merge.title', { name: merge.savedBy.name })}
      </h2>
      <p className="max-w-reading text-14">
        {t('authoring.merge.text', { name: merge.savedBy.name, time: time.instant(merge.savedAt, 'clock') })}{' '}
        {conflicts === 0 ? t('authoring.merge.noConflicts') : t('authoring.merge.conflicts', { count: conflicts })}
      </p>
      {tried && decided < conflicts && (
        <Callout tone="warn" announce>
          {t('authoring.merge.undecided', { count: conflicts - decided })}
        </Callout>
      )}
      <Conflicts
        part="source"
        heading={t('authoring.part.source')}
        parts={source}
        choices={choices.source}
        name={merge.savedBy.name}
        onChoose={(at, choice) => choose('source', at, choice)}
      />
      <Conflicts
        part="quiz"
        heading={t('authoring.part.quiz')}
        parts={quiz}
        choices={choices.quiz}
        name={merge.savedBy.name}
        onChoose={(at, choice) => choose('quiz', at, choice)}
      />
      <div>
        <Button type="button" tone="primary" pending={pending} onClick={save}>
          {t('authoring.merge.save')}
        </Button>
      </div>
    </section>
  );
}

function Conflicts({
  part,
  heading,
  parts,
  choices,
  name,
  onChoose,
}: {
  readonly part: string;
  readonly heading: string;
  readonly parts: readonly MergedPart[];
  readonly choices: readonly (Choice | undefined)[];
  readonly name: string;
  readonly onChoose: (at: number, choice: Choice) => void;
}) {
  const { t } = useTranslation();
  const conflicts = parts.filter((each) => each.kind === 'conflict');
  if (conflicts.length === 0) return null;
  return (
    <div className="flex flex-col gap-6">
      {conflicts.map((conflict, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: conflicts stand in the order of the text
        <div key={at} className="flex flex-col gap-3 border-t border-line pt-4">
          <h3 className="text-14 font-semibold">{t('authoring.merge.place', { part: heading, n: at + 1 })}</h3>
          <div className="grid gap-3 md:grid-cols-3">
            <Side heading={t('authoring.merge.before')} text={conflict.base} />
            <Side heading={t('authoring.merge.mine')} text={conflict.mine} />
            <Side heading={t('authoring.merge.theirs', { name })} text={conflict.theirs} />
          </div>
          <RadioGroup
            legend={t('authoring.merge.choose')}
            name={`merge-${part}-${at}`}
            inline
            value={choices[at] ?? ''}
            onChange={(value) => onChoose(at, value as Choice)}
            options={[
              { value: 'mine', label: t('authoring.merge.takeMine') },
              { value: 'theirs', label: t('authoring.merge.takeTheirs', { name }) },
              { value: 'both', label: t('authoring.merge.takeBoth') },
            ]}
          />
        </div>
      ))}
    </div>
  );
}

function Side({ heading, text }: { readonly heading: string; readonly text: string }) {
  const { t } = useTranslation();
  return (
    <div className="min-w-0">
      <p className="text-13 text-ink-2">{heading}</p>
      <pre
        lang="zh-CN"
        className="mt-1 rounded-control border border-line bg-sunken p-3 font-mono text-13 whitespace-pre-wrap"
      >
        {text === '' ? <span className="text-ink-3">{t('authoring.merge.nothing')}</span> : text}
      </pre>
    </div>
  );
}
