import { quote } from '../../diagnostics/quote.ts';
import { explainLink } from '../../links/explain/explain.ts';
import { parseNotebookAddress } from '../../links/notebook-address.ts';
import { checkPath } from '../../links/paths.ts';
import { adviseValue, type Remedy } from '../remedies.ts';
import type { Problem } from '../reporter.ts';

/** `./a/b/` → `a/b`, `.` → empty. */
export function trimFolder(folder: string): string {
  return folder
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.')
    .join('/');
}

/** A path below a folder: relative, `/` between its segments, never upwards. */
function findPathFault(text: string): string | undefined {
  if (/\p{Cc}/u.test(text)) return 'contains a control character';
  if (/^[/\\]/.test(text) || /^[A-Za-z]:[/\\]/.test(text)) return 'is absolute';
  if (text.startsWith('~')) return 'begins with "~"';
  // `$HOME/notebooks`, `${HOME}`, `%USERPROFILE%\notebooks`
  if (/^(?:\$\{?[A-Z_]+\}?|%[A-Z_]+%)(?:[/\\]|$)/.test(text)) return 'begins with a variable of a shell';
  if (text.split(/[/\\]/).includes('..')) return 'leaves the folder by ".."';
  return undefined;
}

function checkInside(what: string, text: string): Problem | undefined {
  const fault = findPathFault(text);
  if (fault === undefined) return undefined;
  const isRelativeMeant = fault === 'is absolute' && text.startsWith('/') && !text.split('/').includes('..');
  return {
    code: 'manifest/path-outside',
    cause: `${what} ${fault}`,
    message: `The ${what} ${quote(text)} ${fault}; it has to stay inside of the folder it starts from, and to be relative to it.`,
    ...(isRelativeMeant ? adviseRelative(text) : {}),
  };
}

function adviseRelative(text: string): Remedy {
  const relative = text.replace(/^\/+/, '');
  if (relative === '' || /^(?:home|Users|srv|mnt|tmp|var|opt)\//.test(relative)) return {};
  return {
    hint: `Write ${quote(relative)} where it starts at the root of the repository.`,
    replacement: relative,
  };
}

/** `directory` and `repository_path`: a folder below another one. */
export function checkFolder(text: string): Problem | undefined {
  return (
    describeAddress('folder', text) ??
    checkInside('folder', text) ??
    (text.includes('\\') ? backslashProblem('folder', text) : undefined)
  );
}

/** `folder` of a content: what nbgitpuller gets as `targetPath`. */
export function checkCloneFolder(text: string): Problem | undefined {
  const problem = checkFolder(text);
  if (problem !== undefined) return problem;
  const plain = text.trim().replace(/^(?:\.?\/)+|\/+$/g, '');
  if (plain !== text) {
    return {
      code: 'manifest/bad-folder',
      cause: 'folder not in its plain form',
      message: `The folder ${quote(text)} begins or ends with white space, "/" or "./".`,
      ...adviseValue(plain === '' ? undefined : plain),
    };
  }
  const checked = checkPath(`${text}/`, 'target path');
  if (checked.ok) return undefined;
  return {
    code: 'manifest/bad-folder',
    message: `The folder ${quote(text)} can't be opened on a hub: write names without a dot at their start and without ".ipynb" at their end, one "/" between them.`,
  };
}

/** Matching takes time in proportion to it. */
const MAX_PATTERN_LENGTH = 500;
/** `@(a|b)`, `!(a|b)` and the like, as bash knows them. */
const EXTENDED_GROUP = /([!?+*@])\(([^()]*\|[^()]*)\)/;

/** A pattern over paths in the repository. */
export function checkGlob(text: string): Problem | undefined {
  const address = describeAddress('pattern', text);
  if (address !== undefined) return address;
  const refuse = (fault: string, remedy: Remedy): Problem => ({
    code: 'manifest/bad-glob',
    message: `The pattern ${quote(text)} ${fault}.`,
    ...remedy,
  });
  if (text.startsWith('!')) {
    return refuse('begins with "!"; what is not wanted belongs under the key "exclude"', {
      hint: `Add ${quote(text.slice(1))} to "exclude".`,
    });
  }
  if (text.length > MAX_PATTERN_LENGTH) {
    return refuse(`is longer than ${MAX_PATTERN_LENGTH} characters`, { hint: 'Write several shorter ones.' });
  }
  const [group, kind, words = ''] = EXTENDED_GROUP.exec(text) ?? [];
  if (group !== undefined) {
    return refuse(
      `contains ${quote(group)}, which patterns here don't know; one of several texts is written as {a,b}`,
      kind === '@'
        ? adviseValue(text.replace(group, `{${words.split('|').join(',')}}`))
        : { hint: 'Write a pattern for each case, or use "exclude".' },
    );
  }
  const outside = checkInside('pattern', text);
  if (outside !== undefined) return outside;
  // Unlike a file name, a pattern may use `\` to take a special character as it is; a folder separator it is not.
  return /\\[A-Za-z0-9]/.test(text) ? backslashProblem('pattern', text) : undefined;
}

/** The path of one file in the repository. */
export function checkFilePath(text: string): Problem | undefined {
  const problem = describeAddress('path', text) ?? checkInside('path', text);
  if (problem !== undefined) return problem;
  if (/\\[A-Za-z0-9]/.test(text) && !text.includes('/')) return backslashProblem('path', text);
  if (text.startsWith('./') || text.includes('//') || text.endsWith('/') || text.split('/').includes('.')) {
    const plain = trimFolder(text);
    return {
      code: 'manifest/bad-path',
      message: `${quote(text)} is not the path of a file as git writes it: no "./", no "//" and no "/" at the end.`,
      cause: 'path not as git writes it',
      ...adviseValue(plain),
    };
  }
  return undefined;
}

/** With a scheme, or as ssh takes it. One letter and a colon are a drive. */
const IS_ADDRESS = /^(?:[a-z][a-z0-9+.-]+:\/|(?:file|data|javascript|mailto):|[\w.-]+@[\w.-]+:)/i;

/** The address of a file's page, or a launch link to it, where its path in the repository is meant. */
function describeAddress(what: string, text: string): Problem | undefined {
  if (!IS_ADDRESS.test(text)) return undefined;
  const launch = explainLink(text);
  const page = parseNotebookAddress(text);
  const path = launch.kind === 'unknown' ? (page.ok ? page.value.path : '') : (launch.path ?? '');
  return {
    code: 'manifest/path-outside',
    cause: `address as ${what}`,
    message: `The ${what} ${quote(text)} is an address; ${what === 'folder' ? 'a path below the folder of the manifest or of the repository is meant' : `a ${what} starts at the root of the repository`}.`,
    ...adviseValue(path === '' ? undefined : path),
  };
}

function backslashProblem(what: string, text: string): Problem {
  return {
    code: 'manifest/bad-path',
    cause: `backslash in a ${what}`,
    message: `The ${what} ${quote(text)} contains a backslash; folders are separated by "/".`,
    ...adviseValue(text.replaceAll('\\', '/')),
  };
}
