import { type Command, Option } from 'commander';
import { type CommandHost, createAction, openCatalogue } from '../host.ts';
import { contentOption } from '../options.ts';
import { addLimitOptions, type LimitOptions, parsePositive } from '../verify-options.ts';

export interface BisectOptions extends LimitOptions {
  readonly content?: string;
  readonly commits: number;
}

/** `slipway bisect NOTEBOOK`: 0 the change was found, or there is none to find, 1 it was not, 2 it could not do its work. */
export function addBisectCommand(program: Command, host: CommandHost): void {
  addLimitOptions(
    program
      .command('bisect')
      .summary('find what broke a notebook: a commit, or a new version of its environment')
      .description(
        'Runs a notebook at commits of its repository and in versions of its environment, as the manifest lists them, and halves what is between the last pair that ran and the first that does not.',
      )
      .argument('<notebook>', 'id of the notebook, or its content and path')
      .addOption(contentOption())
      .addOption(
        new Option('--commits <number>', 'commits to look back').argParser(parsePositive).default(100),
      ),
  ).action(
    createAction(
      host,
      'What broke it could not be looked for',
      async (notebook: string, options: BisectOptions) => {
        const config = openCatalogue(host, { content: options.content });
        if (config === undefined) return 1;
        const { bisectNotebook } = await import('../bisect-run.ts');
        return bisectNotebook(config, notebook, options);
      },
    ),
  );
}
