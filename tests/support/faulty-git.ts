import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What happens to one of git's commands, in the words of a shell. */
export const GIT_FAULTS = {
  killed: 'kill -9 $$',
  'asked to end': 'kill -15 $$',
  'hung up': 'kill -1 $$',
  silent: 'exec sleep 60',
  'failing without a word': 'exit 1',
  'failing badly without a word': 'exit 128',
  'without room': 'echo "fatal: write error: No space left on device" >&2; exit 128',
  'without permission': 'echo "fatal: cannot open \'HEAD\': Permission denied" >&2; exit 128',
  'without processes': 'echo "fatal: cannot fork() for x: Resource temporarily unavailable" >&2; exit 128',
  'without its helper': 'echo "error: git-remote-https died of signal 9" >&2; exit 128',
  'without a whole cache': 'echo "fatal: not a tree object" >&2; exit 128',
  'out of memory': 'echo "fatal: Out of memory, malloc failed" >&2; exit 128',
} as const satisfies Readonly<Record<string, string>>;

export type GitFault = keyof typeof GIT_FAULTS;

/** A folder for the front of `PATH` whose `git` is the real one, but for one command of it. */
export function writeFaultyGit(folder: string, command: string, fault: GitFault): string {
  const real = execFileSync('sh', ['-c', 'command -v git']).toString().trim();
  mkdirSync(folder, { recursive: true });
  const script = `#!/bin/sh
for word in "$@"; do
  if [ "$word" = "${command}" ]; then ${GIT_FAULTS[fault]}; fi
done
exec ${real} "$@"
`;
  writeFileSync(join(folder, 'git'), script, { mode: 0o755 });
  return folder;
}
