import { lazy, Suspense } from 'react';
import { notFound, publicLoader } from '#app/platform/http/page.server.ts';

// A production build holds neither the page nor its samples: the condition is known when it is made.
const Gallery = import.meta.env.DEV
  ? lazy(async () => ({ default: (await import('#app/ui/gallery/gallery.tsx')).Gallery }))
  : null;

export const loader = publicLoader(async () => {
  if (!import.meta.env.DEV) notFound();
  return {};
});

/** Every component in all its states, in development only. */
export default function Ui() {
  return Gallery ? (
    <Suspense>
      <Gallery />
    </Suspense>
  ) : null;
}
