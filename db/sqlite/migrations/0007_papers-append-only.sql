-- Forms that were drawn before their questions had rows of their own.
INSERT INTO `form_question` (`form_id`, `slot`, `version_id`, `question_id`, `blueprint_id`)
SELECT f.`id` AS `form_id`, json_extract(item.value, '$.slot') AS `slot`, v.`id` AS `version_id`,
  v.`document_id` AS `question_id`, b.`document_id` AS `blueprint_id`
FROM `form` f
JOIN json_each(f.`items`) AS item
JOIN `document_version` v ON v.`id` = json_extract(item.value, '$.questionVersionId')
JOIN `document_version` b ON b.`id` = f.`blueprint_version_id`;
--> statement-breakpoint
INSERT INTO `question_trait` (`version_id`, `difficulty`, `enemies`)
SELECT v.`id`, cast(json_extract(v.`body`, '$.difficulty') AS integer), '[]'
FROM `question_facet` q JOIN `document_version` v ON v.`id` = q.`version_id`;
--> statement-breakpoint
CREATE TRIGGER form_question_refuses_update BEFORE UPDATE ON `form_question` BEGIN SELECT RAISE(ABORT, 'append-only table form_question refuses UPDATE'); END;
--> statement-breakpoint
CREATE TRIGGER form_question_refuses_delete BEFORE DELETE ON `form_question` BEGIN SELECT RAISE(ABORT, 'append-only table form_question refuses DELETE'); END;
--> statement-breakpoint
CREATE TRIGGER form_set_refuses_update BEFORE UPDATE ON `form_set` BEGIN SELECT RAISE(ABORT, 'append-only table form_set refuses UPDATE'); END;
--> statement-breakpoint
CREATE TRIGGER form_set_refuses_delete BEFORE DELETE ON `form_set` BEGIN SELECT RAISE(ABORT, 'append-only table form_set refuses DELETE'); END;
--> statement-breakpoint
CREATE TRIGGER form_set_form_refuses_update BEFORE UPDATE ON `form_set_form` BEGIN SELECT RAISE(ABORT, 'append-only table form_set_form refuses UPDATE'); END;
--> statement-breakpoint
CREATE TRIGGER form_set_form_refuses_delete BEFORE DELETE ON `form_set_form` BEGIN SELECT RAISE(ABORT, 'append-only table form_set_form refuses DELETE'); END;
