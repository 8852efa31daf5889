import { cpSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const MANIFEST = `version: 1
site: {title: Bench, url: "https://example.org/bench/", language: en}
hubs: {hub: {type: jupyterhub, url: "https://hub.example.org", environments: [all]}}
environments: {all: {title: All, image: quay.io/example/all, tag: "1"}}
content:
  all: {title: All, repository: "https://github.com/example/all", branch: main, environment: all, directory: ./notebooks, max_notebooks: 50000}
`;

/**
 * Writes a catalogue of the notebooks below a folder. Each further copy differs in every notebook and in
 * every image, so that nothing is rendered or stored once for all.
 *
 * @returns the folder of its notebooks
 */
export function createBenchCatalogue(folder: string, notebooks: string, copies: number): string {
  const target = join(folder, 'notebooks');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'catalog.yaml'), MANIFEST);
  if (copies === 1) cpSync(notebooks, target, { recursive: true });
  else for (let copy = 0; copy < copies; copy += 1) writeCopy(notebooks, join(target, `copy-${copy}`), copy);
  return target;
}

function writeCopy(notebooks: string, target: string, copy: number): void {
  for (const path of globSync('**/*.ipynb', { cwd: notebooks })) {
    mkdirSync(dirname(join(target, path)), { recursive: true });
    writeFileSync(join(target, path), changeNotebook(readFileSync(join(notebooks, path), 'utf8'), copy));
  }
}

/** Changes one of the notebooks, another way in each run. */
export function editNotebook(folder: string, run: number): void {
  const [path = ''] = globSync('**/*.ipynb', { cwd: folder }).sort();
  writeFileSync(join(folder, path), changeNotebook(readFileSync(join(folder, path), 'utf8'), run));
}

/** One more cell at the end, and four more bytes behind the end of each image, where no reader looks. */
function changeNotebook(text: string, copy: number): string {
  const imageChanged = text.replace(/("image\/(?:png|jpeg)": ")([^"]+)(")/g, (_, before, base64, after) => {
    const bytes = Buffer.from(base64.replaceAll('\\n', ''), 'base64');
    return before + Buffer.concat([bytes, Buffer.from([0, 0, 0, copy])]).toString('base64') + after;
  });
  const notebook = JSON.parse(imageChanged);
  notebook.cells?.push({ cell_type: 'markdown', metadata: {}, source: `Copy ${copy}.` });
  return JSON.stringify(notebook);
}
