import { createRequire } from 'node:module';
import type { BrowserContext, Page } from '@playwright/test';

const FILE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Puts axe into every page of a context; a page's own policy does not hold for what the browser itself adds. */
export const withAxe = (context: BrowserContext) => context.addInitScript({ path: FILE });

/** What breaks a rule of accessibility on a page: of these rules alone, within this part alone, where they are named. */
export function listViolations(
  page: Page,
  { rules, within }: { rules?: readonly string[]; within?: string } = {},
): Promise<string[]> {
  return page.evaluate(
    async ({ only, part }) => {
      const { axe } = window as unknown as { axe: typeof import('axe-core') };
      const { violations } = await axe.run(part ?? document, {
        resultTypes: ['violations'],
        ...(only ? { runOnly: [...only] } : {}),
      });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
    },
    { only: rules, part: within },
  );
}
