import { useTranslation } from 'react-i18next';
import {
  type FrontMatterFields,
  type ObjectiveFields,
  readFrontMatter,
  type SourceFields,
  writeFrontMatter,
} from '#app/domain/courses/front-matter-text.ts';

import { Button } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { Select, TextArea, TextInput } from '#app/ui/components/inputs.tsx';
import { PlusIcon } from '#app/ui/icons/icons.tsx';
import { DEPTH_CHOICES } from './depth-choices.ts';
import { type PointChoice, PointChooser } from './point-chooser.tsx';
import { HintedField, LockableFields, WritersOnly } from './reading.tsx';
import { useTextForm } from './use-text-form.ts';

/** The head of a lesson as a form. It is the same text as in the editor: each change rewrites its own lines there. */
export function FrontMatterForm({
  source,
  points,
  readOnly,
  onChange,
}: {
  readonly source: string;
  readonly points: readonly PointChoice[];
  readonly readOnly: boolean;
  readonly onChange: (source: string) => void;
}) {
  const { t } = useTranslation();
  const [fields, setFields] = useTextForm({ text: source, read: readFrontMatter, write: writeFrontMatter, onChange });
  if (!fields)
    return (
      <Callout tone="warn" title={t('authoring.head.unreadableTitle')}>
        {t('authoring.head.unreadableText')}
      </Callout>
    );
  const set = (change: Partial<FrontMatterFields>) => setFields({ ...fields, ...change });
  const text = (name: 'titleZh' | 'titleEn' | 'minutes' | 'completionMinutes' | 'checkedOn') => ({
    value: fields[name],
    lang: name === 'titleEn' ? 'en' : 'zh-CN',
    onChange: (event: { target: { value: string } }) => set({ [name]: event.target.value }),
  });
  const area = (name: 'summaryZh' | 'summaryEn') => ({
    value: fields[name],
    lang: name === 'summaryEn' ? 'en' : 'zh-CN',
    rows: 2,
    onChange: (event: { target: { value: string } }) => set({ [name]: event.target.value }),
  });
  return (
    <LockableFields readOnly={readOnly} className="flex max-w-reading flex-col gap-5">
      <legend className="sr-only">{t('authoring.head.legend')}</legend>
      <HintedField label={t('authoring.head.titleZh')} required>
        <TextInput {...text('titleZh')} />
      </HintedField>
      <HintedField label={t('authoring.head.titleEn')} hint={t('authoring.head.englishHint')}>
        <TextInput {...text('titleEn')} />
      </HintedField>
      <HintedField label={t('authoring.head.summaryZh')} hint={t('authoring.head.summaryHint')} required>
        <TextArea {...area('summaryZh')} />
      </HintedField>
      <HintedField label={t('authoring.head.summaryEn')}>
        <TextArea {...area('summaryEn')} />
      </HintedField>
      <Objectives objectives={fields.objectives} points={points} onChange={(objectives) => set({ objectives })} />
      <div className="grid gap-5 sm:grid-cols-3">
        <HintedField label={t('authoring.head.minutes')} hint={t('authoring.head.minutesHint')} required>
          <TextInput inputMode="numeric" {...text('minutes')} />
        </HintedField>
        <HintedField label={t('authoring.head.completion')} hint={t('authoring.head.completionHint')} required>
          <TextInput inputMode="numeric" {...text('completionMinutes')} />
        </HintedField>
        <HintedField label={t('authoring.head.checkedOn')} hint={t('authoring.head.checkedOnHint')} required>
          <TextInput type="date" {...text('checkedOn')} />
        </HintedField>
      </div>
      <Sources sources={fields.sources} onChange={(sources) => set({ sources })} />
    </LockableFields>
  );
}

const replaced = <T,>(list: readonly T[], at: number, value: T): T[] =>
  list.map((each, index) => (index === at ? value : each));
const without = <T,>(list: readonly T[], at: number): T[] => list.filter((_, index) => index !== at);

function Objectives({
  objectives,
  points,
  onChange,
}: {
  readonly objectives: readonly ObjectiveFields[];
  readonly points: readonly PointChoice[];
  readonly onChange: (objectives: ObjectiveFields[]) => void;
}) {
  const { t } = useTranslation();
  return (
    <section className="flex flex-col gap-4" aria-label={t('authoring.head.objectives')}>
      <h2 className="text-16">{t('authoring.head.objectives')}</h2>
      <WritersOnly>
        <p className="-mt-3 text-13 text-ink-2">{t('authoring.head.objectivesHint')}</p>
      </WritersOnly>
      {objectives.map((objective, at) => {
        const set = (change: Partial<ObjectiveFields>) =>
          onChange(replaced(objectives, at, { ...objective, ...change }));
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: objectives have no identity but their place
          <fieldset key={at} className="flex flex-col gap-3 border-l-2 border-line pl-4">
            <legend className="float-left mb-1 text-14 font-semibold">
              {t('authoring.head.objective', { n: at + 1 })}
            </legend>
            <HintedField label={t('authoring.head.objectiveZh')} required>
              <TextInput lang="zh-CN" value={objective.zh} onChange={(event) => set({ zh: event.target.value })} />
            </HintedField>
            <HintedField label={t('authoring.head.objectiveEn')}>
              <TextInput lang="en" value={objective.en} onChange={(event) => set({ en: event.target.value })} />
            </HintedField>
            <PointChooser
              id={`objective-${at}-points`}
              chosen={objective.points}
              points={points}
              onChange={(chosen) => set({ points: chosen })}
            />
            <HintedField label={t('authoring.head.depth')} hint={t('authoring.head.depthHint')} required>
              <Select value={objective.depth} onChange={(event) => set({ depth: event.target.value })}>
                <option value="" />
                {DEPTH_CHOICES.map((depth) => (
                  <option key={depth} value={depth}>
                    {t(`lesson.depth.${depth}`)}
                  </option>
                ))}
              </Select>
            </HintedField>
            <div>
              <WritersOnly>
                <Button type="button" size="small" tone="quiet" onClick={() => onChange(without(objectives, at))}>
                  {t('authoring.head.removeObjective', { n: at + 1 })}
                </Button>
              </WritersOnly>
            </div>
          </fieldset>
        );
      })}
      <div>
        <WritersOnly>
          <Button
            type="button"
            size="small"
            icon={<PlusIcon size={16} />}
            disabled={objectives.length >= 4}
            onClick={() => onChange([...objectives, { zh: '', en: '', points: [], depth: 'understand' }])}
          >
            {t('authoring.head.addObjective')}
          </Button>
        </WritersOnly>
      </div>
    </section>
  );
}

const SOURCE_FIELDS = ['title', 'author', 'date', 'where', 'url'] as const satisfies readonly (keyof SourceFields)[];

function Sources({
  sources,
  onChange,
}: {
  readonly sources: readonly SourceFields[];
  readonly onChange: (sources: SourceFields[]) => void;
}) {
  const { t } = useTranslation();
  return (
    <section className="flex flex-col gap-4" aria-label={t('authoring.head.sources')}>
      <h2 className="text-16">{t('authoring.head.sources')}</h2>
      <WritersOnly>
        <p className="-mt-3 text-13 text-ink-2">{t('authoring.head.sourcesHint')}</p>
      </WritersOnly>
      {sources.map((source, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: sources have no identity but their place
        <fieldset key={at} className="grid gap-3 border-l-2 border-line pl-4 sm:grid-cols-2">
          <legend className="float-left mb-1 text-14 font-semibold sm:col-span-2">
            {t('authoring.head.source', { n: at + 1 })}
          </legend>
          {SOURCE_FIELDS.map((name) => (
            <HintedField
              key={name}
              label={t(`authoring.head.sourceField.${name}`)}
              hint={name === 'date' ? t('authoring.head.sourceDateHint') : undefined}
              required={name === 'title' || name === 'date'}
            >
              <TextInput
                lang="zh-CN"
                value={source[name]}
                onChange={(event) => onChange(replaced(sources, at, { ...source, [name]: event.target.value }))}
              />
            </HintedField>
          ))}
          <div className="sm:col-span-2">
            <WritersOnly>
              <Button type="button" size="small" tone="quiet" onClick={() => onChange(without(sources, at))}>
                {t('authoring.head.removeSource', { n: at + 1 })}
              </Button>
            </WritersOnly>
          </div>
        </fieldset>
      ))}
      <div>
        <WritersOnly>
          <Button
            type="button"
            size="small"
            icon={<PlusIcon size={16} />}
            onClick={() => onChange([...sources, { title: '', author: '', date: '', url: '', where: '' }])}
          >
            {t('authoring.head.addSource')}
          </Button>
        </WritersOnly>
      </div>
    </section>
  );
}
