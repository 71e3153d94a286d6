CREATE TABLE "card_event" (
	"person_id" text NOT NULL,
	"question_id" text NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"rating" text,
	"answer_id" text,
	"memory" jsonb NOT NULL,
	"due_at" bigint NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "card_event_person_id_question_id_number_pk" PRIMARY KEY("person_id","question_id","number")
);
--> statement-breakpoint
CREATE TABLE "favourite" (
	"person_id" text NOT NULL,
	"question_id" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "favourite_person_id_question_id_pk" PRIMARY KEY("person_id","question_id")
);
--> statement-breakpoint
CREATE TABLE "mock_answer" (
	"mock_id" text NOT NULL,
	"slot" integer NOT NULL,
	"number" integer NOT NULL,
	"answer" jsonb NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "mock_answer_mock_id_slot_number_pk" PRIMARY KEY("mock_id","slot","number")
);
--> statement-breakpoint
CREATE TABLE "mock_exam" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"blueprint_id" text NOT NULL,
	"blueprint_version_id" text NOT NULL,
	"seed" text NOT NULL,
	"items" jsonb NOT NULL,
	"lacks" jsonb NOT NULL,
	"started_at" bigint NOT NULL,
	"deadline_at" bigint NOT NULL,
	"ended_at" bigint,
	"ended_by" text,
	"score" integer,
	"max_score" integer,
	"marks" jsonb
);
--> statement-breakpoint
CREATE TABLE "practice_answer" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"question_id" text NOT NULL,
	"version_id" text NOT NULL,
	"source" text NOT NULL,
	"source_id" text NOT NULL,
	"outcome" text NOT NULL,
	"credit" integer NOT NULL,
	"certainty" integer,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "practice_item" (
	"session_id" text NOT NULL,
	"slot" integer NOT NULL,
	"question_id" text NOT NULL,
	"version_id" text NOT NULL,
	"option_order" jsonb NOT NULL,
	CONSTRAINT "practice_item_session_id_slot_pk" PRIMARY KEY("session_id","slot")
);
--> statement-breakpoint
CREATE TABLE "practice_record" (
	"person_id" text NOT NULL,
	"question_id" text NOT NULL,
	"answers" integer NOT NULL,
	"outcome" text NOT NULL,
	"credit" integer NOT NULL,
	"last_at" bigint NOT NULL,
	CONSTRAINT "practice_record_person_id_question_id_pk" PRIMARY KEY("person_id","question_id")
);
--> statement-breakpoint
CREATE TABLE "practice_session" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"scope" text NOT NULL,
	"scope_ref" text NOT NULL,
	"behaviour" jsonb NOT NULL,
	"seed" text NOT NULL,
	"item_count" integer NOT NULL,
	"answered" integer NOT NULL,
	"right_count" integer NOT NULL,
	"started_at" bigint NOT NULL,
	"last_at" bigint NOT NULL,
	"ended_at" bigint
);
--> statement-breakpoint
CREATE TABLE "practice_step" (
	"session_id" text NOT NULL,
	"slot" integer NOT NULL,
	"number" integer NOT NULL,
	"step" jsonb NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "practice_step_session_id_slot_number_pk" PRIMARY KEY("session_id","slot","number")
);
--> statement-breakpoint
CREATE TABLE "review_card" (
	"person_id" text NOT NULL,
	"question_id" text NOT NULL,
	"memory" jsonb NOT NULL,
	"due_at" bigint NOT NULL,
	"interval_days" integer NOT NULL,
	"lapses" integer NOT NULL,
	"events" integer NOT NULL,
	"entered_at" bigint NOT NULL,
	"removed_at" bigint,
	CONSTRAINT "review_card_person_id_question_id_pk" PRIMARY KEY("person_id","question_id")
);
--> statement-breakpoint
ALTER TABLE "mock_answer" ADD CONSTRAINT "mock_answer_mock_id_mock_exam_id_fk" FOREIGN KEY ("mock_id") REFERENCES "public"."mock_exam"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_item" ADD CONSTRAINT "practice_item_session_id_practice_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."practice_session"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_step" ADD CONSTRAINT "practice_step_session_id_practice_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."practice_session"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "favourite_person" ON "favourite" USING btree ("person_id","at");--> statement-breakpoint
CREATE INDEX "mock_exam_person" ON "mock_exam" USING btree ("person_id","started_at");--> statement-breakpoint
CREATE INDEX "mock_exam_open" ON "mock_exam" USING btree ("ended_at","deadline_at");--> statement-breakpoint
CREATE INDEX "practice_answer_question" ON "practice_answer" USING btree ("person_id","question_id","at");--> statement-breakpoint
CREATE INDEX "practice_session_person" ON "practice_session" USING btree ("person_id","last_at");--> statement-breakpoint
CREATE INDEX "review_card_due" ON "review_card" USING btree ("person_id","due_at");