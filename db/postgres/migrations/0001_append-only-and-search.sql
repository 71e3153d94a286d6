-- Append-only tables: what was recorded stays as it was, whoever holds the connection.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'append-only table % refuses %', TG_TABLE_NAME, TG_OP;
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_entry_refuses_change BEFORE UPDATE OR DELETE ON "audit_entry" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_entry_refuses_truncate BEFORE TRUNCATE ON "audit_entry" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_anchor_refuses_change BEFORE UPDATE OR DELETE ON "audit_anchor" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_anchor_refuses_truncate BEFORE TRUNCATE ON "audit_anchor" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER outbox_event_refuses_change BEFORE UPDATE OR DELETE ON "outbox_event" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER outbox_event_refuses_truncate BEFORE TRUNCATE ON "outbox_event" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER artifact_refuses_change BEFORE UPDATE OR DELETE ON "artifact" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER artifact_refuses_truncate BEFORE TRUNCATE ON "artifact" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER quiz_attempt_refuses_change BEFORE UPDATE OR DELETE ON "quiz_attempt" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER quiz_attempt_refuses_truncate BEFORE TRUNCATE ON "quiz_attempt" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER lesson_completion_refuses_change BEFORE UPDATE OR DELETE ON "lesson_completion" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER lesson_completion_refuses_truncate BEFORE TRUNCATE ON "lesson_completion" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER hours_entry_refuses_change BEFORE UPDATE OR DELETE ON "hours_entry" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER hours_entry_refuses_truncate BEFORE TRUNCATE ON "hours_entry" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER form_refuses_change BEFORE UPDATE OR DELETE ON "form" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER form_refuses_truncate BEFORE TRUNCATE ON "form" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER time_entry_refuses_change BEFORE UPDATE OR DELETE ON "time_entry" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER time_entry_refuses_truncate BEFORE TRUNCATE ON "time_entry" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER response_refuses_change BEFORE UPDATE OR DELETE ON "response" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER response_refuses_truncate BEFORE TRUNCATE ON "response" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER grade_refuses_change BEFORE UPDATE OR DELETE ON "grade" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER grade_refuses_truncate BEFORE TRUNCATE ON "grade" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER item_mark_refuses_change BEFORE UPDATE OR DELETE ON "item_mark" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER item_mark_refuses_truncate BEFORE TRUNCATE ON "item_mark" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER certificate_refuses_change BEFORE UPDATE OR DELETE ON "certificate" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER certificate_refuses_truncate BEFORE TRUNCATE ON "certificate" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER certificate_event_refuses_change BEFORE UPDATE OR DELETE ON "certificate_event" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER certificate_event_refuses_truncate BEFORE TRUNCATE ON "certificate_event" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER appraisal_record_refuses_change BEFORE UPDATE OR DELETE ON "appraisal_record" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER appraisal_record_refuses_truncate BEFORE TRUNCATE ON "appraisal_record" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- A version's content never changes; its status may.
CREATE TRIGGER document_version_body_fixed BEFORE UPDATE OF body, hash, document_id, number, created_by, created_at ON "document_version" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER document_version_refuses_delete BEFORE DELETE ON "document_version" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Full text over search_entry.words, which holds words already cut (app/domain/kernel/words.ts).
CREATE INDEX search_entry_words ON "search_entry" USING gin (to_tsvector('simple', words));
