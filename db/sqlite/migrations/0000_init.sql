CREATE TABLE `account` (
	`person_id` text PRIMARY KEY NOT NULL,
	`username` text NOT NULL,
	`password_hash` text NOT NULL,
	`must_change` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`disabled_at` integer,
	`language` text,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `account_username` ON `account` (`username`);--> statement-breakpoint
CREATE TABLE `active_study` (
	`person_id` text PRIMARY KEY NOT NULL,
	`lesson_id` text NOT NULL,
	`lease` text NOT NULL,
	`last_beat_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `api_token` (
	`id` text PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`name` text NOT NULL,
	`scopes` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`expires_at` integer NOT NULL,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_token_hash` ON `api_token` (`hash`);--> statement-breakpoint
CREATE TABLE `appraisal_current` (
	`record_id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`year` integer NOT NULL,
	`unit_id` text NOT NULL,
	`employee_no` text NOT NULL,
	`withdrawn` integer NOT NULL,
	FOREIGN KEY (`record_id`) REFERENCES `appraisal_record`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `appraisal_current_person` ON `appraisal_current` (`person_id`,`year`);--> statement-breakpoint
CREATE INDEX `appraisal_current_list` ON `appraisal_current` (`year`,`employee_no`);--> statement-breakpoint
CREATE INDEX `appraisal_current_unit` ON `appraisal_current` (`year`,`unit_id`);--> statement-breakpoint
CREATE TABLE `appraisal_record` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`year` integer NOT NULL,
	`version` integer NOT NULL,
	`change` integer NOT NULL,
	`employee_no` text NOT NULL,
	`name` text NOT NULL,
	`unit_id` text NOT NULL,
	`org_code` text NOT NULL,
	`org_name` text NOT NULL,
	`position_level` text NOT NULL,
	`tier` integer,
	`certificate_no` text,
	`certificate_status` text,
	`exam_code` text,
	`score` integer,
	`max_score` integer,
	`grade_word` text,
	`passed_on` text,
	`valid_until` text,
	`hours_required` integer NOT NULL,
	`hours_earned` integer NOT NULL,
	`indicator_score` integer NOT NULL,
	`suggested_rating` text NOT NULL,
	`policy_version_id` text NOT NULL,
	`sources` text NOT NULL,
	`computed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `appraisal_record_version` ON `appraisal_record` (`person_id`,`year`,`version`);--> statement-breakpoint
CREATE UNIQUE INDEX `appraisal_record_change` ON `appraisal_record` (`year`,`change`);--> statement-breakpoint
CREATE TABLE `appraisal_year` (
	`year` integer PRIMARY KEY NOT NULL,
	`status` text NOT NULL,
	`policy_version_id` text NOT NULL,
	`hours_policy_version_id` text NOT NULL,
	`opened_at` integer NOT NULL,
	`computed_at` integer,
	`last_change` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `artifact` (
	`hash` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `attempt` (
	`id` text PRIMARY KEY NOT NULL,
	`sitting_id` text NOT NULL,
	`person_id` text NOT NULL,
	`number` integer NOT NULL,
	`form_id` text NOT NULL,
	`status` text NOT NULL,
	`started_at` integer NOT NULL,
	`deadline_at` integer NOT NULL,
	`ended_at` integer,
	`ended_by` text,
	`lease` text NOT NULL,
	`lease_session_id` text NOT NULL,
	`response_count` integer NOT NULL,
	`head_hash` text NOT NULL,
	FOREIGN KEY (`sitting_id`) REFERENCES `sitting`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`form_id`) REFERENCES `form`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attempt_number` ON `attempt` (`sitting_id`,`person_id`,`number`);--> statement-breakpoint
CREATE INDEX `attempt_person` ON `attempt` (`person_id`,`started_at`);--> statement-breakpoint
CREATE INDEX `attempt_open` ON `attempt` (`status`,`deadline_at`);--> statement-breakpoint
CREATE TABLE `audit_anchor` (
	`id` text PRIMARY KEY NOT NULL,
	`n` integer NOT NULL,
	`at` integer NOT NULL,
	`prev_hash` text NOT NULL,
	`heads` text NOT NULL,
	`key_id` text NOT NULL,
	`signature` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `audit_anchor_n` ON `audit_anchor` (`n`);--> statement-breakpoint
CREATE TABLE `audit_entry` (
	`stream` text NOT NULL,
	`n` integer NOT NULL,
	`at` integer NOT NULL,
	`actor_kind` text NOT NULL,
	`actor_id` text NOT NULL,
	`address` text NOT NULL,
	`action` text NOT NULL,
	`subject_kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`outcome` text NOT NULL,
	`detail` text NOT NULL,
	`prev_hash` text NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`stream`, `n`)
);
--> statement-breakpoint
CREATE INDEX `audit_entry_at` ON `audit_entry` (`at`,`stream`,`n`);--> statement-breakpoint
CREATE INDEX `audit_entry_stream` ON `audit_entry` (`stream`,`at`,`n`);--> statement-breakpoint
CREATE INDEX `audit_entry_actor` ON `audit_entry` (`actor_id`,`at`,`stream`,`n`);--> statement-breakpoint
CREATE INDEX `audit_entry_subject` ON `audit_entry` (`subject_id`,`at`,`stream`,`n`);--> statement-breakpoint
CREATE INDEX `audit_entry_action` ON `audit_entry` (`action`,`at`,`stream`,`n`);--> statement-breakpoint
CREATE INDEX `audit_entry_outcome` ON `audit_entry` (`outcome`,`at`,`stream`,`n`);--> statement-breakpoint
CREATE TABLE `audit_head` (
	`stream` text PRIMARY KEY NOT NULL,
	`n` integer NOT NULL,
	`hash` text NOT NULL,
	`anchored_n` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `candidate` (
	`sitting_id` text NOT NULL,
	`person_id` text NOT NULL,
	`registered_at` integer NOT NULL,
	PRIMARY KEY(`sitting_id`, `person_id`),
	FOREIGN KEY (`sitting_id`) REFERENCES `sitting`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `candidate_person` ON `candidate` (`person_id`);--> statement-breakpoint
CREATE TABLE `certificate` (
	`id` text PRIMARY KEY NOT NULL,
	`number` text NOT NULL,
	`code` text NOT NULL,
	`person_id` text NOT NULL,
	`attempt_id` text NOT NULL,
	`grade_id` text NOT NULL,
	`tier` integer NOT NULL,
	`track` text NOT NULL,
	`issued_on` text NOT NULL,
	`valid_until` text NOT NULL,
	`issued_at` integer NOT NULL,
	`statement` text NOT NULL,
	`key_id` text NOT NULL,
	`signature` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `certificate_number` ON `certificate` (`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `certificate_code` ON `certificate` (`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `certificate_attempt` ON `certificate` (`attempt_id`);--> statement-breakpoint
CREATE INDEX `certificate_person` ON `certificate` (`person_id`,`tier`);--> statement-breakpoint
CREATE INDEX `certificate_issued` ON `certificate` (`issued_on`);--> statement-breakpoint
CREATE TABLE `certificate_counter` (
	`year` integer PRIMARY KEY NOT NULL,
	`last` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `certificate_event` (
	`id` text PRIMARY KEY NOT NULL,
	`certificate_id` text NOT NULL,
	`kind` text NOT NULL,
	`effective_on` text NOT NULL,
	`reason` text NOT NULL,
	`decision_no` text,
	`actor_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`certificate_id`) REFERENCES `certificate`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `certificate_event_certificate` ON `certificate_event` (`certificate_id`,`effective_on`);--> statement-breakpoint
CREATE TABLE `certificate_pending` (
	`attempt_id` text PRIMARY KEY NOT NULL,
	`grade_id` text NOT NULL,
	`person_id` text NOT NULL,
	`missing` text NOT NULL,
	`since` integer NOT NULL,
	`last_tried_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `certificate_pending_person` ON `certificate_pending` (`person_id`);--> statement-breakpoint
CREATE TABLE `course_lesson` (
	`lesson_id` text PRIMARY KEY NOT NULL,
	`course_id` text NOT NULL,
	`module_index` integer NOT NULL,
	`position` integer NOT NULL,
	FOREIGN KEY (`lesson_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`course_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `course_lesson_course` ON `course_lesson` (`course_id`,`position`);--> statement-breakpoint
CREATE TABLE `document` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`code` text NOT NULL,
	`published_version_id` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `document_code` ON `document` (`kind`,`code`);--> statement-breakpoint
CREATE TABLE `document_version` (
	`id` text PRIMARY KEY NOT NULL,
	`document_id` text NOT NULL,
	`number` integer NOT NULL,
	`status` text NOT NULL,
	`body` text NOT NULL,
	`hash` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`published_by` text,
	`published_at` integer,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `document_version_number` ON `document_version` (`document_id`,`number`);--> statement-breakpoint
CREATE INDEX `document_version_status` ON `document_version` (`status`);--> statement-breakpoint
CREATE TABLE `enrolment` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`course_id` text NOT NULL,
	`source` text NOT NULL,
	`enrolled_at` integer NOT NULL,
	`withdrawn_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `enrolment_person_course` ON `enrolment` (`person_id`,`course_id`);--> statement-breakpoint
CREATE INDEX `enrolment_course` ON `enrolment` (`course_id`);--> statement-breakpoint
CREATE TABLE `form` (
	`id` text PRIMARY KEY NOT NULL,
	`blueprint_version_id` text NOT NULL,
	`seed` text NOT NULL,
	`items` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `grade` (
	`id` text PRIMARY KEY NOT NULL,
	`attempt_id` text NOT NULL,
	`number` integer NOT NULL,
	`score` integer NOT NULL,
	`max_score` integer NOT NULL,
	`grade_zh` text NOT NULL,
	`grade_en` text NOT NULL,
	`passed` integer NOT NULL,
	`policy_version_id` text NOT NULL,
	`graded_at` integer NOT NULL,
	FOREIGN KEY (`attempt_id`) REFERENCES `attempt`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `grade_number` ON `grade` (`attempt_id`,`number`);--> statement-breakpoint
CREATE TABLE `hours_entry` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`year` integer NOT NULL,
	`kind` text NOT NULL,
	`hours` integer NOT NULL,
	`source_kind` text NOT NULL,
	`source_id` text NOT NULL,
	`policy_version_id` text NOT NULL,
	`reverses_id` text,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `hours_entry_source` ON `hours_entry` (`source_kind`,`source_id`);--> statement-breakpoint
CREATE INDEX `hours_entry_person` ON `hours_entry` (`person_id`,`year`);--> statement-breakpoint
CREATE TABLE `item_mark` (
	`grade_id` text NOT NULL,
	`slot` integer NOT NULL,
	`question_version_id` text NOT NULL,
	`mark` integer NOT NULL,
	`max_mark` integer NOT NULL,
	`response` text NOT NULL,
	PRIMARY KEY(`grade_id`, `slot`),
	FOREIGN KEY (`grade_id`) REFERENCES `grade`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `item_mark_question` ON `item_mark` (`question_version_id`);--> statement-breakpoint
CREATE TABLE `knowledge_point` (
	`code` text PRIMARY KEY NOT NULL,
	`domain_code` text NOT NULL,
	`competency_code` text NOT NULL,
	`name_zh` text NOT NULL,
	`name_en` text NOT NULL,
	`position` integer NOT NULL,
	`standard_version_id` text NOT NULL,
	FOREIGN KEY (`standard_version_id`) REFERENCES `document_version`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `known_device` (
	`id` text NOT NULL,
	`person_id` text NOT NULL,
	`last_used_at` integer NOT NULL,
	PRIMARY KEY(`id`, `person_id`),
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `lesson_artifact` (
	`version_id` text NOT NULL,
	`compiler` text NOT NULL,
	`language` text NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`version_id`, `compiler`, `language`),
	FOREIGN KEY (`version_id`) REFERENCES `document_version`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`hash`) REFERENCES `artifact`(`hash`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `lesson_completion` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`lesson_id` text NOT NULL,
	`lesson_version_id` text NOT NULL,
	`year` integer NOT NULL,
	`completed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `lesson_completion_once` ON `lesson_completion` (`person_id`,`lesson_id`,`year`);--> statement-breakpoint
CREATE TABLE `lesson_point` (
	`version_id` text NOT NULL,
	`point_code` text NOT NULL,
	`depth` text NOT NULL,
	PRIMARY KEY(`version_id`, `point_code`),
	FOREIGN KEY (`version_id`) REFERENCES `document_version`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `lesson_point_point` ON `lesson_point` (`point_code`);--> statement-breakpoint
CREATE TABLE `lesson_progress` (
	`person_id` text NOT NULL,
	`lesson_id` text NOT NULL,
	`version_id` text NOT NULL,
	`position` integer NOT NULL,
	`furthest` integer NOT NULL,
	`credited_year` integer NOT NULL,
	`credited_ms` integer NOT NULL,
	`opened_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	PRIMARY KEY(`person_id`, `lesson_id`)
);
--> statement-breakpoint
CREATE INDEX `lesson_progress_recent` ON `lesson_progress` (`person_id`,`last_seen_at`);--> statement-breakpoint
CREATE TABLE `one_time_link` (
	`id` text PRIMARY KEY NOT NULL,
	`purpose` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer
);
--> statement-breakpoint
CREATE TABLE `org_unit` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `org_unit_code` ON `org_unit` (`code`);--> statement-breakpoint
CREATE TABLE `org_unit_version` (
	`id` text PRIMARY KEY NOT NULL,
	`unit_id` text NOT NULL,
	`name` text NOT NULL,
	`parent_id` text,
	`valid_from` text NOT NULL,
	`valid_to` text,
	FOREIGN KEY (`unit_id`) REFERENCES `org_unit`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`parent_id`) REFERENCES `org_unit`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `org_unit_version_from` ON `org_unit_version` (`unit_id`,`valid_from`);--> statement-breakpoint
CREATE INDEX `org_unit_version_parent` ON `org_unit_version` (`parent_id`);--> statement-breakpoint
CREATE TABLE `outbox_delivery` (
	`event_id` text NOT NULL,
	`handler` text NOT NULL,
	`done_at` integer,
	`attempts` integer NOT NULL,
	`next_at` integer NOT NULL,
	`last_error` text,
	PRIMARY KEY(`event_id`, `handler`),
	FOREIGN KEY (`event_id`) REFERENCES `outbox_event`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `outbox_delivery_due` ON `outbox_delivery` (`done_at`,`next_at`);--> statement-breakpoint
CREATE TABLE `outbox_event` (
	`id` text PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`payload` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `outbox_event_created` ON `outbox_event` (`created_at`);--> statement-breakpoint
CREATE TABLE `person` (
	`id` text PRIMARY KEY NOT NULL,
	`employee_no` text NOT NULL,
	`name` text NOT NULL,
	`active` integer NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `person_employee_no` ON `person` (`employee_no`);--> statement-breakpoint
CREATE INDEX `person_name` ON `person` (`name`);--> statement-breakpoint
CREATE TABLE `posting` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`unit_id` text NOT NULL,
	`position_level` text NOT NULL,
	`category` text NOT NULL,
	`valid_from` text NOT NULL,
	`valid_to` text,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_id`) REFERENCES `org_unit`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `posting_from` ON `posting` (`person_id`,`valid_from`);--> statement-breakpoint
CREATE INDEX `posting_unit` ON `posting` (`unit_id`,`person_id`);--> statement-breakpoint
CREATE TABLE `question_facet` (
	`version_id` text PRIMARY KEY NOT NULL,
	`question_id` text NOT NULL,
	`use` text NOT NULL,
	`type` text NOT NULL,
	`depth` text NOT NULL,
	`competency_code` text NOT NULL,
	`lesson_id` text,
	`lesson_slot` integer,
	`current` integer NOT NULL,
	FOREIGN KEY (`version_id`) REFERENCES `document_version`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`question_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`lesson_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `question_facet_cell` ON `question_facet` (`use`,`current`,`competency_code`,`depth`);--> statement-breakpoint
CREATE INDEX `question_facet_lesson` ON `question_facet` (`lesson_id`,`lesson_slot`);--> statement-breakpoint
CREATE INDEX `question_facet_question` ON `question_facet` (`question_id`);--> statement-breakpoint
CREATE TABLE `question_point` (
	`version_id` text NOT NULL,
	`point_code` text NOT NULL,
	PRIMARY KEY(`version_id`, `point_code`),
	FOREIGN KEY (`version_id`) REFERENCES `document_version`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `question_point_point` ON `question_point` (`point_code`);--> statement-breakpoint
CREATE TABLE `quiz_attempt` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`lesson_id` text NOT NULL,
	`lesson_version_id` text NOT NULL,
	`policy_version_id` text NOT NULL,
	`submitted_at` integer NOT NULL,
	`score` integer NOT NULL,
	`max_score` integer NOT NULL,
	`passed` integer NOT NULL,
	`answers` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `quiz_attempt_person` ON `quiz_attempt` (`person_id`,`lesson_id`,`submitted_at`);--> statement-breakpoint
CREATE TABLE `response` (
	`attempt_id` text NOT NULL,
	`slot` integer NOT NULL,
	`seq` integer NOT NULL,
	`n` integer NOT NULL,
	`answer` text NOT NULL,
	`client_ms` integer NOT NULL,
	`received_at` integer NOT NULL,
	`prev_hash` text NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`attempt_id`, `slot`, `seq`),
	FOREIGN KEY (`attempt_id`) REFERENCES `attempt`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `response_chain` ON `response` (`attempt_id`,`n`);--> statement-breakpoint
CREATE TABLE `role_grant` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`role` text NOT NULL,
	`unit_id` text NOT NULL,
	`reason` text NOT NULL,
	`granted_by` text NOT NULL,
	`granted_at` integer NOT NULL,
	`ends_at` integer,
	`revoked_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_id`) REFERENCES `org_unit`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `role_grant_person` ON `role_grant` (`person_id`);--> statement-breakpoint
CREATE INDEX `role_grant_role` ON `role_grant` (`role`,`unit_id`);--> statement-breakpoint
CREATE TABLE `search_entry` (
	`id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`document_id` text NOT NULL,
	`title` text NOT NULL,
	`words` text NOT NULL,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `search_entry_document` ON `search_entry` (`document_id`);--> statement-breakpoint
CREATE TABLE `session` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`absolute_expires_at` integer NOT NULL,
	`address` text NOT NULL,
	`agent` text NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `session_person` ON `session` (`person_id`);--> statement-breakpoint
CREATE INDEX `session_expiry` ON `session` (`expires_at`);--> statement-breakpoint
CREATE TABLE `setting` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`value` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `setting_key` ON `setting` (`key`,`id`);--> statement-breakpoint
CREATE TABLE `sign_in_throttle` (
	`key` text PRIMARY KEY NOT NULL,
	`failures` integer NOT NULL,
	`window_ends_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `signing_key` (
	`id` text PRIMARY KEY NOT NULL,
	`algorithm` text NOT NULL,
	`public_jwk` text NOT NULL,
	`created_at` integer NOT NULL,
	`retired_at` integer
);
--> statement-breakpoint
CREATE TABLE `sitting` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`title_zh` text NOT NULL,
	`title_en` text NOT NULL,
	`tier` integer NOT NULL,
	`track` text NOT NULL,
	`blueprint_version_id` text NOT NULL,
	`grading_policy_version_id` text NOT NULL,
	`unit_id` text NOT NULL,
	`mode` text NOT NULL,
	`opens_at` integer NOT NULL,
	`closes_at` integer NOT NULL,
	`duration_ms` integer NOT NULL,
	`attempt_limit` integer,
	`release` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sitting_code` ON `sitting` (`code`);--> statement-breakpoint
CREATE INDEX `sitting_window` ON `sitting` (`closes_at`);--> statement-breakpoint
CREATE TABLE `time_entry` (
	`id` text PRIMARY KEY NOT NULL,
	`attempt_id` text NOT NULL,
	`kind` text NOT NULL,
	`ms` integer NOT NULL,
	`reason` text NOT NULL,
	`actor_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`attempt_id`) REFERENCES `attempt`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `time_entry_attempt` ON `time_entry` (`attempt_id`);