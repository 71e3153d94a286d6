import { expect, test } from 'vitest';
import { newSittingValues } from './sitting-form.server.ts';

test.each([
  { published: [], chosen: '' },
  { published: ['ver_a'], chosen: 'ver_a' },
  { published: ['ver_a', 'ver_b'], chosen: '' },
])('of $published.length published blueprints the form of a new sitting has chosen “$chosen”', (given) => {
  const blueprints = given.published.map((versionId) => ({ versionId }));
  expect(newSittingValues({ defaultRelease: 'manual', blueprints }).texts.blueprint).toBe(given.chosen);
});
