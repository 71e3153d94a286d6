import { useTranslation } from 'react-i18next';
import { Button } from '#app/ui/components/button.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { chineseChoices, FilterChoice } from '#app/ui/components/filter-choice.tsx';
import { formatCount } from '#app/ui/components/format-count.ts';
import { SearchInput, Select } from '#app/ui/components/inputs.tsx';
import { Pager } from '#app/ui/components/pager.tsx';
import { Table } from '#app/ui/components/table.tsx';
import type { LiveSplit } from './kept-form.ts';
import { StepNote } from './split-answer.tsx';
import type { SplitPage } from './split-page.ts';
import { partWord } from './split-words.ts';

const ofValue = (of: 'all' | 'rest' | number) => (typeof of === 'number' ? String(of + 1) : of === 'rest' ? of : null);

/** The people of the unit, page by page, to be put into parts: those ticked, those of the page, or all found. */
export function SplitPeople({ page, live }: { readonly page: SplitPage; readonly live: LiveSplit }) {
  const { t } = useTranslation();
  const { list, filled } = page;
  const { search, positionLevel, of } = list.filter;
  const parts = live.labels.map((label, part) => ({ value: String(part + 1), label: partWord(t, part, label) }));
  const shown = list.people.map(({ employeeNo }) => employeeNo);
  const listed = new URLSearchParams({
    q: search,
    level: positionLevel ?? '',
    of: ofValue(of) ?? '',
    page: String(list.filter.page),
  });
  return (
    <div className="flex flex-col gap-4">
      <input type="hidden" name="listed" value={listed.toString()} />
      <input type="hidden" name="shown" value={shown.join(' ')} />
      <input type="hidden" name="ticked" value={page.ticked.filter((each) => !shown.includes(each)).join(' ')} />
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-56 grow basis-full sm:basis-0">
          <SearchInput key={search} id="q" label={t('personnel.search')} name="q" defaultValue={search} />
        </div>
        <FilterChoice
          label={t('staff.people.level')}
          name="level"
          any={t('staff.people.anyLevel')}
          value={positionLevel}
          choices={chineseChoices(list.positionLevels)}
        />
        <FilterChoice
          label={t('personnel.split.of')}
          name="of"
          any={t('personnel.split.ofAll')}
          value={ofValue(of)}
          choices={[{ value: 'rest', label: t('personnel.split.ofRest') }, ...parts]}
        />
        <Button id="find" name="intent" value="find">
          {t('personnel.split.find')}
        </Button>
      </div>
      <PutInto page={page} live={live} parts={parts} />
      <Table
        // What was ticked before is put or carried along.
        key={`${listed} ${filled}`}
        caption={t('personnel.split.found')}
        rows={list.people}
        rowKey={({ employeeNo }) => employeeNo}
        empty={<EmptyState title={t('personnel.split.nobody')} text={t('personnel.split.nobodyText')} />}
        columns={[
          {
            key: 'name',
            header: t('staff.people.name'),
            onPhone: 'title',
            cell: ({ name, employeeNo }) => (
              <label className="-my-2.5 flex min-h-11 items-center gap-3 md:min-h-10">
                <input
                  type="checkbox"
                  name="tick"
                  value={employeeNo}
                  defaultChecked={page.ticked.includes(employeeNo)}
                  aria-label={t('personnel.split.tick', { name, employeeNo })}
                  className="size-5 shrink-0 accent-action"
                />
                <span lang="zh-CN">{name}</span>
              </label>
            ),
          },
          {
            key: 'employeeNo',
            header: t('staff.people.employeeNo'),
            onPhone: 'fact',
            cell: ({ employeeNo }) => <span className="figures">{employeeNo}</span>,
          },
          {
            key: 'level',
            header: t('staff.people.level'),
            cell: (person) => <span lang="zh-CN">{person.positionLevel}</span>,
          },
          {
            key: 'category',
            header: t('staff.people.category'),
            cell: (person) => <span lang="zh-CN">{person.category}</span>,
          },
          {
            key: 'part',
            header: t('personnel.split.inPart'),
            onPhone: 'fact',
            cell: ({ part }) =>
              part === null ? (
                <span className="text-ink-3">{t('personnel.split.restShort')}</span>
              ) : (
                partWord(t, part, live.labels[part])
              ),
          },
        ]}
      />
      {list.total > 0 && <Pager submits page={list.filter.page} pageSize={list.pageSize} total={list.total} />}
    </div>
  );
}

function PutInto({
  page,
  live: { ticked, labels },
  parts,
}: {
  readonly page: SplitPage;
  readonly live: LiveSplit;
  readonly parts: readonly { readonly value: string; readonly label: string }[];
}) {
  const { t } = useTranslation();
  const { list, target, shape } = page;
  const put = (which: 'ticked' | 'page' | 'found', label: string) => (
    <Button id={`put-${which}`} name="intent" value={`put-${which}`}>
      {label}
    </Button>
  );
  return (
    <div className="flex flex-wrap items-end gap-3 rounded-panel border border-line bg-sunken p-3 md:sticky md:top-14 md:z-20">
      <div className="min-w-48 grow sm:max-w-64">
        <Field label={t('personnel.split.target')} id="to">
          <Select key={shape} name="to" defaultValue={target === null ? '' : String(target + 1)}>
            {parts.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
            <option value="">{t('personnel.split.targetNone')}</option>
          </Select>
        </Field>
      </div>
      {put('ticked', t('personnel.split.putTicked', { count: ticked }))}
      {list.total > 0 && put('page', t('personnel.split.putPage', { count: list.people.length }))}
      {list.total > list.people.length &&
        put('found', t('personnel.split.putFound', { count: formatCount(list.total) }))}
      <StepNote page={page} labels={labels} kinds={['put']} />
    </div>
  );
}
