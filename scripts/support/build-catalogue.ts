import { parseArgs } from 'node:util';
import { buildSite } from '../../src/tasks/build-site.ts';
import { cacheFolder, prepareCatalogue } from './prepare.ts';

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
    },
  });
  const nothing = { outDir: values.outDir, base: '/' };
  const prepared = await prepareCatalogue(values);
  if (prepared === undefined) return { exitCode: 1, ...nothing };
  const built = await buildSite({ ...prepared, outDir: values.outDir, cacheFolder: cacheFolder() });
  if (!built.ok) {
    console.error(`The site could not be built: ${built.failure.message}`);
    return { exitCode: 1, ...nothing };
  }
  console.log(`Built ${prepared.model.notebooks.length} notebooks into ${values.outDir}.`);
  return { exitCode: 0, outDir: built.value.outDir, base: new URL(prepared.model.site.url).pathname };
}
