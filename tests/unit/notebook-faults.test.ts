import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseNotebook } from '../../src/core/notebooks/parse.ts';
import { createNotebookRenderer } from '../../src/core/notebooks/render.ts';
import { testContext, testTools } from '../../src/core/notebooks/test-notebooks.ts';
import type { NotebookRenderer } from '../../src/core/notebooks/types.ts';
import { CORPUS } from '../support/corpus.ts';

/** Small notebooks, each of which once failed, beside the corpus; they are no part of the project. */
const FAULTS = join(CORPUS, '../faults/notebooks');

interface Expectation {
  /** Types of the cells that are on the page, by their first letters. */
  readonly cells?: string;
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
  'F15-lfs-picture.ipynb': { there: ['Picture not shown: p'], absent: ['<img'] },
  'F16-align-inline.ipynb': { there: ['<mtable', 'now.'] },
  'F17-magics-light.py': { cells: 'mcc', there: ['</span>matplotlib inline'], absent: ['# %'] },
  'F17-magics.py': { cells: 'mcc', there: ['!pip install numpy', '%%bash'], absent: ['# !', 'language='] },
  'F18-marker-in-string.py': {
    cells: 'mc',
    there: ['not a marker', '<span class="tok-function">print</span>(s)'],
  },
  'F19-light-markdown.py': { cells: 'mmrc', there: ['A <strong>marked</strong> Markdown cell'] },
  'F20-hydrogen.py': { cells: 'mc', there: ['</span>matplotlib inline'] },
  'F20-nomarker.py': { cells: 'mc', there: ['>F20 nomarker</h2>'] },
  'F20-spin.R': { cells: 'mc', there: ['<p>prose</p>'], absent: ['chunk'] },
  'F23-admonition.md': {
    cells: 'mcm',
    there: ['Solution</p><p>See:</p></div>', '<p>End.</p>'],
    absent: [':::'],
  },
  'F23-div.qmd': {
    cells: 'mcmcm',
    there: [
      '<p class="admonition-title">Solution</p>',
      'print',
      '<img src="/own/pic.png" alt="cap" width="50"',
    ],
    absent: [':::', 'fig-b width', 'panel-tabset'],
  },
  'F26-styler.ipynb': { there: ['1.2', /<td[^>]* class="[^"]*tint-/] },
  'F27-href.ipynb': { there: ['href="https://x.test/"', '<mn>5</mn>'] },
  'F37-bokeh-loader.ipynb': { absent: ['BokehJS'] },
  'n01-newcommand-argmax.ipynb': { there: ['𝔼'] },
  'n02-align-inline.ipynb': { there: ['<mtable'], absent: ['equation-number'] },
  'n03-footnote-other-cell.ipynb': { there: ['class="footnote-ref"', 'The text of the footnote.', 'More.'] },
  'n04-style-output.ipynb': { absent: ['IPython.core', /color:\s*red[^&]*<\/p>/] },
  'n05-empty-link.ipynb': { there: ['>chapter-2</a>', '>fig-1</span>'], absent: ['%s'] },
  'n06-mhchem.ipynb': { there: ['⟶', '# users', '<mmultiscripts>', '<menclose'] },
  't01-hydrogen.py': { cells: 'mc', there: ['>Title</h2>'], absent: ['jupytext'] },
  't02-light-remove-cell.py': { cells: 'm', absent: ['solution', '42'] },
  't03-rmd-remove-cell.Rmd': { cells: 'm', absent: ['solution', '42'] },
  't04-myst-remove-cell.md': { cells: 'mm', there: ['<p>More.</p>'], absent: ['42', '+++'] },
  't05-light-markdown-marker.py': { cells: 'mc', there: ['<p>Text.</p>'], absent: ['slide'] },
  't06-light-magic.py': {
    cells: 'mccc',
    there: ['</span>matplotlib inline', '!pip install x'],
    absent: ['# %'],
  },
  't07-percent-language.py': {
    cells: 'cc',
    there: ['%%bash', 'aria-label="Bash code, cell 1"'],
    absent: ['# ls'],
  },
  't08-coding-line.jl': { cells: 'c', there: ['"é"', 'Julia code'], absent: ['coding'] },
  't09-coding-line-light.R': { cells: 'c', there: ['"é"'], absent: ['coding'] },
  't10-rmd-braces.Rmd': { cells: 'mcc', absent: ['slide', 'jupyter'] },
  't11-md-region.md': {
    cells: 'mcc',
    there: ['<p>and run it.</p>', 'Bash code, cell 3'],
    absent: ['region'],
  },
  't13-md-kernel-only.md': { cells: 'mc', absent: ['kernel'] },
};

describe.skipIf(!existsSync(FAULTS))('notebooks that went wrong (needs ../shared/faults)', () => {
  let renderer: NotebookRenderer;
  beforeAll(async () => {
    renderer = await createNotebookRenderer(testTools);
  });

  test('each has its expectations', () => {
    const files = readdirSync(FAULTS).filter((name) => !name.endsWith('.png'));
    expect(files.sort()).toEqual(Object.keys(EXPECTATIONS).sort());
  });

  test.each(Object.entries(EXPECTATIONS))('%s', async (name, { cells, there = [], absent = [] }) => {
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

    const types = [...html.matchAll(/<section class="cell cell-(.)/g)].map(([, letter]) => letter).join('');
    if (cells !== undefined) expect(types).toBe(cells);
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
