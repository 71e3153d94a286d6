import { Form, Link, useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { MENU_ITEM, Menu } from '#app/ui/components/menu.tsx';
import { useRootData } from '#app/ui/components/root-data.ts';
import {
  DeviceIcon,
  InfoIcon,
  LanguageIcon,
  MoonIcon,
  PersonIcon,
  SettingsIcon,
  SignOutIcon,
  SunIcon,
} from '#app/ui/icons/icons.tsx';
import { Wordmark } from '#app/ui/icons/wordmark.tsx';
import { LanguageForm, ThemeForm } from './preference-forms.tsx';

export const MAIN = 'main';

export function SkipLink() {
  const { t } = useTranslation();
  return (
    <a
      href={`#${MAIN}`}
      className="sr-only z-50 rounded-control bg-action px-4 py-2 text-14 text-on-action focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
    >
      {t('shell.skipToContent')}
    </a>
  );
}

/** The line at the top of every shell but the exam's: whose it is, where to go, language, theme, person. */
export function TopBar({
  home = '/',
  start,
  children,
  personLinks,
}: {
  readonly home?: string;
  readonly start?: ReactNode;
  readonly children?: ReactNode;
  /** More places in the person's menu. */
  readonly personLinks?: ReactNode;
}) {
  const { authority, demo } = useRootData();
  const { t } = useTranslation();
  return (
    <header className="sticky top-0 z-30 border-b border-line bg-surface print:static print:border-ink">
      <div className="mx-auto flex h-14 max-w-[90rem] items-center gap-2 px-4 lg:px-6 print:h-10 print:px-0">
        {start}
        <Link to={home} className="flex min-w-0 items-center gap-3 rounded-control">
          <Wordmark />
          {authority && (
            <span lang="zh-CN" className="hidden truncate border-l border-line pl-3 text-14 text-ink-2 lg:block">
              {authority}
            </span>
          )}
        </Link>
        {demo && (
          <span className="ml-1 hidden rounded-control border border-control px-1.5 text-12 whitespace-nowrap text-ink-2 sm:block print:hidden">
            {t('shell.demoNotice')}
          </span>
        )}
        <div className="flex h-full min-w-0 flex-1 items-center justify-end gap-1 print:hidden">
          {children}
          <LanguageMenu />
          <ThemeMenu />
          <PersonMenu>{personLinks}</PersonMenu>
        </div>
      </div>
    </header>
  );
}

function LanguageMenu() {
  const { t } = useTranslation();
  return (
    <Menu label={t('shell.language')} face={<LanguageIcon />}>
      <LanguageForm />
    </Menu>
  );
}

function ThemeMenu() {
  const { t } = useTranslation();
  const { theme } = useRootData().preferences;
  const Face = theme === 'dark' ? MoonIcon : theme === 'light' ? SunIcon : DeviceIcon;
  return (
    <Menu label={t('shell.theme')} face={<Face />}>
      <ThemeForm />
    </Menu>
  );
}

const STRANGER_LINK =
  'ml-1 inline-flex min-h-11 items-center rounded-control px-3 text-14 font-medium whitespace-nowrap text-action hover:bg-action-ground md:min-h-10';

function PersonMenu({ children }: { children?: ReactNode }) {
  const { t } = useTranslation();
  const { person } = useRootData();
  const { pathname } = useLocation();
  if (!person)
    return (
      <>
        <Link to="/help" className={STRANGER_LINK}>
          {t('help.title')}
        </Link>
        {pathname !== '/login' && (
          <Link to="/login" className={STRANGER_LINK}>
            {t('shell.signIn')}
          </Link>
        )}
      </>
    );
  return (
    <Menu
      label={t('shell.personMenu', { name: person.name })}
      face={
        <>
          <PersonIcon />
          <span lang="zh-CN" className="hidden max-w-32 truncate md:inline">
            {person.name}
          </span>
        </>
      }
    >
      <p className="border-b border-line px-3 pt-1 pb-3 text-14">
        <span lang="zh-CN" className="block font-semibold">
          {person.name}
        </span>
        <span className="figures block text-13 text-ink-3">{person.employeeNo}</span>
      </p>
      <div className="pt-2">
        {children}
        <Link to="/account" className={MENU_ITEM}>
          <SettingsIcon size={16} className="text-ink-2" />
          {t('shell.account')}
        </Link>
        <Link to="/help" className={MENU_ITEM}>
          <InfoIcon size={16} className="text-ink-2" />
          {t('help.title')}
        </Link>
        <Form method="post" action="/logout" reloadDocument>
          <button type="submit" className={MENU_ITEM}>
            <SignOutIcon size={16} className="text-ink-2" />
            {t('shell.signOut')}
          </button>
        </Form>
      </div>
    </Menu>
  );
}
