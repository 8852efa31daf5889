import type { Command } from 'commander';
import { standardError, standardOutput } from '../../io/output/printer.ts';
import { type CommandHost, createAction, readPort } from '../host.ts';
import { portOption } from '../options.ts';
import { describePortFault } from '../port-faults.ts';

/** `slipway restore DIR`: serves until it is stopped; 1 where the archive is damaged or the port is taken, 2 it could not do its work. */
export function addRestoreCommand(program: Command, host: CommandHost): void {
  program
    .command('restore')
    .summary('serve an archive on this machine, with no network')
    .description(
      'Checks every file of an archive, and serves its site, images and repositories on loopback until it is stopped.',
    )
    .argument('<dir>', 'folder that slipway archive wrote')
    .addOption(portOption())
    .option('--check', 'check the files and serve nothing', false)
    .action(
      createAction(
        host,
        'The archive could not be restored',
        async (folder: string, options: { readonly port?: number; readonly check: boolean }) => {
          const port = readPort(host, options.port);
          const { checkArchive, restoreArchive } = await import('../../tasks/archive/restore-archive.ts');
          const { formatAddresses } = await import('../../core/archive/format-addresses.ts');
          const refuse = (sentence: string) => {
            standardError.printText(sentence);
            return 1 as const;
          };
          if (options.check) {
            const checked = await checkArchive(folder);
            if (!checked.ok) return refuse(checked.failure);
            standardOutput.printText('Every file is as it was archived.');
            return 0;
          }
          const { tryPort } = await import('../../io/site/static-server.ts');
          const taken = describePortFault(port, await tryPort(port, '127.0.0.1'));
          if (taken !== undefined) return refuse(taken);
          try {
            const restored = await restoreArchive(folder, port, host.invocation.variables);
            if (!restored.ok) return refuse(restored.failure);
            const { archive, host: address, stop } = restored.value;
            standardOutput.printText(`${formatAddresses(archive, address)}\n(stop with Ctrl C)`);
            for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
            return 0;
          } catch (error) {
            const fault = describePortFault(port, error);
            if (fault === undefined) throw error;
            return refuse(fault);
          }
        },
      ),
    );
}
