import type { Command } from 'commander';
import { standardError, standardOutput } from '../../io/output/printer.ts';
import { type CommandHost, createAction, openCatalogue, readPort } from '../host.ts';
import { addBuildOptions, type BuildOptions, portOption } from '../options.ts';
import { describePortFault } from '../port-faults.ts';

interface StartOptions extends BuildOptions {
  readonly port?: number;
}

/** `slipway start`: builds the catalogue and serves it until it is stopped; 1 where either fails. */
export function addStartCommand(program: Command, host: CommandHost): void {
  addBuildOptions(
    program
      .command('start')
      .summary('build the site and serve it')
      .description('Builds the catalogue and serves it on this machine until it is stopped.'),
  )
    .addOption(portOption())
    .action(
      createAction(host, 'The site could not be served', async (options: StartOptions) => {
        const port = readPort(host, options.port);
        const config = openCatalogue(host, { content: options.content });
        if (config === undefined) return 1;
        const { startStaticServer, tryPort } = await import('../../io/site/static-server.ts');
        const refuse = (fault: string) => {
          standardError.printText(fault);
          return 1 as const;
        };
        // Nobody should wait for a build to read this.
        const taken = describePortFault(port, await tryPort(port));
        if (taken !== undefined) return refuse(taken);
        const { buildAndTell } = await import('../build-and-tell.ts');
        const built = await buildAndTell(config, options);
        if (built === undefined) return 1;
        try {
          const server = await startStaticServer({ folder: built.outDir, base: built.base, port });
          standardOutput.printText(`Serving at ${server.url} (stop with Ctrl C)`);
          for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.stop());
          return 0;
        } catch (error) {
          const fault = describePortFault(port, error);
          if (fault === undefined) throw error;
          return refuse(fault);
        }
      }),
    );
}
