import type { TFunction } from 'i18next';

/**
 * A page's title, in the reader's language: `export const handle = pageTitle<typeof loader>(({ t }) => t('exam.title'))`.
 * The root adds the product's name. `data` is what the loader gave, undefined when it failed.
 * (Not Remix's `meta`, which runs outside React and so knows no translator.)
 */
export function pageTitle<Loader = unknown>(
  title: (page: { t: TFunction; data: LoaderData<Loader> | undefined }) => string,
): PageHandle {
  return { title: title as PageHandle['title'] };
}

export type PageHandle = { readonly title: (page: { t: TFunction; data: unknown }) => string };

type LoaderData<L> = L extends (...args: never[]) => Promise<infer T>
  ? T
  : L extends (...args: never[]) => infer T
    ? T
    : L;

export const hasTitle = (handle: unknown): handle is PageHandle =>
  typeof handle === 'object' && handle !== null && 'title' in handle && typeof handle.title === 'function';
