import type { Command } from 'commander';
import { hasErrors } from '../../core/diagnostics/format.ts';
import { AUTO } from '../../core/published/published-address.ts';
import { standardError } from '../../io/output/printer.ts';
import { type CommandHost, createAction, openCatalogue, UsageError } from '../host.ts';
import { contentOption, formatOption, siteAddressOption } from '../options.ts';
import type { Format } from '../output.ts';

interface CheckOptions {
  readonly content?: string;
  readonly format: Format;
  /** Nothing is asked: the manifest alone. */
  readonly offline: boolean;
  /** File or address of the published `catalog.json` to compare with. */
  readonly previous?: string;
  readonly site?: string;
  /** Permanent ids only: neither registries nor hubs nor Binder repositories. */
  readonly ids: boolean;
  /** As a publication asks. */
  readonly publishing: boolean;
}

/** `slipway check`: 0 clean or warnings, 1 errors, 2 it could not do its work. */
export function addCheckCommand(program: Command, host: CommandHost): void {
  program
    .command('check')
    .summary('check the manifest and everything it points at')
    .description('Checks the manifest and everything it points at, without building.')
    .addOption(contentOption())
    .addOption(formatOption())
    .option('--offline', 'ask nobody: look at the manifest alone', false)
    .option(
      '--previous <place>',
      'file or address of the published catalog.json to compare with, or auto for that of the site',
    )
    .addOption(siteAddressOption())
    .option('--ids', 'with --previous: check permanent addresses and nothing else', false)
    .option(
      '--publishing',
      'as before a publication: what only the outside world changed is a warning',
      false,
    )
    .action(
      createAction(host, 'The check could not do its work', async (options: CheckOptions) => {
        refuseContradictions(options);
        const config = openCatalogue(host, options);
        if (config === undefined) return 1;
        const { checkManifest } = await import('../../tasks/check/check-manifest.ts');
        const { createCheckPorts } = await import('../wiring.ts');
        const { fetchText } = await import('../../io/http/fetch-text.ts');
        const { printCheck } = await import('../check-output.ts');
        const world = options.offline ? undefined : await createCheckPorts(config);
        for (const warning of world?.warnings ?? []) standardError.printText(warning);
        const { previous, ids: idsOnly, publishing: isPublishing } = options;
        try {
          const checked = await checkManifest(
            { ...config, previous, siteUrl: options.site, idsOnly, isPublishing },
            { fetchText, now: () => new Date(), world: world?.ports },
          );
          if (checked.notice !== undefined) standardError.printText(checked.notice);
          printCheck(options.format, checked, config.manifestFile);
          return hasErrors(checked.diagnostics) ? 1 : 0;
        } finally {
          world?.close();
        }
      }),
    );
}

function refuseContradictions({ previous, offline, ids, publishing }: CheckOptions): void {
  if (publishing && (offline || ids)) {
    throw new UsageError(
      '--publishing asks everybody about everything: give it without --offline and --ids.',
    );
  }
  if (previous === '')
    throw new UsageError('--previous takes the file or address of a published catalog.json.');
  if (offline && (previous === AUTO || /^https?:/i.test(previous ?? ''))) {
    throw new UsageError('--offline asks nobody: with it, --previous takes a file and not an address.');
  }
  if (ids && previous === undefined) {
    throw new UsageError('--ids compares with what is published: say with --previous where that is.');
  }
}
