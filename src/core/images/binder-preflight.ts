/** What an image says of itself, as its configuration has it. */
export interface ImageSetup {
  /** `User`; empty means root. */
  readonly user: string;
  readonly entrypoint: readonly string[];
  /** `Cmd`: what is run where no command is given. */
  readonly command: readonly string[];
  /** Names of environment variables. */
  readonly variables: readonly string[];
  /** Value of the variable `NB_UID`, by which Jupyter's images name the id of their user. */
  readonly notebookUserId?: string;
  readonly labels: Readonly<Record<string, string>>;
  /** The instructions that made its layers, as far as they are known. */
  readonly instructions: readonly string[];
}

/** `unknown` where the configuration does not tell: what files a layer holds is in no configuration. */
export type Tristate = 'yes' | 'no' | 'unknown';

/** Whether BinderHub and nbgitpuller find what they need in the image. */
export interface BinderPreflight {
  /** Starts as the user with the id 1000. */
  readonly user: Tristate;
  /** Runs the command that BinderHub gives it. */
  readonly entrypoint: Tristate;
  /** Never `no`: repo2docker does not install it, and files it installs from are in no configuration. */
  readonly nbgitpuller: Tristate;
  readonly git: Tristate;
  /** Starts a server of its own where no command is given; of an earlier check not known. */
  readonly command?: Tristate;
  /** Has a Jupyter server; known only once the image was inspected. */
  readonly server?: Tristate;
}

/** BinderHub runs images as this user and refuses root. */
export const HUB_USER_ID = 1000;

/** They run what is given to them: the rest of the line is the question. */
const INITS: ReadonlySet<string> = new Set(['tini', 'dumb-init', 'catatonit', 'docker-init']);
/** Scripts that end in `exec "$@"`: repo2docker's, and that of the Jupyter Docker Stacks. */
const KNOWN_SCRIPTS: ReadonlySet<string> = new Set(['repo2docker-entrypoint', 'start.sh']);
/** The same of Pangeo's images (pangeo-docker-images, base-image/start), which has a common name. */
const KNOWN_PATHS: ReadonlySet<string> = new Set(['/srv/start']);
const SHELL = /^(?:ba|da|z|k|a)?sh$/;
/** Programs that end at once without a terminal. */
const INTERACTIVE = /^(?:(?:ba|da|z|k|a)?sh|i?python[\d.]*|R|julia|node)$/;
/** Programs that take a command for an argument of their own, or for nothing at all. */
const PROGRAM = /^(?:python[\d.]*|jupyter(?:hub)?(?:-[a-z]+)*|R|Rscript|node|java|sleep|tail|cat|true)$/;

const NBGITPULLER = /\bnbgitpuller\b/;
const INSTALL = /\b(?:install|add)\b/;
const GIT = /\sgit(?=$|[\s=<>\\])/;

/** Reads what can be determined of an image without pulling it. */
export function checkBinderPreflight(setup: ImageSetup): BinderPreflight {
  const { instructions, variables, labels } = setup;
  const hasPuller =
    instructions.some((text) => NBGITPULLER.test(text)) ||
    Object.entries(labels).some((label) => label.some((text) => NBGITPULLER.test(text))) ||
    variables.some((name) => name.startsWith('NBGITPULLER_'));
  // repo2docker builds on an image that has git; what is built on that in turn keeps its labels.
  const isRepo2docker = labels['repo2docker.version'] !== undefined;
  return {
    user: judgeUser(readUserId(setup)),
    entrypoint: judgeEntrypoint(setup.entrypoint),
    nbgitpuller: hasPuller ? 'yes' : 'unknown',
    git: isRepo2docker || instructions.some(installsGit) ? 'yes' : 'unknown',
    command: judgeCommand(setup),
  };
}

/**
 * The user by id where that can be determined, else as the configuration has it: `USER ${NB_USER}` is a name, whose id is the
 * variable `NB_UID`, or a build argument of that name, which the instructions of repo2docker's images show.
 */
export function readUserId({ user, notebookUserId, instructions }: ImageSetup): string {
  const name = user.split(':')[0] ?? '';
  if (name === '' || name === 'root' || /^\d+$/.test(name)) return name;
  const built = instructions.findLast((text) => NOTEBOOK_USER.test(text));
  const id = notebookUserId ?? NOTEBOOK_USER.exec(built ?? '')?.[1] ?? '';
  return /^\d{1,10}$/.test(id) ? id : name;
}

const NOTEBOOK_USER = /(?:^|\s)NB_UID=(\d{1,10})(?=\s|$)/;

/** Whether `docker run` without a command leaves something running. */
function judgeCommand({ entrypoint, command }: ImageSetup): Tristate {
  if (judgeEntrypoint(entrypoint) === 'no') return 'unknown';
  const [program, ...rest] = command.filter(
    (argument) => !INITS.has(baseName(argument)) && argument !== '--',
  );
  if (program === undefined) return judgeEntrypoint(entrypoint) === 'yes' ? 'no' : 'unknown';
  return rest.length === 0 && INTERACTIVE.test(baseName(program)) ? 'no' : 'yes';
}

/** Command by command: one pattern for all of it would take its time with an instruction made for that. */
function installsGit(instruction: string): boolean {
  return instruction.split(/[&|;\n]/).some((command) => {
    const start = command.search(INSTALL);
    return start >= 0 && GIT.test(command.slice(start));
  });
}

/** Which id a name has is in the files of the image. */
function judgeUser(name: string): Tristate {
  if (name === '' || name === 'root') return 'no';
  if (!/^\d+$/.test(name)) return 'unknown';
  return Number(name) === HUB_USER_ID ? 'yes' : 'no';
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The command is appended to the entry point, so that has to run its arguments. */
function judgeEntrypoint(entrypoint: readonly string[]): Tristate {
  const start = entrypoint.findIndex(
    (argument, index) => !INITS.has(baseName(argument)) && (index === 0 || !argument.startsWith('-')),
  );
  const path = entrypoint[start];
  if (path === undefined) return 'yes';
  const name = baseName(path);
  const rest = entrypoint.slice(start + 1);
  if (KNOWN_SCRIPTS.has(name) || KNOWN_PATHS.has(path)) return 'yes';
  // `ENTRYPOINT command` is `/bin/sh -c command`, which ignores further arguments.
  if (SHELL.test(name)) return rest.some((argument) => /^-[a-z]*c$/.test(argument)) ? 'no' : 'unknown';
  return PROGRAM.test(name) ? 'no' : 'unknown';
}
