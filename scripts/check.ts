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
import { readManifestFile } from '../src/io/files/manifest-file.ts';
import { checkCatalog } from '../src/tasks/check-catalog.ts';
import { createCheckPorts } from './support/check-ports.ts';

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
    ? await check(manifest.value, file, values.offline ? undefined : folder)
    : [manifest.failure];
  print(format, diagnostics, new Map(manifest.ok ? [[file, manifest.value]] : []));
  return hasErrors(diagnostics) ? 1 : 0;
}

async function check(text: string, file: string, onlineFolder?: string): Promise<readonly Diagnostic[]> {
  if (onlineFolder === undefined) return checkCatalog(text, file);
  const { ports, warnings, close } = await createCheckPorts(
    onlineFolder,
    process.env.SLIPWAY_CACHE || '.cache',
  );
  for (const warning of warnings) console.error(warning);
  return checkCatalog(text, file, ports).finally(close);
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
