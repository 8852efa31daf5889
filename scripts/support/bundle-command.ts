import { join } from 'node:path';
import { build, type Rolldown } from 'vite';
import { refuseUnknownImports } from './refuse-unknown-imports.ts';

const COMMAND_FOLDER = 'command';
/** Packages of many small modules, which every command loads, with what they depend on. */
const TAKEN_IN = [
  '@noble/hashes',
  'commander',
  'fastest-levenshtein',
  'github-slugger',
  'p-limit',
  'yaml',
  'yocto-queue',
  'zod',
];

/**
 * Bundles the modules of the command, and of the processes that render: Node would look for six hundred of them, one by
 * one, before it does anything. Other packages stay outside, but for some whose licences are then beside the bundle. The
 * single modules stay for other programs and for Vite.
 *
 * @param project folder of the package's `package.json`
 * @throws where the bundle imports what users of the package may not have
 */
export async function bundleCommand(target: string, project: string): Promise<void> {
  const input = {
    main: join(target, 'cli', 'main.js'),
    worker: join(target, 'io', 'render', 'worker.js'),
  };
  const { output } = (await build({
    configFile: false,
    logLevel: 'warn',
    root: target,
    ssr: { noExternal: TAKEN_IN },
    build: {
      ssr: true,
      outDir: join(target, COMMAND_FOLDER),
      target: 'node22.12',
      minify: false,
      license: { fileName: 'licenses.md' },
      rolldownOptions: {
        input,
        // Side by side, since a module finds the one that renders beside itself.
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  })) as Rolldown.RolldownOutput;
  refuseUnknownImports(output, project);
}
