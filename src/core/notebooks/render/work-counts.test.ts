import katex from 'katex';
import { afterEach, expect, test, vi } from 'vitest';
import { createNotebookRenderer } from '../render.ts';
import { ipynb, markdown, parsed, testContext, testTools } from '../test-notebooks.ts';

/*
 * What rendering costs is work that can be counted, on any machine: what is typeset again, or coloured again,
 * makes a build slower that no test of its result notices.
 */

afterEach(() => vi.restoreAllMocks());

test('typesets a formula once, however often notebooks write it', async () => {
  const typeset = vi.spyOn(katex, 'renderToString');
  const renderer = await createNotebookRenderer(testTools);
  const cells = Array.from({ length: 30 }, (_, index) =>
    markdown(`The tide $\\eta_{work}$ at $t_{${index}}$:\n\n$$\\eta_{work} = a \\cos(\\omega t)$$`),
  );
  await renderer.render(parsed(ipynb(cells)), testContext);
  // 30 of their own, one within the text, one displayed, and one in the description.
  expect(typeset).toHaveBeenCalledTimes(33);
  await renderer.render(parsed(ipynb(cells)), testContext);
  expect(typeset).toHaveBeenCalledTimes(33);
});
