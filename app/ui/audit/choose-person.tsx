import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { useAddress } from '#app/ui/components/address.ts';

/** Several people share what was typed: the log is shown for one of them. */
export function ChoosePerson({
  field,
  text,
  people,
  many,
}: {
  readonly field: 'who' | 'object' | 'follow';
  readonly text: string;
  readonly people: readonly { readonly id: string; readonly name: string; readonly employeeNo: string }[];
  /** There are more than are listed. */
  readonly many: boolean;
}) {
  const { t } = useTranslation();
  const address = useAddress();
  return (
    <section aria-labelledby={`choose-${field}`} className="py-2">
      <h2 id={`choose-${field}`} className="text-16 font-semibold">
        {t(many ? 'audit.chooseMany' : 'audit.chooseTitle', { count: people.length, text })}
      </h2>
      <p className="text-14 text-ink-2">{t('audit.chooseText')}</p>
      <ul className="mt-3 max-w-reading divide-y divide-line border-y border-line text-14">
        {people.map(({ id, name, employeeNo }) => (
          <li key={id}>
            <Link
              to={address({ [field]: employeeNo, after: null, before: null })}
              className="link flex min-h-11 items-center gap-4"
            >
              <span lang="zh-CN">{name}</span>
              <span className="figures text-ink-2">{employeeNo}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
