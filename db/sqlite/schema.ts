import { sqliteKit } from '#db/kit.ts';
import { defineAppraisalTables } from '#db/tables/appraisal.ts';
import { defineAuditTables } from '#db/tables/audit.ts';
import { defineCertificationTables } from '#db/tables/certification.ts';
import { defineContentTables } from '#db/tables/content.ts';
import { defineExamTables } from '#db/tables/exams.ts';
import { defineLearningTables } from '#db/tables/learning.ts';
import { defineMarkingTables } from '#db/tables/marking.ts';
import { definePaperTables } from '#db/tables/papers.ts';
import { definePeopleTables } from '#db/tables/people.ts';
import { definePracticeTables } from '#db/tables/practice.ts';

// One line per area. drizzle-kit reads tables from the module's own exports, hence the destructuring.
export const {
  orgUnit,
  orgUnitVersion,
  unitSuccession,
  person,
  posting,
  roleGrant,
  account,
  session,
  signInThrottle,
  apiToken,
  oneTimeLink,
  knownDevice,
  accessCode,
  mailJob,
  rosterImport,
  rosterRow,
} = definePeopleTables(sqliteKit);
export const { auditEntry, auditHead, auditAnchor, outboxEvent, outboxDelivery, signingKey, setting } =
  defineAuditTables(sqliteKit);
export const {
  document,
  documentVersion,
  knowledgePoint,
  courseLesson,
  questionFacet,
  questionPoint,
  lessonPoint,
  artifact,
  lessonArtifact,
  searchEntry,
  asset,
  lessonDraft,
  draftRevision,
  draftPresence,
  draftReview,
  reviewComment,
} = defineContentTables(sqliteKit);
export const { enrolment, lessonProgress, activeStudy, quizAttempt, lessonCompletion, hoursEntry } =
  defineLearningTables(sqliteKit);
export const { sitting, sittingEvent, candidate, form, attempt, timeEntry, response, grade, itemMark } =
  defineExamTables(sqliteKit);
export const { certificate, certificateEvent, certificatePrint, certificateCounter, certificatePending } =
  defineCertificationTables(sqliteKit);
export const { appraisalYear, appraisalYearEvent, appraisalRecord, appraisalCurrent } =
  defineAppraisalTables(sqliteKit);
export const { markingTask, givenMark } = defineMarkingTables(sqliteKit);
export const { questionTrait, formQuestion, formSet, formSetForm } = definePaperTables(sqliteKit);
export const {
  practiceSession,
  practiceItem,
  practiceStep,
  practiceAnswer,
  practiceRecord,
  reviewCard,
  cardEvent,
  favourite,
  mockExam,
  mockAnswer,
} = definePracticeTables(sqliteKit);
