import { useTranslation } from 'react-i18next';
import { LocalTextView } from '#app/ui/components/local-text-view.tsx';
import type { NamedPoint, ScopeTitle } from './practice-views.ts';

/** What a set is about: the name of its course or point, else the kind's own words. */
export function ScopeName({ scope }: { readonly scope: ScopeTitle }) {
  const { t } = useTranslation();
  return scope.name ? <LocalTextView text={scope.name} /> : t(`practice.scope.${scope.kind}`);
}

/** Points by their codes and names. */
export function PointNames({ points }: { readonly points: readonly NamedPoint[] }) {
  if (points.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1">
      {points.map(({ code, name }) => (
        <li key={code}>
          <span className="figures mr-1.5 text-ink-3">{code}</span>
          <LocalTextView text={name} />
        </li>
      ))}
    </ul>
  );
}
