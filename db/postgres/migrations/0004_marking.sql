CREATE TABLE "given_mark" (
	"task_id" text NOT NULL,
	"number" integer NOT NULL,
	"marker_id" text NOT NULL,
	"mark" integer NOT NULL,
	"credits" jsonb NOT NULL,
	"comment" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "given_mark_task_id_number_pk" PRIMARY KEY("task_id","number")
);
--> statement-breakpoint
CREATE TABLE "marking_task" (
	"id" text PRIMARY KEY NOT NULL,
	"attempt_id" text NOT NULL,
	"slot" integer NOT NULL,
	"sitting_id" text NOT NULL,
	"question_version_id" text NOT NULL,
	"max_mark" integer NOT NULL,
	"shuffled" text NOT NULL,
	"state" text NOT NULL,
	"claimed_by" text,
	"claimed_until" bigint,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "given_mark" ADD CONSTRAINT "given_mark_task_id_marking_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."marking_task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "given_mark_marker" ON "given_mark" USING btree ("marker_id","at");--> statement-breakpoint
CREATE INDEX "marking_task_queue" ON "marking_task" USING btree ("sitting_id","question_version_id","state","shuffled");--> statement-breakpoint
CREATE INDEX "marking_task_attempt" ON "marking_task" USING btree ("attempt_id");