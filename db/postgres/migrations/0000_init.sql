CREATE TABLE "account" (
	"person_id" text PRIMARY KEY NOT NULL,
	"username" text NOT NULL,
	"password_hash" text NOT NULL,
	"must_change" boolean NOT NULL,
	"changed_at" bigint NOT NULL,
	"disabled_at" bigint,
	"language" text
);
--> statement-breakpoint
CREATE TABLE "active_study" (
	"person_id" text PRIMARY KEY NOT NULL,
	"lesson_id" text NOT NULL,
	"lease" text NOT NULL,
	"last_beat_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "api_token" (
	"id" text PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"name" text NOT NULL,
	"scopes" jsonb NOT NULL,
	"created_at" bigint NOT NULL,
	"created_by" text NOT NULL,
	"expires_at" bigint NOT NULL,
	"revoked_at" bigint
);
--> statement-breakpoint
CREATE TABLE "appraisal_current" (
	"record_id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"year" integer NOT NULL,
	"unit_id" text NOT NULL,
	"employee_no" text NOT NULL,
	"withdrawn" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "appraisal_record" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"year" integer NOT NULL,
	"version" integer NOT NULL,
	"change" integer NOT NULL,
	"employee_no" text NOT NULL,
	"name" text NOT NULL,
	"unit_id" text NOT NULL,
	"org_code" text NOT NULL,
	"org_name" text NOT NULL,
	"position_level" text NOT NULL,
	"tier" integer,
	"certificate_no" text,
	"certificate_status" text,
	"exam_code" text,
	"score" integer,
	"max_score" integer,
	"grade_word" text,
	"passed_on" text,
	"valid_until" text,
	"hours_required" integer NOT NULL,
	"hours_earned" integer NOT NULL,
	"indicator_score" integer NOT NULL,
	"suggested_rating" text NOT NULL,
	"policy_version_id" text NOT NULL,
	"sources" jsonb NOT NULL,
	"computed_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "appraisal_year" (
	"year" integer PRIMARY KEY NOT NULL,
	"status" text NOT NULL,
	"policy_version_id" text NOT NULL,
	"hours_policy_version_id" text NOT NULL,
	"opened_at" bigint NOT NULL,
	"computed_at" bigint,
	"last_change" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "artifact" (
	"hash" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "attempt" (
	"id" text PRIMARY KEY NOT NULL,
	"sitting_id" text NOT NULL,
	"person_id" text NOT NULL,
	"number" integer NOT NULL,
	"form_id" text NOT NULL,
	"status" text NOT NULL,
	"started_at" bigint NOT NULL,
	"deadline_at" bigint NOT NULL,
	"ended_at" bigint,
	"ended_by" text,
	"lease" text NOT NULL,
	"lease_session_id" text NOT NULL,
	"response_count" integer NOT NULL,
	"head_hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_anchor" (
	"id" text PRIMARY KEY NOT NULL,
	"n" integer NOT NULL,
	"at" bigint NOT NULL,
	"prev_hash" text NOT NULL,
	"heads" jsonb NOT NULL,
	"key_id" text NOT NULL,
	"signature" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_entry" (
	"stream" text NOT NULL,
	"n" integer NOT NULL,
	"at" bigint NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"address" text NOT NULL,
	"action" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"outcome" text NOT NULL,
	"detail" jsonb NOT NULL,
	"prev_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_entry_stream_n_pk" PRIMARY KEY("stream","n")
);
--> statement-breakpoint
CREATE TABLE "audit_head" (
	"stream" text PRIMARY KEY NOT NULL,
	"n" integer NOT NULL,
	"hash" text NOT NULL,
	"anchored_n" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "candidate" (
	"sitting_id" text NOT NULL,
	"person_id" text NOT NULL,
	"registered_at" bigint NOT NULL,
	CONSTRAINT "candidate_sitting_id_person_id_pk" PRIMARY KEY("sitting_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "certificate" (
	"id" text PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"code" text NOT NULL,
	"person_id" text NOT NULL,
	"attempt_id" text NOT NULL,
	"grade_id" text NOT NULL,
	"tier" integer NOT NULL,
	"track" text NOT NULL,
	"issued_on" text NOT NULL,
	"valid_until" text NOT NULL,
	"issued_at" bigint NOT NULL,
	"statement" jsonb NOT NULL,
	"key_id" text NOT NULL,
	"signature" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "certificate_counter" (
	"year" integer PRIMARY KEY NOT NULL,
	"last" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "certificate_event" (
	"id" text PRIMARY KEY NOT NULL,
	"certificate_id" text NOT NULL,
	"kind" text NOT NULL,
	"effective_on" text NOT NULL,
	"reason" text NOT NULL,
	"decision_no" text,
	"actor_id" text NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "certificate_pending" (
	"attempt_id" text PRIMARY KEY NOT NULL,
	"grade_id" text NOT NULL,
	"person_id" text NOT NULL,
	"missing" jsonb NOT NULL,
	"since" bigint NOT NULL,
	"last_tried_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "course_lesson" (
	"lesson_id" text PRIMARY KEY NOT NULL,
	"course_id" text NOT NULL,
	"module_index" integer NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "document" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"code" text NOT NULL,
	"published_version_id" text,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "document_version" (
	"id" text PRIMARY KEY NOT NULL,
	"document_id" text NOT NULL,
	"number" integer NOT NULL,
	"status" text NOT NULL,
	"body" jsonb NOT NULL,
	"hash" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" bigint NOT NULL,
	"published_by" text,
	"published_at" bigint
);
--> statement-breakpoint
CREATE TABLE "enrolment" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"course_id" text NOT NULL,
	"source" text NOT NULL,
	"enrolled_at" bigint NOT NULL,
	"withdrawn_at" bigint
);
--> statement-breakpoint
CREATE TABLE "form" (
	"id" text PRIMARY KEY NOT NULL,
	"blueprint_version_id" text NOT NULL,
	"seed" text NOT NULL,
	"items" jsonb NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "grade" (
	"id" text PRIMARY KEY NOT NULL,
	"attempt_id" text NOT NULL,
	"number" integer NOT NULL,
	"score" integer NOT NULL,
	"max_score" integer NOT NULL,
	"grade_zh" text NOT NULL,
	"grade_en" text NOT NULL,
	"passed" integer NOT NULL,
	"policy_version_id" text NOT NULL,
	"graded_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "hours_entry" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"year" integer NOT NULL,
	"kind" text NOT NULL,
	"hours" integer NOT NULL,
	"source_kind" text NOT NULL,
	"source_id" text NOT NULL,
	"policy_version_id" text NOT NULL,
	"reverses_id" text,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "item_mark" (
	"grade_id" text NOT NULL,
	"slot" integer NOT NULL,
	"question_version_id" text NOT NULL,
	"mark" integer NOT NULL,
	"max_mark" integer NOT NULL,
	"response" text NOT NULL,
	CONSTRAINT "item_mark_grade_id_slot_pk" PRIMARY KEY("grade_id","slot")
);
--> statement-breakpoint
CREATE TABLE "knowledge_point" (
	"code" text PRIMARY KEY NOT NULL,
	"domain_code" text NOT NULL,
	"competency_code" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"position" integer NOT NULL,
	"standard_version_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "known_device" (
	"id" text NOT NULL,
	"person_id" text NOT NULL,
	"last_used_at" bigint NOT NULL,
	CONSTRAINT "known_device_id_person_id_pk" PRIMARY KEY("id","person_id")
);
--> statement-breakpoint
CREATE TABLE "lesson_artifact" (
	"version_id" text NOT NULL,
	"compiler" text NOT NULL,
	"language" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "lesson_artifact_version_id_compiler_language_pk" PRIMARY KEY("version_id","compiler","language")
);
--> statement-breakpoint
CREATE TABLE "lesson_completion" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"lesson_id" text NOT NULL,
	"lesson_version_id" text NOT NULL,
	"year" integer NOT NULL,
	"completed_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lesson_point" (
	"version_id" text NOT NULL,
	"point_code" text NOT NULL,
	"depth" text NOT NULL,
	CONSTRAINT "lesson_point_version_id_point_code_pk" PRIMARY KEY("version_id","point_code")
);
--> statement-breakpoint
CREATE TABLE "lesson_progress" (
	"person_id" text NOT NULL,
	"lesson_id" text NOT NULL,
	"version_id" text NOT NULL,
	"position" integer NOT NULL,
	"furthest" integer NOT NULL,
	"credited_year" integer NOT NULL,
	"credited_ms" integer NOT NULL,
	"opened_at" bigint NOT NULL,
	"last_seen_at" bigint NOT NULL,
	CONSTRAINT "lesson_progress_person_id_lesson_id_pk" PRIMARY KEY("person_id","lesson_id")
);
--> statement-breakpoint
CREATE TABLE "one_time_link" (
	"id" text PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"used_at" bigint
);
--> statement-breakpoint
CREATE TABLE "org_unit" (
	"id" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "org_unit_version" (
	"id" text PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"name" text NOT NULL,
	"parent_id" text,
	"valid_from" text NOT NULL,
	"valid_to" text
);
--> statement-breakpoint
CREATE TABLE "outbox_delivery" (
	"event_id" text NOT NULL,
	"handler" text NOT NULL,
	"done_at" bigint,
	"attempts" integer NOT NULL,
	"next_at" bigint NOT NULL,
	"last_error" text,
	CONSTRAINT "outbox_delivery_event_id_handler_pk" PRIMARY KEY("event_id","handler")
);
--> statement-breakpoint
CREATE TABLE "outbox_event" (
	"id" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"payload" jsonb NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" text PRIMARY KEY NOT NULL,
	"employee_no" text NOT NULL,
	"name" text NOT NULL,
	"active" boolean NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "posting" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"position_level" text NOT NULL,
	"category" text NOT NULL,
	"valid_from" text NOT NULL,
	"valid_to" text
);
--> statement-breakpoint
CREATE TABLE "question_facet" (
	"version_id" text PRIMARY KEY NOT NULL,
	"question_id" text NOT NULL,
	"use" text NOT NULL,
	"type" text NOT NULL,
	"depth" text NOT NULL,
	"competency_code" text NOT NULL,
	"lesson_id" text,
	"lesson_slot" integer,
	"current" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "question_point" (
	"version_id" text NOT NULL,
	"point_code" text NOT NULL,
	CONSTRAINT "question_point_version_id_point_code_pk" PRIMARY KEY("version_id","point_code")
);
--> statement-breakpoint
CREATE TABLE "quiz_attempt" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"lesson_id" text NOT NULL,
	"lesson_version_id" text NOT NULL,
	"policy_version_id" text NOT NULL,
	"submitted_at" bigint NOT NULL,
	"score" integer NOT NULL,
	"max_score" integer NOT NULL,
	"passed" boolean NOT NULL,
	"answers" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "response" (
	"attempt_id" text NOT NULL,
	"slot" integer NOT NULL,
	"seq" bigint NOT NULL,
	"n" integer NOT NULL,
	"answer" jsonb NOT NULL,
	"client_ms" bigint NOT NULL,
	"received_at" bigint NOT NULL,
	"prev_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "response_attempt_id_slot_seq_pk" PRIMARY KEY("attempt_id","slot","seq")
);
--> statement-breakpoint
CREATE TABLE "role_grant" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"role" text NOT NULL,
	"unit_id" text NOT NULL,
	"reason" text NOT NULL,
	"granted_by" text NOT NULL,
	"granted_at" bigint NOT NULL,
	"ends_at" bigint,
	"revoked_at" bigint
);
--> statement-breakpoint
CREATE TABLE "search_entry" (
	"id" integer PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"document_id" text NOT NULL,
	"title" text NOT NULL,
	"words" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"absolute_expires_at" bigint NOT NULL,
	"address" text NOT NULL,
	"agent" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "setting" (
	"id" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"value" jsonb NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_throttle" (
	"key" text PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"window_ends_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "signing_key" (
	"id" text PRIMARY KEY NOT NULL,
	"algorithm" text NOT NULL,
	"public_jwk" jsonb NOT NULL,
	"created_at" bigint NOT NULL,
	"retired_at" bigint
);
--> statement-breakpoint
CREATE TABLE "sitting" (
	"id" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"title_zh" text NOT NULL,
	"title_en" text NOT NULL,
	"tier" integer NOT NULL,
	"track" text NOT NULL,
	"blueprint_version_id" text NOT NULL,
	"grading_policy_version_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"mode" text NOT NULL,
	"opens_at" bigint NOT NULL,
	"closes_at" bigint NOT NULL,
	"duration_ms" integer NOT NULL,
	"attempt_limit" integer,
	"release" jsonb NOT NULL,
	"created_by" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "time_entry" (
	"id" text PRIMARY KEY NOT NULL,
	"attempt_id" text NOT NULL,
	"kind" text NOT NULL,
	"ms" integer NOT NULL,
	"reason" text NOT NULL,
	"actor_id" text NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appraisal_current" ADD CONSTRAINT "appraisal_current_record_id_appraisal_record_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."appraisal_record"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_sitting_id_sitting_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."sitting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_form_id_form_id_fk" FOREIGN KEY ("form_id") REFERENCES "public"."form"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "candidate" ADD CONSTRAINT "candidate_sitting_id_sitting_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."sitting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_event" ADD CONSTRAINT "certificate_event_certificate_id_certificate_id_fk" FOREIGN KEY ("certificate_id") REFERENCES "public"."certificate"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_lesson" ADD CONSTRAINT "course_lesson_lesson_id_document_id_fk" FOREIGN KEY ("lesson_id") REFERENCES "public"."document"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_lesson" ADD CONSTRAINT "course_lesson_course_id_document_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."document"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_version" ADD CONSTRAINT "document_version_document_id_document_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."document"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grade" ADD CONSTRAINT "grade_attempt_id_attempt_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempt"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_mark" ADD CONSTRAINT "item_mark_grade_id_grade_id_fk" FOREIGN KEY ("grade_id") REFERENCES "public"."grade"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_point" ADD CONSTRAINT "knowledge_point_standard_version_id_document_version_id_fk" FOREIGN KEY ("standard_version_id") REFERENCES "public"."document_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "known_device" ADD CONSTRAINT "known_device_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lesson_artifact" ADD CONSTRAINT "lesson_artifact_version_id_document_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."document_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lesson_artifact" ADD CONSTRAINT "lesson_artifact_hash_artifact_hash_fk" FOREIGN KEY ("hash") REFERENCES "public"."artifact"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lesson_point" ADD CONSTRAINT "lesson_point_version_id_document_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."document_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "org_unit_version" ADD CONSTRAINT "org_unit_version_unit_id_org_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."org_unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "org_unit_version" ADD CONSTRAINT "org_unit_version_parent_id_org_unit_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."org_unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox_delivery" ADD CONSTRAINT "outbox_delivery_event_id_outbox_event_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."outbox_event"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posting" ADD CONSTRAINT "posting_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posting" ADD CONSTRAINT "posting_unit_id_org_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."org_unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_facet" ADD CONSTRAINT "question_facet_version_id_document_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."document_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_facet" ADD CONSTRAINT "question_facet_question_id_document_id_fk" FOREIGN KEY ("question_id") REFERENCES "public"."document"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_facet" ADD CONSTRAINT "question_facet_lesson_id_document_id_fk" FOREIGN KEY ("lesson_id") REFERENCES "public"."document"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_point" ADD CONSTRAINT "question_point_version_id_document_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."document_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "response" ADD CONSTRAINT "response_attempt_id_attempt_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempt"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_unit_id_org_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."org_unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "search_entry" ADD CONSTRAINT "search_entry_document_id_document_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."document"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "time_entry" ADD CONSTRAINT "time_entry_attempt_id_attempt_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempt"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "account_username" ON "account" USING btree ("username");--> statement-breakpoint
CREATE UNIQUE INDEX "api_token_hash" ON "api_token" USING btree ("hash");--> statement-breakpoint
CREATE UNIQUE INDEX "appraisal_current_person" ON "appraisal_current" USING btree ("person_id","year");--> statement-breakpoint
CREATE INDEX "appraisal_current_list" ON "appraisal_current" USING btree ("year","employee_no");--> statement-breakpoint
CREATE INDEX "appraisal_current_unit" ON "appraisal_current" USING btree ("year","unit_id");--> statement-breakpoint
CREATE UNIQUE INDEX "appraisal_record_version" ON "appraisal_record" USING btree ("person_id","year","version");--> statement-breakpoint
CREATE UNIQUE INDEX "appraisal_record_change" ON "appraisal_record" USING btree ("year","change");--> statement-breakpoint
CREATE UNIQUE INDEX "attempt_number" ON "attempt" USING btree ("sitting_id","person_id","number");--> statement-breakpoint
CREATE INDEX "attempt_person" ON "attempt" USING btree ("person_id","started_at");--> statement-breakpoint
CREATE INDEX "attempt_open" ON "attempt" USING btree ("status","deadline_at");--> statement-breakpoint
CREATE UNIQUE INDEX "audit_anchor_n" ON "audit_anchor" USING btree ("n");--> statement-breakpoint
CREATE INDEX "audit_entry_at" ON "audit_entry" USING btree ("at","stream","n");--> statement-breakpoint
CREATE INDEX "audit_entry_stream" ON "audit_entry" USING btree ("stream","at","n");--> statement-breakpoint
CREATE INDEX "audit_entry_actor" ON "audit_entry" USING btree ("actor_id","at","stream","n");--> statement-breakpoint
CREATE INDEX "audit_entry_subject" ON "audit_entry" USING btree ("subject_id","at","stream","n");--> statement-breakpoint
CREATE INDEX "audit_entry_action" ON "audit_entry" USING btree ("action","at","stream","n");--> statement-breakpoint
CREATE INDEX "audit_entry_outcome" ON "audit_entry" USING btree ("outcome","at","stream","n");--> statement-breakpoint
CREATE INDEX "candidate_person" ON "candidate" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "certificate_number" ON "certificate" USING btree ("number");--> statement-breakpoint
CREATE UNIQUE INDEX "certificate_code" ON "certificate" USING btree ("code");--> statement-breakpoint
CREATE UNIQUE INDEX "certificate_attempt" ON "certificate" USING btree ("attempt_id");--> statement-breakpoint
CREATE INDEX "certificate_person" ON "certificate" USING btree ("person_id","tier");--> statement-breakpoint
CREATE INDEX "certificate_issued" ON "certificate" USING btree ("issued_on");--> statement-breakpoint
CREATE INDEX "certificate_event_certificate" ON "certificate_event" USING btree ("certificate_id","effective_on");--> statement-breakpoint
CREATE INDEX "certificate_pending_person" ON "certificate_pending" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "course_lesson_course" ON "course_lesson" USING btree ("course_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "document_code" ON "document" USING btree ("kind","code");--> statement-breakpoint
CREATE UNIQUE INDEX "document_version_number" ON "document_version" USING btree ("document_id","number");--> statement-breakpoint
CREATE INDEX "document_version_status" ON "document_version" USING btree ("status");--> statement-breakpoint
CREATE UNIQUE INDEX "enrolment_person_course" ON "enrolment" USING btree ("person_id","course_id");--> statement-breakpoint
CREATE INDEX "enrolment_course" ON "enrolment" USING btree ("course_id");--> statement-breakpoint
CREATE UNIQUE INDEX "grade_number" ON "grade" USING btree ("attempt_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "hours_entry_source" ON "hours_entry" USING btree ("source_kind","source_id");--> statement-breakpoint
CREATE INDEX "hours_entry_person" ON "hours_entry" USING btree ("person_id","year");--> statement-breakpoint
CREATE INDEX "item_mark_question" ON "item_mark" USING btree ("question_version_id");--> statement-breakpoint
CREATE UNIQUE INDEX "lesson_completion_once" ON "lesson_completion" USING btree ("person_id","lesson_id","year");--> statement-breakpoint
CREATE INDEX "lesson_point_point" ON "lesson_point" USING btree ("point_code");--> statement-breakpoint
CREATE INDEX "lesson_progress_recent" ON "lesson_progress" USING btree ("person_id","last_seen_at");--> statement-breakpoint
CREATE UNIQUE INDEX "org_unit_code" ON "org_unit" USING btree ("code");--> statement-breakpoint
CREATE UNIQUE INDEX "org_unit_version_from" ON "org_unit_version" USING btree ("unit_id","valid_from");--> statement-breakpoint
CREATE INDEX "org_unit_version_parent" ON "org_unit_version" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "outbox_delivery_due" ON "outbox_delivery" USING btree ("done_at","next_at");--> statement-breakpoint
CREATE INDEX "outbox_event_created" ON "outbox_event" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "person_employee_no" ON "person" USING btree ("employee_no");--> statement-breakpoint
CREATE INDEX "person_name" ON "person" USING btree ("name");--> statement-breakpoint
CREATE UNIQUE INDEX "posting_from" ON "posting" USING btree ("person_id","valid_from");--> statement-breakpoint
CREATE INDEX "posting_unit" ON "posting" USING btree ("unit_id","person_id");--> statement-breakpoint
CREATE INDEX "question_facet_cell" ON "question_facet" USING btree ("use","current","competency_code","depth");--> statement-breakpoint
CREATE INDEX "question_facet_lesson" ON "question_facet" USING btree ("lesson_id","lesson_slot");--> statement-breakpoint
CREATE INDEX "question_facet_question" ON "question_facet" USING btree ("question_id");--> statement-breakpoint
CREATE INDEX "question_point_point" ON "question_point" USING btree ("point_code");--> statement-breakpoint
CREATE INDEX "quiz_attempt_person" ON "quiz_attempt" USING btree ("person_id","lesson_id","submitted_at");--> statement-breakpoint
CREATE UNIQUE INDEX "response_chain" ON "response" USING btree ("attempt_id","n");--> statement-breakpoint
CREATE INDEX "role_grant_person" ON "role_grant" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "role_grant_role" ON "role_grant" USING btree ("role","unit_id");--> statement-breakpoint
CREATE UNIQUE INDEX "search_entry_document" ON "search_entry" USING btree ("document_id");--> statement-breakpoint
CREATE INDEX "session_person" ON "session" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "session_expiry" ON "session" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "setting_key" ON "setting" USING btree ("key","id");--> statement-breakpoint
CREATE UNIQUE INDEX "sitting_code" ON "sitting" USING btree ("code");--> statement-breakpoint
CREATE INDEX "sitting_window" ON "sitting" USING btree ("closes_at");--> statement-breakpoint
CREATE INDEX "time_entry_attempt" ON "time_entry" USING btree ("attempt_id");