CREATE TABLE `access_code` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`purpose` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	`ended_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `access_code_person` ON `access_code` (`person_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `access_code_expiry` ON `access_code` (`expires_at`);--> statement-breakpoint
CREATE TABLE `appraisal_year_event` (
	`id` text PRIMARY KEY NOT NULL,
	`year` integer NOT NULL,
	`kind` text NOT NULL,
	`at` integer NOT NULL,
	`actor_id` text NOT NULL,
	`note` text NOT NULL,
	`detail` text NOT NULL,
	FOREIGN KEY (`year`) REFERENCES `appraisal_year`(`year`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `appraisal_year_event_year` ON `appraisal_year_event` (`year`,`at`);--> statement-breakpoint
CREATE TABLE `asset` (
	`hash` text PRIMARY KEY NOT NULL,
	`media_type` text NOT NULL,
	`width` integer NOT NULL,
	`height` integer NOT NULL,
	`bytes` blob NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `certificate_print` (
	`id` text PRIMARY KEY NOT NULL,
	`certificate_id` text NOT NULL,
	`kind` text NOT NULL,
	`batch_id` text,
	`reason` text NOT NULL,
	`actor_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`certificate_id`) REFERENCES `certificate`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `certificate_print_certificate` ON `certificate_print` (`certificate_id`,`at`);--> statement-breakpoint
CREATE INDEX `certificate_print_batch` ON `certificate_print` (`batch_id`);--> statement-breakpoint
CREATE TABLE `draft_presence` (
	`draft_id` text NOT NULL,
	`person_id` text NOT NULL,
	`tab` text NOT NULL,
	`seen_at` integer NOT NULL,
	PRIMARY KEY(`draft_id`, `person_id`, `tab`),
	FOREIGN KEY (`draft_id`) REFERENCES `lesson_draft`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `draft_review` (
	`id` text PRIMARY KEY NOT NULL,
	`draft_id` text NOT NULL,
	`revision` integer NOT NULL,
	`change` text NOT NULL,
	`note` text NOT NULL,
	`submitted_by` text NOT NULL,
	`submitted_at` integer NOT NULL,
	`decision` text,
	`decided_by` text,
	`decided_at` integer,
	`decision_note` text,
	`version_id` text,
	FOREIGN KEY (`draft_id`) REFERENCES `lesson_draft`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `draft_review_draft` ON `draft_review` (`draft_id`,`submitted_at`);--> statement-breakpoint
CREATE INDEX `draft_review_open` ON `draft_review` (`decision`,`submitted_at`);--> statement-breakpoint
CREATE TABLE `draft_revision` (
	`draft_id` text NOT NULL,
	`revision` integer NOT NULL,
	`kind` text NOT NULL,
	`source` text NOT NULL,
	`quiz` text NOT NULL,
	`images` text NOT NULL,
	`author_id` text NOT NULL,
	`at` integer NOT NULL,
	`note` text NOT NULL,
	PRIMARY KEY(`draft_id`, `revision`),
	FOREIGN KEY (`draft_id`) REFERENCES `lesson_draft`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `lesson_draft` (
	`id` text PRIMARY KEY NOT NULL,
	`document_id` text,
	`code` text NOT NULL,
	`course_code` text NOT NULL,
	`module_dir` text NOT NULL,
	`base_version_id` text,
	`title` text NOT NULL,
	`source` text NOT NULL,
	`quiz` text NOT NULL,
	`images` text NOT NULL,
	`revision` integer NOT NULL,
	`status` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_by` text NOT NULL,
	`updated_at` integer NOT NULL,
	`published_version_id` text,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`base_version_id`) REFERENCES `document_version`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `lesson_draft_code` ON `lesson_draft` (`code`,`status`);--> statement-breakpoint
CREATE INDEX `lesson_draft_status` ON `lesson_draft` (`status`,`updated_at`);--> statement-breakpoint
CREATE TABLE `mail_job` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`person_id` text NOT NULL,
	`language` text NOT NULL,
	`created_at` integer NOT NULL,
	`tries` integer NOT NULL,
	`next_at` integer NOT NULL,
	`sent_at` integer,
	`failed_at` integer,
	`last_error` text,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `mail_job_due` ON `mail_job` (`sent_at`,`failed_at`,`next_at`);--> statement-breakpoint
CREATE INDEX `mail_job_person` ON `mail_job` (`person_id`);--> statement-breakpoint
CREATE TABLE `review_comment` (
	`id` text PRIMARY KEY NOT NULL,
	`draft_id` text NOT NULL,
	`review_id` text NOT NULL,
	`part` text NOT NULL,
	`line` integer NOT NULL,
	`quote` text NOT NULL,
	`text` text NOT NULL,
	`author_id` text NOT NULL,
	`at` integer NOT NULL,
	`resolved_by` text,
	`resolved_at` integer,
	FOREIGN KEY (`draft_id`) REFERENCES `lesson_draft`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`review_id`) REFERENCES `draft_review`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `review_comment_draft` ON `review_comment` (`draft_id`,`at`);--> statement-breakpoint
CREATE TABLE `roster_import` (
	`id` text PRIMARY KEY NOT NULL,
	`file_name` text NOT NULL,
	`file_hash` text NOT NULL,
	`format` text NOT NULL,
	`encoding` text NOT NULL,
	`status` text NOT NULL,
	`mapping` text NOT NULL,
	`options` text NOT NULL,
	`counts` text NOT NULL,
	`effective_from` text NOT NULL,
	`rows_done` integer NOT NULL,
	`rows_total` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`applied_by` text,
	`applied_at` integer
);
--> statement-breakpoint
CREATE INDEX `roster_import_created` ON `roster_import` (`created_at`);--> statement-breakpoint
CREATE INDEX `roster_import_status` ON `roster_import` (`status`);--> statement-breakpoint
CREATE TABLE `roster_row` (
	`import_id` text NOT NULL,
	`n` integer NOT NULL,
	`line` integer NOT NULL,
	`kind` text NOT NULL,
	`employee_no` text NOT NULL,
	`name` text NOT NULL,
	`person_id` text,
	`before` text NOT NULL,
	`after` text NOT NULL,
	`faults` text NOT NULL,
	`applied_at` integer,
	PRIMARY KEY(`import_id`, `n`),
	FOREIGN KEY (`import_id`) REFERENCES `roster_import`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `roster_row_kind` ON `roster_row` (`import_id`,`kind`,`n`);--> statement-breakpoint
CREATE TABLE `sitting_event` (
	`id` text PRIMARY KEY NOT NULL,
	`sitting_id` text NOT NULL,
	`kind` text NOT NULL,
	`at` integer NOT NULL,
	`actor_id` text NOT NULL,
	`reason` text NOT NULL,
	`detail` text NOT NULL,
	FOREIGN KEY (`sitting_id`) REFERENCES `sitting`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `sitting_event_sitting` ON `sitting_event` (`sitting_id`,`at`);--> statement-breakpoint
CREATE TABLE `unit_succession` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`from_unit_id` text NOT NULL,
	`to_unit_id` text NOT NULL,
	`effective_from` text NOT NULL,
	`note` text NOT NULL,
	`actor_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`from_unit_id`) REFERENCES `org_unit`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_unit_id`) REFERENCES `org_unit`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `unit_succession_from` ON `unit_succession` (`from_unit_id`);--> statement-breakpoint
CREATE INDEX `unit_succession_to` ON `unit_succession` (`to_unit_id`);--> statement-breakpoint
ALTER TABLE `api_token` ADD `last_used_at` integer;--> statement-breakpoint
ALTER TABLE `document` ADD `file_hash` text;--> statement-breakpoint
ALTER TABLE `document_version` ADD `change` text;--> statement-breakpoint
ALTER TABLE `document_version` ADD `note` text;--> statement-breakpoint
ALTER TABLE `person` ADD `pinyin` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `person` ADD `email` text;--> statement-breakpoint
ALTER TABLE `person` ADD `left_on` text;--> statement-breakpoint
ALTER TABLE `setting` ADD `actor_id` text;--> statement-breakpoint
ALTER TABLE `setting` ADD `reason` text;--> statement-breakpoint
ALTER TABLE `sitting` ADD `audience` text;--> statement-breakpoint
ALTER TABLE `sitting` ADD `closed_at` integer;--> statement-breakpoint
ALTER TABLE `sitting` ADD `revision` integer DEFAULT 1 NOT NULL;