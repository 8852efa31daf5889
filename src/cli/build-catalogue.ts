import { homedir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findPagesFolder } from '../io/files/pages-folder.ts';
import { standardError, standardOutput } from '../io/output/printer.ts';
import { createSiteBuilder } from '../tasks/site/build-site.ts';
import { checkOutFolder, listGuardedPaths } from '../tasks/site/out-folder.ts';
import { cacheFolder, contentFolder, prepareCatalogue } from './prepare.ts';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

export interface BuildOutcome {
  readonly exitCode: 0 | 1 | 2;
  readonly outDir: string;
  readonly base: string;
}

/** `npm run build`: what `npm start` does first, too. Diagnostics go to standard error. */
export async function buildCatalogue(args: readonly string[]): Promise<BuildOutcome> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      outDir: { type: 'string', default: 'dist' },
      site: { type: 'string' },
      base: { type: 'string' },
      force: { type: 'boolean', default: false },
    },
  });
  const nothing = { exitCode: 1, outDir: values.outDir, base: '/' } as const;
  const pagesFolder = findPagesFolder(PROJECT, contentFolder());
  const guarded = listGuardedPaths({
    packageFolder: PROJECT,
    workFolder: process.cwd(),
    homeFolder: homedir(),
    contentFolder: contentFolder(),
    pagesFolder,
    cacheFolder: cacheFolder(),
  });
  const outDir = await checkOutFolder(values.outDir, guarded);
  if (!outDir.ok) {
    printFailure({ message: outDir.failure });
    return nothing;
  }
  const builder = createSiteBuilder({
    projectFolder: PROJECT,
    pagesFolder,
    outDir: outDir.value,
    guarded,
    cacheFolder: cacheFolder(),
    isForced: values.force,
  });
  try {
    await builder.recover();
    const prepared = await prepareCatalogue(values, builder.begin);
    if (prepared === undefined) return nothing;
    const built = await builder.build(prepared);
    if (!built.ok) {
      printFailure(built.failure);
      return nothing;
    }
    const count = prepared.model.notebooks.length;
    standardOutput.printText(
      built.value.isUnchanged
        ? `Nothing has changed since ${values.outDir} was built; it stays as it is (--force builds it anew).`
        : `Built ${count} ${count === 1 ? 'notebook' : 'notebooks'} into ${values.outDir}.`,
    );
    return { exitCode: 0, outDir: built.value.outDir, base: new URL(prepared.model.site.url).pathname };
  } catch (error) {
    // Such as a disk that is full: no sentence of ours would say more than the system's.
    printFailure(error instanceof Error ? error : { message: String(error) });
    return nothing;
  } finally {
    await builder.close();
  }
}

function printFailure({ message }: { readonly message: string }): void {
  standardError.printText(`The site could not be built: ${message}`);
}
