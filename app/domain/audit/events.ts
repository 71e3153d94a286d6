/**
 * Domain events: facts that one area tells the others, written to the outbox with the change they report.
 * A handler may meet an event twice and must then change nothing.
 */
export type DomainEvent =
  | { readonly type: 'exam-graded'; readonly attemptId: string; readonly gradeId: string; readonly personId: string }
  /** Results of a sitting may be seen, or no longer; told again for each part of its attempts, `after` being the last. */
  | { readonly type: 'release-changed'; readonly sittingId: string; readonly after: string }
  | {
      readonly type: 'certificate-issued';
      readonly certificateId: string;
      readonly personId: string;
      readonly issuedOn: string;
    }
  | { readonly type: 'certificate-changed'; readonly certificateId: string; readonly personId: string }
  | {
      readonly type: 'lesson-completed';
      readonly completionId: string;
      readonly personId: string;
      readonly year: number;
    }
  | { readonly type: 'hours-credited'; readonly entryId: string; readonly personId: string; readonly year: number };

export type DomainEventType = DomainEvent['type'];
