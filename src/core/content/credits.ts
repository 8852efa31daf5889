import { parse as parseYaml } from 'yaml';
import { isObject } from '../notebooks/json.ts';

/** Who made a collection, and what may be done with it, as its repository says. */
export interface Credits {
  readonly authors?: readonly string[];
  /** An SPDX identifier where one is recognised, else the repository's own words. */
  readonly license?: string;
}

/**
 * Files of a repository that name authors or a licence, the best first: a citation was written to be quoted
 * (https://github.com/citation-file-format/citation-file-format), a MyST project to be shown
 * (https://mystmd.org/guide/frontmatter), and a licence file has its licence only.
 */
export const CREDIT_FILES: readonly string[] = [
  'CITATION.cff',
  'myst.yml',
  'LICENSE',
  'LICENSE.md',
  'LICENSE.txt',
  'LICENCE',
  'COPYING',
];

const MAX_AUTHORS = 30;
const MAX_NAME_LENGTH = 120;
const MAX_LICENSE_LENGTH = 80;

/**
 * What of these files names authors and a licence; each is taken from the first file that names it. What cannot be
 * read says nothing.
 *
 * @param texts file → its text, for those of `CREDIT_FILES` that are there
 */
export function readCredits(texts: ReadonlyMap<string, string>): Credits {
  const found = CREDIT_FILES.flatMap((file) => {
    const text = texts.get(file);
    return text === undefined ? [] : [readFile(file, text)];
  });
  const authors = found.find((credits) => credits.authors !== undefined)?.authors;
  const license = found.find((credits) => credits.license !== undefined)?.license;
  return { ...(authors !== undefined && { authors }), ...(license !== undefined && { license }) };
}

function readFile(file: string, text: string): Credits {
  if (file === 'CITATION.cff') return readCitation(parseDocument(text));
  if (file !== 'myst.yml') return describe([], recogniseLicense(text));
  const project = parseDocument(text).project;
  return isObject(project) ? readMystProject(project) : {};
}

function readCitation({ authors, license }: Record<string, unknown>): Credits {
  const names = listOf(authors).map((author) => {
    if (!isObject(author)) return undefined;
    const { 'given-names': given, 'name-particle': particle, 'family-names': family, name } = author;
    return (
      textOf(name) ?? ([given, particle, family].flatMap((part) => textOf(part) ?? []).join(' ') || undefined)
    );
  });
  return describe(names, textOf(listOf(license)[0]));
}

function readMystProject({ authors, license }: Record<string, unknown>): Credits {
  const names = listOf(authors).map((author) => textOf(isObject(author) ? author.name : author));
  const content = isObject(license) ? (license.content ?? license.id) : license;
  return describe(names, textOf(isObject(content) ? content.id : content));
}

function describe(names: readonly (string | undefined)[], license: string | undefined): Credits {
  const authors = [...new Set(names.filter((name) => name !== undefined))].slice(0, MAX_AUTHORS);
  const isLicense = license !== undefined && license.length <= MAX_LICENSE_LENGTH;
  return { ...(authors.length > 0 && { authors }), ...(isLicense && { license }) };
}

/** First words of licences, as their authors publish them, and their SPDX identifiers (https://spdx.org/licenses/). */
const LICENSES: readonly (readonly [pattern: RegExp, id: string])[] = [
  [/^\W*creative commons attribution-sharealike 4\.0/i, 'CC-BY-SA-4.0'],
  [/^\W*creative commons attribution-noncommercial 4\.0/i, 'CC-BY-NC-4.0'],
  [
    /^\W*(?:creative commons )?attribution 4\.0 international|^\W*creative commons attribution 4\.0/i,
    'CC-BY-4.0',
  ],
  [/^\W*(?:creative commons )?attribution-sharealike 4\.0 international/i, 'CC-BY-SA-4.0'],
  [/^\W*creative commons legal code\W+cc0 1\.0|^\W*cc0 1\.0/i, 'CC0-1.0'],
  [/^\W*(?:the )?mit licen[sc]e/i, 'MIT'],
  [/^\W*apache license\W+version 2\.0/i, 'Apache-2.0'],
  [/^\W*bsd 3-clause/i, 'BSD-3-Clause'],
  [/^\W*bsd 2-clause/i, 'BSD-2-Clause'],
  [/^\W*gnu general public license\W+version 3/i, 'GPL-3.0-only'],
  [/^\W*gnu general public license\W+version 2/i, 'GPL-2.0-only'],
  [/^\W*gnu lesser general public license\W+version 3/i, 'LGPL-3.0-only'],
  [/^\W*gnu affero general public license\W+version 3/i, 'AGPL-3.0-only'],
  [/^\W*mozilla public license\W+version 2\.0/i, 'MPL-2.0'],
];

/** The licence whose text a file is; undefined for one that is not known by its first words or by its clauses. */
function recogniseLicense(text: string): string | undefined {
  const start = text.slice(0, 4_000).replace(/\s+/g, ' ').trimStart();
  const named = LICENSES.find(([pattern]) => pattern.test(start))?.[1];
  if (named !== undefined) return named;
  if (!start.includes('Redistribution and use in source and binary forms')) {
    return start.includes('Permission is hereby granted, free of charge') ? 'MIT' : undefined;
  }
  return start.includes('Neither the name of') ? 'BSD-3-Clause' : 'BSD-2-Clause';
}

function parseDocument(text: string): Record<string, unknown> {
  try {
    const data: unknown = parseYaml(text, { maxAliasCount: 0, logLevel: 'silent' });
    return isObject(data) ? data : {};
  } catch {
    return {};
  }
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

function textOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.replace(/\s+/g, ' ').trim();
  return text === '' || text.length > MAX_NAME_LENGTH ? undefined : text;
}
