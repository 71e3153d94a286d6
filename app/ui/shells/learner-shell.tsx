import { Form, Link, useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Action } from '#app/domain/people/permissions.ts';
import { SearchInput } from '#app/ui/components/inputs.tsx';
import { LiveRegion } from '#app/ui/components/live-region.tsx';
import { MENU_ITEM } from '#app/ui/components/menu.tsx';
import { useRootData } from '#app/ui/components/root-data.ts';
import { BookIcon, ExamIcon, PersonIcon, SittingIcon, TargetIcon, TodayIcon } from '#app/ui/icons/icons.tsx';
import { mayByRoles } from './may-by-roles.ts';
import { MAIN, SkipLink, TopBar } from './top-bar.tsx';

const PLACES = [
  { to: '/', key: 'shell.today', Icon: TodayIcon, may: 'course.enrol' },
  { to: '/staff', key: 'shell.toStaff', Icon: SittingIcon, may: 'content.coverage' },
  { to: '/courses', key: 'shell.courses', Icon: BookIcon, may: 'course.browse' },
  // On a phone it is reached from today and from courses: four places are what a thumb tells apart.
  { to: '/practice', key: 'shell.practice', Icon: TargetIcon, may: 'practice.use', wideOnly: true },
  { to: '/exams', key: 'shell.exams', Icon: ExamIcon, may: 'exam.sit', also: '/attempts' },
  { to: '/me', key: 'shell.mine', Icon: PersonIcon, may: 'course.enrol', also: '/certificates' },
] as const satisfies readonly { may: Action; [key: string]: unknown }[];

/** A learner's four; a trainer who looks at courses as learners see them has the way back to the workplace instead. */
function usePlaces() {
  const roles = useRootData().person?.roles ?? [];
  const { pathname } = useLocation();
  const isWithin = (part: string) => pathname === part || pathname.startsWith(`${part}/`);
  const isLearner = roles.includes('learner');
  return PLACES.filter(
    (place) => mayByRoles({ roles, action: place.may }) && !(isLearner && place.to === '/staff'),
  ).map((place) => ({
    ...place,
    current: isWithin(place.to) || ('also' in place && isWithin(place.also)) ? ('page' as const) : undefined,
  }));
}

/**
 * Learners' pages: top bar, one column, and on a phone a bar of four at the bottom. `aside` is a course's table of
 * contents: at the left on wide screens, above the text elsewhere. `wide` gives the column the whole page.
 */
export function LearnerShell({
  aside,
  wide = false,
  children,
}: {
  readonly aside?: ReactNode;
  readonly wide?: boolean;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  const { person } = useRootData();
  const places = usePlaces();
  const four = places.filter((place) => !('wideOnly' in place));
  const isStaff = person?.roles.some((role) => role !== 'learner') ?? false;
  return (
    <LiveRegion>
      <SkipLink />
      <TopBar
        personLinks={
          isStaff && (
            <Link to="/staff" className={MENU_ITEM}>
              <SittingIcon size={16} className="text-ink-2" />
              {t('shell.toStaff')}
            </Link>
          )
        }
      >
        <nav aria-label={t('shell.mainNavigation')} className="mr-auto hidden self-stretch pl-4 md:block">
          <ul className="flex h-full gap-1">
            {places.map(({ to, key, current }) => (
              <li key={to} className="h-full">
                <Link
                  to={to}
                  aria-current={current}
                  className="flex h-full items-center border-b-2 border-transparent px-3 pt-0.5 text-14 text-ink-2 hover:text-ink aria-[current=page]:border-action aria-[current=page]:font-semibold aria-[current=page]:text-ink"
                >
                  {t(key)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <CourseSearch />
      </TopBar>
      <div
        className={
          aside
            ? 'mx-auto grid max-w-[84rem] gap-6 px-4 pt-6 pb-28 md:pb-16 print:block print:p-0 print:pt-6 lg:grid-cols-[16rem_minmax(0,1fr)] lg:gap-12 lg:px-6'
            : `mx-auto px-4 pt-6 pb-28 md:pb-16 lg:px-6 print:max-w-none print:px-0 print:pb-0 ${wide ? 'max-w-page' : 'max-w-[60rem]'}`
        }
      >
        {aside && (
          <aside className="print:hidden lg:sticky lg:top-20 lg:max-h-[calc(100dvh-6rem)] lg:self-start lg:overflow-y-auto">
            {aside}
          </aside>
        )}
        <main id={MAIN} tabIndex={-1} className="min-w-0 outline-none">
          {children}
        </main>
      </div>
      <nav
        aria-label={t('shell.mainNavigation')}
        className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden print:hidden"
      >
        <ul className="grid auto-cols-fr grid-flow-col">
          {four.map(({ to, key, Icon, current }) => (
            <li key={to}>
              <Link
                to={to}
                aria-current={current}
                className="flex h-14 flex-col items-center justify-center gap-0.5 border-t-2 border-transparent text-12 text-ink-2 aria-[current=page]:border-action aria-[current=page]:font-semibold aria-[current=page]:text-action"
              >
                <Icon />
                {t(key)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </LiveRegion>
  );
}

/** On wide screens; the page of courses has a search of its own. */
function CourseSearch() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  if (pathname === '/courses') return null;
  return (
    <Form role="search" method="get" action="/courses" className="mr-2 hidden w-60 lg:block">
      <SearchInput name="q" maxLength={100} label={t('shell.search')} />
    </Form>
  );
}
