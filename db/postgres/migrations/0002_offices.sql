CREATE TABLE "access_code" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"purpose" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"used_at" bigint,
	"ended_at" bigint
);
--> statement-breakpoint
CREATE TABLE "appraisal_year_event" (
	"id" text PRIMARY KEY NOT NULL,
	"year" integer NOT NULL,
	"kind" text NOT NULL,
	"at" bigint NOT NULL,
	"actor_id" text NOT NULL,
	"note" text NOT NULL,
	"detail" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "asset" (
	"hash" text PRIMARY KEY NOT NULL,
	"media_type" text NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	"created_by" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "certificate_print" (
	"id" text PRIMARY KEY NOT NULL,
	"certificate_id" text NOT NULL,
	"kind" text NOT NULL,
	"batch_id" text,
	"reason" text NOT NULL,
	"actor_id" text NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "draft_presence" (
	"draft_id" text NOT NULL,
	"person_id" text NOT NULL,
	"tab" text NOT NULL,
	"seen_at" bigint NOT NULL,
	CONSTRAINT "draft_presence_draft_id_person_id_tab_pk" PRIMARY KEY("draft_id","person_id","tab")
);
--> statement-breakpoint
CREATE TABLE "draft_review" (
	"id" text PRIMARY KEY NOT NULL,
	"draft_id" text NOT NULL,
	"revision" integer NOT NULL,
	"change" text NOT NULL,
	"note" text NOT NULL,
	"submitted_by" text NOT NULL,
	"submitted_at" bigint NOT NULL,
	"decision" text,
	"decided_by" text,
	"decided_at" bigint,
	"decision_note" text,
	"version_id" text
);
--> statement-breakpoint
CREATE TABLE "draft_revision" (
	"draft_id" text NOT NULL,
	"revision" integer NOT NULL,
	"kind" text NOT NULL,
	"source" text NOT NULL,
	"quiz" text NOT NULL,
	"images" jsonb NOT NULL,
	"author_id" text NOT NULL,
	"at" bigint NOT NULL,
	"note" text NOT NULL,
	CONSTRAINT "draft_revision_draft_id_revision_pk" PRIMARY KEY("draft_id","revision")
);
--> statement-breakpoint
CREATE TABLE "lesson_draft" (
	"id" text PRIMARY KEY NOT NULL,
	"document_id" text,
	"code" text NOT NULL,
	"course_code" text NOT NULL,
	"module_dir" text NOT NULL,
	"base_version_id" text,
	"title" text NOT NULL,
	"source" text NOT NULL,
	"quiz" text NOT NULL,
	"images" jsonb NOT NULL,
	"revision" integer NOT NULL,
	"status" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" bigint NOT NULL,
	"updated_by" text NOT NULL,
	"updated_at" bigint NOT NULL,
	"published_version_id" text
);
--> statement-breakpoint
CREATE TABLE "mail_job" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"person_id" text NOT NULL,
	"language" text NOT NULL,
	"created_at" bigint NOT NULL,
	"tries" integer NOT NULL,
	"next_at" bigint NOT NULL,
	"sent_at" bigint,
	"failed_at" bigint,
	"last_error" text
);
--> statement-breakpoint
CREATE TABLE "review_comment" (
	"id" text PRIMARY KEY NOT NULL,
	"draft_id" text NOT NULL,
	"review_id" text NOT NULL,
	"part" text NOT NULL,
	"line" integer NOT NULL,
	"quote" text NOT NULL,
	"text" text NOT NULL,
	"author_id" text NOT NULL,
	"at" bigint NOT NULL,
	"resolved_by" text,
	"resolved_at" bigint
);
--> statement-breakpoint
CREATE TABLE "roster_import" (
	"id" text PRIMARY KEY NOT NULL,
	"file_name" text NOT NULL,
	"file_hash" text NOT NULL,
	"format" text NOT NULL,
	"encoding" text NOT NULL,
	"status" text NOT NULL,
	"mapping" jsonb NOT NULL,
	"options" jsonb NOT NULL,
	"counts" jsonb NOT NULL,
	"effective_from" text NOT NULL,
	"rows_done" integer NOT NULL,
	"rows_total" integer NOT NULL,
	"created_by" text NOT NULL,
	"created_at" bigint NOT NULL,
	"applied_by" text,
	"applied_at" bigint
);
--> statement-breakpoint
CREATE TABLE "roster_row" (
	"import_id" text NOT NULL,
	"n" integer NOT NULL,
	"line" integer NOT NULL,
	"kind" text NOT NULL,
	"employee_no" text NOT NULL,
	"name" text NOT NULL,
	"person_id" text,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL,
	"faults" jsonb NOT NULL,
	"applied_at" bigint,
	CONSTRAINT "roster_row_import_id_n_pk" PRIMARY KEY("import_id","n")
);
--> statement-breakpoint
CREATE TABLE "sitting_event" (
	"id" text PRIMARY KEY NOT NULL,
	"sitting_id" text NOT NULL,
	"kind" text NOT NULL,
	"at" bigint NOT NULL,
	"actor_id" text NOT NULL,
	"reason" text NOT NULL,
	"detail" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "unit_succession" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"from_unit_id" text NOT NULL,
	"to_unit_id" text NOT NULL,
	"effective_from" text NOT NULL,
	"note" text NOT NULL,
	"actor_id" text NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "api_token" ADD COLUMN "last_used_at" bigint;--> statement-breakpoint
ALTER TABLE "document" ADD COLUMN "file_hash" text;--> statement-breakpoint
ALTER TABLE "document_version" ADD COLUMN "change" text;--> statement-breakpoint
ALTER TABLE "document_version" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "pinyin" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "email" text;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "left_on" text;--> statement-breakpoint
ALTER TABLE "setting" ADD COLUMN "actor_id" text;--> statement-breakpoint
ALTER TABLE "setting" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "sitting" ADD COLUMN "audience" jsonb;--> statement-breakpoint
ALTER TABLE "sitting" ADD COLUMN "closed_at" bigint;--> statement-breakpoint
ALTER TABLE "sitting" ADD COLUMN "revision" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "access_code" ADD CONSTRAINT "access_code_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appraisal_year_event" ADD CONSTRAINT "appraisal_year_event_year_appraisal_year_year_fk" FOREIGN KEY ("year") REFERENCES "public"."appraisal_year"("year") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_print" ADD CONSTRAINT "certificate_print_certificate_id_certificate_id_fk" FOREIGN KEY ("certificate_id") REFERENCES "public"."certificate"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draft_presence" ADD CONSTRAINT "draft_presence_draft_id_lesson_draft_id_fk" FOREIGN KEY ("draft_id") REFERENCES "public"."lesson_draft"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draft_review" ADD CONSTRAINT "draft_review_draft_id_lesson_draft_id_fk" FOREIGN KEY ("draft_id") REFERENCES "public"."lesson_draft"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draft_revision" ADD CONSTRAINT "draft_revision_draft_id_lesson_draft_id_fk" FOREIGN KEY ("draft_id") REFERENCES "public"."lesson_draft"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lesson_draft" ADD CONSTRAINT "lesson_draft_document_id_document_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."document"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lesson_draft" ADD CONSTRAINT "lesson_draft_base_version_id_document_version_id_fk" FOREIGN KEY ("base_version_id") REFERENCES "public"."document_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mail_job" ADD CONSTRAINT "mail_job_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_comment" ADD CONSTRAINT "review_comment_draft_id_lesson_draft_id_fk" FOREIGN KEY ("draft_id") REFERENCES "public"."lesson_draft"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_comment" ADD CONSTRAINT "review_comment_review_id_draft_review_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."draft_review"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster_row" ADD CONSTRAINT "roster_row_import_id_roster_import_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."roster_import"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sitting_event" ADD CONSTRAINT "sitting_event_sitting_id_sitting_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."sitting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_succession" ADD CONSTRAINT "unit_succession_from_unit_id_org_unit_id_fk" FOREIGN KEY ("from_unit_id") REFERENCES "public"."org_unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_succession" ADD CONSTRAINT "unit_succession_to_unit_id_org_unit_id_fk" FOREIGN KEY ("to_unit_id") REFERENCES "public"."org_unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "access_code_person" ON "access_code" USING btree ("person_id","created_at");--> statement-breakpoint
CREATE INDEX "access_code_expiry" ON "access_code" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "appraisal_year_event_year" ON "appraisal_year_event" USING btree ("year","at");--> statement-breakpoint
CREATE INDEX "certificate_print_certificate" ON "certificate_print" USING btree ("certificate_id","at");--> statement-breakpoint
CREATE INDEX "certificate_print_batch" ON "certificate_print" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "draft_review_draft" ON "draft_review" USING btree ("draft_id","submitted_at");--> statement-breakpoint
CREATE INDEX "draft_review_open" ON "draft_review" USING btree ("decision","submitted_at");--> statement-breakpoint
CREATE INDEX "lesson_draft_code" ON "lesson_draft" USING btree ("code","status");--> statement-breakpoint
CREATE INDEX "lesson_draft_status" ON "lesson_draft" USING btree ("status","updated_at");--> statement-breakpoint
CREATE INDEX "mail_job_due" ON "mail_job" USING btree ("sent_at","failed_at","next_at");--> statement-breakpoint
CREATE INDEX "mail_job_person" ON "mail_job" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "review_comment_draft" ON "review_comment" USING btree ("draft_id","at");--> statement-breakpoint
CREATE INDEX "roster_import_created" ON "roster_import" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "roster_import_status" ON "roster_import" USING btree ("status");--> statement-breakpoint
CREATE INDEX "roster_row_kind" ON "roster_row" USING btree ("import_id","kind","n");--> statement-breakpoint
CREATE INDEX "sitting_event_sitting" ON "sitting_event" USING btree ("sitting_id","at");--> statement-breakpoint
CREATE INDEX "unit_succession_from" ON "unit_succession" USING btree ("from_unit_id");--> statement-breakpoint
CREATE INDEX "unit_succession_to" ON "unit_succession" USING btree ("to_unit_id");