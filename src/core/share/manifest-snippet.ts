import { decodeLoosely } from '../addresses/decode-loosely.ts';
import { isId } from '../catalog/fields/ids.ts';
import { slugify } from '../catalog/slug.ts';
import { expectedFolder } from '../links/pulled-repository.ts';
import { quoteYaml } from '../yaml/quote-yaml.ts';

/** What an entry under `content` says. */
export interface ManifestEntry {
  readonly repository: string;
  readonly branch: string;
  /** A file; a folder with `/` at its end; empty for the whole repository. */
  readonly path: string;
  readonly environmentId: string;
  /** Ids that the catalogue has already. */
  readonly takenIds: readonly string[];
}

/** The YAML that adds a repository, and of it one file or folder, to the manifest. */
export function renderManifestEntry(entry: ManifestEntry): string {
  const folder = decodeLoosely(expectedFolder(entry.repository));
  const lines = [
    'content:',
    `  ${chooseId(folder, entry.takenIds)}:`,
    `    title: ${quoteYaml(folder)}`,
    `    repository: ${quoteYaml(entry.repository)}`,
    `    branch: ${quoteYaml(entry.branch)}`,
    `    environment: ${quoteYaml(entry.environmentId)}`,
    ...(entry.path === ''
      ? []
      : [
          `    include:`,
          `      - ${quoteYaml(entry.path.endsWith('/') ? `${escapeGlob(entry.path)}**/*.ipynb` : escapeGlob(entry.path))}`,
        ]),
  ];
  return `${lines.join('\n')}\n`;
}

function chooseId(folder: string, taken: readonly string[]): string {
  const slug = slugify(folder);
  const base = isId(slug) ? slug : 'course';
  if (!taken.includes(base)) return base;
  for (let number = 2; ; number += 1) {
    if (!taken.includes(`${base}-${number}`)) return `${base}-${number}`;
  }
}

/**
 * Names are taken as they are, also where they have characters that patterns know. A pattern must
 * not begin with a backslash, which would look absolute, nor with "!".
 */
function escapeGlob(path: string): string {
  const first = path.slice(0, 1);
  const start = first === '!' || first === '\\' ? '?' : first.replace(/[\\*?[\](){}+@|$"]/, '[$&]');
  return start + path.slice(1).replace(/[\\*?[\](){}!+@|$"]/g, '\\$&');
}
