import { join } from 'node:path';
import { build } from 'vite';

const COMMAND_FOLDER = 'command';

/**
 * Bundles the modules of the command, and of the processes that render: Node would look for four hundred of them, one by
 * one, before it does anything. Other packages stay outside. The single modules stay for other programs and for
 * Vite.
 */
export async function bundleCommand(target: string): Promise<void> {
  const input = {
    main: join(target, 'cli', 'main.js'),
    worker: join(target, 'io', 'render', 'worker.js'),
  };
  await build({
    configFile: false,
    logLevel: 'warn',
    root: target,
    build: {
      ssr: true,
      outDir: join(target, COMMAND_FOLDER),
      target: 'node22.12',
      minify: false,
      rolldownOptions: {
        input,
        // Side by side, since a module finds the one that renders beside itself.
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
}
