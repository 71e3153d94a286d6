CREATE TABLE "form_question" (
	"form_id" text NOT NULL,
	"slot" integer NOT NULL,
	"version_id" text NOT NULL,
	"question_id" text NOT NULL,
	"blueprint_id" text NOT NULL,
	CONSTRAINT "form_question_form_id_slot_pk" PRIMARY KEY("form_id","slot")
);
--> statement-breakpoint
CREATE TABLE "form_set" (
	"id" text PRIMARY KEY NOT NULL,
	"blueprint_id" text NOT NULL,
	"blueprint_version_id" text NOT NULL,
	"seed" text NOT NULL,
	"count" integer NOT NULL,
	"before" integer NOT NULL,
	"drawn_by" text NOT NULL,
	"drawn_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "form_set_form" (
	"set_id" text NOT NULL,
	"number" integer NOT NULL,
	"form_id" text NOT NULL,
	CONSTRAINT "form_set_form_set_id_number_pk" PRIMARY KEY("set_id","number")
);
--> statement-breakpoint
CREATE TABLE "question_trait" (
	"version_id" text PRIMARY KEY NOT NULL,
	"difficulty" integer NOT NULL,
	"enemies" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "form_set_form" ADD CONSTRAINT "form_set_form_set_id_form_set_id_fk" FOREIGN KEY ("set_id") REFERENCES "public"."form_set"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "form_question_version" ON "form_question" USING btree ("version_id");--> statement-breakpoint
CREATE INDEX "form_question_use" ON "form_question" USING btree ("blueprint_id","question_id");--> statement-breakpoint
CREATE INDEX "form_question_question" ON "form_question" USING btree ("question_id");--> statement-breakpoint
CREATE INDEX "form_set_blueprint" ON "form_set" USING btree ("blueprint_id","drawn_at");--> statement-breakpoint
CREATE UNIQUE INDEX "form_set_form_form" ON "form_set_form" USING btree ("form_id");