import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { useAddress } from '#app/ui/components/address.ts';
import { LinkButton } from '#app/ui/components/button.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { LocalTextView, useLocalText } from '#app/ui/components/local-text-view.tsx';
import { BookIcon, NoteIcon, SearchIcon } from '#app/ui/icons/icons.tsx';

export type SearchHit = {
  readonly kind: 'course' | 'lesson';
  readonly to: string;
  readonly title: LocalText;
  readonly summary: LocalText;
  readonly course: LocalText | null;
};

export function SearchHits({
  query,
  hits,
  page,
  hasNext,
}: {
  readonly query: string;
  readonly hits: readonly SearchHit[];
  readonly page: number;
  readonly hasNext: boolean;
}) {
  const { t } = useTranslation();
  const address = useAddress();
  if (hits.length === 0)
    return (
      <EmptyState
        icon={<SearchIcon size={32} />}
        title={t('learning.catalogue.noHitTitle', { query })}
        text={t('learning.catalogue.noHitText')}
        action={<LinkButton to="/courses">{t('learning.catalogue.clear')}</LinkButton>}
      />
    );
  return (
    <section aria-labelledby="hits">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 border-b border-line pb-2">
        <h2 id="hits" className="text-16">
          {t('learning.catalogue.resultsTitle', { query })}
        </h2>
        <Link to="/courses" className="link text-14">
          {t('learning.catalogue.clear')}
        </Link>
      </div>
      <ul className="divide-y divide-line border-b border-line">
        {hits.map((hit) => (
          <li key={hit.to} className="py-4">
            <Hit hit={hit} />
          </li>
        ))}
      </ul>
      {(page > 1 || hasNext) && (
        <nav aria-label={t('learning.catalogue.morePages')} className="flex gap-2 py-3">
          {page > 1 && (
            <LinkButton to={address({ page: page === 2 ? null : String(page - 1) })} size="small">
              {t('learning.catalogue.previous')}
            </LinkButton>
          )}
          {hasNext && (
            <LinkButton to={address({ page: String(page + 1) })} size="small">
              {t('learning.catalogue.next')}
            </LinkButton>
          )}
        </nav>
      )}
    </section>
  );
}

function Hit({ hit }: { readonly hit: SearchHit }) {
  const { t } = useTranslation();
  const textOf = useLocalText();
  const KindIcon = hit.kind === 'course' ? BookIcon : NoteIcon;
  return (
    <>
      <p className="flex items-center gap-2 text-13 text-ink-3">
        <KindIcon size={16} />
        {t(hit.kind === 'course' ? 'learning.catalogue.hitCourse' : 'learning.catalogue.hitLesson')}
        {hit.course && <span>{t('learning.catalogue.inCourse', { title: textOf(hit.course) })}</span>}
      </p>
      <h3 className="mt-0.5 text-16">
        <Link to={hit.to} className="link">
          <LocalTextView text={hit.title} />
        </Link>
      </h3>
      <p className="mt-1 max-w-reading text-14 text-ink-2">
        <LocalTextView text={hit.summary} />
      </p>
    </>
  );
}
