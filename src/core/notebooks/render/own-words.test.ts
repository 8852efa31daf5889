import { describe, expect, test } from 'vitest';
import { TEXTS_BY_LANGUAGE } from '../../texts/texts.ts';
import { code, display, elementsOf, markdown, rendered } from '../test-notebooks.ts';

/** Cells that make the renderer say everything that it has to say of its own. */
const CELLS = [
  markdown('hidden', { metadata: { tags: ['hide-cell'] } }),
  code('x', [{ output_type: 'stream', text: 'y' }], { metadata: { tags: ['hide-input'] } }),
  code('x', [{ output_type: 'stream', text: 'y' }], { metadata: { tags: ['hide-output'] } }),
  code('x', [{ output_type: 'stream', text: 'y' }], { metadata: { tags: ['hide-cell'] } }),
  code('x', [
    { output_type: 'stream', text: 'line\n'.repeat(3_000) },
    { output_type: 'error', ename: 'E', evalue: 'v', traceback: [] },
    display({ 'application/vnd.jupyter.widget-view+json': {} }),
    display({ 'text/html': '<table><tr><td>1</td></tr></table><video></video><iframe></iframe>' }),
    display({ 'image/svg+xml': '<svg width="1" height="1"/>' }),
  ]),
  markdown('![gone](gone.png) ![far](https://example.org/far.png)\n\n| a |\n|---|\n| b |'),
  markdown('<video src="https://example.org/a.mp4"></video> <iframe src="https://example.org/"></iframe>'),
  markdown('- [ ] a\n- [x] b\n\n> [!WARNING]\n> c\n\n```\nx\n```\n\n```js\nx\n```\n\na[^1]\n\n[^1]: b'),
  ...Object.keys(TEXTS_BY_LANGUAGE.get('en')?.preview.admonitions ?? {}).map((name) =>
    markdown(`\`\`\`{${name}}\nbody\n\`\`\``),
  ),
  markdown('```{dropdown}\nbody\n```'),
];

/** What a reader sees or hears, without the words of the notebook. */
function words(html: string): string {
  const labels = elementsOf(html).map(({ attributes }) => attributes.get('arialabel') ?? '');
  const alternatives = elementsOf(html).map(({ attributes }) => attributes.get('alt') ?? '');
  return [html.replace(/<[^>]*>/g, '\n'), ...labels, ...alternatives].join('\n');
}

/** Beginnings of the lines that only our own words can be. */
async function listWords(language: string): Promise<Set<string>> {
  const texts = TEXTS_BY_LANGUAGE.get(language)?.preview;
  if (texts === undefined) throw new Error(language);
  const { html, notices } = await rendered(CELLS, { texts });
  const plain = new Set(words(html).split('\n'));
  return new Set([...plain, ...notices].map((line) => line.trim()).filter((line) => /[a-z]{3}/i.test(line)));
}

describe("the preview's own words", () => {
  test.each([...TEXTS_BY_LANGUAGE.keys()].filter((language) => language !== 'en'))(
    'are in %s throughout',
    async (language) => {
      const english = await listWords('en');
      const own = await listWords(language);
      const kept = [...own].filter((line) => english.has(line));

      expect(own.size).toBeGreaterThan(40);
      // Words of the notebook, and those that the languages share.
      const shared = /^(line|hidden|body|gone|far|Attention|Danger|Error|Important|Note|Solution|Code)$/;
      expect(kept.filter((line) => !shared.test(line))).toEqual([]);
    },
  );

  test('are marked where they are in another language than the notebook', async () => {
    const texts = TEXTS_BY_LANGUAGE.get('de')?.preview;
    const foreign = await rendered(CELLS, { ...(texts && { texts }), textsLanguage: 'de' });
    const own = await rendered(CELLS);

    for (const { tagName, attributes } of elementsOf(foreign.html)) {
      const isOurs =
        tagName === 'summary' ||
        /^(output-note|missing|embedded|remote-image|admonition-title)$/.test(
          attributes.get('classname') ?? '',
        );
      if (isOurs) expect(attributes.get('lang'), JSON.stringify([...attributes])).toBe('de');
    }
    expect(foreign.html.match(/ lang="de"/g)?.length).toBeGreaterThan(20);
    expect(own.html).not.toContain(' lang=');
  });
});
