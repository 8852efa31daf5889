import { type Command, Option } from 'commander';
import { type CommandHost, createAction, openCatalogue, UsageError } from '../host.ts';
import { contentOption, parseName, siteAddressOption } from '../options.ts';
import { addLimitOptions, readVerifyShard, type VerifyOptions } from '../verify-options.ts';

/** `slipway verify`: 0 all ran, 1 something did not, or manifest errors, 2 it could not do its work. */
export function addVerifyCommand(program: Command, host: CommandHost): void {
  addLimitOptions(
    program
      .command('verify')
      .summary('run notebooks in the very image that students get')
      .description(
        'Runs notebooks, and the own checks of environments, in their images, and adds what happened to the status.\nNothing is installed into an image, and the content is copied: runs change neither.',
      )
      .argument('[names...]', 'environments, contents or notebooks; all by default')
      .addOption(contentOption())
      .option(
        '--out <file>',
        'where the status is written (default: status.json beside the manifest)',
        parseName,
      )
      .option(
        '--previous <place>',
        'file or address of the status to add to, or auto for what the site has published (default: that of --out)',
      )
      .addOption(siteAddressOption())
      .addOption(
        new Option('--format <format>', 'how results are printed').choices(['text', 'json']).default('text'),
      )
      .option('--shard <i/n>', 'run one of n parts, and write its results for --results')
      .option('--results <files...>', 'run nothing, and add to the status what shards have written')
      .option('--all-versions', 'run earlier versions of environments, and editions, too', false)
      .option('--keep-outputs', 'show the outputs of the runs in the previews of the site', false)
      .option('--again', 'run again what has a result for the same image and commit', false),
  ).action(
    createAction(
      host,
      'Nothing could be verified, and no status was written',
      async (names: readonly string[], options: VerifyOptions) => {
        if (options.results !== undefined && (options.shard !== undefined || names.length > 0)) {
          throw new UsageError('--results adds up what shards have run: give it without --shard and names.');
        }
        const shard = readVerifyShard(options.shard);
        const config = openCatalogue(host, { content: options.content });
        if (config === undefined) return 1;
        const { foldShards, verify } = await import('../verify-run.ts');
        return options.results === undefined
          ? verify(config, names, options, shard)
          : foldShards(config, options.results, options);
      },
    ),
  );
}
