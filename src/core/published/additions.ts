import type { Catalog } from '../catalog/types.ts';
import { quoteYaml } from '../yaml/quote-yaml.ts';
import type { PublishedEdition, PublishedEnvironment } from './parse.ts';

/** A line that keeps an address, and where in the manifest it belongs. */
export interface ManifestAddition {
  /** Keys from the root, such as `['content', 'tutorials', 'editions']`. */
  readonly under: readonly string[];
  /** One entry in YAML. */
  readonly line: string;
}

export function addMoved(from: string, to: string): ManifestAddition {
  return { under: ['moved'], line: `${from}: ${to}` };
}

/** What is needed of a notebook or an environment to say that it left. */
interface Left {
  readonly id: string;
  readonly title: string;
  readonly former?: { readonly on?: string };
}

/** @param today `YYYY-MM-DD` */
export function addRetired({ id, title, former }: Left, today: string): ManifestAddition {
  return { under: ['retired'], line: `${id}: {title: ${quoteYaml(title)}, on: ${former?.on ?? today}}` };
}

export function addNotebookId(contentId: string, path: string, id: string): ManifestAddition {
  return { under: ['content', contentId, 'notebooks'], line: `${quoteYaml(path)}: {id: ${id}}` };
}

export function addEdition(contentId: string, edition: PublishedEdition): ManifestAddition {
  const { id, label, branch, environment, tag } = edition;
  const parts = [
    `label: ${quoteYaml(label)}`,
    `branch: ${quoteYaml(branch)}`,
    ...(environment === undefined ? [] : [`environment: ${environment}`]),
    `tag: ${quoteYaml(tag)}`,
  ];
  return { under: ['content', contentId, 'editions'], line: `${id}: {${parts.join(', ')}}` };
}

export function addEnvironment({ id, title, image, tag, digest }: PublishedEnvironment): ManifestAddition {
  const parts = [
    `title: ${quoteYaml(title)}`,
    `image: ${quoteYaml(image)}`,
    `tag: ${quoteYaml(tag)}`,
    ...(digest ? [`digest: ${quoteYaml(digest)}`] : []),
  ];
  return { under: ['environments'], line: `${id}: {${parts.join(', ')}}` };
}

/**
 * All additions as YAML to paste, those of one place together, with a remark where the place is there
 * already. Ends in a line break; empty without additions.
 */
export function renderAdditions(
  additions: readonly ManifestAddition[],
  catalog: Pick<Catalog, 'moved' | 'retired' | 'formerEnvironments' | 'contents'>,
): string {
  const groups = Map.groupBy(additions, ({ under }) => under.join('\0'));
  return [...groups.values()]
    .map((group) => {
      const under = group[0]?.under ?? [];
      const remark = isThere(under, catalog) ? ' # is there: add to the entries below it' : '';
      const head = under.map((key, depth) => `${'  '.repeat(depth)}${key}:`);
      const indent = '  '.repeat(under.length);
      const lines = [...new Set(group.map(({ line }) => line))].map((line) => `${indent}${line}`);
      return `${head.join('\n')}${remark}\n${lines.join('\n')}\n`;
    })
    .join('');
}

function isThere(
  [area = '', contentId, key]: readonly string[],
  {
    moved,
    retired,
    formerEnvironments,
    contents,
  }: Pick<Catalog, 'moved' | 'retired' | 'formerEnvironments' | 'contents'>,
): boolean {
  if (area === 'moved') return moved.length + (formerEnvironments?.moved.length ?? 0) > 0;
  if (area === 'retired') return retired.length + (formerEnvironments?.retired.length ?? 0) > 0;
  if (area === 'environments') return true;
  const content = contents.find(({ id }) => id === contentId);
  return ((key === 'editions' ? content?.editions : content?.notebooks)?.length ?? 0) > 0;
}
