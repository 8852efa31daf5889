import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseNotebook } from '../../src/core/notebooks/parse.ts';
import { createNotebookRenderer } from '../../src/core/notebooks/render.ts';
import { testContext, testTools } from '../../src/core/notebooks/test-notebooks.ts';
import type { NotebookRenderer } from '../../src/core/notebooks/types.ts';
import { CORPUS } from '../support/corpus.ts';

/** Small notebooks of which each once went wrong, beside the corpus; they are no part of the project. */
const FAULTS = join(CORPUS, '../faults/notebooks');

interface Expectation {
  readonly there?: readonly (string | RegExp)[];
  readonly absent?: readonly (string | RegExp)[];
}

/** What Jupyter, nbconvert and Jupyter Book show of each. */
const EXPECTATIONS: Readonly<Record<string, Expectation>> = {
  'F01-operatorname.ipynb': { there: ['argmax', '𝔼'] },
  'F02-macro-same-cell.ipynb': { there: ['𝐔', /<li>and <math[\s\S]*𝐕/] },
  'F03-unclosed-display.ipynb': {
    there: ['$$ E = mc^2', '<li>and this a list</li>', '<p>This paragraph should stay prose, too.</p>'],
    absent: ['<math'],
  },
  'F04-inline-lines.ipynb': { there: ['<strong>bold</strong>', 'then.'], absent: [/<(?:ul|blockquote|h3)/] },
  'F05-table-pipes.ipynb': { there: ['∥', '<td>a norm: two bars each side</td>', '<td>a condition</td>'] },
  'F06-math-in-html-block.ipynb': {
    there: [/<div class="alert[^>]*>\s*The norm <math/, 'α', 'β', /<summary>Answer <math/],
  },
  'F07-math-in-html-output.ipynb': { there: ['<msqrt>'] },
  'F08-dollar-inside-math.ipynb': { there: [' and then <math', ' and <math'] },
  'F09-attachment-percent-key.ipynb': { there: ['<img src="/base/assets/'], absent: ['missing'] },
  'F10-hidden.ipynb': { there: ['visible', 'shown', '𝒂'], absent: ['ANSWER'] },
  'F11-toc.ipynb': {
    there: [
      /href="#(nb-item1)"[\s\S]*id="\1"/,
      /href="#(nb-two-spaces)"[\s\S]*id="\1"/,
      'href="#nb-calculating-set-of-w%CE%B8-pairs"',
      'id="nb-calculating-set-of-wθ-pairs"',
    ],
  },
  'F12-tag-in-environment.ipynb': {
    there: ['<mtext>(1.2)</mtext>', '<a href="#nb-eq-e">(1.2)</a>', '<a href="#nb-eq-f">(7)</a>'],
    absent: ['\\eqref'],
  },
  'F14-files-prefix.ipynb': { there: [/(?:<img src="\/own\/pic\.png"[\s\S]*){2}/] },
  'F16-align-inline.ipynb': { there: ['<mtable', 'now.'] },
  'F26-styler.ipynb': { there: ['1.2', /<td[^>]* class="[^"]*tint-/] },
  'F27-href.ipynb': { there: ['href="https://x.test/"', '<mn>5</mn>'] },
  'F37-bokeh-loader.ipynb': { absent: ['BokehJS'] },
  'n01-newcommand-argmax.ipynb': { there: ['𝔼'] },
  'n02-align-inline.ipynb': { there: ['<mtable'], absent: ['equation-number'] },
  'n03-footnote-other-cell.ipynb': { there: ['class="footnote-ref"', 'The text of the footnote.', 'More.'] },
  'n04-style-output.ipynb': { absent: ['IPython.core', /color:\s*red[^&]*<\/p>/] },
  'n05-empty-link.ipynb': { there: ['>chapter-2</a>', '>fig-1</a>'], absent: ['%s'] },
  'n06-mhchem.ipynb': { there: ['⟶', '# users', '<mmultiscripts>', '<menclose'] },
};

describe.skipIf(!existsSync(FAULTS))('notebooks that went wrong (needs ../shared/faults)', () => {
  let renderer: NotebookRenderer;
  beforeAll(async () => {
    renderer = await createNotebookRenderer(testTools);
  });

  test.each(Object.entries(EXPECTATIONS))('%s', async (name, { there = [], absent = [] }) => {
    const notebook = parseNotebook(readFileSync(join(FAULTS, name)), name);
    if (!notebook.ok) throw new Error(notebook.failure.message);
    const { html } = await renderer.render(notebook.value, {
      ...testContext,
      path: name,
      resolveFile: (path, kind) => {
        if (kind === 'image') return path === 'pic.png' ? '/own/pic.png' : undefined;
        return path.endsWith('.ipynb') ? `/notebooks/${path}` : undefined;
      },
    });

    for (const expected of there) {
      if (typeof expected === 'string') expect(html).toContain(expected);
      else expect(html).toMatch(expected);
    }
    for (const unwanted of ['math-source', ...absent]) {
      if (typeof unwanted === 'string') expect(html).not.toContain(unwanted);
      else expect(html).not.toMatch(unwanted);
    }
  });
});
