CREATE TABLE `given_mark` (
	`task_id` text NOT NULL,
	`number` integer NOT NULL,
	`marker_id` text NOT NULL,
	`mark` integer NOT NULL,
	`credits` text NOT NULL,
	`comment` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`task_id`, `number`),
	FOREIGN KEY (`task_id`) REFERENCES `marking_task`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `given_mark_marker` ON `given_mark` (`marker_id`,`at`);--> statement-breakpoint
CREATE TABLE `marking_task` (
	`id` text PRIMARY KEY NOT NULL,
	`attempt_id` text NOT NULL,
	`slot` integer NOT NULL,
	`sitting_id` text NOT NULL,
	`question_version_id` text NOT NULL,
	`max_mark` integer NOT NULL,
	`shuffled` text NOT NULL,
	`state` text NOT NULL,
	`claimed_by` text,
	`claimed_until` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `marking_task_queue` ON `marking_task` (`sitting_id`,`question_version_id`,`state`,`shuffled`);--> statement-breakpoint
CREATE INDEX `marking_task_attempt` ON `marking_task` (`attempt_id`);