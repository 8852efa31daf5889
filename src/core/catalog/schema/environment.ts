import * as z from 'zod';
import { trimEndSlashes } from '../../trim.ts';
import { checkDigest, checkImage, checkTag, DIGEST_PATTERN } from '../fields/images.ts';
import { checkRef } from '../fields/refs.ts';
import { checkRepositoryUrl, checkSourceUrl } from '../fields/urls.ts';
import { acceptedSchema } from './exceptions.ts';
import { appSchema } from './hub.ts';
import { camelKeys, list, text, textAsWritten, wholeNumber } from './values.ts';

const EXAMPLE_DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

export interface BinderKeys {
  readonly repository: string;
  readonly ref: string;
}

const MANAGED = 'managed';
/** Placeholder for `managed` between the two steps below, so that problems are reported as those of a mapping. */
const MANAGED_KEYS = { repository: 'https://binder.invalid/managed', ref: MANAGED };

const BinderKeysSchema = z.strictObject({
  repository: text((value) => checkRepositoryUrl(value, 'ref'))
    .transform(trimEndSlashes)
    .meta({
      description: 'Repository whose Dockerfile names the image.',
      examples: ['https://github.com/OGGM/binder'],
      pattern: '^https?://',
    }),
  ref: textAsWritten(checkRef).meta({
    description: 'Branch, tag or commit of the Binder repository.',
    examples: ['stable'],
  }),
});

const BinderMappingSchema = BinderKeysSchema.transform((keys): BinderKeys | typeof MANAGED =>
  keys.repository === MANAGED_KEYS.repository ? MANAGED : keys,
).meta({ type: ['object', 'string'], pattern: `^${MANAGED}$`, examples: [MANAGED] });

const BinderSchema = z
  .union([
    z.preprocess(
      (value: BinderKeys | typeof MANAGED) => (value === MANAGED ? MANAGED_KEYS : value),
      BinderMappingSchema,
    ),
    list(BinderKeysSchema),
  ])
  .meta({
    description:
      'The Binder repository of this version, or "managed" for a commit that "slipway binder-refs" writes into the repository of the catalogue; without it no BinderHub can launch it. Of a list of repositories each reader gets one, as hubs limit the sessions of each.',
  });

/** The first repository is what a link without a script opens; `moreBinders` are for launcher pages to choose from. */
function splitBinder(written: z.output<typeof BinderSchema> | undefined) {
  const isManaged = written === MANAGED;
  const repositories = isManaged || written === undefined ? [] : [written].flat();
  const [binder, ...more] = repositories;
  return {
    binder,
    moreBinders: more.length === 0 ? undefined : more,
    isBinderManaged: isManaged ? (true as const) : undefined,
  };
}

const tagSchema = (description: string) =>
  textAsWritten(checkTag).meta({
    description,
    examples: ['2026.11.1'],
    not: { enum: ['latest'] },
  });

const digestSchema = () =>
  text(checkDigest)
    .optional()
    .meta({
      description:
        'Digest that the tag had when it was pinned; the nightly check compares it with the registry.',
      examples: [EXAMPLE_DIGEST],
      pattern: DIGEST_PATTERN.source,
    });

export const VersionSchema = z
  .strictObject({
    tag: tagSchema('Tag of this earlier version.'),
    label: textAsWritten()
      .optional()
      .meta({ description: 'What people call this version.', examples: ['Spring 2022'] }),
    digest: digestSchema(),
    binder: BinderSchema.optional(),
    accepted: acceptedSchema('environment'),
  })
  .transform(({ binder, ...version }) => camelKeys({ ...version, ...splitBinder(binder) }))
  .meta({ description: 'An earlier version of the environment, still launchable.' });

export const EnvironmentSchema = z
  .strictObject({
    title: textAsWritten()
      .optional()
      .meta({ description: 'Name of the environment; its id by default.', examples: ['OGGM'] }),
    image: text(checkImage).meta({
      description: 'Name of the container image, without tag and digest.',
      examples: ['ghcr.io/oggm/r2d'],
    }),
    mirror: text(checkImage)
      .optional()
      .meta({
        description:
          'Second name of the same image in another registry, without tag and digest; it is used when the first cannot be pulled, and only with the same digest.',
        examples: ['quay.io/oggm/r2d'],
      }),
    tag: tagSchema('Tag of the current version; "latest" is refused because it moves.'),
    label: textAsWritten()
      .optional()
      .meta({ description: 'What people call the current version.', examples: ['Autumn 2026'] }),
    digest: digestSchema(),
    binder: BinderSchema.optional(),
    accepted: acceptedSchema('environment'),
    source: text(checkSourceUrl)
      .transform(trimEndSlashes)
      .optional()
      .meta({
        description: 'Repository in which the image is built.',
        examples: ['https://github.com/OGGM/r2d'],
        pattern: '^https?://',
      }),
    stale_after_days: wholeNumber(1, 36_500)
      .optional()
      .meta({
        description: 'Age in days from which the image counts as too old.',
        examples: [365],
      }),
    verify: textAsWritten()
      .optional()
      .meta({
        description: 'Command that slipway verify runs in the image, in its working folder.',
        examples: ['./verify'],
      }),
    app: appSchema('How a launched server opens a notebook in this environment.'),
    earlier: list(VersionSchema).optional().meta({ description: 'Earlier versions, newest first.' }),
  })
  .transform(({ tag, label, digest, binder, accepted, earlier, ...environment }) => ({
    ...camelKeys(environment),
    current: camelKeys({ tag, label, digest, ...splitBinder(binder), accepted }),
    earlier: earlier ?? [],
  }))
  .meta({ description: 'A container image in which notebooks run, with its versions.' });
