import type { DomainEventType } from './events.ts';

/**
 * Who hears of what. An event is written together with one delivery per handler named here;
 * app/usecases/events/dispatch.server.ts says what each handler does.
 */
export const EVENT_HANDLERS = {
  'exam-graded': ['issue-certificate'],
  'release-changed': ['follow-release'],
  'certificate-issued': ['refresh-appraisal'],
  'certificate-changed': ['refresh-appraisal'],
  'lesson-completed': ['credit-hours'],
  'hours-credited': ['refresh-appraisal'],
} as const satisfies Record<DomainEventType, readonly string[]>;

export type EventHandlerName = (typeof EVENT_HANDLERS)[DomainEventType][number];
