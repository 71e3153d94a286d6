CREATE TABLE `card_event` (
	`person_id` text NOT NULL,
	`question_id` text NOT NULL,
	`number` integer NOT NULL,
	`kind` text NOT NULL,
	`rating` text,
	`answer_id` text,
	`memory` text NOT NULL,
	`due_at` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`person_id`, `question_id`, `number`)
);
--> statement-breakpoint
CREATE TABLE `favourite` (
	`person_id` text NOT NULL,
	`question_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`person_id`, `question_id`)
);
--> statement-breakpoint
CREATE INDEX `favourite_person` ON `favourite` (`person_id`,`at`);--> statement-breakpoint
CREATE TABLE `mock_answer` (
	`mock_id` text NOT NULL,
	`slot` integer NOT NULL,
	`number` integer NOT NULL,
	`answer` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`mock_id`, `slot`, `number`),
	FOREIGN KEY (`mock_id`) REFERENCES `mock_exam`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `mock_exam` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`blueprint_id` text NOT NULL,
	`blueprint_version_id` text NOT NULL,
	`seed` text NOT NULL,
	`items` text NOT NULL,
	`lacks` text NOT NULL,
	`started_at` integer NOT NULL,
	`deadline_at` integer NOT NULL,
	`ended_at` integer,
	`ended_by` text,
	`score` integer,
	`max_score` integer,
	`marks` text
);
--> statement-breakpoint
CREATE INDEX `mock_exam_person` ON `mock_exam` (`person_id`,`started_at`);--> statement-breakpoint
CREATE INDEX `mock_exam_open` ON `mock_exam` (`ended_at`,`deadline_at`);--> statement-breakpoint
CREATE TABLE `practice_answer` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`question_id` text NOT NULL,
	`version_id` text NOT NULL,
	`source` text NOT NULL,
	`source_id` text NOT NULL,
	`outcome` text NOT NULL,
	`credit` integer NOT NULL,
	`certainty` integer,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `practice_answer_question` ON `practice_answer` (`person_id`,`question_id`,`at`);--> statement-breakpoint
CREATE TABLE `practice_item` (
	`session_id` text NOT NULL,
	`slot` integer NOT NULL,
	`question_id` text NOT NULL,
	`version_id` text NOT NULL,
	`option_order` text NOT NULL,
	PRIMARY KEY(`session_id`, `slot`),
	FOREIGN KEY (`session_id`) REFERENCES `practice_session`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `practice_record` (
	`person_id` text NOT NULL,
	`question_id` text NOT NULL,
	`answers` integer NOT NULL,
	`outcome` text NOT NULL,
	`credit` integer NOT NULL,
	`last_at` integer NOT NULL,
	PRIMARY KEY(`person_id`, `question_id`)
);
--> statement-breakpoint
CREATE TABLE `practice_session` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`scope` text NOT NULL,
	`scope_ref` text NOT NULL,
	`behaviour` text NOT NULL,
	`seed` text NOT NULL,
	`item_count` integer NOT NULL,
	`answered` integer NOT NULL,
	`right_count` integer NOT NULL,
	`started_at` integer NOT NULL,
	`last_at` integer NOT NULL,
	`ended_at` integer
);
--> statement-breakpoint
CREATE INDEX `practice_session_person` ON `practice_session` (`person_id`,`last_at`);--> statement-breakpoint
CREATE TABLE `practice_step` (
	`session_id` text NOT NULL,
	`slot` integer NOT NULL,
	`number` integer NOT NULL,
	`step` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`session_id`, `slot`, `number`),
	FOREIGN KEY (`session_id`) REFERENCES `practice_session`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `review_card` (
	`person_id` text NOT NULL,
	`question_id` text NOT NULL,
	`memory` text NOT NULL,
	`due_at` integer NOT NULL,
	`interval_days` integer NOT NULL,
	`lapses` integer NOT NULL,
	`events` integer NOT NULL,
	`entered_at` integer NOT NULL,
	`removed_at` integer,
	PRIMARY KEY(`person_id`, `question_id`)
);
--> statement-breakpoint
CREATE INDEX `review_card_due` ON `review_card` (`person_id`,`due_at`);