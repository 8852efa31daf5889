import { z } from 'zod';
import { checkFolder } from '../fields/paths.ts';
import { checkHubUrl } from '../fields/urls.ts';
import { checkApp } from '../fields/words.ts';
import { NAMED_APPS } from '../types.ts';
import { flag, list, optionalText, text, textAsWritten, word } from './values.ts';

export const HUB_TYPES = ['binderhub', 'jupyterhub'] as const;

/** `lab`, `notebook` … or a template; shared by hubs and environments. */
export function appSchema(description: string) {
  return text(checkApp)
    .optional()
    .meta({
      description,
      anyOf: [{ enum: [...NAMED_APPS] }, { pattern: '\\{path\\}' }],
      examples: [...NAMED_APPS, 'voila/render/{path}'],
      default: 'lab',
    });
}

export const HubSchema = z
  .strictObject({
    type: word(HUB_TYPES).meta({
      description:
        'Kind of hub: a BinderHub builds any Binder repository, a JupyterHub runs given environments.',
    }),
    url: text(checkHubUrl).meta({
      description: 'Address of the hub, with its path prefix where it has one.',
      examples: ['https://mybinder.org', 'https://hub.example.edu/jupyter'],
      pattern: '^https?://',
    }),
    title: textAsWritten()
      .optional()
      .meta({ description: 'Name of the hub on its button; its host by default.', examples: ['Class hub'] }),
    environments: list(textAsWritten())
      .optional()
      .meta({
        description:
          'Ids of the environments the hub runs; a JupyterHub needs it, a BinderHub runs any without it.',
        examples: [['oggm']],
        uniqueItems: true,
      }),
    app: appSchema(
      'How a launched server of this hub opens a notebook, unless the environment says otherwise.',
    ),
    parent_path: optionalText(checkFolder)
      .optional()
      .meta({
        description:
          "The hub's NBGITPULLER_PARENTPATH: the folder into which it pulls repositories (JupyterHub only).",
        examples: ['courses'],
        default: '',
      }),
    sign_in: flag().optional().meta({
      description:
        'Whether a student has to sign in; true for a JupyterHub and false for a BinderHub by default.',
    }),
  })
  .meta({
    description: 'A BinderHub or a JupyterHub on which notebooks are launched.',
    if: { properties: { type: { const: 'jupyterhub' } } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { required: ['environments'] },
    else: { properties: { parent_path: false } },
  });
