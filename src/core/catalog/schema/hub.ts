import * as z from 'zod';
import { HUB_TYPES, type HubType, hubKind } from '../../hub-kinds/kinds.ts';
import { describe } from '../../schema-parts.ts';
import { trimEndSlashes } from '../../trim.ts';
import { checkFolder, trimFolder } from '../fields/paths.ts';
import { checkSize, parseSize, SIZE_PATTERN } from '../fields/sizes.ts';
import { checkHubUrl } from '../fields/urls.ts';
import { checkApp, NAMED_APPS } from '../fields/words.ts';
import { acceptedSchema, MaintenanceSchema } from './exceptions.ts';
import { StartSchema } from './start.ts';
import {
  camelKeys,
  flag,
  list,
  optional,
  optionalText,
  text,
  textAsWritten,
  wholeNumber,
  word,
} from './values.ts';

/** `lab`, `notebook` … or a template; shared by hubs and environments. */
export function appSchema(description: string) {
  return optional(text(checkApp), description, {
    anyOf: [{ enum: [...NAMED_APPS] }, { pattern: '\\{path\\}' }],
    examples: [...NAMED_APPS, 'voila/render/{path}'],
    default: 'lab',
  });
}

const ExpectSchema = z
  .strictObject({
    kept: optional(
      flag(),
      'Whether files stay when the server ends; true for a JupyterHub and false for a BinderHub by default.',
    ),
    idle_minutes: optional(
      wholeNumber(1, 525_600),
      'Minutes without activity after which the hub ends a server.',
      { examples: [10] },
    ),
    max_hours: optional(wholeNumber(1, 8760), 'Hours after which the hub ends a server in any case.', {
      examples: [6],
    }),
    memory: optional(
      text(checkSize).transform((size) => parseSize(size) ?? 0),
      'Memory of one server, with its unit.',
      { examples: ['2 GB', '512 MB'], pattern: SIZE_PATTERN.source },
    ),
    first_start_minutes: optional(
      wholeNumber(1, 1440),
      'Minutes that the first start of an environment may take.',
      { examples: [15] },
    ),
    shared_sessions: optional(
      wholeNumber(1, 1_000_000),
      'How many servers of one Binder repository the hub runs at a time.',
      { examples: [100] },
    ),
    note: optional(textAsWritten(), 'One sentence of your own, in the language of the site.'),
  })
  .transform(({ memory: memoryBytes, ...expect }) => camelKeys({ ...expect, memoryBytes }))
  .meta({
    description:
      'What students are told to expect of the hub, where it differs from what Slipway knows of it.',
  });

/** Keys that a kind of hub needs or does not have, for editors. */
function whereType(type: HubType, rule: object) {
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  return { if: { properties: { type: { const: type } } }, then: rule };
}

export const HubSchema = z
  .strictObject({
    type: describe(
      word(HUB_TYPES),
      'Kind of hub: a BinderHub builds any Binder repository, a JupyterHub runs given environments, a JupyterLite site opens files of its own in the browser.',
    ),
    /** Without a slash at its end. */
    url: describe(
      text(checkHubUrl).transform((url) => trimEndSlashes(new URL(url).href)),
      'Address of the hub, with its path prefix where it has one.',
      { examples: ['https://mybinder.org', 'https://hub.example.edu/jupyter'], pattern: '^https?://' },
    ),
    title: optional(textAsWritten(), 'Name of the hub on its button; its host by default.', {
      examples: ['Class hub'],
    }),
    environments: optional(
      list(textAsWritten()),
      'Ids of the environments the hub runs; a JupyterHub needs it, a BinderHub runs any without it.',
      { examples: [['oggm']], uniqueItems: true },
    ),
    app: appSchema(
      'How a launched server of this hub opens a notebook, unless the environment says otherwise.',
    ),
    parent_path: optional(
      optionalText(checkFolder),
      "The hub's NBGITPULLER_PARENTPATH: the folder into which it pulls repositories; of a JupyterLite site the folder that has the files of the content.",
      { examples: ['courses'], default: '' },
    ),
    sign_in: optional(
      flag(),
      'Whether a student has to sign in; true for a JupyterHub and false for a BinderHub by default.',
    ),
    warm: optional(
      flag(),
      'Whether "slipway warm" asks this BinderHub to build new versions ahead of a class. Ask its operators first; mybinder.org does not want services that trigger many builds.',
      { default: false },
    ),
    lti: optional(
      flag(),
      "Whether learning platforms sign students in to the hub by LTI 1.1 (JupyterHub's ltiauthenticator): the pages then say what to enter in Canvas and Moodle.",
    ),
    start: StartSchema.optional(),
    expect: ExpectSchema.optional(),
    maintenance: MaintenanceSchema,
    accepted: acceptedSchema('hub'),
  })
  .transform(({ parent_path, sign_in, environments, ...hub }) => {
    const kind = hubKind(hub.type);
    return camelKeys({
      ...hub,
      title: hub.title ?? new URL(hub.url).host,
      /** Ids of the environments the hub runs; absent means any. Always there for a kind that runs given images. */
      environments: environments ?? (kind.runs === 'given-images' ? [] : undefined),
      /** Without slashes at its ends; absent for a kind that has none. */
      parent_path: kind.hasParentPath ? trimFolder(parent_path ?? '') : undefined,
      sign_in: sign_in ?? kind.signIn,
    });
  })
  .meta({
    description: 'A BinderHub, a JupyterHub or a JupyterLite site on which notebooks are launched.',
    allOf: [
      whereType('jupyterhub', {
        required: ['environments'],
        properties: { environments: { type: 'array' }, warm: false },
      }),
      whereType('binderhub', { properties: { parent_path: false, start: false, lti: false } }),
      whereType('jupyterlite', { properties: { start: false, lti: false, warm: false } }),
    ],
  });
