import * as z from 'zod';
import { listWords } from '../../diagnostics/suggest.ts';
import { type HubStart, START_FIELDS, START_FORMS, type StartChoices } from '../../links/start-page.ts';
import { checkPlaceholders } from '../fields/placeholders.ts';
import { checkServerName, checkStartName } from '../fields/start-names.ts';
import { byId, camelKeys, entriesOf, flag, text, textAsWritten, word } from './values.ts';

const FIELDS = listWords(
  START_FIELDS.map((field) => `{${field}}`),
  'and',
);

const value = () =>
  textAsWritten((written) => checkPlaceholders(written, START_FIELDS, `it may contain ${FIELDS}`));

const choices = {
  profile: value()
    .optional()
    .meta({
      description: `Slug of the profile to choose; may contain ${FIELDS}.`,
      examples: ['scipy'],
    }),
  options: z
    .record(z.string(), value())
    .optional()
    .meta({
      description: `Choices of the profile by the names of its options (with "form: fields", fields of the form by their names); may contain ${FIELDS}.`,
      examples: [{ image: '{tag}', size: 'small' }],
      propertyNames: { pattern: '^[\\w.-]+$' },
    }),
  unlisted: text(checkStartName)
    .optional()
    .meta({
      description:
        'Name of the option in which students may name any image: the link fills in the pinned one.',
      examples: ['image'],
    }),
};

interface WrittenChoices {
  readonly profile?: string | undefined;
  readonly options?: Readonly<Record<string, string>> | undefined;
  readonly unlisted?: string | undefined;
}

const toChoices = ({ profile, options, unlisted }: WrittenChoices): StartChoices => ({
  options: Object.fromEntries(entriesOf(options ?? {})),
  ...camelKeys({ profile, unlisted }),
});

const VersionChoicesSchema = z.strictObject(choices).transform(toChoices);

const EnvironmentChoicesSchema = z
  .strictObject({
    ...choices,
    versions: z
      .record(z.string(), VersionChoicesSchema)
      .optional()
      .meta({
        description: 'What differs for one version, by its tag.',
        examples: [{ 'v1.5.3': { options: { image: 'spring-2022' } } }],
      }),
  })
  .transform(({ versions, ...own }) => ({
    ...toChoices(own),
    versions: Object.fromEntries(entriesOf(versions ?? {})),
  }));

export const StartSchema = z
  .strictObject({
    form: word(START_FORMS).optional().meta({
      description:
        "What the page is on which the hub asks what to start: KubeSpawner's list of profiles, that of jupyterhub-fancy-profiles, or any form with fields.",
      default: 'kubespawner',
    }),
    ...choices,
    prefix: flag().optional().meta({
      description:
        'Whether to write "opt-" in front of each field: true for JupyterHub 6 and newer, which still takes them without.',
      default: false,
    }),
    auto_start: flag().optional().meta({
      description: 'Whether fancy-profiles starts the server without waiting for its button.',
      default: false,
    }),
    server: text(checkServerName)
      .optional()
      .meta({
        description: 'Name of a server of each student, which has to be running already.',
        examples: ['gpu'],
      }),
    environments: byId(EnvironmentChoicesSchema, (id, choices) => [id, choices] as const)
      .optional()
      .meta({
        description: 'What differs for one environment, by its id.',
      }),
  })
  .transform(
    ({ form, prefix, auto_start: isAutomatic, server, environments, ...own }): HubStart => ({
      ...toChoices(own),
      form: form ?? ('kubespawner' as const),
      hasPrefix: prefix ?? false,
      isAutomatic: isAutomatic ?? false,
      environments: Object.fromEntries(environments ?? []),
      ...camelKeys({ server }),
    }),
  )
  .meta({
    description:
      'What to choose where the hub asks what to start, so that the pinned image runs (JupyterHub only).',
  });
