import { cpSync, existsSync, globSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Folders of a job, and of what it shares with others. */
export interface JobFolders {
  /** The files of the commit. */
  readonly repository: string;
  /** Other repositories: name → folder. */
  readonly repositories: Readonly<Record<string, string>>;
  readonly workspace: string;
  readonly caches: string;
  readonly artifacts: string;
  readonly published: string;
}

export interface ActionDone {
  readonly isOk: boolean;
  /** To be done when the job has gone well. */
  readonly atTheEnd?: () => void;
}

type Inputs = Readonly<Record<string, string>>;
const PAGES = 'github-pages';
const DONE: ActionDone = { isOk: true };

/** What the official actions do that a catalogue's workflow uses, in folders of this machine. */
const ACTIONS: Readonly<Record<string, (inputs: Inputs, folders: JobFolders) => ActionDone>> = {
  'actions/checkout': ({ repository: other = '' }, { repository, repositories, workspace }) => {
    const folder = other === '' ? repository : repositories[other];
    if (folder === undefined) return { isOk: false };
    cpSync(folder, workspace, { recursive: true });
    return DONE;
  },
  // With `cache: npm` it fails where no lock file is committed.
  'actions/setup-node': ({ cache }, { workspace }) => ({
    isOk: cache !== 'npm' || existsSync(join(workspace, 'package-lock.json')),
  }),
  'actions/cache': ({ path = '', key = '', 'restore-keys': prefixes = '' }, { workspace, caches }) => {
    mkdirSync(caches, { recursive: true });
    const found = [key, ...prefixes.split('\n')]
      .filter((prefix) => prefix !== '')
      .flatMap((prefix) => readdirSync(caches).filter((name) => name.startsWith(prefix)))[0];
    if (found !== undefined) cpSync(join(caches, found), join(workspace, path), { recursive: true });
    return {
      isOk: true,
      atTheEnd: () => {
        if (!existsSync(join(workspace, path))) return;
        if (found !== undefined) rmSync(join(caches, found), { recursive: true });
        cpSync(join(workspace, path), join(caches, key), { recursive: true });
      },
    };
  },
  'actions/upload-artifact': ({ name = '', path = '' }, { workspace, artifacts }) => {
    // Of several patterns, files keep their paths.
    const patterns = path.split('\n').filter((each) => each !== '');
    const nameOf = (file: string) => (patterns.length > 1 ? file : basename(file));
    for (const file of globSync(patterns, { cwd: workspace }))
      cpSync(join(workspace, file), join(artifacts, name, nameOf(file)));
    return DONE;
  },
  'actions/download-artifact': ({ pattern = '', path = '' }, { workspace, artifacts }) => {
    for (const artifact of globSync(pattern, { cwd: artifacts }))
      cpSync(join(artifacts, artifact), join(workspace, path), { recursive: true });
    return DONE;
  },
  'actions/upload-pages-artifact': ({ path = '' }, { workspace, artifacts }) => {
    const isOk = existsSync(join(workspace, path));
    if (isOk) cpSync(join(workspace, path), join(artifacts, PAGES), { recursive: true });
    return { isOk };
  },
  'actions/deploy-pages': (_, { artifacts, published }) => {
    rmSync(published, { recursive: true, force: true });
    mkdirSync(dirname(published), { recursive: true });
    cpSync(join(artifacts, PAGES), published, { recursive: true });
    return DONE;
  },
};

/**
 * @param uses such as `actions/checkout@v7`
 * @throws where the action is not known here
 */
export function runAction(uses: string, inputs: Inputs, folders: JobFolders): ActionDone {
  const action = ACTIONS[uses.split('@')[0] ?? ''];
  if (action === undefined) throw new Error(`${uses} is not known here.`);
  return action(inputs, folders);
}
