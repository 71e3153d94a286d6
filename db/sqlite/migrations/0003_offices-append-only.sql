-- Append-only tables of the offices: what was recorded stays as it was.
CREATE TRIGGER appraisal_year_event_refuses_update BEFORE UPDATE ON `appraisal_year_event` BEGIN SELECT RAISE(ABORT, 'append-only table appraisal_year_event refuses UPDATE'); END;
--> statement-breakpoint
CREATE TRIGGER appraisal_year_event_refuses_delete BEFORE DELETE ON `appraisal_year_event` BEGIN SELECT RAISE(ABORT, 'append-only table appraisal_year_event refuses DELETE'); END;
--> statement-breakpoint
CREATE TRIGGER certificate_print_refuses_update BEFORE UPDATE ON `certificate_print` BEGIN SELECT RAISE(ABORT, 'append-only table certificate_print refuses UPDATE'); END;
--> statement-breakpoint
CREATE TRIGGER certificate_print_refuses_delete BEFORE DELETE ON `certificate_print` BEGIN SELECT RAISE(ABORT, 'append-only table certificate_print refuses DELETE'); END;
--> statement-breakpoint
CREATE TRIGGER sitting_event_refuses_update BEFORE UPDATE ON `sitting_event` BEGIN SELECT RAISE(ABORT, 'append-only table sitting_event refuses UPDATE'); END;
--> statement-breakpoint
CREATE TRIGGER sitting_event_refuses_delete BEFORE DELETE ON `sitting_event` BEGIN SELECT RAISE(ABORT, 'append-only table sitting_event refuses DELETE'); END;
--> statement-breakpoint
CREATE TRIGGER unit_succession_refuses_update BEFORE UPDATE ON `unit_succession` BEGIN SELECT RAISE(ABORT, 'append-only table unit_succession refuses UPDATE'); END;
--> statement-breakpoint
CREATE TRIGGER unit_succession_refuses_delete BEFORE DELETE ON `unit_succession` BEGIN SELECT RAISE(ABORT, 'append-only table unit_succession refuses DELETE'); END;
--> statement-breakpoint
CREATE TRIGGER asset_refuses_update BEFORE UPDATE ON `asset` BEGIN SELECT RAISE(ABORT, 'append-only table asset refuses UPDATE'); END;
--> statement-breakpoint
CREATE TRIGGER asset_refuses_delete BEFORE DELETE ON `asset` BEGIN SELECT RAISE(ABORT, 'append-only table asset refuses DELETE'); END;
--> statement-breakpoint
CREATE TRIGGER draft_revision_refuses_update BEFORE UPDATE ON `draft_revision` BEGIN SELECT RAISE(ABORT, 'append-only table draft_revision refuses UPDATE'); END;
--> statement-breakpoint
CREATE TRIGGER draft_revision_refuses_delete BEFORE DELETE ON `draft_revision` BEGIN SELECT RAISE(ABORT, 'append-only table draft_revision refuses DELETE'); END;
--> statement-breakpoint
CREATE TRIGGER setting_refuses_update BEFORE UPDATE ON `setting` BEGIN SELECT RAISE(ABORT, 'append-only table setting refuses UPDATE'); END;
--> statement-breakpoint
CREATE TRIGGER setting_refuses_delete BEFORE DELETE ON `setting` BEGIN SELECT RAISE(ABORT, 'append-only table setting refuses DELETE'); END;
