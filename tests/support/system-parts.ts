import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** One thing of Debian's that the tests use: found by looking at files, so that looking is quick. */
interface PartDefinition {
  /** Name of the Debian 12 package. */
  readonly debianPackage: string;
  /** Name of a program on the search path, or the absolute path of a file. */
  readonly sign: string;
  /** What is lost without it, for people. */
  readonly purpose: string;
}

/** Everything that tests may ask for by name. */
export const SYSTEM_PARTS = {
  chromium: {
    debianPackage: 'chromium-headless-shell',
    sign: '/usr/bin/chromium-headless-shell',
    purpose: 'browser tests, unless Playwright has a browser of its own',
  },
  'docker-registry': {
    debianPackage: 'docker-registry',
    sign: 'docker-registry',
    purpose: 'tests with a real registry',
  },
  podman: { debianPackage: 'podman', sign: 'podman', purpose: 'tests with real images' },
  runc: { debianPackage: 'runc', sign: 'runc', purpose: 'tests that run images' },
  skopeo: { debianPackage: 'skopeo', sign: 'skopeo', purpose: 'tests that copy images' },
  jupyterhub: { debianPackage: 'jupyterhub', sign: 'jupyterhub', purpose: 'tests with a real JupyterHub' },
  nbgitpuller: {
    debianPackage: 'python3-nbgitpuller',
    sign: 'gitpuller',
    purpose: 'tests that follow launch links',
  },
  'jupyter-notebook': {
    debianPackage: 'jupyter-notebook',
    sign: 'jupyter-notebook',
    purpose: 'tests that open notebooks',
  },
  ipykernel: {
    debianPackage: 'python3-ipykernel',
    sign: '/usr/share/jupyter/kernels/python3/kernel.json',
    purpose: 'tests that run notebooks',
  },
  nbclient: {
    debianPackage: 'python3-nbclient',
    sign: '/usr/lib/python3/dist-packages/nbclient/__init__.py',
    purpose: 'tests that run notebooks in an image',
  },
  nbconvert: {
    debianPackage: 'jupyter-nbconvert',
    sign: 'jupyter-nbconvert',
    purpose: 'tests that compare our pages with those of nbconvert',
  },
  shellcheck: {
    debianPackage: 'shellcheck',
    sign: 'shellcheck',
    purpose: 'tests of shell scripts in workflows',
  },
  ip: { debianPackage: 'iproute2', sign: 'ip', purpose: 'tests in a network of their own' },
  git: { debianPackage: 'git', sign: 'git', purpose: 'tests with real repositories' },
  w3m: { debianPackage: 'w3m', sign: 'w3m', purpose: 'launcher pages in a text browser' },
  jq: { debianPackage: 'jq', sign: 'jq', purpose: 'tests that run the steps of workflows' },
  curl: { debianPackage: 'curl', sign: 'curl', purpose: 'tests of what the workflows fetch' },
  'fonts-latin': {
    debianPackage: 'fonts-liberation',
    sign: '/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf',
    purpose: 'screenshots as most readers see the pages',
  },
  'fonts-scripts': {
    debianPackage: 'fonts-noto-core',
    sign: '/usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf',
    purpose: 'Arabic, Hebrew, Devanagari and others in screenshots',
  },
  'fonts-cjk': {
    debianPackage: 'fonts-wqy-microhei',
    sign: '/usr/share/fonts/truetype/wqy/wqy-microhei.ttc',
    purpose: 'Chinese, Japanese and Korean in screenshots',
  },
  'fonts-emoji': {
    debianPackage: 'fonts-noto-color-emoji',
    sign: '/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf',
    purpose: 'emoji in screenshots',
  },
} as const satisfies Readonly<Record<string, PartDefinition>>;

/** Name of a part, to be given to `describeWith`. */
export type SystemPart = keyof typeof SYSTEM_PARTS;

const ALL_PARTS = Object.keys(SYSTEM_PARTS).filter((name): name is SystemPart => name in SYSTEM_PARTS);

/** Programs of administrators may not be on the search path. */
const ADMINISTRATION_FOLDERS = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

/** Folders in which programs are looked for. */
export function searchFolders(searchPath = process.env.PATH ?? ''): string[] {
  return [...searchPath.split(delimiter).filter((folder) => folder !== ''), ...ADMINISTRATION_FOLDERS];
}

/** The parts that this machine lacks, in the order asked for. */
export function findMissingParts(
  parts: readonly SystemPart[] = ALL_PARTS,
  folders = searchFolders(),
): SystemPart[] {
  return parts.filter((part) => !hasSign(SYSTEM_PARTS[part].sign, folders));
}

function hasSign(sign: string, folders: readonly string[]): boolean {
  if (sign.startsWith('/')) return isAccessible(sign, constants.R_OK);
  return folders.some((folder) => isAccessible(join(folder, sign), constants.X_OK));
}

function isAccessible(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}

/** The one command that installs the parts on Debian, for a person to run as root. */
export function renderInstallCommand(parts: readonly SystemPart[]): string {
  const packages = parts.map((part) => SYSTEM_PARTS[part].debianPackage);
  return `apt-get update && apt-get install --no-install-recommends ${packages.join(' ')}`;
}
