-- What was drawn, done, answered and scheduled in practice stays as it was written.
CREATE TRIGGER practice_item_refuses_change BEFORE UPDATE OR DELETE ON "practice_item" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER practice_item_refuses_truncate BEFORE TRUNCATE ON "practice_item" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER practice_step_refuses_change BEFORE UPDATE OR DELETE ON "practice_step" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER practice_step_refuses_truncate BEFORE TRUNCATE ON "practice_step" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER practice_answer_refuses_change BEFORE UPDATE OR DELETE ON "practice_answer" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER practice_answer_refuses_truncate BEFORE TRUNCATE ON "practice_answer" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER card_event_refuses_change BEFORE UPDATE OR DELETE ON "card_event" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER card_event_refuses_truncate BEFORE TRUNCATE ON "card_event" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER mock_answer_refuses_change BEFORE UPDATE OR DELETE ON "mock_answer" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER mock_answer_refuses_truncate BEFORE TRUNCATE ON "mock_answer" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
