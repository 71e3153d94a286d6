import { sqliteKit } from '#db/kit.ts';
import { defineAppraisalTables } from '#db/tables/appraisal.ts';
import { defineAuditTables } from '#db/tables/audit.ts';
import { defineCertificationTables } from '#db/tables/certification.ts';
import { defineContentTables } from '#db/tables/content.ts';
import { defineExamTables } from '#db/tables/exams.ts';
import { defineLearningTables } from '#db/tables/learning.ts';
import { definePeopleTables } from '#db/tables/people.ts';

// One line per area. drizzle-kit reads tables from the module's own exports, hence the destructuring.
export const {
  orgUnit,
  orgUnitVersion,
  person,
  posting,
  roleGrant,
  account,
  session,
  signInThrottle,
  apiToken,
  oneTimeLink,
  knownDevice,
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
} = defineContentTables(sqliteKit);
export const { enrolment, lessonProgress, activeStudy, quizAttempt, lessonCompletion, hoursEntry } =
  defineLearningTables(sqliteKit);
export const { sitting, candidate, form, attempt, timeEntry, response, grade, itemMark } = defineExamTables(sqliteKit);
export const { certificate, certificateEvent, certificateCounter, certificatePending } =
  defineCertificationTables(sqliteKit);
export const { appraisalYear, appraisalRecord, appraisalCurrent } = defineAppraisalTables(sqliteKit);
