import type { Command } from 'commander';
import { DEFAULT_FOLDERS } from '../../core/default-folders.ts';
import { standardError, standardOutput } from '../../io/output/printer.ts';
import { type CommandHost, createAction, openCatalogue } from '../host.ts';
import { contentOption } from '../options.ts';

interface ArchiveOptions {
  readonly content?: string;
  readonly outDir: string;
}

/** `slipway archive DIR`: 0 it is written, 1 it is not, and nothing is left behind, 2 it could not do its work. */
export function addArchiveCommand(program: Command, host: CommandHost): void {
  program
    .command('archive')
    .summary('keep images, repositories and the site in one folder')
    .description(
      'Copies every pinned image, every repository with its history, and the built site into one folder, with checksums. It takes skopeo and git.',
    )
    .argument('<dir>', 'folder to write, which must not exist yet')
    .addOption(contentOption())
    .option('--outDir <dir>', 'folder of the built site', DEFAULT_FOLDERS.site)
    .action(
      createAction(host, 'Nothing could be archived', async (folder: string, options: ArchiveOptions) => {
        const config = openCatalogue(host, { content: options.content });
        if (config === undefined) return 1;
        const { openManifest } = await import('../nightly-run.ts');
        const manifest = await openManifest(config.manifestFile, 'text');
        if (manifest === undefined) return 1;
        const { writeArchive } = await import('../../tasks/archive/write-archive.ts');
        const written = await writeArchive({
          catalog: manifest.catalog,
          manifestFile: config.manifestFile,
          folder,
          siteFolder: options.outDir,
          now: new Date().toISOString(),
          environment: config.variables,
          onProgress: (label) => standardError.printText(label),
        });
        if (!written.ok) {
          standardError.printText(written.failure);
          return 1;
        }
        const { images, repositories } = written.value;
        standardOutput.printText(
          `${folder} holds ${images.length} images, ${repositories.length} repositories and the site. Serve it with slipway restore.`,
        );
        return 0;
      }),
    );
}
