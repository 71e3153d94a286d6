import { RemixBrowser } from '@remix-run/react';
import { StrictMode, startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { awaitDrawnLesson } from '#app/ui/learning/lesson-content.tsx';
import { loadWords } from '#app/ui/words/load.ts';
import { makeTranslator, TranslatorProvider } from '#app/ui/words/translator.tsx';

const language = document.documentElement.lang === 'en' ? 'en' : 'zh-CN';
const [words] = await Promise.all([loadWords(language), awaitDrawnLesson()]);

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
