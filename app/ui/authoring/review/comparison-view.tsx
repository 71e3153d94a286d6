import { useTranslation } from 'react-i18next';
import type { DiffRow } from '#app/domain/kernel/diff-texts.ts';
import { DiffTable } from './diff-table.tsx';

export type ImageDifference = {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
};

/** Names of images that differ, in words. */
export function ImageList({ images }: { readonly images: ImageDifference }) {
  const { t } = useTranslation();
  const lines = [
    images.added.length > 0 && t('authoring.history.imagesAdded', { names: images.added.join('、') }),
    images.removed.length > 0 && t('authoring.history.imagesRemoved', { names: images.removed.join('、') }),
    images.changed.length > 0 && t('authoring.history.imagesChanged', { names: images.changed.join('、') }),
  ].filter(Boolean);
  if (lines.length === 0) return null;
  return (
    <ul className="list-disc pl-5 text-14">
      {lines.map((line) => (
        <li key={String(line)}>{line}</li>
      ))}
    </ul>
  );
}

/** A draft at two moments: text, quiz and images. */
export function ComparisonView({
  source,
  quiz,
  images,
  all,
  before,
  after,
}: {
  readonly source: readonly DiffRow[];
  readonly quiz: readonly DiffRow[];
  readonly images: ImageDifference;
  readonly all: boolean;
  readonly before: string;
  readonly after: string;
}) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-6">
      {(['source', 'quiz'] as const).map((part) => (
        <section key={part} aria-labelledby={`diff-${part}`}>
          <h3 id={`diff-${part}`} className="mb-2 text-16">
            {t(`authoring.history.${part}`)}
          </h3>
          <DiffTable
            caption={t(`authoring.history.${part}`)}
            rows={part === 'source' ? source : quiz}
            all={all}
            before={before}
            after={after}
          />
        </section>
      ))}
      <ImageList images={images} />
    </div>
  );
}
