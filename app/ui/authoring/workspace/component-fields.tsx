import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ComponentDraft } from '#app/domain/courses/component-text.ts';
import { type AttributeRule, LESSON_COMPONENTS } from '#app/domain/courses/lesson-components.ts';
import { Button } from '#app/ui/components/button.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { Select, TextArea, TextInput } from '#app/ui/components/inputs.tsx';
import { PlusIcon, TrashIcon } from '#app/ui/icons/icons.tsx';
import { CALLOUT_KINDS, isAttributeName, isComponentName } from './component-words.ts';

/** With as many parts, items or rows as the component needs at the least. */
export function emptyDraft(name: string): ComponentDraft {
  const children = LESSON_COMPONENTS[name]?.children;
  const kind = LESSON_COMPONENTS[name]?.attributes.kind?.form;
  const attributes: Record<string, string> = typeof kind === 'object' ? { kind: kind.oneOf[0] ?? '' } : {};
  if (children?.kind === 'of')
    return { name, attributes, parts: Array.from({ length: children.least }, () => emptyDraft(children.component)) };
  if (children?.kind === 'list') return { name, attributes, items: ['', ''] };
  if (children?.kind === 'table')
    return {
      name,
      attributes,
      rows: [
        ['', ''],
        ['', ''],
      ],
    };
  return { name, attributes, text: '' };
}

const DATE = /^\d{4}(-\d{2}(-\d{2})?)?$/;
const NUMBER = /^-?\d+(\.\d+)?$/;
const ADDRESS = /^(https?:\/\/[^\s/]+|mailto:|\/)\S*$/;

function isFilled({ required, form }: AttributeRule, value: string): boolean {
  const typed = value.trim();
  if (typed === '') return !required;
  if (form === 'date') return DATE.test(typed);
  if (form === 'number') return NUMBER.test(typed);
  if (form === 'address') return ADDRESS.test(typed);
  return typeof form === 'string' || form.oneOf.includes(typed);
}

/** The ids of the fields that are not filled in as the checker wants them, in the order of the form. */
export function draftFaults(draft: ComponentDraft, prefix = 'component'): string[] {
  const rule = LESSON_COMPONENTS[draft.name];
  if (!rule) return [];
  return [
    ...attributeFaults(draft, prefix),
    ...(rule.children.kind === 'list' && !(draft.items ?? []).some((item) => item.trim() !== '')
      ? [`${prefix}-item-0`]
      : []),
    ...(rule.children.kind === 'table' && !(draft.rows?.[0] ?? []).some((cell) => cell.trim() !== '')
      ? [`${prefix}-cell-0-0`]
      : []),
    ...(draft.parts ?? []).flatMap((part, at) => draftFaults(part, `${prefix}-${at}`)),
  ];
}

export const attributeFaults = ({ name, attributes }: ComponentDraft, prefix: string): string[] =>
  Object.entries(LESSON_COMPONENTS[name]?.attributes ?? {})
    .filter(([key, rule]) => !isFilled(rule, attributes[key] ?? ''))
    .map(([key]) => `${prefix}-${key}`);

type Props = {
  readonly draft: ComponentDraft;
  readonly onChange: (draft: ComponentDraft) => void;
  readonly faults: readonly string[];
  readonly prefix?: string;
};

/** A field for each attribute and for what stands inside. */
export function ComponentFields({ draft, onChange, faults, prefix = 'component' }: Props) {
  const { t } = useTranslation();
  const children = LESSON_COMPONENTS[draft.name]?.children;
  return (
    <>
      <AttributeFields draft={draft} onChange={onChange} faults={faults} prefix={prefix} />
      {children?.kind === 'any' && (
        <Field label={t('authoring.insert.text')} hint={t('authoring.insert.textHint')} id={`${prefix}-text`}>
          <TextArea
            rows={3}
            lang="zh-CN"
            value={draft.text ?? ''}
            onChange={(event) => onChange({ ...draft, text: event.target.value })}
          />
        </Field>
      )}
      {children?.kind === 'list' && <ListFields draft={draft} onChange={onChange} faults={faults} prefix={prefix} />}
      {children?.kind === 'table' && <TableFields draft={draft} onChange={onChange} faults={faults} prefix={prefix} />}
      {children?.kind === 'of' && <PartFields draft={draft} onChange={onChange} faults={faults} prefix={prefix} />}
    </>
  );
}

export function AttributeFields({ draft, onChange, faults, prefix = 'component' }: Props) {
  const { t } = useTranslation();
  const rules = Object.entries(LESSON_COMPONENTS[draft.name]?.attributes ?? {});
  return (
    <>
      {rules.map(([key, rule]) => {
        if (!isAttributeName(key)) return null;
        const id = `${prefix}-${key}`;
        const value = draft.attributes[key] ?? '';
        const set = (next: string) => onChange({ ...draft, attributes: { ...draft.attributes, [key]: next } });
        return (
          <Field
            key={key}
            id={id}
            label={t(`authoring.attribute.${key}.label`)}
            hint={t(`authoring.attribute.${key}.hint`)}
            required={rule.required}
            error={faults.includes(id) ? t(`authoring.attribute.${key}.fault`) : undefined}
          >
            {typeof rule.form === 'object' ? (
              <Select value={value} onChange={(event) => set(event.target.value)}>
                {CALLOUT_KINDS.map((kind) => (
                  <option key={kind} value={kind}>
                    {t(`authoring.calloutKind.${kind}`)}
                  </option>
                ))}
              </Select>
            ) : (
              <TextInput
                lang={key === 'en' ? 'en' : 'zh-CN'}
                value={value}
                autoComplete="off"
                inputMode={rule.form === 'number' ? 'decimal' : rule.form === 'address' ? 'url' : 'text'}
                onChange={(event) => set(event.target.value)}
              />
            )}
          </Field>
        );
      })}
    </>
  );
}

const replaced = <T,>(list: readonly T[], at: number, value: T): T[] =>
  list.map((each, index) => (index === at ? value : each));
const without = <T,>(list: readonly T[], at: number): T[] => list.filter((_, index) => index !== at);

function ListFields({ draft, onChange, faults, prefix = 'component' }: Props) {
  const { t } = useTranslation();
  const items = draft.items ?? [];
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-14 font-medium">{t('authoring.insert.items')}</legend>
      {items.map((item, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: items have no identity but their place
        <div key={at} className="flex items-end gap-2">
          <div className="min-w-0 flex-1">
            <Field
              label={t('authoring.insert.item', { n: at + 1 })}
              id={`${prefix}-item-${at}`}
              labelHidden
              error={faults.includes(`${prefix}-item-${at}`) ? t('authoring.insert.needItem') : undefined}
            >
              <TextInput
                lang="zh-CN"
                value={item}
                onChange={(event) => onChange({ ...draft, items: replaced(items, at, event.target.value) })}
              />
            </Field>
          </div>
          <Button
            type="button"
            tone="quiet"
            aria-label={t('authoring.insert.removeItem', { n: at + 1 })}
            icon={<TrashIcon size={16} />}
            disabled={items.length === 1}
            onClick={() => onChange({ ...draft, items: without(items, at) })}
          >
            <span className="sr-only sm:not-sr-only">{t('authoring.remove')}</span>
          </Button>
        </div>
      ))}
      <div>
        <Button
          type="button"
          size="small"
          icon={<PlusIcon size={16} />}
          onClick={() => onChange({ ...draft, items: [...items, ''] })}
        >
          {t('authoring.insert.addItem')}
        </Button>
      </div>
    </fieldset>
  );
}

function TableFields({ draft, onChange, faults, prefix = 'component' }: Props) {
  const { t } = useTranslation();
  const rows = draft.rows ?? [];
  const columns = rows[0]?.length ?? 0;
  const set = (row: number, column: number, value: string) =>
    onChange({ ...draft, rows: replaced(rows, row, replaced(rows[row] ?? [], column, value)) });
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-14 font-medium">{t('authoring.insert.table')}</legend>
      <p className="text-13 text-ink-2">{t('authoring.insert.tableHint')}</p>
      <div className="overflow-x-auto p-1">
        {rows.map((cells, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
          <div key={row} className="mb-2 flex gap-2">
            {cells.map((cell, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: nor have cells
              <div key={column} className="min-w-28 flex-1">
                <TextInput
                  id={`${prefix}-cell-${row}-${column}`}
                  lang="zh-CN"
                  value={cell}
                  aria-label={
                    row === 0
                      ? t('authoring.insert.headCell', { column: column + 1 })
                      : t('authoring.insert.cell', { row, column: column + 1 })
                  }
                  aria-invalid={faults.includes(`${prefix}-cell-${row}-${column}`) || undefined}
                  onChange={(event) => set(row, column, event.target.value)}
                />
              </div>
            ))}
          </div>
        ))}
      </div>
      <div className="flex flex-wrap gap-2">
        <Button
          type="button"
          size="small"
          onClick={() => onChange({ ...draft, rows: [...rows, Array.from({ length: columns }, () => '')] })}
        >
          {t('authoring.insert.addRow')}
        </Button>
        <Button
          type="button"
          size="small"
          disabled={columns >= 6}
          onClick={() => onChange({ ...draft, rows: rows.map((cells) => [...cells, '']) })}
        >
          {t('authoring.insert.addColumn')}
        </Button>
        <Button
          type="button"
          size="small"
          tone="quiet"
          disabled={rows.length <= 2}
          onClick={() => onChange({ ...draft, rows: rows.slice(0, -1) })}
        >
          {t('authoring.insert.removeRow')}
        </Button>
        <Button
          type="button"
          size="small"
          tone="quiet"
          disabled={columns <= 2}
          onClick={() => onChange({ ...draft, rows: rows.map((cells) => cells.slice(0, -1)) })}
        >
          {t('authoring.insert.removeColumn')}
        </Button>
      </div>
    </fieldset>
  );
}

function PartFields({ draft, onChange, faults, prefix = 'component' }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const children = LESSON_COMPONENTS[draft.name]?.children;
  if (children?.kind !== 'of' || !isComponentName(children.component)) return null;
  const parts = draft.parts ?? [];
  const name = t(`authoring.component.${children.component}.name`);
  return (
    <div className="flex flex-col gap-4">
      {parts.map((part, at) => (
        <fieldset
          // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity but their place
          key={at}
          className="flex flex-col gap-3 border-l-2 border-line pl-4"
          aria-labelledby={`${id}-${at}`}
        >
          <div className="flex items-center justify-between gap-2">
            <p id={`${id}-${at}`} className="text-14 font-semibold">
              {t('authoring.insert.part', { name, n: at + 1 })}
            </p>
            <Button
              type="button"
              size="small"
              tone="quiet"
              disabled={parts.length <= children.least}
              onClick={() => onChange({ ...draft, parts: without(parts, at) })}
            >
              {t('authoring.remove')}
            </Button>
          </div>
          <ComponentFields
            draft={part}
            prefix={`${prefix}-${at}`}
            faults={faults}
            onChange={(next) => onChange({ ...draft, parts: replaced(parts, at, next) })}
          />
        </fieldset>
      ))}
      <div>
        <Button
          type="button"
          size="small"
          icon={<PlusIcon size={16} />}
          disabled={children.most !== null && parts.length >= children.most}
          onClick={() => onChange({ ...draft, parts: [...parts, emptyDraft(children.component)] })}
        >
          {t('authoring.insert.addPart', { name })}
        </Button>
      </div>
    </div>
  );
}
