import type { Command } from 'commander';
import { type CommandHost, createAction, openCatalogue } from '../host.ts';
import { addBuildOptions, type BuildOptions } from '../options.ts';

/** `slipway build`: 0 the site was built, 1 it was not, and diagnostics say why. */
export function addBuildCommand(program: Command, host: CommandHost): void {
  addBuildOptions(
    program
      .command('build')
      .summary('build the site')
      .description('Builds the catalogue as a site of static files.'),
  ).action(
    createAction(host, 'The site could not be built', async (options: BuildOptions) => {
      const config = openCatalogue(host, { content: options.content });
      if (config === undefined) return 1;
      const { buildAndTell } = await import('../build-and-tell.ts');
      return (await buildAndTell(config, options)) === undefined ? 1 : 0;
    }),
  );
}
