import { quote } from '../../diagnostics/quote.ts';
import type { Problem } from '../reporter.ts';

/** A path below a folder: relative, `/` between its segments, never upwards. */
function findPathFault(text: string): string | undefined {
  if (/\p{Cc}/u.test(text)) return 'contains a control character';
  if (/^[/\\]/.test(text) || /^[A-Za-z]:[/\\]/.test(text)) return 'is absolute';
  if (text.startsWith('~')) return 'begins with "~"';
  if (text.split(/[/\\]/).includes('..')) return 'leaves the folder by ".."';
  return undefined;
}

function pathProblem(what: string, text: string, fault: string): Problem {
  return {
    code: 'manifest/path-outside',
    message: `The ${what} ${quote(text)} ${fault}; it has to stay inside of the folder it starts from, and to be relative to it.`,
  };
}

/** `directory` and `repository_path`: a folder below another one. */
export function checkFolder(text: string): Problem | undefined {
  const fault = findPathFault(text);
  if (fault !== undefined) return pathProblem('folder', text, fault);
  if (text.includes('\\')) return backslashProblem('folder', text);
  return undefined;
}

/** A pattern over paths in the repository. */
export function checkGlob(text: string): Problem | undefined {
  if (text.startsWith('!')) {
    return {
      code: 'manifest/bad-glob',
      message: `The pattern ${quote(text)} begins with "!"; what is not wanted belongs under the key "exclude".`,
      hint: `Add ${quote(text.slice(1))} to "exclude".`,
    };
  }
  const fault = findPathFault(text);
  if (fault !== undefined) return pathProblem('pattern', text, fault);
  // Unlike a file name, a pattern may use `\` to take a special character as it is; a folder separator it is not.
  if (/\\[A-Za-z0-9]/.test(text)) return backslashProblem('pattern', text);
  return undefined;
}

/** The path of one file in the repository. */
export function checkFilePath(text: string): Problem | undefined {
  const fault = findPathFault(text);
  if (fault !== undefined) return pathProblem('path', text, fault);
  if (text.startsWith('./') || text.includes('//') || text.endsWith('/') || text.split('/').includes('.')) {
    return {
      code: 'manifest/bad-path',
      message: `${quote(text)} is not the path of a file as git writes it: no "./", no "//" and no "/" at the end.`,
      hint: `Write ${quote(
        text
          .split('/')
          .filter((segment) => segment !== '' && segment !== '.')
          .join('/'),
      )}.`,
    };
  }
  return undefined;
}

function backslashProblem(what: string, text: string): Problem {
  return {
    code: 'manifest/bad-path',
    message: `The ${what} ${quote(text)} contains a backslash; folders are separated by "/".`,
    hint: `Write ${quote(text.replaceAll('\\', '/'))}.`,
  };
}
