import * as z from 'zod';
import { verdict } from '../health/schema.ts';
import { HUB_TYPES } from '../hub-kinds/kinds.ts';

/**
 * Shape of `catalog.json` for the JSON Schema in `public/`, by which other programs check what they read. Readers
 * ignore keys they do not know, so later versions may add some.
 */
const time = (description: string) => z.iso.datetime().meta({ description });
const nullable = <Value extends z.ZodType>(value: Value, description: string) =>
  value.nullable().meta({ description });

const launches = z
  .array(z.looseObject({ hub: z.string(), type: z.enum(HUB_TYPES), url: z.url(), verdict }))
  .meta({
    id: 'launches',
    description: 'In the order in which they are offered; empty where the document would be too large.',
  });

const binder = z
  .looseObject({
    repository: z.string(),
    ref: z.string().meta({ description: 'Branch, tag or commit.' }),
  })
  .meta({ id: 'binder', description: 'What a BinderHub builds.' });

export const PublishedCatalogSchema = z
  .looseObject({
    version: z.literal(1),
    generated_at: time('When the site was built.'),
    site: z.looseObject({
      title: z.string(),
      url: z.url(),
      language: z.string(),
      example: z
        .boolean()
        .optional()
        .meta({ description: 'True for the example that Slipway ships, whose ids are not permanent.' }),
    }),
    hubs: z.array(
      z.looseObject({ id: z.string(), type: z.enum(HUB_TYPES), url: z.url(), title: z.string() }),
    ),
    environments: z.array(
      z.looseObject({
        id: z.string(),
        title: z.string(),
        image: z.string().meta({ description: 'Image name without tag and digest.' }),
        tag: z.string().meta({ description: 'Tag of the current version.' }),
        digest: nullable(z.string(), 'Digest that the manifest pins.'),
        binder: binder.nullable().optional(),
        more_binders: z.array(binder).optional().meta({
          description: 'Further Binder repositories, among which launcher pages spread their readers.',
        }),
        earlier: z
          .array(
            z.looseObject({
              tag: z.string(),
              digest: nullable(z.string(), 'Digest that the manifest pins.'),
              binder: binder.nullable(),
            }),
          )
          .optional()
          .meta({ description: 'Earlier versions, newest first.' }),
        verdict,
        page: z.string().meta({ description: 'Path of its page, with the base path of the site.' }),
      }),
    ),
    contents: z
      .array(
        z.looseObject({
          id: z.string(),
          title: z.string(),
          repository: z.string(),
          branch: z.string().meta({ description: 'Branch or tag.' }),
          folder: z.string().optional().meta({
            description: 'Folder that hubs pull it into, below their NBGITPULLER_PARENTPATH.',
          }),
          pull: z.literal('none').optional().meta({
            description: 'The notebooks are in the image that a BinderHub builds from the repository.',
          }),
          commit: nullable(z.string(), 'Commit that was read; null for a folder beside the manifest.'),
          include: z.array(z.string()),
          exclude: z.array(z.string()),
          away: z
            .looseObject({ code: z.string(), message: z.string() })
            .optional()
            .meta({ description: 'Why it could not be read, so that earlier knowledge stands in.' }),
        }),
      )
      .optional()
      .meta({ description: 'Content repositories.' }),
    notebooks: z.array(
      z.looseObject({
        id: z
          .string()
          .meta({ description: 'Permanent id, <content>/<slug>.', examples: ['tutorials/welcome'] }),
        content: z.string(),
        path: z.string().meta({ description: 'Path in the content repository.' }),
        title: z.string(),
        description: z.string(),
        language: z.string(),
        tags: z.array(z.string()),
        kernel: nullable(z.string(), 'Name of its kernel, where the file names one.'),
        environment: z.string(),
        page: z.string(),
        permalink: z.string().meta({ description: 'Path of its permanent launcher, for badges and slides.' }),
        executed: z.url().nullable().optional().meta({ description: 'Page that shows it with its results.' }),
        launches,
        other_ways: z
          .array(z.looseObject({ id: z.string(), title: z.string(), url: z.url() }))
          .optional()
          .meta({ description: 'Services that open it without the tested environment.' }),
        editions: z
          .array(
            z.looseObject({
              id: z.string().meta({ examples: ['spring-2022'] }),
              label: z.string().meta({ examples: ['Spring 2022'] }),
              environment: z.string(),
              tag: z.string().meta({ description: 'Tag of the environment at that time.' }),
              branch: z.string().meta({ description: 'Branch or tag of the content repository.' }),
              path: z.string().meta({ description: 'Path in the content repository at that time.' }),
              permalink: z.string().meta({
                description: 'Path of its permanent launcher.',
                examples: ['/notebooks/l/tutorials/welcome/@spring-2022/'],
              }),
              launches,
            }),
          )
          .optional()
          .meta({ description: 'The notebook as it was taught.' }),
      }),
    ),
    folders: z
      .array(
        z.looseObject({
          repository: z.string(),
          branch: z.string().meta({ description: 'Branch or tag.' }),
          folder: z.string(),
        }),
      )
      .optional()
      .meta({
        description:
          'Every folder that links of this catalogue pull into, or did: students may have it, with their changes.',
      }),
    former: z
      .array(
        z.looseObject({
          id: z.string().meta({ description: 'A permanent id that goes on answering.' }),
          title: z.string(),
          to: nullable(z.string(), 'The id to which it leads; null for a notebook that left.'),
          on: nullable(z.string(), 'Day on which a notebook left, where that is known.'),
          recorded: z.boolean().meta({ description: 'Whether the manifest says so.' }),
        }),
      )
      .optional()
      .meta({ description: 'Ids that are no longer those of a notebook.' }),
    former_environments: z
      .array(
        z.looseObject({
          id: z.string().meta({ description: 'An id whose page and badge go on answering.' }),
          title: z.string(),
          to: nullable(z.string(), 'The id to which it leads; null for an environment that left.'),
          on: nullable(z.string(), 'Day on which an environment left, where that is known.'),
          recorded: z.boolean().meta({ description: 'Whether the manifest says so.' }),
        }),
      )
      .optional()
      .meta({ description: 'Ids that are no longer those of an environment.' }),
  })
  .meta({
    title: 'Slipway catalogue for machines',
    description: 'Everything the site knows of its notebooks.',
  });
