import type { Role } from './roles.ts';

/**
 * Who may do what: the one table that routes, buttons and tests read.
 * `reach` says whose things: one's own; those of people at or below the unit for which the role was granted; all.
 */
export const PERMISSIONS = {
  /** What everyone who signed in may do with their own account. */
  'account.use': { roles: 'anyone', reach: 'own' },
  /** The staff's own landing page: what one's roles let one do. */
  'workplace.view': {
    roles: ['trainer', 'reviewer', 'examoffice', 'hr', 'invigilator', 'marker', 'sysadmin', 'secadmin', 'auditor'],
    reach: 'own',
  },
  'course.browse': { roles: ['learner', 'trainer', 'reviewer'], reach: 'all' },
  'lesson.study': { roles: ['learner', 'trainer', 'reviewer'], reach: 'own' },
  'course.enrol': { roles: ['learner'], reach: 'own' },
  /** Practising, one's book of mistakes, favourites and mock exams: nobody but oneself sees them. */
  'practice.use': { roles: ['learner'], reach: 'own' },
  'exam.sit': { roles: ['learner'], reach: 'own' },
  'result.view-own': { roles: ['learner'], reach: 'own' },
  'certificate.view-own': { roles: ['learner'], reach: 'own' },
  /** One's own, or, for HR, one within the reach of `certificate.search`. */
  'certificate.view': { roles: ['learner', 'hr'], reach: 'own' },
  'staff.view': { roles: ['hr'], reach: 'unit' },
  'person.create': { roles: ['hr'], reach: 'unit' },
  /** While nobody serves as HR, who alone enters people, the guard enters one person, as HR, and makes their slip. */
  'person.enter-first-hr': { roles: ['secadmin'], reach: 'all' },
  'account.create': { roles: ['hr'], reach: 'unit' },
  /** Name, employee number, mail address: what was wrong or has changed by itself. */
  'person.correct': { roles: ['hr'], reach: 'unit' },
  /** Another unit, level or category from a day on, and taking such a plan back. */
  'person.transfer': { roles: ['hr'], reach: 'unit' },
  /** Leaving and coming back. */
  'person.leave': { roles: ['hr'], reach: 'unit' },
  'staff.export': { roles: ['hr'], reach: 'unit' },
  /** Slips with which people of one's units make their accounts. */
  'access.issue': { roles: ['hr'], reach: 'unit' },
  /** A new way in for someone who lost theirs; whose, `mayResetAccess` says besides. */
  'access.reset': { roles: ['hr', 'secadmin'], reach: 'unit' },
  'unit.create': { roles: ['hr'], reach: 'unit' },
  /** Renaming, moving, merging, splitting, dissolving, and taking such a plan back. */
  'unit.change': { roles: ['hr'], reach: 'unit' },
  'roster.import': { roles: ['hr'], reach: 'unit' },
  'certificate.search': { roles: ['hr'], reach: 'unit' },
  'certificate.revoke': { roles: ['hr'], reach: 'unit' },
  'certificate.print': { roles: ['hr'], reach: 'unit' },
  /** Asks for what the product does by itself every hour, for all units alike. */
  'certificate.retry': { roles: ['hr'], reach: 'all' },
  'appraisal.view': { roles: ['hr'], reach: 'unit' },
  'appraisal.compute': { roles: ['hr'], reach: 'unit' },
  /** For the year as a whole: only an officer whose reach is the whole authority is let through. */
  'appraisal.open': { roles: ['hr'], reach: 'unit' },
  'appraisal.check': { roles: ['hr'], reach: 'unit' },
  'appraisal.export': { roles: ['hr'], reach: 'unit' },
  'content.coverage': { roles: ['trainer', 'reviewer'], reach: 'all' },
  /** Drafts of lessons: every trainer's, to everyone who writes or reviews. */
  'lesson.view-drafts': { roles: ['trainer', 'reviewer'], reach: 'all' },
  'lesson.write': { roles: ['trainer'], reach: 'all' },
  /** Deciding on what others wrote, and with it publishing. */
  'lesson.review': { roles: ['reviewer'], reach: 'all' },
  /** Images of lessons: no secret to anyone who signed in. */
  'asset.read': { roles: 'anyone', reach: 'own' },
  'sitting.create': { roles: ['examoffice'], reach: 'unit' },
  'sitting.view': { roles: ['examoffice'], reach: 'unit' },
  'sitting.change': { roles: ['examoffice'], reach: 'unit' },
  /** Lets candidates see results, or no longer. */
  'sitting.release': { roles: ['examoffice'], reach: 'unit' },
  /** Who got how many marks, and the file of it. */
  'sitting.results': { roles: ['examoffice'], reach: 'unit' },
  /** Blueprints belong to the authority as a whole, and so do the papers drawn of them. */
  'paper.view': { roles: ['examoffice'], reach: 'all' },
  'paper.draw': { roles: ['examoffice'], reach: 'all' },
  /** A form as its candidates see it, on the screen and on paper; every print is on record. */
  'form.view': { roles: ['examoffice'], reach: 'all' },
  'form.print': { roles: ['examoffice'], reach: 'all' },
  /** The answers of exam questions: on record each time. */
  'form.read-key': { roles: ['examoffice'], reach: 'all' },
  /** Marking what no machine can, of sittings of one's units; never one's own. */
  'answer.mark': { roles: ['marker'], reach: 'unit' },
  'role.view': { roles: ['secadmin', 'auditor'], reach: 'all' },
  /** Giving, changing and ending roles for one's own unit and those below it. */
  'role.grant': { roles: ['secadmin'], reach: 'unit' },
  'token.view': { roles: ['secadmin'], reach: 'all' },
  'token.create': { roles: ['secadmin'], reach: 'all' },
  'token.revoke': { roles: ['secadmin'], reach: 'all' },
  /** Who is signed in, from where. Whoever operates the system has no business with that: it is the guard's. */
  'session.view': { roles: ['secadmin'], reach: 'all' },
  'session.end': { roles: ['secadmin'], reach: 'all' },
  'account.unlock': { roles: ['secadmin'], reach: 'all' },
  'system.view': { roles: ['sysadmin'], reach: 'all' },
  'setting.view': { roles: ['sysadmin'], reach: 'all' },
  'setting.change': { roles: ['sysadmin'], reach: 'all' },
  'audit.view': { roles: ['auditor'], reach: 'all' },
  'audit.export': { roles: ['auditor'], reach: 'all' },
  /** What the guard must react to and the auditor must review; the rest of the log is the auditor's alone. */
  'security.view': { roles: ['secadmin', 'auditor'], reach: 'all' },
} as const satisfies Record<string, { roles: readonly Role[] | 'anyone'; reach: 'own' | 'unit' | 'all' }>;

export type Action = keyof typeof PERMISSIONS;

/** Scopes of an API token, and the actions that each one opens (with the reach of the whole authority). */
export const TOKEN_SCOPES = {
  'appraisal:read': ['appraisal.view', 'appraisal.export'],
} as const satisfies Record<string, readonly Action[]>;
export type TokenScope = keyof typeof TOKEN_SCOPES;
