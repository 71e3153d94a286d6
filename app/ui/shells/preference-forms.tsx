import { Form, useLocation } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { MENU_ITEM } from '#app/ui/components/menu.tsx';
import { useRootData } from '#app/ui/components/root-data.ts';
import { CheckIcon, DeviceIcon, MoonIcon, SunIcon } from '#app/ui/icons/icons.tsx';

const LANGUAGES = [
  { value: 'zh-CN', key: 'shell.languageChinese' },
  { value: 'en', key: 'shell.languageEnglish' },
] as const;
const THEMES = [
  { value: 'system', key: 'shell.themeSystem', Icon: DeviceIcon },
  { value: 'light', key: 'shell.themeLight', Icon: SunIcon },
  { value: 'dark', key: 'shell.themeDark', Icon: MoonIcon },
] as const;

/** Where the reader is, to come back to after the change. */
function Back() {
  const { pathname, search } = useLocation();
  return <input type="hidden" name="back" value={`${pathname}${search}`} />;
}

/** Loads the document anew: the words of the other language are not in this one. */
export function LanguageForm() {
  const { t } = useTranslation();
  const { language } = useRootData().preferences;
  return (
    <Form method="post" action="/preferences" reloadDocument>
      <Back />
      {LANGUAGES.map(({ value, key }) => (
        <button
          key={value}
          name="language"
          value={value}
          type="submit"
          lang={value}
          aria-pressed={language === value}
          className={MENU_ITEM}
        >
          <span className="flex-1">{t(key)}</span>
          {language === value && <CheckIcon size={16} className="text-action" />}
        </button>
      ))}
    </Form>
  );
}

export function ThemeForm() {
  const { t } = useTranslation();
  const { theme } = useRootData().preferences;
  return (
    <Form method="post" action="/preferences" preventScrollReset replace>
      <Back />
      {THEMES.map(({ value, key, Icon }) => (
        <button
          key={value}
          name="theme"
          value={value}
          type="submit"
          aria-pressed={theme === value}
          className={MENU_ITEM}
        >
          <Icon size={16} className="text-ink-2" />
          <span className="flex-1">{t(key)}</span>
          {theme === value && <CheckIcon size={16} className="text-action" />}
        </button>
      ))}
    </Form>
  );
}
