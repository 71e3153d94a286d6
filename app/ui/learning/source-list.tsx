import { useTranslation } from 'react-i18next';
import { Disclosure } from '#app/ui/components/disclosure.tsx';

export type Source = {
  readonly title: string;
  readonly author?: string | undefined;
  readonly date: string;
  readonly url?: string | undefined;
  readonly where?: string | undefined;
};

/** What the lesson rests on, as its author named it: Chinese. */
export function SourceList({ sources }: { readonly sources: readonly Source[] }) {
  const { t } = useTranslation();
  return (
    <Disclosure summary={t('lesson.sources')}>
      <ul lang="zh-CN" className="flex flex-col gap-3">
        {sources.map((source) => (
          <li key={`${source.title}${source.where ?? ''}`}>
            {source.url ? (
              <a className="link" href={source.url} rel="noopener external">
                {source.title}
              </a>
            ) : (
              source.title
            )}
            <span className="block text-13 text-ink-3">
              {[source.author, source.date, source.where].filter(Boolean).join('，')}
            </span>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
