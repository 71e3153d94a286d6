-- Append-only tables: what was recorded stays as it was, whoever holds the connection.
CREATE TRIGGER audit_entry_refuses_update BEFORE UPDATE ON `audit_entry` BEGIN SELECT RAISE(ABORT, 'append-only table audit_entry refuses UPDATE'); END;
--> statement-breakpoint
CREATE TRIGGER audit_entry_refuses_delete BEFORE DELETE ON `audit_entry` BEGIN SELECT RAISE(ABORT, 'append-only table audit_entry refuses DELETE'); END;
--> statement-breakpoint
CREATE TRIGGER audit_anchor_refuses_update BEFORE UPDATE ON `audit_anchor` BEGIN SELECT RAISE(ABORT, 'append-only table audit_anchor refuses UPDATE'); END;
--> statement-breakpoint
CREATE TRIGGER audit_anchor_refuses_delete BEFORE DELETE ON `audit_anchor` BEGIN SELECT RAISE(ABORT, 'append-only table audit_anchor refuses DELETE'); END;
--> statement-breakpoint
CREATE TRIGGER outbox_event_refuses_update BEFORE UPDATE ON `outbox_event` BEGIN SELECT RAISE(ABORT, 'append-only table outbox_event refuses UPDATE'); END;
--> statement-breakpoint
CREATE TRIGGER outbox_event_refuses_delete BEFORE DELETE ON `outbox_event` BEGIN SELECT RAISE(ABORT, 'append-only table outbox_event refuses DELETE'); END;
--> statement-breakpoint
CREATE TRIGGER artifact_refuses_update BEFORE UPDATE ON `artifact` BEGIN SELECT RAISE(ABORT, 'append-only table artifact refuses UPDATE'); END;
--> statement-breakpoint
CREATE TRIGGER artifact_refuses_delete BEFORE DELETE ON `artifact` BEGIN SELECT RAISE(ABORT, 'append-only table artifact refuses DELETE'); END;
--> statement-breakpoint
CREATE TRIGGER quiz_attempt_refuses_update BEFORE UPDATE ON `quiz_attempt` BEGIN SELECT RAISE(ABORT, 'append-only table quiz_attempt refuses UPDATE'); END;
--> statement-breakpoint
CREATE TRIGGER quiz_attempt_refuses_delete BEFORE DELETE ON `quiz_attempt` BEGIN SELECT RAISE(ABORT, 'append-only table quiz_attempt refuses DELETE'); END;
--> statement-breakpoint
CREATE TRIGGER lesson_completion_refuses_update BEFORE UPDATE ON `lesson_completion` BEGIN SELECT RAISE(ABORT, 'append-only table lesson_completion refuses UPDATE'); END;
--> statement-breakpoint
CREATE TRIGGER lesson_completion_refuses_delete BEFORE DELETE ON `lesson_completion` BEGIN SELECT RAISE(ABORT, 'append-only table lesson_completion refuses DELETE'); END;
--> statement-breakpoint
CREATE TRIGGER hours_entry_refuses_update BEFORE UPDATE ON `hours_entry` BEGIN SELECT RAISE(ABORT, 'append-only table hours_entry refuses UPDATE'); END;
--> statement-breakpoint
CREATE TRIGGER hours_entry_refuses_delete BEFORE DELETE ON `hours_entry` BEGIN SELECT RAISE(ABORT, 'append-only table hours_entry refuses DELETE'); END;
--> statement-breakpoint
CREATE TRIGGER form_refuses_update BEFORE UPDATE ON `form` BEGIN SELECT RAISE(ABORT, 'append-only table form refuses UPDATE'); END;
--> statement-breakpoint
CREATE TRIGGER form_refuses_delete BEFORE DELETE ON `form` BEGIN SELECT RAISE(ABORT, 'append-only table form refuses DELETE'); END;
--> statement-breakpoint
CREATE TRIGGER time_entry_refuses_update BEFORE UPDATE ON `time_entry` BEGIN SELECT RAISE(ABORT, 'append-only table time_entry refuses UPDATE'); END;
--> statement-breakpoint
CREATE TRIGGER time_entry_refuses_delete BEFORE DELETE ON `time_entry` BEGIN SELECT RAISE(ABORT, 'append-only table time_entry refuses DELETE'); END;
--> statement-breakpoint
CREATE TRIGGER response_refuses_update BEFORE UPDATE ON `response` BEGIN SELECT RAISE(ABORT, 'append-only table response refuses UPDATE'); END;
--> statement-breakpoint
CREATE TRIGGER response_refuses_delete BEFORE DELETE ON `response` BEGIN SELECT RAISE(ABORT, 'append-only table response refuses DELETE'); END;
--> statement-breakpoint
CREATE TRIGGER grade_refuses_update BEFORE UPDATE ON `grade` BEGIN SELECT RAISE(ABORT, 'append-only table grade refuses UPDATE'); END;
--> statement-breakpoint
CREATE TRIGGER grade_refuses_delete BEFORE DELETE ON `grade` BEGIN SELECT RAISE(ABORT, 'append-only table grade refuses DELETE'); END;
--> statement-breakpoint
CREATE TRIGGER item_mark_refuses_update BEFORE UPDATE ON `item_mark` BEGIN SELECT RAISE(ABORT, 'append-only table item_mark refuses UPDATE'); END;
--> statement-breakpoint
CREATE TRIGGER item_mark_refuses_delete BEFORE DELETE ON `item_mark` BEGIN SELECT RAISE(ABORT, 'append-only table item_mark refuses DELETE'); END;
--> statement-breakpoint
CREATE TRIGGER certificate_refuses_update BEFORE UPDATE ON `certificate` BEGIN SELECT RAISE(ABORT, 'append-only table certificate refuses UPDATE'); END;
--> statement-breakpoint
CREATE TRIGGER certificate_refuses_delete BEFORE DELETE ON `certificate` BEGIN SELECT RAISE(ABORT, 'append-only table certificate refuses DELETE'); END;
--> statement-breakpoint
CREATE TRIGGER certificate_event_refuses_update BEFORE UPDATE ON `certificate_event` BEGIN SELECT RAISE(ABORT, 'append-only table certificate_event refuses UPDATE'); END;
--> statement-breakpoint
CREATE TRIGGER certificate_event_refuses_delete BEFORE DELETE ON `certificate_event` BEGIN SELECT RAISE(ABORT, 'append-only table certificate_event refuses DELETE'); END;
--> statement-breakpoint
CREATE TRIGGER appraisal_record_refuses_update BEFORE UPDATE ON `appraisal_record` BEGIN SELECT RAISE(ABORT, 'append-only table appraisal_record refuses UPDATE'); END;
--> statement-breakpoint
CREATE TRIGGER appraisal_record_refuses_delete BEFORE DELETE ON `appraisal_record` BEGIN SELECT RAISE(ABORT, 'append-only table appraisal_record refuses DELETE'); END;
--> statement-breakpoint
-- A version's content never changes; its status may.
CREATE TRIGGER document_version_body_fixed BEFORE UPDATE OF body, hash, document_id, number, created_by, created_at ON `document_version` BEGIN SELECT RAISE(ABORT, 'a version''s content never changes'); END;
--> statement-breakpoint
CREATE TRIGGER document_version_refuses_delete BEFORE DELETE ON `document_version` BEGIN SELECT RAISE(ABORT, 'append-only table document_version refuses DELETE'); END;
--> statement-breakpoint
-- Full text over search_entry.words, which holds words already cut (app/domain/kernel/words.ts).
CREATE VIRTUAL TABLE search_index USING fts5(words, content='search_entry', content_rowid='id', tokenize='unicode61');
--> statement-breakpoint
CREATE TRIGGER search_entry_inserted AFTER INSERT ON `search_entry` BEGIN INSERT INTO search_index(rowid, words) VALUES (new.id, new.words); END;
--> statement-breakpoint
CREATE TRIGGER search_entry_deleted AFTER DELETE ON `search_entry` BEGIN INSERT INTO search_index(search_index, rowid, words) VALUES ('delete', old.id, old.words); END;
--> statement-breakpoint
CREATE TRIGGER search_entry_updated AFTER UPDATE ON `search_entry` BEGIN INSERT INTO search_index(search_index, rowid, words) VALUES ('delete', old.id, old.words); INSERT INTO search_index(rowid, words) VALUES (new.id, new.words); END;
