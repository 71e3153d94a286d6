-- Forms that were drawn before their questions had rows of their own.
INSERT INTO "form_question" ("form_id", "slot", "version_id", "question_id", "blueprint_id")
SELECT f."id" AS "form_id", (item.value ->> 'slot')::integer AS "slot", v."id" AS "version_id",
  v."document_id" AS "question_id", b."document_id" AS "blueprint_id"
FROM "form" f
CROSS JOIN LATERAL jsonb_array_elements(f."items") AS item(value)
JOIN "document_version" v ON v."id" = item.value ->> 'questionVersionId'
JOIN "document_version" b ON b."id" = f."blueprint_version_id";
--> statement-breakpoint
INSERT INTO "question_trait" ("version_id", "difficulty", "enemies")
SELECT v."id", (v."body" ->> 'difficulty')::integer, '[]'::jsonb
FROM "question_facet" q JOIN "document_version" v ON v."id" = q."version_id";
--> statement-breakpoint
CREATE TRIGGER form_question_refuses_change BEFORE UPDATE OR DELETE ON "form_question" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER form_question_refuses_truncate BEFORE TRUNCATE ON "form_question" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER form_set_refuses_change BEFORE UPDATE OR DELETE ON "form_set" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER form_set_refuses_truncate BEFORE TRUNCATE ON "form_set" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER form_set_form_refuses_change BEFORE UPDATE OR DELETE ON "form_set_form" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER form_set_form_refuses_truncate BEFORE TRUNCATE ON "form_set_form" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
