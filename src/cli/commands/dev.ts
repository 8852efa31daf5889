import type { Command } from 'commander';
import { summarizeDiagnostics } from '../../core/diagnostics/format.ts';
import { standardError, standardOutput } from '../../io/output/printer.ts';
import { type CommandHost, createAction, openCatalogue, readPort } from '../host.ts';
import { contentOption, portOption } from '../options.ts';

/** `slipway dev`: live editing until it is stopped; 1 where the catalogue cannot be shown. */
export function addDevCommand(program: Command, host: CommandHost): void {
  program
    .command('dev')
    .summary('edit the catalogue with a live preview')
    .description(
      'Serves the catalogue on this machine; the manifest, its pages and its notebooks reload when they change.',
    )
    .addOption(contentOption())
    .addOption(portOption())
    .action(
      createAction(
        host,
        'The catalogue could not be served',
        async (options: { readonly content?: string; readonly port?: number }) => {
          const port = readPort(host, options.port);
          const config = openCatalogue(host, options);
          if (config === undefined) return 1;
          const { editSite } = await import('../../tasks/site/edit-site.ts');
          const { createBuildPorts } = await import('../wiring.ts');
          const { printPreparation } = await import('../build-and-tell.ts');
          const site = await editSite({ ...config, port }, createBuildPorts(config), (prepared) => {
            printPreparation(prepared.diagnostics, prepared.sources);
            if (prepared.site === undefined) {
              standardError.printText(
                `Nothing is shown of this: ${summarizeDiagnostics(prepared.diagnostics)}.`,
              );
            }
          });
          if (site === undefined) return 1;
          standardOutput.printText(`Serving at ${site.url} (stop with Ctrl C)`);
          for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void site.stop());
          return 0;
        },
      ),
    );
}
