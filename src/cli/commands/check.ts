import { join } from 'node:path';
import { hasErrors } from '../../core/diagnostics/format.ts';
import { readManifestFile } from '../../io/files/manifest-file.ts';
import { fetchText } from '../../io/http/fetch-text.ts';
import { standardError } from '../../io/output/printer.ts';
import { checkCatalog } from '../../tasks/check/check-catalog.ts';
import { checkPublished, type PublishedCheck } from '../../tasks/check/check-published.ts';
import { type CheckOptions, parseCheckOptions } from '../check-options.ts';
import { printCheck } from '../check-output.ts';
import { createCheckPorts } from '../check-ports.ts';

const NOT_COMPARED: PublishedCheck = { diagnostics: [], additions: '' };

process.exitCode = await run(process.argv.slice(2)).catch((error: unknown) => {
  const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
  standardError.printText(`The check could not do its work: ${reason}`);
  return 2;
});

/** `npm run check`. @returns 0 clean or warnings, 1 errors, 2 the tool itself failed */
async function run(args: string[]): Promise<number> {
  const options = parseCheckOptions(args, process.env);
  const file = join(options.contentFolder, 'catalog.yaml');
  const manifest = await readManifestFile(file);
  if (!manifest.ok) {
    printCheck(options.format, [manifest.failure], '', [file, '']);
    return 1;
  }
  const { diagnostics, additions } = await check(manifest.value, file, options);
  printCheck(options.format, diagnostics, additions, [file, manifest.value]);
  return hasErrors(diagnostics) ? 1 : 0;
}

async function check(text: string, file: string, options: CheckOptions): Promise<PublishedCheck> {
  const { previous, idsOnly, isOffline } = options;
  const world = isOffline ? undefined : await createCheckPorts(options.contentFolder, options.cacheFolder);
  for (const warning of world?.warnings ?? []) standardError.printText(warning);
  const today = new Date().toISOString().slice(0, 10);
  const request = { manifest: { text, file }, fetchPublished: fetchText, today };
  try {
    const [found, published] = await Promise.all([
      checkCatalog(text, file, idsOnly ? undefined : world?.ports),
      previous === undefined ? NOT_COMPARED : checkPublished({ ...request, previous }, world?.ports),
    ]);
    if (published.notice !== undefined) standardError.printText(published.notice);
    return { ...published, diagnostics: [...found, ...published.diagnostics] };
  } finally {
    world?.close();
  }
}
