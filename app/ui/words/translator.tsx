import i18next, { type i18n } from 'i18next';
import type { ReactNode } from 'react';
import { I18nextProvider, initReactI18next } from 'react-i18next';
import type { Language } from '#app/domain/kernel/local-text.ts';
import type { Words } from './zh-CN/index.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: Words };
    returnNull: false;
  }
}

/** One translator per document: the server renders many languages at once. */
export function makeTranslator({ language, words }: { language: Language; words: Words }): i18n {
  const translator = i18next.createInstance();
  translator.use(initReactI18next).init({
    lng: language,
    resources: { [language]: { translation: words } },
    interpolation: { escapeValue: false },
    // Keys hold colons: the scopes of tokens are called `appraisal:read`.
    nsSeparator: false,
    initAsync: false,
    showSupportNotice: false,
  } as Parameters<typeof translator.init>[0]);
  return translator;
}

export function TranslatorProvider({ translator, children }: { translator: i18n; children: ReactNode }) {
  return <I18nextProvider i18n={translator}>{children}</I18nextProvider>;
}
