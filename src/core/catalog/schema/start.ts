import * as z from 'zod';
import { type HubStart, START_FIELDS, START_FORMS, type StartChoices } from '../../links/start-page.ts';
import { checkPlaceholders, formatPlaceholders } from '../fields/placeholders.ts';
import { checkServerName, checkStartName } from '../fields/start-names.ts';
import { byId, camelKeys, entriesOf, flag, optional, textAsWritten, word } from './values.ts';

const FIELDS = formatPlaceholders(START_FIELDS);

const value = () =>
  textAsWritten((written) => checkPlaceholders(written, START_FIELDS, `it may contain ${FIELDS}`));

const ChoicesSchema = z.strictObject({
  profile: optional(value(), `Slug of the profile to choose; may contain ${FIELDS}.`, {
    examples: ['scipy'],
  }),
  options: optional(
    z.record(z.string(), value()),
    `Choices of the profile by the names of its options (with "form: fields", fields of the form by their names); may contain ${FIELDS}.`,
    { examples: [{ image: '{tag}', size: 'small' }], propertyNames: { pattern: '^[\\w.-]+$' } },
  ),
  unlisted: optional(
    textAsWritten(checkStartName),
    'Name of the option in which students may name any image: the link fills in the pinned one.',
    { examples: ['image'] },
  ),
});

const toChoices = ({ profile, options, unlisted }: z.output<typeof ChoicesSchema>): StartChoices => ({
  options: Object.fromEntries(entriesOf(options ?? {})),
  ...camelKeys({ profile, unlisted }),
});

const EnvironmentChoicesSchema = ChoicesSchema.extend({
  versions: optional(
    z.record(z.string(), ChoicesSchema.transform(toChoices)),
    'What differs for one version, by its tag.',
    { examples: [{ 'v1.5.3': { options: { image: 'spring-2022' } } }] },
  ),
}).transform(({ versions, ...own }) => ({
  ...toChoices(own),
  versions: Object.fromEntries(entriesOf(versions ?? {})),
}));

export const StartSchema = z
  .strictObject({
    form: optional(
      word(START_FORMS),
      "What the page is on which the hub asks what to start: KubeSpawner's list of profiles, that of jupyterhub-fancy-profiles, or any form with fields.",
      { default: 'kubespawner' },
    ),
    ...ChoicesSchema.shape,
    prefix: optional(
      flag(),
      'Whether to write "opt-" in front of each field: true for JupyterHub 6 and newer, which still takes them without.',
      { default: false },
    ),
    auto_start: optional(flag(), 'Whether fancy-profiles starts the server without waiting for its button.', {
      default: false,
    }),
    server: optional(
      textAsWritten(checkServerName),
      'Name of a server of each student, which has to be running already.',
      { examples: ['gpu'] },
    ),
    environments: optional(
      byId(EnvironmentChoicesSchema, (id, choices) => [id, choices] as const),
      'What differs for one environment, by its id.',
    ),
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
