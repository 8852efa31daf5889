import { DEFAULT_FOLDERS } from '../default-folders.ts';
import { type NewCatalogue, type NewFile, NOTEBOOK_FOLDER } from './answers.ts';
import { writeManifest } from './manifest.ts';
import { writeReadme } from './readme.ts';
import { RENOVATE_FILE, writeRenovate } from './renovate.ts';
import { writeWelcomeNotebook } from './welcome-notebook.ts';
import { GITHUB_WORKFLOW, writeGithubWorkflow } from './workflow-github.ts';
import { GITLAB_PIPELINE, writeGitlabPipeline } from './workflow-gitlab.ts';

/** Every file of a new catalogue, in the order in which people read them. */
export function listNewFiles(catalogue: NewCatalogue): readonly NewFile[] {
  return [
    { path: 'catalog.yaml', text: writeManifest(catalogue) },
    { path: 'README.md', text: writeReadme(catalogue) },
    ...(catalogue.contents.length === 0
      ? [{ path: `${NOTEBOOK_FOLDER}/welcome.ipynb`, text: writeWelcomeNotebook() }]
      : []),
    { path: 'package.json', text: writePackage(catalogue) },
    {
      path: '.gitignore',
      text: `node_modules/\n${DEFAULT_FOLDERS.site}/\n${DEFAULT_FOLDERS.cache}/\n.astro/\nstatus.json\nnight.json\n/outputs/\n`,
    },
    ...workflows(catalogue),
  ];
}

function writePackage({ slipway, node }: NewCatalogue): string {
  const commands = ['start', 'dev', 'build', 'check', 'nightly'];
  const manifest = {
    private: true,
    scripts: Object.fromEntries(commands.map((name) => [name, `slipway ${name}`])),
    dependencies: { slipway },
    ...(node !== undefined && { devDependencies: { node } }),
    // npm asks for each package that runs something when it is installed: these two fetch or place their program.
    allowScripts: { esbuild: true, ...(node !== undefined && { node: true }) },
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function workflows({ ci }: NewCatalogue): readonly NewFile[] {
  if (ci === 'none') return [];
  const renovate = { path: RENOVATE_FILE, text: writeRenovate() };
  return ci === 'github'
    ? [{ path: GITHUB_WORKFLOW, text: writeGithubWorkflow() }, renovate]
    : [{ path: GITLAB_PIPELINE, text: writeGitlabPipeline() }, renovate];
}
