import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Callout } from '#app/ui/components/callout.tsx';
import { formatCount } from '#app/ui/components/format-count.ts';

/** Whose names no font can print whole, told before the slips are made, with what to do about it. */
export function UnprintableNames({
  total,
  people,
  print,
}: {
  total: number;
  people: readonly {
    readonly id: string;
    readonly employeeNo: string;
    readonly name: string;
    readonly missing: readonly string[];
  }[];
  /** The button that makes the slips all the same. */
  print: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <div className="mb-6">
      <Callout tone="warn" announce title={t('access.glyphs.title', { n: formatCount(total) })}>
        <p>{t('access.glyphs.text')}</p>
        <ul className="my-3 flex flex-col gap-1">
          {people.map(({ id, employeeNo, name, missing }) => (
            <li key={id} className="flex flex-wrap gap-x-4">
              <span lang="zh-CN">{name}</span>
              <span className="figures">{employeeNo}</span>
              <span>{t('access.glyphs.missing', { characters: missing.join('、') })}</span>
            </li>
          ))}
        </ul>
        {total > people.length && (
          <p className="mb-3">{t('access.glyphs.more', { n: formatCount(total - people.length) })}</p>
        )}
        {print}
      </Callout>
    </div>
  );
}
