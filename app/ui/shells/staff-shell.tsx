import { Link, NavLink } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Breadcrumb, type Crumb } from '#app/ui/components/breadcrumb.tsx';
import { LiveRegion } from '#app/ui/components/live-region.tsx';
import { MENU_ITEM, Menu } from '#app/ui/components/menu.tsx';
import { mixed } from '#app/ui/components/mixed-text.tsx';
import { useRootData } from '#app/ui/components/root-data.ts';
import {
  AppraisalIcon,
  AuditIcon,
  BookIcon,
  CertificateIcon,
  CoverageIcon,
  DeviceIcon,
  EditIcon,
  ExamIcon,
  FlagIcon,
  KeyIcon,
  LockIcon,
  MenuIcon,
  NoteIcon,
  OkIcon,
  PeopleIcon,
  PersonIcon,
  SettingsIcon,
  SittingIcon,
  TargetIcon,
  TodayIcon,
  UnitsIcon,
  UnlockIcon,
  UploadIcon,
} from '#app/ui/icons/icons.tsx';
import { placesFor } from './staff-places.ts';
import { MAIN, SkipLink, TopBar } from './top-bar.tsx';

const ICONS = {
  people: PeopleIcon,
  units: UnitsIcon,
  access: UnlockIcon,
  roster: UploadIcon,
  appraisal: AppraisalIcon,
  certificates: CertificateIcon,
  sittings: SittingIcon,
  papers: ExamIcon,
  marking: NoteIcon,
  lessons: EditIcon,
  drafts: BookIcon,
  reviews: OkIcon,
  coverage: CoverageIcon,
  audit: AuditIcon,
  courses: BookIcon,
  roles: LockIcon,
  sessions: DeviceIcon,
  locked: UnlockIcon,
  tokens: KeyIcon,
  security: FlagIcon,
  system: TargetIcon,
  settings: SettingsIcon,
  reset: PersonIcon,
} as const;

/** Staff pages: navigation by task at the left (a drawer on a phone), the page's title with its one primary action. */
export function StaffShell({
  title,
  breadcrumb = [],
  action,
  intro,
  children,
}: {
  readonly title: ReactNode;
  readonly breadcrumb?: readonly Crumb[];
  readonly action?: ReactNode;
  /** One or two lines below the title. */
  readonly intro?: ReactNode;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  const { person } = useRootData();
  const isLearner = person?.roles.includes('learner') ?? false;
  return (
    <LiveRegion>
      <SkipLink />
      <TopBar
        home="/staff"
        start={
          <div className="-ml-2 lg:hidden print:hidden">
            <Menu label={t('shell.menu')} face={<MenuIcon />} align="start">
              <StaffNavigation />
            </Menu>
          </div>
        }
        personLinks={
          isLearner && (
            <Link to="/" className={MENU_ITEM}>
              <BookIcon size={16} className="text-ink-2" />
              {t('shell.toLearner')}
            </Link>
          )
        }
      />
      <div className="mx-auto flex max-w-[90rem]">
        <div className="sticky top-14 hidden h-[calc(100dvh-3.5rem)] w-56 shrink-0 overflow-y-auto border-r border-line px-3 py-6 lg:block print:hidden">
          <StaffNavigation />
        </div>
        <main
          id={MAIN}
          tabIndex={-1}
          className="min-w-0 flex-1 px-4 pt-6 pb-16 outline-none lg:px-8 print:px-0 print:pb-0"
        >
          <Breadcrumb crumbs={breadcrumb} />
          <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 pb-6">
            <div className="min-w-0">
              <h1 className="text-22 md:text-28">{mixed(title)}</h1>
              {intro && <p className="mt-1 max-w-reading text-14 text-ink-2">{intro}</p>}
            </div>
            {action && <div className="flex flex-wrap gap-2">{action}</div>}
          </div>
          {children}
        </main>
      </div>
    </LiveRegion>
  );
}

function StaffNavigation() {
  const { t } = useTranslation();
  const { person } = useRootData();
  const groups = placesFor(person?.roles ?? []);
  return (
    <nav aria-label={t('shell.mainNavigation')} className="flex flex-col gap-4">
      <ul>
        <Place to="/staff" end icon={<TodayIcon />}>
          {t('shell.staff.overview')}
        </Place>
      </ul>
      {groups.map((group) => (
        <section key={group.key} aria-label={t(`shell.staff.${group.key}`)}>
          <p aria-hidden="true" className="px-3 pb-1 text-12 text-ink-3">
            {t(`shell.staff.${group.key}`)}
          </p>
          <ul>
            {group.places.map((place) => {
              const PlaceIcon = ICONS[place.key];
              return (
                <Place key={place.key} to={place.to} end={place.key === 'audit'} icon={<PlaceIcon />}>
                  {t(`shell.staff.${place.key}`)}
                </Place>
              );
            })}
          </ul>
        </section>
      ))}
    </nav>
  );
}

function Place({
  to,
  end = false,
  icon,
  children,
}: {
  to: string;
  end?: boolean;
  icon: ReactNode;
  children: ReactNode;
}) {
  return (
    <li>
      <NavLink
        to={to}
        end={end}
        className="flex min-h-11 items-center gap-3 rounded-control px-3 text-14 text-ink-2 hover:bg-sunken hover:text-ink aria-[current=page]:bg-action-ground aria-[current=page]:font-semibold aria-[current=page]:text-action lg:min-h-9"
      >
        {icon}
        {children}
      </NavLink>
    </li>
  );
}
