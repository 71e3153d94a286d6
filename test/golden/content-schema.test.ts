import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { contentSchemas } from '#app/usecases/content/content-schemas.server.ts';

const FOLDER = path.join(import.meta.dirname, '../../content/schema');

describe('the JSON Schemas for editors', () => {
  test('are those that the checker’s schemas give now (npm run xk -- content schema writes them)', () => {
    const now = Object.fromEntries(contentSchemas().map(({ file, text }) => [file, text]));
    const kept = Object.fromEntries(
      readdirSync(FOLDER).map((file) => [file, readFileSync(path.join(FOLDER, file), 'utf8')]),
    );
    expect(kept).toEqual(now);
  });

  test('refuse unknown fields at every level that has fields', () => {
    const open: string[] = [];
    const visit = (value: unknown, at: string): void => {
      if (typeof value !== 'object' || value === null) return;
      const node = value as Record<string, unknown>;
      // A condition (`if`) only picks the type; the consequence closes it.
      if (node.type === 'object' && node.properties && node.additionalProperties !== false && !node.allOf)
        open.push(at);
      for (const [key, child] of Object.entries(node)) if (key !== 'if') visit(child, `${at}/${key}`);
    };
    for (const { file, text } of contentSchemas()) visit(JSON.parse(text), file);
    expect(open).toEqual([]);
  });
});
