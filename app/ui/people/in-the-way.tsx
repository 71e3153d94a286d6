import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];

/** The people because of whom a plan cannot be cancelled, each with the way to their own page. */
export function InTheWay({ detail }: { readonly detail: Readonly<Record<string, unknown>> | null }) {
  const { t } = useTranslation();
  const names = textsOf(detail?.names);
  const ids = textsOf(detail?.personIds);
  if (ids.length === 0) return null;
  return (
    <>
      <p>{t('personnel.inTheWay')}</p>
      <ul className="flex flex-wrap gap-x-4">
        {ids.map((id, i) => (
          <li key={id}>
            <Link to={`/staff/people/${id}`} className="link inline-flex min-h-11 items-center md:min-h-8" lang="zh-CN">
              {names[i]}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
