import { RemixBrowser } from '@remix-run/react';
import { StrictMode, startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { awaitDrawnLesson } from '#app/ui/learning/lesson-content.tsx';
import { lacksWords, loadWords } from '#app/ui/words/load.ts';
import { makeTranslator, TranslatorProvider } from '#app/ui/words/translator.tsx';

const language = document.documentElement.lang === 'en' ? 'en' : 'zh-CN';
const [words] = await Promise.all([loadWords(language, window.location.pathname), awaitDrawnLesson()]);

// From a document without the words of a page the browser itself goes there, by link or back.
const began = window.location.pathname;
const lacks = (page: string) => lacksWords({ document: began, page });
window.addEventListener(
  'click',
  (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link && link.origin === window.location.origin && lacks(link.pathname)) event.stopPropagation();
  },
  true,
);
window.addEventListener('popstate', () => {
  if (lacks(window.location.pathname)) window.location.reload();
});

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <TranslatorProvider translator={makeTranslator({ language, words })}>
        <RemixBrowser />
      </TranslatorProvider>
    </StrictMode>,
  );
});
