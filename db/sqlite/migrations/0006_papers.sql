CREATE TABLE `form_question` (
	`form_id` text NOT NULL,
	`slot` integer NOT NULL,
	`version_id` text NOT NULL,
	`question_id` text NOT NULL,
	`blueprint_id` text NOT NULL,
	PRIMARY KEY(`form_id`, `slot`)
);
--> statement-breakpoint
CREATE INDEX `form_question_version` ON `form_question` (`version_id`);--> statement-breakpoint
CREATE INDEX `form_question_use` ON `form_question` (`blueprint_id`,`question_id`);--> statement-breakpoint
CREATE INDEX `form_question_question` ON `form_question` (`question_id`);--> statement-breakpoint
CREATE TABLE `form_set` (
	`id` text PRIMARY KEY NOT NULL,
	`blueprint_id` text NOT NULL,
	`blueprint_version_id` text NOT NULL,
	`seed` text NOT NULL,
	`count` integer NOT NULL,
	`before` integer NOT NULL,
	`drawn_by` text NOT NULL,
	`drawn_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `form_set_blueprint` ON `form_set` (`blueprint_id`,`drawn_at`);--> statement-breakpoint
CREATE TABLE `form_set_form` (
	`set_id` text NOT NULL,
	`number` integer NOT NULL,
	`form_id` text NOT NULL,
	PRIMARY KEY(`set_id`, `number`),
	FOREIGN KEY (`set_id`) REFERENCES `form_set`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `form_set_form_form` ON `form_set_form` (`form_id`);--> statement-breakpoint
CREATE TABLE `question_trait` (
	`version_id` text PRIMARY KEY NOT NULL,
	`difficulty` integer NOT NULL,
	`enemies` text NOT NULL
);
