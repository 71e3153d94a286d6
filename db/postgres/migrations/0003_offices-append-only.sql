-- Append-only tables of the offices: what was recorded stays as it was.
CREATE TRIGGER appraisal_year_event_refuses_change BEFORE UPDATE OR DELETE ON "appraisal_year_event" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER appraisal_year_event_refuses_truncate BEFORE TRUNCATE ON "appraisal_year_event" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER certificate_print_refuses_change BEFORE UPDATE OR DELETE ON "certificate_print" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER certificate_print_refuses_truncate BEFORE TRUNCATE ON "certificate_print" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER sitting_event_refuses_change BEFORE UPDATE OR DELETE ON "sitting_event" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER sitting_event_refuses_truncate BEFORE TRUNCATE ON "sitting_event" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER unit_succession_refuses_change BEFORE UPDATE OR DELETE ON "unit_succession" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER unit_succession_refuses_truncate BEFORE TRUNCATE ON "unit_succession" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER asset_refuses_change BEFORE UPDATE OR DELETE ON "asset" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER asset_refuses_truncate BEFORE TRUNCATE ON "asset" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER draft_revision_refuses_change BEFORE UPDATE OR DELETE ON "draft_revision" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER draft_revision_refuses_truncate BEFORE TRUNCATE ON "draft_revision" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER setting_refuses_change BEFORE UPDATE OR DELETE ON "setting" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER setting_refuses_truncate BEFORE TRUNCATE ON "setting" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
