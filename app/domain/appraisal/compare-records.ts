import type { RecordContent } from './record.ts';

/** What each figure of a record is, for whoever writes it out. Decimals are hundredths. */
const FIELDS = {
  employeeNo: { kind: 'text', of: (record) => record.employeeNo },
  name: { kind: 'text', of: (record) => record.name },
  orgName: { kind: 'text', of: (record) => record.orgName },
  positionLevel: { kind: 'text', of: (record) => record.positionLevel },
  tier: { kind: 'tier', of: (record) => record.tier },
  certificateNo: { kind: 'text', of: (record) => record.certificateNo },
  certificateStatus: { kind: 'status', of: (record) => record.certificateStatus },
  examCode: { kind: 'text', of: (record) => record.examCode },
  score: { kind: 'decimal', of: (record) => record.score },
  maxScore: { kind: 'decimal', of: (record) => record.maxScore },
  gradeWord: { kind: 'text', of: (record) => record.gradeWord },
  passedOn: { kind: 'day', of: (record) => record.passedOn },
  validUntil: { kind: 'day', of: (record) => record.validUntil },
  hoursRequired: { kind: 'decimal', of: (record) => record.hoursRequired },
  hoursEarned: { kind: 'decimal', of: (record) => record.hoursEarned },
  hoursEntries: { kind: 'count', of: (record) => record.sources.hours.entries },
  tierPoints: { kind: 'decimal', of: (record) => record.sources.parts.tier },
  bandPoints: { kind: 'decimal', of: (record) => record.sources.parts.band },
  hoursPoints: { kind: 'decimal', of: (record) => record.sources.parts.hours },
  indicatorScore: { kind: 'decimal', of: (record) => record.indicatorScore },
  suggestedRating: { kind: 'text', of: (record) => record.suggestedRating },
} as const satisfies Record<
  string,
  {
    kind: 'text' | 'tier' | 'status' | 'decimal' | 'day' | 'count';
    of: (record: RecordContent) => string | number | null;
  }
>;

export type RecordField = keyof typeof FIELDS;
export type RecordChange = {
  readonly field: RecordField;
  readonly kind: (typeof FIELDS)[RecordField]['kind'];
  /** Null where nothing was known. */
  readonly before: string | number | null;
  readonly after: string | number | null;
};

/** Which figures differ between two versions of a record, in the order in which a record is read. */
export function compareRecords(before: RecordContent, after: RecordContent): RecordChange[] {
  return (Object.keys(FIELDS) as RecordField[]).flatMap((field) => {
    const { kind, of } = FIELDS[field];
    const change = { field, kind, before: of(before), after: of(after) };
    return change.before === change.after ? [] : [change];
  });
}
