import * as z from 'zod';
import { describe } from '../../schema-parts.ts';
import { addBuiltFrom } from '../built-from.ts';
import { NOTEBOOK_ID_PATTERN } from '../fields/ids.ts';
import { splitFormerIds } from '../former-ids.ts';
import { addManagedBinder } from '../managed-binder.ts';
import type { Problem } from '../reporter.ts';
import type { Catalog, Hub, MaintenanceWindow } from '../types.ts';
import { ContentSchema } from './content.ts';
import { EnvironmentSchema } from './environment.ts';
import { SharedMaintenanceSchema } from './exceptions.ts';
import { notebookId } from './forms.ts';
import { HubSchema } from './hub.ts';
import { OtherWaysSchema } from './other-ways.ts';
import { RetiredSchema } from './retired.ts';
import { SiteSchema } from './site.ts';
import { byId, entriesOf, optional, text } from './values.ts';

const SUPPORTED_VERSION = '1';

function checkVersion(value: string): Problem | undefined {
  if (value === SUPPORTED_VERSION) return undefined;
  return {
    code: 'manifest/bad-version',
    message: `This Slipway reads manifests of version ${SUPPORTED_VERSION} only.`,
    hint: 'Write "version: 1", or update Slipway where the manifest is newer.',
    ...(/^v?1(?:\.0+)*$/i.test(value) ? { replacement: SUPPORTED_VERSION } : {}),
  };
}

/**
 * The keys of `catalog.yaml`, every scalar as text, and the catalogue that they give. Rules that look at several keys
 * are in `rules/`.
 */
export const ManifestSchema = z
  .strictObject({
    version: describe(text(checkVersion), 'Version of the format of this file: write 1.', {
      type: ['integer', 'string'],
      enum: [1, SUPPORTED_VERSION],
    }),
    site: SiteSchema,
    hubs: describe(
      byId(HubSchema, (id, hub) => ({ id, ...hub })),
      'Where notebooks are launched, by ids of your own; they are offered in the order in which they stand.',
    ),
    maintenance: SharedMaintenanceSchema,
    environments: describe(
      byId(EnvironmentSchema, (id, environment) => ({ id, title: id, ...environment })),
      'Container images in which notebooks run, by ids of your own.',
    ),
    other_ways: OtherWaysSchema,
    content: describe(
      byId(ContentSchema, (id, content) => ({ id, ...content })),
      'Repositories of notebooks, by ids of your own.',
    ),
    moved: optional(
      z.record(z.string(), notebookId()),
      'Former ids of notebooks, and of environments as environments/<id>, and what they are now, so that old links keep working.',
      {
        examples: [{ 'tutorials/old-name': 'tutorials/welcome', 'environments/py': 'environments/python' }],
        propertyNames: { pattern: NOTEBOOK_ID_PATTERN.source },
      },
    ),
    retired: optional(
      z.record(z.string(), RetiredSchema),
      'Ids of notebooks, and of environments as environments/<id>, that left the catalogue, so that old links say what became of them.',
      {
        examples: [{ 'tutorials/old-name': 'Its data set is no longer published.' }],
        propertyNames: { pattern: NOTEBOOK_ID_PATTERN.source },
      },
    ),
  })
  .transform(({ site, hubs, maintenance, environments, other_ways, content, moved, retired }): Catalog => {
    const contents = content.map((each) => ({ language: site.language, ...each }));
    return {
      site,
      hubs: hubs.map((hub) => ({ ...hub, ...maintenanceOf(hub, maintenance ?? []) })),
      environments: environments.map((environment) =>
        addBuiltFrom(addManagedBinder(environment, site), contents),
      ),
      contents,
      ...(other_ways !== undefined && { otherWays: other_ways }),
      ...splitFormerIds(entriesOf(moved ?? {}), entriesOf(retired ?? {}), contents),
    };
  })
  .meta({
    title: 'Slipway catalogue',
    description: 'Environments, hubs and notebook repositories of a catalogue of launchable notebooks.',
  });

/** A hub's own windows, then those that it shares with others. */
function maintenanceOf(
  { id, maintenance = [] }: Pick<Hub, 'id' | 'maintenance'>,
  shared: readonly { readonly hubs?: readonly string[] | undefined; readonly window: MaintenanceWindow }[],
): Pick<Hub, 'maintenance'> {
  const own = shared.filter(({ hubs }) => hubs?.includes(id) ?? true).map(({ window }) => window);
  const all = [...maintenance, ...own];
  return all.length === 0 ? {} : { maintenance: all };
}
