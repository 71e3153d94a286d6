import { expect, test } from 'vitest';
import * as certificate from '#app/routes/staff.certificates.$id.tsx';
import * as review from '#app/routes/staff.reviews.$id.tsx';
import * as roleGrant from '#app/routes/staff.roles.$grantId.tsx';
import * as roster from '#app/routes/staff.roster.$id._index.tsx';
import * as sitting from '#app/routes/staff.sittings.$id._index.tsx';

const PAGES = { sitting, certificate, review, roster, roleGrant };

test.each(Object.entries(PAGES))('a refused act that was overtaken loads the page of a %s again', (_, page) => {
  const loads = (actionStatus: number, defaultShouldRevalidate = false) =>
    page.shouldRevalidate({ actionStatus, defaultShouldRevalidate });
  expect(loads(409)).toBe(true);
  // What was typed wrongly changes nothing that was read.
  expect(loads(422)).toBe(false);
  expect(loads(200, true)).toBe(true);
});
