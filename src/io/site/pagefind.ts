import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { fail, ok, type Result } from '../../core/result.ts';

/**
 * Indexes a folder of pages with Pagefind's command line, which is faster than its Node interface because
 * pages do not cross a pipe.
 *
 * @param target folder for the index and the script that searches it
 * @param meanwhile called once Pagefind is at work
 */
export async function indexPages(
  folder: string,
  target: string,
  meanwhile: () => void,
): Promise<Result<undefined, { readonly message: string }>> {
  const program = await findProgram();
  if (!program.ok) return program;
  const args = ['--site', folder, '--output-path', target];
  const child = spawn(program.value, args, { stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk));
  const ended = new Promise<number | null>((resolve) => {
    child.on('error', () => resolve(null));
    child.on('close', resolve);
  });
  meanwhile();
  const code = await ended;
  if (code !== 0) {
    return fail({
      message: `Pagefind could not index the site (exit ${code}): ${output.trim().split('\n').at(-1)}`,
    });
  }
  return ok(undefined);
}

const PROGRAMS = ['pagefind_extended', 'pagefind'];

/** As Pagefind's own command finds it (`lib/runner/bin.cjs`), which would be one more process for the time it runs. */
async function findProgram(): Promise<Result<string, { readonly message: string }>> {
  const library = dirname(fileURLToPath(import.meta.resolve('pagefind')));
  try {
    const { resolveBinaryPath } = (await import(pathToFileURL(join(library, 'resolveBinary.js')).href)) as {
      resolveBinaryPath(names: readonly string[]): string;
    };
    return ok(resolveBinaryPath(PROGRAMS));
  } catch (error) {
    const [reason = ''] = error instanceof Error ? error.message.split('\n') : [];
    return fail({ message: `Pagefind cannot run here: ${reason}` });
  }
}
