-- Marks that people gave stay as they were given.
CREATE TRIGGER given_mark_refuses_update BEFORE UPDATE ON `given_mark` BEGIN SELECT RAISE(ABORT, 'append-only table given_mark refuses UPDATE'); END;
--> statement-breakpoint
CREATE TRIGGER given_mark_refuses_delete BEFORE DELETE ON `given_mark` BEGIN SELECT RAISE(ABORT, 'append-only table given_mark refuses DELETE'); END;
