/**
 * Restores an archive, opens a launch link of its catalogue on a Jupyter server beside it, and runs the notebook that it
 * opens. For a network that has nothing but loopback: `unshare --net … node open-restored.ts ARCHIVE LINK`. Prints an
 * `OpenedLink` as JSON.
 */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { restoreArchive } from '../../src/tasks/archive/restore-archive.ts';
import { startJupyterServer } from './jupyter-server.ts';
import { createTokenVisitor } from './launch-visitor.ts';

export interface OpenedLink {
  /** Names of the network's interfaces. */
  readonly interfaces: readonly string[];
  readonly notebookPath: string | undefined;
  /** The notebook as it was archived, and after it ran. */
  readonly archived: unknown;
  readonly executed: unknown;
}

const [archiveFolder = '', link = ''] = process.argv.slice(2);
const restored = await restoreArchive(archiveFolder, 0, process.env);
if (!restored.ok) throw new Error(restored.failure);
const { archive, host, stop } = restored.value;
// The link names the repository as it was: whoever restores says once where it is now.
const gitConfig = archive.repositories
  .map(({ url }, index) => `[url "http://${host}/git/${index}.git"]\n\tinsteadOf = "${url}"\n`)
  .join('');
const server = await startJupyterServer({ baseUrl: '/', gitConfig });
try {
  const { notebookPath } = await createTokenVisitor().follow(
    `${server.url}git-pull${new URL(link).search}&token=${server.token}`,
  );
  const file = join(server.notebookDir, notebookPath ?? '');
  const { stdout } = await promisify(execFile)(
    'jupyter-nbconvert',
    ['--to', 'notebook', '--execute', '--stdout', file],
    { env: { ...process.env, HOME: server.notebookDir } },
  );
  const opened: OpenedLink = {
    interfaces: Object.keys(networkInterfaces()),
    notebookPath,
    archived: JSON.parse(readFileSync(file, 'utf8')),
    executed: JSON.parse(stdout),
  };
  console.log(JSON.stringify(opened));
} finally {
  await server.stop();
  await stop();
}
