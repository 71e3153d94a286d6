import { type ComponentProps, lazy, type ReactNode, Suspense } from 'react';

const Head = lazy(async () => ({ default: (await import('./front-matter-form.tsx')).FrontMatterForm }));
const Quiz = lazy(async () => ({ default: (await import('./quiz-editor.tsx')).QuizEditor }));

/** The forms read and write YAML: they and its parser come when somebody opens one. */
export const Forms = {
  Head: ({ fallback, ...props }: ComponentProps<typeof Head> & { readonly fallback: ReactNode }) => (
    <Suspense fallback={fallback}>
      <Head {...props} />
    </Suspense>
  ),
  Quiz: ({ fallback, ...props }: ComponentProps<typeof Quiz> & { readonly fallback: ReactNode }) => (
    <Suspense fallback={fallback}>
      <Quiz {...props} />
    </Suspense>
  ),
};
