import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { RadioGroup } from '#app/ui/components/inputs.tsx';
import { useTimeFormat } from '#app/ui/components/time.tsx';
import type { Someone } from './draft-view.ts';
import {
  type Choice,
  type Conflict,
  choiceAt,
  type Decide,
  type Decisions,
  decideBy,
  listConflicts,
  splitMerged,
} from './merged-parts.ts';

type MergedPart = { readonly text: string };

/**
 * Two people saved one lesson. What only one of them changed is taken by itself; where both changed the same lines a
 * person decides, seeing both. Nothing is overwritten: the other's text is saved already, mine stays until this is. It
 * may be merged anew while this is open, and takes no focus: somebody may be typing.
 */
export function MergeView({
  merge,
  me,
  pending,
  onSave,
}: {
  readonly merge: {
    readonly source: MergedPart;
    readonly quiz: MergedPart;
    readonly savedBy: Someone;
    readonly savedAt: number;
  };
  /** Who reads it: what they saved themselves is from another window of theirs. Null where it is from elsewhere. */
  readonly me: string | null;
  readonly pending: boolean;
  /** Given what was chosen, for a merge that may have changed since this was drawn. */
  readonly onSave: (decide: Decide) => void;
}) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  const titleId = useId();
  const isOwn = merge.savedBy.personId === me;
  const name = isOwn ? t('authoring.merge.own.name') : merge.savedBy.name;
  const source = useMemo(() => listConflicts('source', splitMerged(merge.source.text)), [merge.source.text]);
  const quiz = useMemo(() => listConflicts('quiz', splitMerged(merge.quiz.text)), [merge.quiz.text]);
  const [decisions, setDecisions] = useState<Decisions>({});
  const [tried, setTried] = useState(false);
  const conflicts = source.length + quiz.length;
  const undecided = [...source, ...quiz].filter((conflict) => choiceAt(conflict, decisions) === undefined).length;
  const choose = ({ key, mine }: Conflict, choice: Choice) =>
    setDecisions((before) => ({ ...before, [key]: { choice, mine } }));
  const save = () => {
    setTried(true);
    if (undecided === 0) onSave(decideBy(decisions));
  };
  return (
    <section aria-labelledby={titleId} className="@container flex flex-col gap-5">
      <h2 id={titleId} className="text-18">
        {isOwn ? t('authoring.merge.own.title') : t('authoring.merge.title', { name })}
      </h2>
      <p className="max-w-reading text-14">
        {isOwn
          ? t('authoring.merge.own.text', { time: time.instant(merge.savedAt, 'clock') })
          : t('authoring.merge.text', { name, time: time.instant(merge.savedAt, 'clock') })}{' '}
        {conflicts === 0
          ? t('authoring.merge.noConflicts')
          : t(isOwn ? 'authoring.merge.own.conflicts' : 'authoring.merge.conflicts', { count: conflicts })}
      </p>
      {tried && undecided > 0 && (
        <Callout tone="warn" announce>
          {t('authoring.merge.undecided', { count: undecided })}
        </Callout>
      )}
      <Conflicts
        part="source"
        heading={t('authoring.part.source')}
        conflicts={source}
        decisions={decisions}
        name={name}
        onChoose={choose}
      />
      <Conflicts
        part="quiz"
        heading={t('authoring.part.quiz')}
        conflicts={quiz}
        decisions={decisions}
        name={name}
        onChoose={choose}
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
  conflicts,
  decisions,
  name,
  onChoose,
}: {
  readonly part: string;
  readonly heading: string;
  readonly conflicts: readonly Conflict[];
  readonly decisions: Decisions;
  readonly name: string;
  readonly onChoose: (conflict: Conflict, choice: Choice) => void;
}) {
  const { t } = useTranslation();
  if (conflicts.length === 0) return null;
  return (
    <div className="flex flex-col gap-6">
      {conflicts.map((conflict, at) => {
        // Only what was there can have been deleted.
        const gone = t(conflict.base === '' ? 'authoring.merge.nothingWritten' : 'authoring.merge.nothing');
        return (
          <div key={conflict.key} className="flex flex-col gap-3 border-t border-line pt-4">
            <h3 className="text-14 font-semibold">{t('authoring.merge.place', { part: heading, n: at + 1 })}</h3>
            <div className="grid gap-3 @2xl:grid-cols-3">
              <Side
                heading={t('authoring.merge.before')}
                text={conflict.base}
                empty={t('authoring.merge.nothingBefore')}
              />
              <Side heading={t('authoring.merge.mine')} text={conflict.mine} empty={gone} />
              <Side heading={t('authoring.merge.theirs', { name })} text={conflict.theirs} empty={gone} />
            </div>
            <RadioGroup
              legend={t('authoring.merge.choose')}
              name={`merge-${part}-${at}`}
              inline
              value={choiceAt(conflict, decisions) ?? ''}
              onChange={(value) => onChoose(conflict, value as Choice)}
              options={[
                { value: 'mine', label: t('authoring.merge.takeMine') },
                { value: 'theirs', label: t('authoring.merge.takeTheirs', { name }) },
                { value: 'both', label: t('authoring.merge.takeBoth') },
              ]}
            />
          </div>
        );
      })}
    </div>
  );
}

function Side({ heading, text, empty }: { readonly heading: string; readonly text: string; readonly empty: string }) {
  return (
    <div className="min-w-0">
      <p className="text-13 text-ink-2">{heading}</p>
      <pre
        lang="zh-CN"
        className="mt-1 rounded-control border border-line bg-sunken p-3 font-mono text-13 whitespace-pre-wrap"
      >
        {text === '' ? <span className="text-ink-3">{empty}</span> : text}
      </pre>
    </div>
  );
}
