import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrationsFolderOf } from '#app/platform/migrations-folder.server.ts';
import { readMigrations } from '#db/backup/migrations.server.ts';

test('forms drawn before their questions had rows of their own get them, and questions their traits', () => {
  const migrations = readMigrations(migrationsFolderOf('sqlite'));
  const at = migrations.findIndex(({ tag }) => tag.endsWith('papers-append-only'));
  expect(at).toBeGreaterThan(0);
  const db = new Sqlite(':memory:');
  for (const { statements } of migrations.slice(0, at)) for (const statement of statements) db.exec(statement);
  const version = (id: string, document: string, body: unknown) => {
    db.prepare("INSERT INTO document (id, kind, code, created_at) VALUES (?, 'question', ?, 0)").run(
      document,
      document,
    );
    db.prepare(
      "INSERT INTO document_version (id, document_id, number, status, body, hash, created_by, created_at) VALUES (?, ?, 1, 'published', ?, '', '', 0)",
    ).run(id, document, JSON.stringify(body));
  };
  version('bpv_1', 'bpt_1', {});
  version('qsv_1', 'qst_1', { difficulty: 70 });
  version('qsv_2', 'qst_2', { difficulty: 45 });
  for (const n of [1, 2])
    db.prepare(
      "INSERT INTO question_facet (version_id, question_id, use, type, depth, competency_code, current) VALUES (?, ?, 'exam', 'essay', 'apply', 'B1', 1)",
    ).run(`qsv_${n}`, `qst_${n}`);
  const items = [
    { slot: 1, questionVersionId: 'qsv_2', optionOrder: [], maxMark: 500 },
    { slot: 2, questionVersionId: 'qsv_1', optionOrder: [], maxMark: 500 },
  ];
  db.prepare(
    "INSERT INTO form (id, blueprint_version_id, seed, items, created_at) VALUES ('frm_1', 'bpv_1', 's', ?, 0)",
  ).run(JSON.stringify(items));
  for (const statement of migrations[at]?.statements ?? []) db.exec(statement);
  expect(
    db.prepare('SELECT slot, version_id, question_id, blueprint_id FROM form_question ORDER BY slot').raw().all(),
  ).toEqual([
    [1, 'qsv_2', 'qst_2', 'bpt_1'],
    [2, 'qsv_1', 'qst_1', 'bpt_1'],
  ]);
  expect(db.prepare('SELECT version_id, difficulty, enemies FROM question_trait ORDER BY 1').raw().all()).toEqual([
    ['qsv_1', 70, '[]'],
    ['qsv_2', 45, '[]'],
  ]);
  db.close();
});
