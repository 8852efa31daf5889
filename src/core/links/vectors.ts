import { composeLaunch } from './compose.ts';
import type { LaunchRequest } from './types.ts';

/** One published test vector: the input, and the link or the failure that results. */
export interface LinkVector {
  readonly name: string;
  readonly request: LaunchRequest;
  readonly url?: string;
  readonly warnings?: readonly string[];
  readonly failure?: string;
}

const MYBINDER = {
  id: 'mybinder',
  type: 'binderhub' as const,
  url: 'https://mybinder.org',
  title: 'mybinder.org',
  signIn: false,
};
const CLASS_HUB = {
  id: 'class',
  type: 'jupyterhub' as const,
  url: 'https://hub.example.org',
  title: 'Class hub',
  environments: ['env'],
  parentPath: '',
  signIn: true,
};
const BASIC = { repository: 'https://github.com/org/course', branch: 'main', path: 'index.ipynb' };
const ENV = { repository: 'https://github.com/org/env', ref: 'v1.0' };

/** What is tried on both kinds of hub. */
const BOTH: readonly (readonly [string, Partial<LaunchRequest>])[] = [
  ['plain', {}],
  ['spaces', { path: 'Week 1/My Notebook.ipynb' }],
  ['reserved characters', { path: 'a#b 50%&c+d?.ipynb' }],
  ['what looks encoded', { path: 'a%20b%23c%2Fd.ipynb' }],
  ['quotes, brackets and markup', { path: `"it's" (a) [b] <c>.ipynb` }],
  ['umlauts and Japanese', { path: 'Übung/日本.ipynb' }],
  ['a combining accent', { path: 'cafe\u0301.ipynb' }],
  ['right to left', { path: 'שלום/عالم.ipynb' }],
  ['emoji', { path: '👩🏽‍🔬 🧊.ipynb' }],
  ['a name that ends in a space', { path: 'notes ', app: 'lab' }],
  ['a folder', { path: 'week1/' }],
  ['the whole repository', { path: '' }],
  ['a branch with a slash', { branch: 'release/2026' }],
  ['a branch with #', { branch: 'issue#12' }],
  ['a branch with plus signs', { branch: 'c++' }],
  ['.git on GitHub', { repository: 'https://github.com/org/course.git' }],
  ['.git elsewhere', { repository: 'https://git.example.org/grp/sub/course.git' }],
  ['a slash at the end', { repository: 'https://github.com/org/course/' }],
  ['a hidden repository', { repository: 'https://github.com/org/.github' }],
  ['a target path', { targetPath: 'courses/2026/course' }],
  ['a folder for each ref', { branch: 'release/2026', hasFolderPerRef: true }],
  ['Notebook 7', { app: 'notebook' }],
  ['a text file in Notebook 7', { app: 'notebook', path: 'README.md' }],
  ['classic Notebook', { app: 'classic' }],
  ['RStudio', { app: 'rstudio', path: '' }],
  ['Shiny', { app: 'shiny', path: 'apps/bus/' }],
  ['Voilà', { app: 'voila' }],
  ['a template', { app: 'doc/tree/{path}' }],
  ['credentials', { repository: 'https://user:password@github.com/org/course' }],
  ['a page instead of a repository', { repository: 'https://github.com/org/course/tree/main' }],
  ['a commit as branch', { branch: '0123456789abcdef0123456789abcdef01234567' }],
  ['a hidden folder', { path: '.github/a.ipynb' }],
  ['a path that leads out', { path: '../a.ipynb' }],
];

const JUPYTERHUB_ONLY: readonly (readonly [string, Partial<LaunchRequest>])[] = [
  [
    'a path prefix and a parent path',
    { hub: { ...CLASS_HUB, url: 'https://example.org/jupyter', parentPath: 'my courses' } },
  ],
  ['a named server', { serverName: 'gpu' }],
  ['LTI', { isLtiLaunch: true, hub: { ...CLASS_HUB, url: 'https://example.org/jupyter' } }],
  ['a profile, JupyterHub 6', { spawn: { values: { profile: 'gpu' }, isPrefixed: true } }],
  ['a profile, older JupyterHub', { spawn: { values: { profile: 'gpu' }, isPrefixed: false } }],
  ['an ssh address', { repository: 'git@git.example.org:grp/course.git' }],
];

const BINDERHUB_ONLY: readonly (readonly [string, Partial<LaunchRequest>])[] = [
  ['a path prefix', { hub: { ...MYBINDER, url: 'https://notebooks.example.org/services/binder' } }],
  ['a ref with #', { binder: { ...ENV, ref: 'issue#12' } }],
  ['nested groups on GitLab', { binder: { repository: 'https://gitlab.com/grp/sub/env', ref: 'feature/x' } }],
  ['any git host', { binder: { repository: 'https://codeberg.org/org/env', ref: 'refs/heads/main' } }],
  ['a gist', { binder: { repository: 'https://gist.github.com/someone/0123abcd', ref: 'HEAD' } }],
  ['Zenodo', { binder: { repository: 'https://doi.org/10.5281/zenodo.3242074', ref: 'v1' } }],
  ['figshare', { binder: { repository: 'https://doi.org/10.6084/m9.figshare.9782777.v3', ref: 'v3' } }],
  ['Dataverse', { binder: { repository: 'https://doi.org/10.7910/DVN/TJCLKP', ref: 'v1' } }],
  ['an ssh address', { repository: 'git@git.example.org:grp/course.git' }],
];

/** All published vectors, in order. */
export function buildLinkVectors(): LinkVector[] {
  return [
    ...[...BOTH, ...JUPYTERHUB_ONLY].map(([name, change]) =>
      buildVector(`JupyterHub: ${name}`, { hub: CLASS_HUB, ...BASIC, ...change }),
    ),
    ...[...BOTH, ...BINDERHUB_ONLY].map(([name, change]) =>
      buildVector(`BinderHub: ${name}`, { hub: MYBINDER, binder: ENV, ...BASIC, ...change }),
    ),
  ];
}

/** The file that is published, `docs/vectors.json`. */
export function formatLinkVectors(vectors: readonly LinkVector[]): string {
  const text = JSON.stringify({ version: 1, vectors }, null, 2);
  // Lists of words on one line, as this repository's formatter writes them.
  return `${text.replace(/\[\s+("[^"\n]*"(?:,\s+"[^"\n]*")*)\s+\]/g, (_, words: string) => `[${words.replace(/\s+/g, ' ')}]`)}\n`;
}

function buildVector(name: string, request: LaunchRequest): LinkVector {
  const composed = composeLaunch(request);
  if (!composed.ok) return { name, request, failure: composed.failure.code };
  return {
    name,
    request,
    url: composed.value.url,
    warnings: composed.value.warnings.map(({ code }) => code),
  };
}
