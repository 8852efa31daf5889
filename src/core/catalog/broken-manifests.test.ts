import { describe, expect, test } from 'vitest';
import { applyEdits } from '../diagnostics/apply-fix.fixture.ts';
import type { Diagnostic } from '../diagnostics/types.ts';
import { change, EXAMPLE } from './example.fixture.ts';
import { parseCatalog } from './parse.ts';

/**
 * Manifests that are broken in one place. Each has one message, at the line that was changed, with an advice:
 * where that can be followed by a program, following it leaves a manifest without any problem; where it takes
 * a person (`by hand`), it says what to do.
 */
type Row = readonly [code: string, from: string, to: string, byHand?: 'by hand'];

const parse = (text: string): readonly Diagnostic[] => parseCatalog(text, 'catalog.yaml').diagnostics;

/** The lines that differ, first and last, 1-based. */
function changedLines(text: string): [number, number] {
  const [before, after] = [EXAMPLE.split('\n'), text.split('\n')];
  const first = after.findIndex((line, index) => line !== before[index]);
  let same = 0;
  while (same < after.length - first && after.at(-1 - same) === before.at(-1 - same)) same += 1;
  return [first + 1, Math.max(first + 1, after.length - same)];
}

function examine(text: string, code: string, byHand: boolean): void {
  const found = parse(text);
  expect(found.map((diagnostic) => diagnostic.code.replace('manifest/', ''))).toEqual([code]);
  const [diagnostic] = found;
  const [first, last] = changedLines(text);
  expect(diagnostic?.position.line).toBeGreaterThanOrEqual(first);
  expect(diagnostic?.position.line).toBeLessThanOrEqual(last);
  if (byHand) {
    expect(diagnostic?.fix).toBeUndefined();
    return;
  }
  expect(diagnostic?.hint).toBeDefined();
  const fixed = applyEdits(text, diagnostic?.fix ?? []);
  expect(parse(fixed).map(({ message }) => message)).toEqual([]);
  expect(fixed).not.toBe(text);
}

const IMAGE = 'image: ghcr.io/example/hydro';
const IMAGE_AND_TAG = '    image: ghcr.io/example/hydro\n    tag: 1.10\n';
const REPOSITORY = 'repository: https://github.com/example/tutorials';
const REPOSITORY_AND_BRANCH = `    ${REPOSITORY}\n    branch: on\n`;
const BINDER = 'repository: https://github.com/example/binder\n';
const BINDER_AND_REF = '      repository: https://github.com/example/binder\n      ref: 2026-11\n';
const HUB = 'url: https://mybinder.org';
const SITE = 'url: https://example.github.io/rivers/ ';
const TITLE = 'title: River lab';
const TAGS = 'tags: [rivers, 2026]';
const NOTEBOOK = '      courses/b.ipynb:';

const PULL =
  'urlpath=git-pull%3Frepo%3Dhttps%253A%252F%252Fgithub.com%252Fexample%252Fcourse%26urlpath%3Dlab%252Ftree%252Fcourse%252Fa.ipynb%26branch%3Dmain';
const BINDER_LINK = `https://mybinder.org/v2/gh/example/env/v1?${PULL}`;
const HUB_LINK =
  'https://hub.example.edu/hub/user-redirect/git-pull?repo=https%3A%2F%2Fgithub.com%2Fexample%2Fcourse&urlpath=lab%2Ftree%2Fcourse%2Fa.ipynb&branch=main';

/** One cause with many ways to write it. */
const each = (
  code: string,
  from: string,
  key: string,
  values: readonly string[],
  byHand?: 'by hand',
): Row[] =>
  values.map((value): Row => [code, from, `${key}${value}`, ...(byHand ? ([byHand] as const) : [])] as Row);

const LAUNCH_LINKS: readonly Row[] = [
  ...each('url-beyond-root', HUB, 'url: ', [
    BINDER_LINK,
    'https://mybinder.org/v2/gh/example/env/main',
    'https://mybinder.org/v2/gl/group%2Fname/main?urlpath=lab',
    'https://mybinder.org/v2/zenodo/10.5281/zenodo.1234567/',
    'https://mybinder.org/build/gh/example/env/main',
    'https://mybinder.org/repo/example/env',
    'https://hub.example.edu/hub/login?next=%2Fhub%2Fhome',
    'https://hub.example.edu/prefix/hub/spawn',
    'https://hub.example.edu/user/alice/lab/tree/course',
    'https://hub.example.edu/user/alice/lab/tree/a.ipynb?reset#x',
    'https://hub.example.edu/hub/user-redirect/lab',
    HUB_LINK,
  ]),
  ...each('url-page', REPOSITORY_AND_BRANCH, '    repository: ', [
    `"${HUB_LINK}"\n`,
    `${BINDER_LINK}\n`,
    'https://mybinder.org/v2/gh/example/course/main?labpath=a.ipynb\n',
    'https://mybinder.org/v2/git/https%3A%2F%2Fgit.example.org%2Fcourse.git/v1\n',
  ]),
  ...each('url-page', BINDER_AND_REF, '      repository: ', [
    `${BINDER_LINK}\n`,
    'https://mybinder.org/v2/gh/example/env/main\n',
    'https://mybinder.org/v2/gl/group%2Fname/stable?urlpath=lab\n',
  ]),
  ...each('url-page', 'repository: https://github.com/example/rivers', 'repository: ', [
    BINDER_LINK,
    HUB_LINK,
  ]),
];

const REPOSITORY_PAGES: readonly Row[] = [
  ...each('url-page', REPOSITORY_AND_BRANCH, '    repository: ', [
    'https://github.com/example/course/tree/main\n',
    'https://github.com/example/course/tree/main/notebooks\n',
    'https://github.com/example/course/blob/main/a.ipynb\n',
    'https://github.com/example/course/commits/main/a.ipynb\n',
    'https://gitlab.com/group/sub/course/-/tree/main\n',
    'https://gitlab.com/group/course/-/blob/main/a.ipynb?ref_type=heads\n',
    'https://codeberg.org/example/course/src/branch/main/a.ipynb\n',
    'https://bitbucket.org/example/course/src/main/a.ipynb\n',
    'https://nbviewer.org/github/example/course/blob/main/a.ipynb\n',
    'https://colab.research.google.com/github/example/course/blob/main/a.ipynb\n',
    'https://raw.githubusercontent.com/example/course/main/a.ipynb\n',
    'https://github.dev/example/course/blob/main/a.ipynb\n',
  ]),
  ...each('url-page', BINDER_AND_REF, '      repository: ', [
    'https://github.com/example/binder/tree/main\n',
    'https://github.com/example/binder/blob/0123456789abcdef0123456789abcdef01234567/Dockerfile\n',
    'https://gitlab.com/a/b/c/-/tree/main\n',
  ]),
  // The branch stays to be named where the page is that of a commit.
  ...each('url-page', REPOSITORY, 'repository: ', [
    'https://github.com/example/course/commit/0123456789abcdef0123456789abcdef01234567',
    'https://gitlab.com/group/course/-/issues',
  ]),
  ...each('bad-url', REPOSITORY, 'repository: ', [
    'https://github.com/example/course/issues/3',
    'https://github.com/example/course/releases',
    'https://codeberg.org/example/course/wiki/x',
  ]),
  ...each('url-query', REPOSITORY, 'repository: ', [
    'https://github.com/example/course?tab=readme-ov-file',
    'https://github.com/example/course#readme',
  ]),
  ...each('url-ssh', REPOSITORY, 'repository: ', [
    'git@github.com:example/course.git',
    'ssh://git@github.com/example/course',
    'git+ssh://git@gitlab.com/group/course.git',
    'github.com:example/course',
  ]),
  ...each(
    'bad-url',
    REPOSITORY,
    'repository: ',
    ['https://github.com/example', 'https://github.com'],
    'by hand',
  ),
];

const ADDRESSES: readonly Row[] = [
  ...each('bad-url', HUB, 'url: ', [
    'https://mybinder,org',
    'https://mybinder.org,',
    'https://mybinder.org;',
    'https://mybinder..org',
    'https://https://mybinder.org',
    'http://https://mybinder.org',
    'https//mybinder.org',
    'https:/mybinder.org',
    'https:mybinder.org',
    'https:\\\\mybinder.org',
    'htps://mybinder.org',
    'ttps://mybinder.org',
    'mybinder.org',
    'mybinder.org/',
    'www.mybinder.org',
    'mybinder.org:443',
    '//mybinder.org',
    '<https://mybinder.org>',
    '(https://mybinder.org)',
    '"[Binder](https://mybinder.org)"',
    '"`https://mybinder.org`"',
    '" https://mybinder.org"',
    '"https://mybinder.org "',
    'https://mybinder.org\u00a0',
    '\u200bhttps://mybinder.org',
    'https://mybinder.org\u201d',
  ]),
  ...each(
    'bad-url',
    HUB,
    'url: ',
    ['mybinder', 'file:///srv/hub', '../hub', 'https://', 'my binder'],
    'by hand',
  ),
  ...each('url-not-https', HUB, 'url: ', ['http://mybinder.org', 'HTTP://mybinder.org']),
  ...each('url-query', HUB, 'url: ', ['https://mybinder.org/?x', 'https://mybinder.org/#top']),
  ...each('url-is-file', HUB, 'url: ', ['https://mybinder.org/index.html', 'https://mybinder.org/home.htm']),
  ...each(
    'url-credentials',
    HUB,
    'url: ',
    ['https://me:hush@mybinder.org', 'https://token@mybinder.org'],
    'by hand',
  ),
  ...each('site-is-repository', SITE, 'url: ', [
    'https://github.com/o/r ',
    'https://github.com/o/o.github.io ',
    'https://github.com/O/r.git ',
    'https://gitlab.com/group/course ',
    'https://codeberg.org/o/r ',
    'https://www.github.com/o/r/tree/gh-pages ',
  ]),
  ...each('url-is-file', SITE, 'url: ', [
    'https://example.github.io/rivers/index.html ',
    'https://example.github.io/index.htm ',
    'https://example.github.io/rivers/Index.HTML ',
  ]),
  ...each('bad-url', SITE, 'url: ', [
    'https://example,github.io/rivers/ ',
    'example.github.io/rivers/ ',
    'https://example.github.io\\rivers ',
  ]),
];

const IMAGES: readonly Row[] = [
  ...each('bad-image', IMAGE_AND_TAG, '    image: ', [
    'https://hub.docker.com/layers/example/hydro/1.10/images/sha256-00\n',
    'docker pull quay.io/a/b:tag\n',
    'docker pull a/b:v1\n',
    'docker pull --platform linux/amd64 quay.io/a/b:tag\n',
    'podman pull quay.io/a/b:tag\n',
    'sudo docker run -it --rm -p 8888:8888 quay.io/a/b:tag\n',
    'docker://quay.io/a/b:tag\n',
    'oci://ghcr.io/a/b:tag\n',
    'https://quay.io/a/b:tag\n',
    'FROM quay.io/a/b:tag\n',
    '"image: quay.io/a/b:tag"\n',
    'https://quay.io/repository/a/b?tag=v1\n',
    'https://github.com/users/o/packages/container/env/1234?tag=v1\n',
    'https://github.com/o/r/pkgs/container/env/1234?tag=v1\n',
    '"quay.io/a/b:tag,"\n',
  ]),
  ...each('bad-image', IMAGE, 'image: ', [
    'https://hub.docker.com/r/example/hydro',
    'https://hub.docker.com/r/example/hydro/tags',
    'https://hub.docker.com/_/python',
    'hub.docker.com/r/example/hydro',
    'https://hub.docker.com/repository/docker/example/hydro/general',
    'https://quay.io/repository/a/b',
    'https://quay.io/repository/a/b?tab=tags',
    'quay.io/repository/a/b',
    'https://github.com/orgs/Example/packages/container/package/env',
    'https://github.com/orgs/example/packages/container/package/group%2Fenv',
    'https://github.com/o/r/pkgs/container/env',
    'github.com/o/r/pkgs/container/env',
    'https://gitlab.com/group/course/container_registry/123',
    'https://gallery.ecr.aws/a/b',
    'https://ghcr.io/example/hydro',
    'docker pull quay.io/a/b:latest',
    'docker pull quay.io/a/b',
  ]),
  ...each('image-with-tag', IMAGE_AND_TAG, '    image: ', [
    'ghcr.io/example/hydro:v1\n',
    'localhost:5000/hydro:v1\n',
    `ghcr.io/example/hydro:v1@sha256:${'0'.repeat(64)}\n    label: x\n`.replace('\n    label: x', ''),
  ]),
  ...each('image-upper-case', IMAGE, 'image: ', ['ghcr.io/Example/hydro', 'OGGM/r2d']),
  ...each('bad-image', IMAGE, 'image: ', ['ghcr.io//hydro', 'ghcr.io/a/-b', '"a b"'], 'by hand'),
  ...each('latest-tag', 'tag: 1.10', 'tag: ', ['latest', 'Latest'], 'by hand'),
  ...each('bad-tag', 'tag: 1.10', 'tag: ', ['"a b"', '-x', `v1@sha256:${'0'.repeat(64)}`], 'by hand'),
  ['bad-digest', 'digest: sha256:00', 'digest: 00'],
  ['bad-digest', 'digest: sha256:00', 'digest: sha256:', 'by hand'],
];

const PATHS: readonly Row[] = [
  ...each('path-outside', NOTEBOOK, '      ', [
    'https://github.com/example/tutorials/blob/main/courses/c.ipynb:',
    'https://github.com/example/tutorials/blob/main/a%20b.ipynb:',
    'https://gitlab.com/group/course/-/blob/main/c.ipynb:',
    'https://nbviewer.org/github/example/tutorials/blob/main/c.ipynb:',
    'https://raw.githubusercontent.com/example/tutorials/main/c.ipynb:',
    `${HUB_LINK}:`,
    '/courses/c.ipynb:',
  ]),
  ...each(
    'path-outside',
    NOTEBOOK,
    '      ',
    ['../c.ipynb:', '~/c.ipynb:', '"C:/c.ipynb":', '/home/me/c.ipynb:'],
    'by hand',
  ),
  ...each('bad-path', NOTEBOOK, '      ', [
    './courses/c.ipynb:',
    'courses//c.ipynb:',
    'courses/c.ipynb/:',
    'courses\\c.ipynb:',
  ]),
  ...each('path-outside', 'include: ["notebooks/**/*.ipynb"]', 'include: ', [
    '["https://github.com/example/tutorials/blob/main/a.ipynb"]',
    '["https://github.com/example/tutorials/tree/main/notebooks"]',
    '["/notebooks/*.ipynb"]',
  ]),
  ['bad-glob', '"**/_*"', '"!x"', 'by hand'],
  ['bad-glob', '"**/_*"', '"**/@(a|b)/*"'],
  ['bad-glob', '"**/_*"', '"+(a|b)+(c|d)"', 'by hand'],
  ['bad-glob', '"**/_*"', `"${'*a'.repeat(300)}"`, 'by hand'],
  ['bad-path', '"**/_*"', "'a\\b'"],
  ['bad-path', './tutorials', '"a\\\\b"'],
  ...each(
    'path-outside',
    './tutorials',
    '',
    [
      '../tutorials',
      '~/tutorials',
      'file:///srv/tutorials',
      'file:tutorials',
      'https://github.com/example/tutorials',
      'git@github.com:example/tutorials.git',
      'C:\\tutorials',
      '\\\\server\\tutorials',
      '$HOME/tutorials',
      '$COURSE',
      '"%USERPROFILE%/tutorials"',
    ],
    'by hand',
  ),
];

const SHAPES: readonly Row[] = [
  ...each('wrong-type', TAGS, '', [
    'tags: a, b',
    'tags: a; b',
    'tags: rivers',
    'tags: course work, rivers',
    'tags: "a, b"',
    'tags:\n      -\u00a0rivers\n      -\u00a0lakes',
  ]),
  ...each('wrong-type', TAGS, 'tags: ', ['{}', '""', '~', 'null']),
  ...each('wrong-type', 'moved:\n  tutorials/old-name: tutorials/welcome', 'moved: ', ['[]', '""', '~']),
  ...each('wrong-type', 'hubs: [class, binder]', 'hubs: ', ['class, binder', 'class']),
  ...each('wrong-type', 'environments: [hydro, shiny]', 'environments: ', ['hydro, shiny', 'hydro;shiny']),
  ...each('wrong-type', '["**/_*"]', '', ['x', '"**/_*, **/x"', '"**/{a,b}"']),
  [
    'wrong-type',
    'moved:\n  tutorials/old-name: tutorials/welcome',
    'moved:\n  - tutorials/old-name: tutorials/welcome',
  ],
  [
    'wrong-type',
    'moved:\n  tutorials/old-name: tutorials/welcome',
    'moved:\n  - tutorials/old-name',
    'by hand',
  ],
  [
    'wrong-type',
    '  binder:\n    type: binderhub\n    url: https://mybinder.org\n  class:\n    type: jupyterhub\n    url: https://hub.example.edu/jupyter/\n    title: Class hub\n    environments: [hydro, shiny]\n    app: lab\n    parent_path: ""\n    sign_in: true\n',
    '  - id: binder\n    type: binderhub\n    url: https://mybinder.org\n  - id: class\n    type: jupyterhub\n    url: https://hub.example.edu/jupyter/\n    title: Class hub\n    environments: [hydro, shiny]\n    app: lab\n    parent_path: ""\n    sign_in: true\n',
  ],
  [
    'wrong-type',
    '      courses/b.ipynb:\n      courses/a.ipynb: {title: 1_000, id: welcome, tags: [start], environment: shiny, description: ~}',
    '      - courses/b.ipynb\n      - courses/a.ipynb',
    'by hand',
  ],
  [
    'wrong-type',
    '    earlier:\n      - tag: 007\n        label: Spring 2022\n        binder',
    '    earlier:\n        tag: 007\n        label: Spring 2022\n        binder',
  ],
  [
    'wrong-type',
    'binder: {repository: https://github.com/example/binder, ref: 1e3}',
    'binder: https://github.com/example/binder',
    'by hand',
  ],
  ['wrong-type', 'title: Tutorials', 'title: [Tutorials]'],
  ['wrong-type', 'title: Tutorials', 'title:\n      - Tutorials'],
  ['wrong-type', 'title: Tutorials', 'title: [a, b]', 'by hand'],
  ['wrong-type', 'language: pt-br', 'language: {pt: br}', 'by hand'],
  ...each('wrong-type', 'sign_in: true', 'sign_in: ', [
    'yes',
    'on',
    'Yes',
    'no',
    'off',
    '1',
    '"\u201ctrue\u201d"',
  ]),
  ['wrong-type', 'sign_in: true', 'sign_in: maybe', 'by hand'],
  ...each('wrong-number', 'stale_after_days: 365', 'stale_after_days: ', [
    '365 days',
    '365d',
    '"\u201c365\u201d"',
    '~365',
  ]),
  ...each(
    'wrong-number',
    'stale_after_days: 365',
    'stale_after_days: ',
    ['a year', '0', '-1', '1.5', '99999'],
    'by hand',
  ),
];

const KEYS: readonly Row[] = [
  ...each('unknown-key', REPOSITORY, '', [
    'repo: https://github.com/example/tutorials',
    'url: https://github.com/example/tutorials',
    'git: https://github.com/example/tutorials',
    'repositroy: https://github.com/example/tutorials',
    'Repository: https://github.com/example/tutorials',
    '"\u201crepository\u201d": https://github.com/example/tutorials',
    'repository\u00a0: https://github.com/example/tutorials',
  ]),
  ...each('unknown-key', '    branch: on', '    ', [
    'ref: on',
    'rev: on',
    'tag: on',
    'version: on',
    'brnch: on',
    'Branch: on',
    'branches: on',
  ]),
  ['unknown-key', '      ref: 2026-11', '      branch: 2026-11'],
  ['unknown-key', '    sign_in: true', '    sign_in: true\n    expect: {idle_minute: 10}'],
  [
    'missing-key',
    '      spring-2022: {label: Spring 2022, branch: null, tag: 007}',
    '      spring-2022:',
    'by hand',
  ],
  ['missing-key', '  tutorials/old-name: tutorials/welcome', '  tutorials/old-name:', 'by hand'],
  ['unknown-key', BINDER, `repo${BINDER.slice(10)}`],
  ['unknown-key', '    tag: 1.10', '    version: 1.10'],
  ['unknown-key', '    type: binderhub', '    kind: binderhub'],
  ['unknown-key', TITLE, 'titel: River lab'],
  ['unknown-key', TITLE, 'name: River lab'],
  ['unknown-key', 'site:', 'Site:'],
  ['unknown-key', 'content:\n', 'contents:\n'],
  ['unknown-key', 'content:\n', 'courses:\n'],
  ['unknown-key', 'hubs:\n', 'hub:\n'],
  ['unknown-key', 'environments:\n', 'enviroments:\n'],
  ['unknown-key', 'version: 1', 'Version: 1'],
  ['unknown-key', 'moved:', 'redirects:'],
  ['unknown-key', 'exclude: ', 'ignore: '],
  ['unknown-key', 'moved:', 'hubz: 1\nmoved:', 'by hand'],
  ['unknown-key', 'moved:', 'colour: red\nmoved:', 'by hand'],
  ['duplicate-key', 'moved:', 'site: {}\nmoved:', 'by hand'],
  ['bad-id', '  tutorials:\n', '  Tutorials 2:\n'.replace('Tutorials 2', 'Tutorials')],
  ['bad-id', 'id: welcome', 'id: Wélcome 2'],
  ['bad-id', '  spring-2022:', '  Spring 2022:'],
  ['bad-notebook-id', ': tutorials/welcome', ': welcome', 'by hand'],
];

const WORDS: readonly Row[] = [
  ['not-allowed', 'type: binderhub', 'type: binder'],
  ['not-allowed', 'type: jupyterhub', 'type: JupyterHub'],
  ['not-allowed', 'type: binderhub', 'type: galaxy', 'by hand'],
  ...each('bad-app', 'app: shiny/{path}', 'app: ', ['jupyterlab', 'Lab', 'retrolab', 'tree', 'notebok']),
  ...each(
    'bad-app',
    'app: shiny/{path}',
    'app: ',
    ['/shiny/{path}', 'https://x.org/{path}', '../{path}'],
    'by hand',
  ),
  ...each('bad-language', 'language: en', 'language: ', ['en_US', 'de_DE.UTF-8']),
  ...each('bad-language', 'language: en', 'language: ', ['english', '12'], 'by hand'),
  ...each('bad-ref', '    branch: on', '    branch: ', [
    'refs/heads/main',
    'refs/tags/v1',
    'refs/remotes/origin/main',
  ]),
  ...each(
    'bad-ref',
    '    branch: on',
    '    branch: ',
    ['a b', 'a..b', '"a~1"', 'HEAD', 'x.lock', '-x', '"@"'],
    'by hand',
  ),
  ['commit-as-branch', 'branch: on', 'branch: 0123456789abcdef0123456789abcdef01234567', 'by hand'],
  ['unknown-environment', 'environment: shiny', 'environment: shinny'],
  ['unknown-environment', 'environments: [hydro, shiny]', 'environments: [hydr0, shiny]'],
  ['unknown-environment', '    environment: hydro\n', '    environment: python\n', 'by hand'],
  ['unknown-hub', 'hubs: [class, binder]', 'hubs: [clas, binder]'],
  ['unknown-hub', 'hubs: [class, binder]', 'hubs: [class, moon]', 'by hand'],
  ['unknown-tag', 'tag: 007}', 'tag: 07}'],
  ['unknown-content', ': tutorials/welcome', ': tutorial/welcome', 'by hand'],
  ['bad-version', 'version: 1', 'version: 1.0'],
  ['no-hub', 'hubs: [class, binder]', 'hubs: []', 'by hand'],
  ['bad-version', 'version: 1', 'version: 2', 'by hand'],
  ['empty-text', 'title: Tutorials', 'title: ""', 'by hand'],
  [
    'missing-key',
    '    type: jupyterhub\n    url: https://hub.example.edu/jupyter/\n',
    '    url: https://hub.example.edu/jupyter/\n    type:\n',
    'by hand',
  ],
  ['missing-key', 'title: Tutorials', 'title: #1 in class'],
];

const TEXT: readonly Row[] = [
  ['comment-in-text', TITLE, 'title: Course #1'],
  ['comment-in-text', 'description: Hydrology in the browser', 'description: Hydrology #rivers #lakes'],
  ['comment-in-text', 'label: Autumn 2026', 'label: Autumn #2'],
  ['curly-quotes', TITLE, 'title: \u201cRiver lab\u201d'],
  ['curly-quotes', TITLE, 'title: \u2018River lab\u2019'],
  ['curly-quotes', TITLE, 'title: \u201eRiver lab\u201c'],
  ['curly-quotes', HUB, 'url: \u201chttps://mybinder.org\u201d'],
  ['curly-quotes', 'branch: on', 'branch: \u201con\u201d'],
  ['curly-quotes', IMAGE, 'image: \u00abghcr.io/example/hydro\u00bb'],
  ['curly-quotes', 'language: en', 'language: \u2018en\u2019'],
  ['curly-quotes', 'include: ["notebooks/**/*.ipynb"]', 'include: [\u201cnotebooks/**/*.ipynb\u201d]'],
  ['yaml-syntax', TITLE, 'title: \u201cRivers: a lab\u201d'],
  ['yaml-syntax', TITLE, 'title: "River lab\u201d'],
  ['yaml-syntax', TITLE, 'title: "River lab'],
  ['yaml-syntax', TITLE, "title: 'River lab"],
  ['yaml-syntax', TITLE, 'title: "River" lab'],
  ['yaml-syntax', TITLE, 'title: Rivers: a lab'],
  ['yaml-syntax', TITLE, 'title: - River lab'],
  ['yaml-syntax', TITLE, 'title: @rivers'],
  ['yaml-syntax', TITLE, 'title: `rivers`'],
  ['yaml-syntax', TITLE, 'title: "a\\qb"'],
  ['yaml-syntax', TITLE, 'title:River lab'],
  ['yaml-syntax', TITLE, 'title:\u00a0River lab'],
  ['yaml-syntax', TITLE, 'title River lab', 'by hand'],
  ['yaml-syntax', '  title: River lab', '\ttitle: River lab'],
  ['yaml-syntax', '    title: Class hub', '\t\ttitle: Class hub'],
  ['yaml-syntax', '[class, binder]', '[class, binder'],
  ['yaml-syntax', '[class, binder]', '[class, binder]]'],
  [
    'yaml-syntax',
    'binder: {repository: https://github.com/example/binder, ref: 1e3}',
    'binder: {repository: https://github.com/example/binder, ref: 1e3',
  ],
  ['yaml-syntax', '    image: ghcr.io/example/hydro', '   image: ghcr.io/example/hydro', 'by hand'],
  ['odd-space', '    title: Hydrology', '\u00a0   title: Hydrology'],
  ['odd-space', '    title: Hydrology', '    \u200btitle: Hydrology'],
  ['odd-space', '  title: River lab\n', '\u00a0\u00a0title: River lab\n'],
  ['odd-space', '    title: Tutorials', '\u2003\u2003\u2003\u2003title: Tutorials'],
  ['odd-space', '  binder:\n    type', '\u00a0\u00a0binder:\n    type'],
  ['odd-space', 'moved:', '\ufeffmoved:'],
  ['unknown-alias', 'include: ["notebooks/**/*.ipynb"]', 'include: [*.ipynb]'],
  ['unknown-alias', 'include: ["notebooks/**/*.ipynb"]', 'include: [**/*.ipynb]'],
  ['yaml-tag', 'version: 1', 'version: !!int 1'],
  [
    'merge-conflict',
    '    branch: on',
    '<<<<<<< HEAD\n    branch: on\n=======\n    branch: main\n>>>>>>> theirs',
    'by hand',
  ],
  [
    'merge-conflict',
    'moved:',
    '<<<<<<< HEAD\nmoved:\n||||||| base\n=======\n>>>>>>> 0123456 (x)\nmoved:',
    'by hand',
  ],
  ['merge-conflict', 'moved:', '>>>>>>> theirs\nmoved:', 'by hand'],
  ['multiple-documents', 'moved:', '---\nmoved:', 'by hand'],
  ['line-ends', `${TITLE}\n`, `${TITLE}\r`],
  ['not-text', TITLE, 'title: a\u0000b', 'by hand'],
];

describe.each([
  ['launch links in the place of addresses', LAUNCH_LINKS],
  ['pages of repositories', REPOSITORY_PAGES],
  ['addresses', ADDRESSES],
  ['images', IMAGES],
  ['paths and patterns', PATHS],
  ['lists, mappings and texts', SHAPES],
  ['keys', KEYS],
  ['words and references', WORDS],
  ['the text of the file', TEXT],
])('%s', (_, rows) => {
  test.each(rows.map((row) => [row[0], row[2], row] as const))('%s: %j', (code, to, row) => {
    examine(change(row[1], to), code, row[3] === 'by hand');
  });
});

test('there are 250 of them', () => {
  const rows = [LAUNCH_LINKS, REPOSITORY_PAGES, ADDRESSES, IMAGES, PATHS, SHAPES, KEYS, WORDS, TEXT].flat();
  expect(new Set(rows.map(([, from, to]) => `${from} ${to}`)).size).toBeGreaterThanOrEqual(250);
});

describe('two keys of other tools in one entry', () => {
  test.each([
    ['repo', 'ref'],
    ['repo', 'branch'],
    ['repository', 'ref'],
    ['url', 'tag'],
    ['git', 'rev'],
    ['git', 'version'],
  ])('%s and %s have one message each, and following both leaves nothing', (repository, branch) => {
    const text = change(
      REPOSITORY_AND_BRANCH,
      `    ${repository}: https://github.com/example/tutorials\n    ${branch}: on\n`,
    );
    const found = parse(text);
    const written = [repository, branch].filter((key) => key !== 'repository' && key !== 'branch');
    expect(
      found.map(({ code, position, message }) => [code, position.line, /"(\w+)"/.exec(message)?.[1]]),
    ).toEqual(written.map((key) => ['manifest/unknown-key', key === repository ? 45 : 46, key]));
    const fixes = found.flatMap(({ fix }) => fix ?? []);
    expect(parse(applyEdits(text, fixes)).map(({ message }) => message)).toEqual([]);
  });
});

describe('one cause in many places', () => {
  const withNotebooks = (entry: (index: number) => string) =>
    change(NOTEBOOK, Array.from({ length: 27 }, (_, index) => `      ${entry(index)}`).join('\n'));

  test.each([
    ['unknown-environment', (index: number) => `c${index}.ipynb: {environment: shinny}`],
    ['unknown-key', (index: number) => `c${index}.ipynb: {name: x}`],
    ['bad-path', (index: number) => `./c${index}.ipynb: {}`],
    ['bad-path', (index: number) => `courses\\c${index}.ipynb: {}`],
    ['path-outside', (index: number) => `/courses/c${index}.ipynb: {}`],
    ['path-outside', (index: number) => `https://github.com/o/r/blob/main/c${index}.ipynb: {}`],
    ['wrong-type', (index: number) => `c${index}.ipynb: {tags: a}`],
    ['wrong-type', (index: number) => `c${index}.ipynb: Title ${index}`],
  ])('%s is told once for 27 notebooks, with the other lines', (code, entry) => {
    const text = withNotebooks(entry);
    const found = parse(text);
    expect(found.map((diagnostic) => diagnostic.code)).toEqual([`manifest/${code}`]);
    expect(found[0]?.position.line).toBe(56);
    expect(found[0]?.message).toMatch(/ The same in lines 57, 58, 59, 60, 61 and 21 more\.$/);
    if (found[0]?.fix === undefined) return;
    expect(parse(applyEdits(text, found[0].fix))).toEqual([]);
  });
});
