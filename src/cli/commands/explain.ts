import type { Command } from 'commander';
import { standardOutput } from '../../io/output/printer.ts';
import { type CommandHost, createAction } from '../host.ts';
import { formatOption } from '../options.ts';

/** `slipway explain LINK`: 0 the link is sound, 1 it has faults. */
export function addExplainCommand(program: Command, host: CommandHost): void {
  program
    .command('explain')
    .summary('say what a launch link opens, and correct it')
    .description(
      'Says what a launch link opens, names its faults and prints the corrected link.\nPut the link in single quotes: shells take & and ? for themselves.',
    )
    .argument('<link>', 'launch link of any generator')
    .addOption(formatOption(['text', 'json']))
    .action(
      createAction(
        host,
        'The link could not be explained',
        async (link: string, { format }: { readonly format: 'text' | 'json' }) => {
          const { explainLink, isSound } = await import('../../core/links/explain/explain.ts');
          const { formatExplanation } = await import('../../core/links/explain/format.ts');
          const explanation = explainLink(link);
          if (format === 'json') standardOutput.printJson(JSON.stringify(explanation, null, 2));
          else standardOutput.printText(formatExplanation(explanation));
          return isSound(explanation) ? 0 : 1;
        },
      ),
    );
}
