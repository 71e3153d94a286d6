-- Marks that people gave stay as they were given.
CREATE TRIGGER given_mark_refuses_change BEFORE UPDATE OR DELETE ON "given_mark" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER given_mark_refuses_truncate BEFORE TRUNCATE ON "given_mark" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
