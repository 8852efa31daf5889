import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';

/**
 * What axe reports on a page, as `rule: elements`.
 *
 * @param within selector of a part of the page; default: all of it
 */
export async function findAxeProblems(page: Page, within?: string): Promise<string[]> {
  // Our pages have no frames, so that axe needs no second page with itself in it to join their results.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await (within === undefined ? axe : axe.include(within)).analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
  );
}
