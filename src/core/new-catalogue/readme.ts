import { hubKind } from '../hub-kinds/kinds.ts';
import { type NewCatalogue, NOTEBOOK_FOLDER } from './answers.ts';

const PUBLISHING: Readonly<Record<NewCatalogue['ci'], readonly string[]>> = {
  github: [
    '1. In the settings of the repository choose *Pages → Source → GitHub Actions*.',
    '2. Push to `main`. The site is built and published, and each night every launch link is tried.',
  ],
  gitlab: [
    '1. Push to the default branch. The site is built and published.',
    '2. Under *Build → Pipeline schedules* add a schedule, such as `23 3 * * *`: it tries every launch link.',
  ],
  none: ['`npm run build` writes the site into `dist/`: plain files for any web server.'],
};

/** `README.md`: one screen for the maintainers of the catalogue. */
export function writeReadme(catalogue: NewCatalogue): string {
  const { title, url, ci, contents } = catalogue;
  const own =
    contents.length === 0
      ? [`Your notebooks belong into \`${NOTEBOOK_FOLDER}/\`; each gets a page and a launch button.`]
      : ['The notebooks stay in their own repositories, which `catalog.yaml` names.'];
  return [
    `# ${title.replaceAll(/\s+/g, ' ')}`,
    '',
    `A catalogue of notebooks that start in the browser: <${url}>. It is made by Slipway from one file,`,
    '[`catalog.yaml`](catalog.yaml).',
    '',
    '```',
    'npm install',
    'npm start',
    '```',
    '',
    'builds the site and prints the address where it is served. Commit `package-lock.json`, which the first command writes.',
    '',
    '| command | does |',
    '|---|---|',
    '| `npm run dev` | shows every change as soon as you save it |',
    '| `npm run check` | looks at the manifest and everything it points at, and says what is wrong and where |',
    '| `npm run build` | writes the site into `dist/` |',
    '',
    ...own,
    '',
    '## Publish it',
    '',
    ...PUBLISHING[ci],
    '',
    ...binderSection(catalogue),
  ].join('\n');
}

function binderSection({ hub, image }: NewCatalogue): readonly string[] {
  if (hubKind(hub.type).runs !== 'binder-repositories') return [];
  const from = `FROM ${image.name}:${image.tag}${image.digest === undefined ? '' : `@${image.digest}`}`;
  return [
    '## Make the branch that Binder builds',
    '',
    'A BinderHub starts from a Dockerfile. On GitHub or GitLab, make a branch called `binder-main` in the web interface,',
    'and in it a file called `Dockerfile` with one line (and one more, where the image has no nbgitpuller:',
    '`RUN pip install --no-cache-dir nbgitpuller`):',
    '',
    '```',
    from,
    '```',
    '',
    '`npm run check` says whether it is right.',
    '',
    ...(image.digest === undefined
      ? []
      : [
          'Where the image has nbgitpuller, Slipway can do this for you: in `catalog.yaml`, write `binder: managed` in the place',
          'of `binder:` and the two lines below it, and run `npx slipway binder-refs --push` in your clone.',
        ]),
    '',
  ];
}
