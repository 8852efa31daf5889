import { expect, test } from 'vitest';
import { markdown, markdownHtml, rendered } from '../test-notebooks.ts';

/** Where each link of a page leads: its words → the id, which has to be there. */
async function linksOf(...sources: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const { html } = await rendered(sources.map((source) => markdown(source)));
  const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  const links = [...html.matchAll(/<a href="#([^"]*)"[^>]*>(.*?)<\/a>/gs)];
  for (const [, id = ''] of links) expect(ids).toContain(decodeURIComponent(id));
  return Object.fromEntries(links.map(([, id = '', words = '']) => [words, decodeURIComponent(id)]));
}

test.each([
  ['Jupyter’s hyphens', '[x](#My-Heading)', '# My Heading', 'nb-my-heading'],
  ['GitHub’s and MyST’s', '[x](#my-heading)', '# My *Heading*', 'nb-my-heading'],
  ['two spaces', '[x](#Two--spaces)', '# Two  spaces', 'nb-two-spaces'],
  ['signs, which GitHub leaves out', '[x](#whats-new-in-20)', '# What’s new in 2.0?', 'nb-whats-new-in-20'],
  ['a formula as TeX', '[x](#The-$\\alpha$-test)', '# The $\\alpha$ test', 'nb-the-α-test'],
  ['an id by hand', '[x](#sec:one)', '<h2 id="sec:one">One</h2>', 'nb-secone'],
  ['an anchor before the heading', '[x](#one)', '<a id="one"/>\n\n## Two', 'nb-one'],
  ['a name before the heading', '[x](#one)', '<a name="one"></a>\n## Two', 'nb-one'],
  ['an anchor within the heading', '[x](#one)', '## Two<a class="anchor" id="one"></a>', 'nb-one'],
  ['a target of MyST', '[x](#one)', '(one)=\n## Two', 'nb-one'],
  ['a role', '{ref}`x <one>`', '(one)=\nA paragraph.', 'nb-one'],
  ['a figure', '{ref}`x <fig>`', ':::{figure} a.png\n:name: fig\nA\n:::', 'nb-fig'],
  ['a theorem', '[x](#thm)', '```{prf:theorem} T\n:label: thm\ny\n```', 'nb-thm'],
  ['an exercise', '{ref}`x <ex>`', '```{exercise} T\n:label: ex\ny\n```', 'nb-ex'],
  ['an address with escapes', '[x](#%C3%9Cbung)', '# Übung', 'nb-übung'],
])('a link finds %s', async (_name, link, target, id) => {
  expect(await linksOf(link, target)).toEqual({ x: id });
});

test('contents that nbextensions write lead to the headings', async () => {
  const item = (id: string, words: string) =>
    `<li><span><a href="#${id}" data-toc-modified-id="${id}-1"><span class="toc-item-num">1&nbsp;&nbsp;</span>${words}</a></span></li>`;
  const contents = `<h1>Table of Contents<span class="tocSkip"></span></h1>\n<div class="toc"><ul class="toc-item">${item('First-$x^2$', 'a')}${item('Second--part', 'b')}</ul></div>`;
  const links = await linksOf(contents, '## First $x^2$', '## Second  part');

  expect(Object.values(links)).toEqual(['nb-first-x', 'nb-second-part']);
});

test('a link without words takes those of its target', async () => {
  const theorem = '```{prf:theorem} Of $x^2$\n:label: thm\ny\n```';
  const links = await linksOf(
    `[](#thm) [](#sec) {ref}\`fig\``,
    `${theorem}\n\n(sec)=\n## Section`,
    ':::{figure} a.png\n:name: fig\nA **tide**\n:::',
  );

  expect(links).toEqual({ 'Of x²': 'nb-thm', Section: 'nb-sec', 'A tide': 'nb-fig' });
});

test('a solution names its exercise', async () => {
  expect(await markdownHtml('```{exercise} Sum\n:label: ex\nY\n```\n\n```{solution} ex\nz\n```')).toContain(
    '<p class="admonition-title"><span>Solution</span>: <a href="#nb-ex">Sum</a></p><p>z</p>',
  );
});

test('a link that leads nowhere on the page keeps its words', async () => {
  const html = await markdownHtml(
    '# A\n\n[no *where*](#nowhere), [here](#A), <a id="own" href="#gone">gone</a> [x](#own) [](#no)',
  );

  expect(html).toContain(
    '<p><span>no <em>where</em></span>, <a href="#nb-a">here</a>, <span id="nb-own">gone</span> <a href="#nb-own">x</a> <span class="nameless">no</span></p>',
  );
});
