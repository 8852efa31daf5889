import axe from 'axe-core';
import type { Page } from 'playwright';

/**
 * What axe reports on a page, as `rule: elements`. Its script is 600 kB, which takes longer to load than to run: a page
 * gets it once. Our pages have no frames, which axe would need to be in as well.
 *
 * @param within selector of a part of the page
 */
export async function findAxeProblems(page: Page, within = ':root'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async (selector) => {
    const { axe: loaded } = window as unknown as { axe: typeof axe };
    const { violations } = await loaded.run(selector, { resultTypes: ['violations'] });
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
    );
  }, within);
}
