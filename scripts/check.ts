import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  formatGithub,
  formatJson,
  formatText,
  hasErrors,
  summarizeDiagnostics,
} from '../src/core/diagnostics/format.ts';
import type { Diagnostic } from '../src/core/diagnostics/types.ts';
import { createDirectoryReader } from '../src/io/directory/reader.ts';
import { readManifestFile } from '../src/io/files/manifest-file.ts';
import { createGitClient } from '../src/io/git/client.ts';
import { type CheckPorts, checkCatalog } from '../src/tasks/check-catalog.ts';
import { loadContents } from '../src/tasks/load-content.ts';

const FORMATS = ['text', 'json', 'github'] as const;

process.exitCode = await run(process.argv.slice(2)).catch((error: unknown) => {
  const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
  console.error(`The check could not do its work: ${reason}`);
  return 2;
});

/** `npm run check`. @returns 0 clean or warnings, 1 errors, 2 the tool itself failed */
async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { format: { type: 'string', default: 'text' }, offline: { type: 'boolean', default: false } },
  });
  const format = FORMATS.find((name) => name === values.format);
  if (!format) throw new Error(`--format takes ${FORMATS.join(', ')}, not "${values.format}".`);

  const folder = process.env.SLIPWAY_CONTENT || 'content';
  const file = join(folder, 'catalog.yaml');
  const manifest = await readManifestFile(file);
  const diagnostics = manifest.ok
    ? await checkCatalog(manifest.value, file, values.offline ? undefined : createPorts(folder))
    : [manifest.failure];
  print(format, diagnostics, new Map(manifest.ok ? [[file, manifest.value]] : []));
  return hasErrors(diagnostics) ? 1 : 0;
}

function createPorts(contentFolder: string): CheckPorts {
  const git = createGitClient({ cacheDir: process.env.SLIPWAY_CACHE || '.cache' });
  const ports = { git, directories: createDirectoryReader(), contentFolder };
  return { git, loadContents: (catalog) => loadContents(catalog, ports) };
}

function print(
  format: (typeof FORMATS)[number],
  diagnostics: readonly Diagnostic[],
  sources: ReadonlyMap<string, string>,
): void {
  if (format === 'json') return void process.stdout.write(formatJson(diagnostics));
  const body = format === 'github' ? formatGithub(diagnostics) : `${formatText(diagnostics, sources)}\n`;
  process.stdout.write(`${body}${summarizeDiagnostics(diagnostics)}.\n`.trimStart());
}
