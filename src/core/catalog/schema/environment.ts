import * as z from 'zod';
import { describe } from '../../schema-parts.ts';
import { trimEndSlashes } from '../../trim.ts';
import { checkDigest, checkImage, DIGEST_PATTERN } from '../fields/images.ts';
import { checkRef } from '../fields/refs.ts';
import { checkRepositoryUrl, checkSourceUrl } from '../fields/urls.ts';
import { acceptedSchema } from './exceptions.ts';
import { tag } from './forms.ts';
import { appSchema } from './hub.ts';
import { camelKeys, list, optional, text, textAsWritten, wholeNumber } from './values.ts';

const EXAMPLE_DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

const MANAGED = 'managed';
/** Placeholder for `managed` between the two steps below, so that problems are reported as those of a mapping. */
const MANAGED_KEYS = { repository: 'https://binder.invalid/managed', ref: MANAGED };

const BinderKeysSchema = z.strictObject({
  repository: describe(
    text((value) => checkRepositoryUrl(value, 'ref')).transform(trimEndSlashes),
    'Repository whose Dockerfile names the image.',
    { examples: ['https://github.com/OGGM/binder'], pattern: '^https?://' },
  ),
  ref: describe(textAsWritten(checkRef), 'Branch, tag or commit of the Binder repository.', {
    examples: ['stable'],
  }),
});

type BinderKeys = z.output<typeof BinderKeysSchema>;

const BinderMappingSchema = BinderKeysSchema.transform((keys): BinderKeys | typeof MANAGED =>
  keys.repository === MANAGED_KEYS.repository ? MANAGED : keys,
).meta({ type: ['object', 'string'], pattern: `^${MANAGED}$`, examples: [MANAGED] });

const BinderSchema = describe(
  z.union([
    z.preprocess(
      (value: BinderKeys | typeof MANAGED) => (value === MANAGED ? MANAGED_KEYS : value),
      BinderMappingSchema,
    ),
    list(BinderKeysSchema).meta({ minItems: 1 }),
  ]),
  'The Binder repository of this version, or "managed" for a commit that "slipway binder-refs" writes into the repository of the catalogue; without it no BinderHub can launch it. Of a list of repositories each reader gets one, as hubs limit the sessions of each.',
);

/** The first repository is what a link without a script opens; `moreBinders` are for launcher pages to choose from. */
function splitBinder(written: z.output<typeof BinderSchema> | undefined) {
  const [binder, ...more] = written === MANAGED ? [] : [written ?? []].flat();
  return {
    binder,
    moreBinders: more.length === 0 ? undefined : more,
    isBinderManaged: written === MANAGED ? (true as const) : undefined,
  };
}

/** What the current version of an environment and an earlier one have alike. */
const versionKeys = (description: string, label: string, labelExample: string) => ({
  tag: describe(tag(), description, { examples: ['2026.11.1'], not: { enum: ['latest'] } }),
  label: optional(textAsWritten(), label, { examples: [labelExample] }),
  digest: optional(
    text(checkDigest),
    'Digest that the tag had when it was pinned; the nightly check compares it with the registry.',
    { examples: [EXAMPLE_DIGEST], pattern: DIGEST_PATTERN.source },
  ),
  binder: BinderSchema.optional(),
  accepted: acceptedSchema('environment'),
});

export const VersionSchema = z
  .strictObject(versionKeys('Tag of this earlier version.', 'What people call this version.', 'Spring 2022'))
  .transform(({ binder, ...version }) => camelKeys({ ...version, ...splitBinder(binder) }))
  .meta({ description: 'An earlier version of the environment, still launchable.' });

export const EnvironmentSchema = z
  .strictObject({
    title: optional(textAsWritten(), 'Name of the environment; its id by default.', { examples: ['OGGM'] }),
    image: describe(textAsWritten(checkImage), 'Name of the container image, without tag and digest.', {
      examples: ['ghcr.io/oggm/r2d'],
    }),
    mirror: optional(
      textAsWritten(checkImage),
      'Second name of the same image in another registry, without tag and digest; it is used when the first cannot be pulled, and only with the same digest.',
      { examples: ['quay.io/oggm/r2d'] },
    ),
    ...versionKeys(
      'Tag of the current version; "latest" is refused because it moves.',
      'What people call the current version.',
      'Autumn 2026',
    ),
    source: optional(
      text(checkSourceUrl).transform(trimEndSlashes),
      'Repository in which the image is built.',
      { examples: ['https://github.com/OGGM/r2d'], pattern: '^https?://' },
    ),
    stale_after_days: optional(
      wholeNumber(1, 36_500),
      'Age in days from which the image counts as too old.',
      { examples: [365] },
    ),
    verify: optional(
      textAsWritten(),
      'Command that slipway verify runs in the image, in its working folder.',
      { examples: ['./verify'] },
    ),
    app: appSchema('How a launched server opens a notebook in this environment.'),
    earlier: optional(list(VersionSchema), 'Earlier versions, newest first.'),
  })
  .transform(({ tag, label, digest, binder, accepted, earlier, ...environment }) => ({
    ...camelKeys(environment),
    current: camelKeys({ tag, label, digest, ...splitBinder(binder), accepted }),
    earlier: earlier ?? [],
  }))
  .meta({ description: 'A container image in which notebooks run, with its versions.' });
