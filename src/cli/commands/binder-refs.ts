import { type Command, Option } from 'commander';
import { type CommandHost, createAction, openCatalogue, UsageError } from '../host.ts';
import { contentOption, parseName } from '../options.ts';
import type { BinderRefsOptions } from '../version-options.ts';

/** `slipway binder-refs`: 0 the branches hold their commits, 1 errors in the manifest, 2 they could not be written. */
export function addBinderRefsCommand(program: Command, host: CommandHost): void {
  program
    .command('binder-refs')
    .summary('write the commits that BinderHubs build for "binder: managed"')
    .description(
      'Writes one commit for each version with "binder: managed" into the catalogue\'s own repository, on branches binder/<environment>/<tag>. Nothing that is checked out changes.',
    )
    .addOption(contentOption())
    .option('--push', 'push what the remote lacks', false)
    .addOption(
      new Option('--remote <name>', 'with --push: remote of the repository')
        .argParser(parseName)
        .default('origin'),
    )
    .option('--dry-run', 'print what would be written, and write nothing', false)
    .option(
      '--print <environment>',
      'print the Dockerfile of its current version, for a Binder repository of your own',
    )
    .action(
      createAction(host, 'The commits could not be written', async (options: BinderRefsOptions) => {
        if (options.print !== undefined && (options.push || options.dryRun))
          throw new UsageError('--print writes nothing: give it without --push and --dry-run.');
        const config = openCatalogue(host, options);
        if (config === undefined) return 1;
        const { runBinderRefs } = await import('../binder-refs-command.ts');
        return runBinderRefs(config, options);
      }),
    );
}
