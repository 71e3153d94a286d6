-- What was drawn, done, answered and scheduled in practice stays as it was written.
CREATE TRIGGER practice_item_refuses_update BEFORE UPDATE ON `practice_item` BEGIN SELECT RAISE(ABORT, 'append-only table practice_item refuses UPDATE'); END;
--> statement-breakpoint
CREATE TRIGGER practice_item_refuses_delete BEFORE DELETE ON `practice_item` BEGIN SELECT RAISE(ABORT, 'append-only table practice_item refuses DELETE'); END;
--> statement-breakpoint
CREATE TRIGGER practice_step_refuses_update BEFORE UPDATE ON `practice_step` BEGIN SELECT RAISE(ABORT, 'append-only table practice_step refuses UPDATE'); END;
--> statement-breakpoint
CREATE TRIGGER practice_step_refuses_delete BEFORE DELETE ON `practice_step` BEGIN SELECT RAISE(ABORT, 'append-only table practice_step refuses DELETE'); END;
--> statement-breakpoint
CREATE TRIGGER practice_answer_refuses_update BEFORE UPDATE ON `practice_answer` BEGIN SELECT RAISE(ABORT, 'append-only table practice_answer refuses UPDATE'); END;
--> statement-breakpoint
CREATE TRIGGER practice_answer_refuses_delete BEFORE DELETE ON `practice_answer` BEGIN SELECT RAISE(ABORT, 'append-only table practice_answer refuses DELETE'); END;
--> statement-breakpoint
CREATE TRIGGER card_event_refuses_update BEFORE UPDATE ON `card_event` BEGIN SELECT RAISE(ABORT, 'append-only table card_event refuses UPDATE'); END;
--> statement-breakpoint
CREATE TRIGGER card_event_refuses_delete BEFORE DELETE ON `card_event` BEGIN SELECT RAISE(ABORT, 'append-only table card_event refuses DELETE'); END;
--> statement-breakpoint
CREATE TRIGGER mock_answer_refuses_update BEFORE UPDATE ON `mock_answer` BEGIN SELECT RAISE(ABORT, 'append-only table mock_answer refuses UPDATE'); END;
--> statement-breakpoint
CREATE TRIGGER mock_answer_refuses_delete BEFORE DELETE ON `mock_answer` BEGIN SELECT RAISE(ABORT, 'append-only table mock_answer refuses DELETE'); END;
