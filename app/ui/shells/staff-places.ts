import type { Action } from '#app/domain/people/permissions.ts';
import type { Role } from '#app/domain/people/roles.ts';
import { mayByRoles } from './may-by-roles.ts';

/** Staff pages by task. A place is shown to those who may do what its page declares; the page itself decides. */
const STAFF_PLACES = [
  {
    key: 'groupPersonnel',
    places: [
      { key: 'people', to: '/staff/people', may: 'staff.view' },
      { key: 'units', to: '/staff/units', may: 'staff.view' },
      { key: 'roster', to: '/staff/roster', may: 'roster.import' },
      { key: 'access', to: '/staff/access', may: 'access.issue' },
      { key: 'appraisal', to: '/staff/appraisal', may: 'appraisal.view' },
      { key: 'certificates', to: '/staff/certificates', may: 'certificate.search' },
    ],
  },
  {
    key: 'groupExams',
    places: [
      { key: 'sittings', to: '/staff/sittings', may: 'sitting.view' },
      { key: 'papers', to: '/staff/papers', may: 'paper.view' },
      { key: 'marking', to: '/staff/marking', may: 'answer.mark' },
    ],
  },
  {
    key: 'groupContent',
    places: [
      { key: 'lessons', to: '/staff/lessons', may: 'lesson.write' },
      // The same page, for those who only read there.
      { key: 'drafts', to: '/staff/lessons', may: 'lesson.view-drafts', unless: 'lesson.write' },
      { key: 'reviews', to: '/staff/reviews', may: 'lesson.review' },
      { key: 'coverage', to: '/staff/coverage', may: 'content.coverage' },
      // For those who answer for content: learners reach courses from their own pages.
      { key: 'courses', to: '/courses', may: 'content.coverage' },
    ],
  },
  {
    key: 'groupOversight',
    places: [
      { key: 'roles', to: '/staff/roles', may: 'role.view' },
      { key: 'sessions', to: '/staff/sessions', may: 'session.view' },
      { key: 'locked', to: '/staff/locked', may: 'account.unlock' },
      { key: 'tokens', to: '/staff/tokens', may: 'token.view' },
      { key: 'security', to: '/staff/audit/security', may: 'security.view' },
      { key: 'reset', to: '/staff/access/reset', may: 'role.grant' },
      { key: 'audit', to: '/staff/audit', may: 'audit.view' },
    ],
  },
  {
    key: 'groupOperation',
    places: [
      { key: 'system', to: '/staff/system', may: 'system.view' },
      { key: 'settings', to: '/staff/settings', may: 'setting.view' },
    ],
  },
] as const satisfies readonly {
  key: string;
  places: readonly { key: string; to: string; may: Action; unless?: Action }[];
}[];

/** The groups and places that holders of these roles have; groups without one are left out. */
export function placesFor(roles: readonly Role[]) {
  return STAFF_PLACES.map((group) => ({
    key: group.key,
    places: group.places.filter(
      (place) =>
        mayByRoles({ roles, action: place.may }) && !('unless' in place && mayByRoles({ roles, action: place.unless })),
    ),
  })).filter((group) => group.places.length > 0);
}
