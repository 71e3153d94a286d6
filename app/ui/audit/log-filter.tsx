import { useTranslation } from 'react-i18next';
import { Field } from '#app/ui/components/field.tsx';
import { FilterBar } from '#app/ui/components/filter-bar.tsx';
import { Select, TextInput } from '#app/ui/components/inputs.tsx';
import { useAuditWords } from './audit-words.ts';

const STREAMS = ['people', 'content', 'certification', 'appraisal', 'training', 'system', 'sitting'];

/** The fields of the log's filter, as they stand in the address. */
export const LOG_FIELDS = ['who', 'object', 'action', 'stream', 'outcome', 'from', 'to', 'address', 'follow'] as const;
export type LogFields = Readonly<Record<(typeof LOG_FIELDS)[number], string | null>>;

export function LogFilter({
  fields,
  mentions,
  actions,
  outcomes,
}: {
  readonly fields: LogFields;
  /** Whether contents are searched too. */
  readonly mentions: boolean;
  readonly actions: readonly string[];
  readonly outcomes: readonly string[];
}) {
  const { t, i18n } = useTranslation();
  const { findWord, word, streamWord } = useAuditWords();
  const listed = (known: readonly string[], chosen: string | null) =>
    chosen === null || known.includes(chosen) ? known : [...known, chosen];
  const named = listed(actions, fields.action)
    .map((code) => ({ code, name: findWord('action', code) }))
    .sort((a, b) => (a.name ?? a.code).localeCompare(b.name ?? b.code, i18n.language));
  return (
    <FilterBar names={LOG_FIELDS}>
      {mentions && <input type="hidden" name="mentions" value="1" />}
      {fields.follow !== null && <input type="hidden" name="follow" value={fields.follow} />}
      <div className="grow basis-full sm:basis-44">
        <Field label={t('audit.filter.who')}>
          <TextInput name="who" type="search" placeholder={t('audit.filter.whoHint')} defaultValue={fields.who ?? ''} />
        </Field>
      </div>
      <div className="grow basis-full sm:basis-52">
        <Field label={t('audit.filter.object')}>
          <TextInput
            name="object"
            type="search"
            placeholder={t('audit.filter.objectHint')}
            defaultValue={fields.object ?? ''}
          />
        </Field>
      </div>
      <div className="grow basis-full sm:basis-52">
        <Field label={t('audit.filter.action')}>
          <Select name="action" defaultValue={fields.action ?? ''}>
            <option value="">{t('audit.filter.anyAction')}</option>
            {named.map(({ code, name }) => (
              <option key={code} value={code}>
                {name === null ? code : `${name} · ${code}`}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <div className="grow basis-40">
        <Field label={t('audit.filter.stream')}>
          <Select name="stream" defaultValue={fields.stream ?? ''}>
            <option value="">{t('audit.filter.anyStream')}</option>
            {listed(STREAMS, fields.stream).map((stream) => (
              <option key={stream} value={stream}>
                {streamWord(stream)}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <div className="grow basis-40">
        <Field label={t('audit.filter.outcome')}>
          <Select name="outcome" defaultValue={fields.outcome ?? ''}>
            <option value="">{t('audit.filter.anyOutcome')}</option>
            <option value="not-done">{t('audit.filter.notDone')}</option>
            {listed(outcomes, fields.outcome === 'not-done' ? null : fields.outcome).map((outcome) => (
              <option key={outcome} value={outcome}>
                {word('outcome', outcome)}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <div className="grow basis-40">
        <Field label={t('audit.filter.address')}>
          <TextInput
            name="address"
            type="search"
            placeholder={t('audit.filter.addressHint')}
            defaultValue={fields.address ?? ''}
          />
        </Field>
      </div>
      <div className="flex basis-full gap-3 sm:basis-auto">
        <div className="grow">
          <Field label={t('audit.filter.from')}>
            <TextInput name="from" type="date" defaultValue={fields.from ?? ''} />
          </Field>
        </div>
        <div className="grow">
          <Field label={t('audit.filter.to')}>
            <TextInput name="to" type="date" defaultValue={fields.to ?? ''} />
          </Field>
        </div>
      </div>
    </FilterBar>
  );
}
