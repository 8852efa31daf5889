import * as z from 'zod';
import { describe } from '../../schema-parts.ts';
import { trimEndSlashes } from '../../trim.ts';
import { checkExecutedTemplate } from '../fields/executed-urls.ts';
import type { NotebookId } from '../fields/ids.ts';
import { checkCloneFolder, checkFilePath, checkFolder, checkGlob, trimFolder } from '../fields/paths.ts';
import { checkBranch } from '../fields/refs.ts';
import { checkPageUrl, checkRepositoryUrl } from '../fields/urls.ts';
import { canonicalLanguage } from '../fields/words.ts';
import { acceptedSchema } from './exceptions.ts';
import { day, id, languageTag, notebookId, picture, tag } from './forms.ts';
import { ContentWaysSchema } from './other-ways.ts';
import {
  byId,
  camelKeys,
  entriesOf,
  flag,
  list,
  optional,
  optionalText,
  text,
  textAsWritten,
  wholeNumber,
  word,
} from './values.ts';

const PULLS = ['nbgitpuller', 'none'] as const;

export const DEFAULT_INCLUDE: readonly string[] = ['**/*.ipynb'];

const tagsSchema = (description: string) =>
  optional(
    list(textAsWritten()).transform((tags) => [...new Set(tags)]),
    description,
    { examples: [['glaciers']] },
  );

const environmentSchema = (description: string) =>
  describe(textAsWritten(), description, { examples: ['oggm'] });

const NotebookEntrySchema = z
  .strictObject({
    title: optional(textAsWritten(), 'Title, instead of the first heading of the file.'),
    id: optional(id(), 'Last part of the permanent id, instead of the one made from the path.', {
      examples: ['welcome'],
    }),
    description: optional(textAsWritten(), 'One or two sentences for lists.'),
    tags: tagsSchema('Topics of this notebook, beside those of the content.'),
    image: optional(
      picture(),
      'Picture in lists, a path in the repository; the first picture of the notebook by default.',
      { examples: ['figures/welcome.png'] },
    ),
    translates: optional(
      notebookId().transform((id) => id as NotebookId),
      'Id of the notebook that this one is a translation of.',
      { examples: ['tutorials/welcome'] },
    ),
    environment: environmentSchema(
      'Id of the environment it runs in, instead of that of the content.',
    ).optional(),
    hubs: optional(
      list(textAsWritten()),
      'Ids of the hubs to offer for it, in this order, instead of those of the content.',
      { examples: [['class']], uniqueItems: true },
    ),
    verify: optional(
      flag(),
      'Whether slipway verify runs it: with true on some notebooks of a content it runs these, else all but those with false.',
    ),
    executed: optional(text(checkPageUrl), 'Page on which this notebook can be read with its results.', {
      examples: ['https://example.org/book/welcome.html'],
      pattern: '^https?://',
    }),
  })
  .transform(camelKeys)
  .meta({ description: 'What the file itself does not say.', type: ['object', 'null'] });

export const EditionSchema = z
  .strictObject({
    label: optional(textAsWritten(), 'What people call this edition; its id by default.', {
      examples: ['Spring 2022'],
    }),
    branch: describe(textAsWritten(checkBranch), 'Branch or tag of the content repository at that time.', {
      examples: ['v1.5.3'],
    }),
    tag: describe(tag(), 'Tag of the environment: the current one or one of "earlier".', {
      examples: ['v1.5.3'],
    }),
    environment: environmentSchema(
      'Id of the environment at that time, where it is another one than today.',
    ).optional(),
    /** Path today → path at that time. */
    paths: optional(
      z
        .record(z.string(), textAsWritten(checkFilePath))
        .transform((paths) => Object.fromEntries(entriesOf(paths))),
      'Where notebooks stood at that time, by their present path; only those renamed since.',
      { examples: [{ 'notebooks/welcome.ipynb': '01-welcome.ipynb' }] },
    ),
  })
  .transform(camelKeys)
  .meta({ description: 'An older pairing of the notebooks with a version of their environment.' });

export const ContentSchema = z
  .strictObject({
    title: describe(textAsWritten(), 'Name of this collection of notebooks.', {
      examples: ['OGGM tutorials'],
    }),
    repository: describe(
      text((value) => checkRepositoryUrl(value, 'branch')).transform(trimEndSlashes),
      'Repository that the hub pulls with nbgitpuller.',
      { examples: ['https://github.com/OGGM/tutorials'], pattern: '^https?://' },
    ),
    branch: describe(
      textAsWritten(checkBranch),
      'Branch or tag of the repository; nbgitpuller does not take commits.',
      { examples: ['main'] },
    ),
    folder: optional(
      textAsWritten(checkCloneFolder),
      "Folder that hubs pull the repository into, below their parent_path; by default the repository's name, with its branch or owner where that is needed to keep two apart.",
      { examples: ['course-2026'] },
    ),
    folder_emptied: optional(
      day(),
      'Day on which that folder was removed from the storage of all students, so that something else may be pulled into it.',
      { examples: ['2026-08-20'] },
    ),
    /** `none`: the notebooks are in the image, as a BinderHub builds it from this repository. */
    pull: optional(
      word(PULLS).transform((pull) => (pull === 'none' ? pull : undefined)),
      'How the notebooks come to the server: nbgitpuller pulls them, or none where they are in the image that a BinderHub builds from this repository.',
      { default: 'nbgitpuller' },
    ),
    environment: environmentSchema('Id of the environment in which the notebooks run.'),
    hubs: optional(
      list(textAsWritten()),
      'Ids of the hubs to offer, in this order; every hub that can run the environment by default.',
      { examples: [['mybinder', 'class']], uniqueItems: true },
    ),
    language: optional(
      languageTag().transform((tag) => canonicalLanguage(tag) ?? tag),
      'Language of the notebooks as a BCP 47 tag; that of the site by default.',
      { examples: ['en'] },
    ),
    tags: tagsSchema('Topics of all its notebooks.').transform((tags) => tags ?? []),
    description: optional(textAsWritten(), 'One or two sentences about the collection, in its language.'),
    image: optional(picture(), 'Picture of the collection, a path in the repository.', {
      examples: ['figures/cover.png'],
    }),
    authors: optional(list(textAsWritten()), 'Names of its authors.', {
      examples: [['Ada Example', 'Grace Sample']],
    }),
    license: optional(textAsWritten(), 'Its licence, best as an SPDX identifier.', {
      examples: ['CC-BY-4.0'],
    }),
    sections: describe(
      z
        .record(z.string(), textAsWritten())
        .optional()
        .transform((sections) => {
          const titled = entriesOf(sections ?? {}).map(([key, title]) => ({
            folder: trimFolder(key),
            title,
          }));
          return titled.length === 0 ? undefined : titled;
        }),
      'Titles of its folders, by their paths in the repository; the order here is the order on the site.',
      { examples: [{ 'notebooks/basics': 'First steps' }] },
    ),
    include: describe(
      list(textAsWritten(checkGlob))
        .optional()
        .transform((globs) => globs ?? DEFAULT_INCLUDE),
      'Patterns over paths in the repository that choose the notebooks.',
      { examples: [['notebooks/**/*.ipynb']], default: [...DEFAULT_INCLUDE] },
    ),
    exclude: describe(
      list(textAsWritten(checkGlob))
        .optional()
        .transform((globs) => globs ?? []),
      'Patterns over paths in the repository that leave files out.',
      { examples: [['**/_*']] },
    ),
    directory: optional(
      textAsWritten(checkFolder),
      'Folder beside the manifest from which the files are read instead of cloning the repository.',
      { examples: ['./notebooks'] },
    ),
    max_notebooks: optional(
      wholeNumber(1, 50_000),
      'How many notebooks the site lists of it at most; 2000 by default.',
      { examples: [5000] },
    ),
    repository_path: describe(
      optionalText(checkFolder)
        .optional()
        .transform((folder) => trimFolder(folder ?? '')),
      'Where "directory" stands in the repository; its root by default.',
      { examples: ['content/notebooks'], default: '' },
    ),
    notebooks: describe(
      z
        .record(z.string(), NotebookEntrySchema.optional())
        .optional()
        .transform((entries) => entriesOf(entries ?? {}).map(([path, entry]) => ({ path, ...entry }))),
      'What the files do not say themselves, by path in the repository; the order here is the order on the site.',
    ),
    executed: optional(
      text(checkExecutedTemplate),
      'Where the notebooks can be read with their results: an address in which {path} stands for the path of a notebook, {folder} for its folder, and {stem} for its file name without the extension. Pages of notebooks without stored results link there.',
      { examples: ['https://example.org/book/{folder}/{stem}.html'], pattern: '^https?://' },
    ),
    other_ways: ContentWaysSchema,
    accepted: acceptedSchema('content'),
    editions: describe(
      byId(EditionSchema, (id, edition) => ({ id, label: id, ...edition }))
        .optional()
        .transform((editions) => editions ?? []),
      'Older pairings that stay launchable, such as "as taught in spring 2022".',
    ),
  })
  .transform(camelKeys)
  .meta({ description: 'A repository of notebooks at one branch or tag.' });
