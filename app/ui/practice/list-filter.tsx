import { useTranslation } from 'react-i18next';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { Field } from '#app/ui/components/field.tsx';
import { FilterBar } from '#app/ui/components/filter-bar.tsx';
import { Select } from '#app/ui/components/inputs.tsx';
import { useLocalText } from '#app/ui/components/local-text-view.tsx';

export type FilterChoices = {
  readonly courses: readonly { readonly code: string; readonly title: LocalText }[];
  readonly points: readonly { readonly code: string; readonly name: LocalText }[];
};

/** Narrows a list of questions by course or by point. */
export function ListFilter({
  choices: { courses, points },
  course,
  point,
}: {
  readonly choices: FilterChoices;
  readonly course: string;
  readonly point: string;
}) {
  const { t } = useTranslation();
  const textOf = useLocalText();
  return (
    <FilterBar names={['course', 'point']}>
      <Field label={t('practice.mistakes.course')}>
        <Select name="course" defaultValue={course}>
          <option value="">{t('practice.mistakes.anyCourse')}</option>
          {courses.map(({ code, title }) => (
            <option key={code} value={code}>
              {textOf(title)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t('practice.mistakes.point')}>
        <Select name="point" defaultValue={point}>
          <option value="">{t('practice.mistakes.anyPoint')}</option>
          {points.map(({ code, name }) => (
            <option key={code} value={code}>
              {`${code} ${textOf(name)}`}
            </option>
          ))}
        </Select>
      </Field>
    </FilterBar>
  );
}
