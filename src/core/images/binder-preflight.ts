/** What an image says of itself, as its configuration has it. */
export interface ImageSetup {
  /** `User`; empty means root. */
  readonly user: string;
  readonly entrypoint: readonly string[];
  /** Names of environment variables. */
  readonly variables: readonly string[];
  /** The instructions that made its layers, as far as they are told. */
  readonly instructions: readonly string[];
}

/** `unknown` where the configuration does not tell: what files a layer holds stands in no configuration. */
export type Tristate = 'yes' | 'no' | 'unknown';

/** Whether BinderHub and nbgitpuller find what they need in the image. */
export interface BinderPreflight {
  /** Starts as the user with the id 1000. */
  readonly user: Tristate;
  /** Runs the command that BinderHub gives it. */
  readonly entrypoint: Tristate;
  readonly nbgitpuller: Tristate;
  readonly git: Tristate;
}

/** They run what is given to them: the rest of the line is the question. */
const INITS: ReadonlySet<string> = new Set(['tini', 'dumb-init', 'catatonit', 'docker-init']);
/** Scripts that end in `exec "$@"`: repo2docker's, and that of the Jupyter Docker Stacks. */
const KNOWN_SCRIPTS: ReadonlySet<string> = new Set(['repo2docker-entrypoint', 'start.sh']);
const SHELL = /^(?:ba|da|z|k|a)?sh$/;
/** Programs that take a command for an argument of their own, or for nothing at all. */
const PROGRAM = /^(?:python[\d.]*|jupyter(?:hub)?(?:-[a-z]+)*|R|Rscript|node|java|sleep|tail|cat|true)$/;

const NBGITPULLER = /\bnbgitpuller\b/;
const INSTALL = /\b(?:install|add)\b/;
const GIT = /\sgit(?=$|[\s=<>\\])/;

/** Reads what can be told of an image without pulling it. */
export function checkBinderPreflight(setup: ImageSetup): BinderPreflight {
  const { instructions, variables } = setup;
  const hasPuller =
    instructions.some((text) => NBGITPULLER.test(text)) ||
    variables.some((name) => name.startsWith('NBGITPULLER_'));
  return {
    user: judgeUser(setup.user),
    entrypoint: judgeEntrypoint(setup.entrypoint),
    nbgitpuller: hasPuller ? 'yes' : 'unknown',
    git: instructions.some(installsGit) ? 'yes' : 'unknown',
  };
}

/** Command by command: one pattern for all of it would take its time with an instruction made for that. */
function installsGit(instruction: string): boolean {
  return instruction.split(/[&|;\n]/).some((command) => {
    const start = command.search(INSTALL);
    return start >= 0 && GIT.test(command.slice(start));
  });
}

/** BinderHub runs images as user 1000 and refuses root; which id a name has stands in the image's files. */
function judgeUser(user: string): Tristate {
  const name = user.split(':')[0] ?? '';
  if (name === '' || name === 'root') return 'no';
  if (!/^\d+$/.test(name)) return 'unknown';
  return Number(name) === 1000 ? 'yes' : 'no';
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
  if (KNOWN_SCRIPTS.has(name)) return 'yes';
  // `ENTRYPOINT command` is `/bin/sh -c command`, whose further arguments nobody reads.
  if (SHELL.test(name)) return rest.some((argument) => /^-[a-z]*c$/.test(argument)) ? 'no' : 'unknown';
  return PROGRAM.test(name) ? 'no' : 'unknown';
}
