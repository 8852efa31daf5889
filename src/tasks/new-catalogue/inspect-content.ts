import { slugify } from '../../core/catalog/slug.ts';
import { selectNotebooks } from '../../core/content/selection.ts';
import { parseNotebookAddress } from '../../core/links/notebook-address.ts';
import type { NewContent } from '../../core/new-catalogue/answers.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { trimEndWhere } from '../../core/trim.ts';
import type { GitClient } from '../../io/git/types.ts';

const EVERY_NOTEBOOK = '**/*.ipynb';
const README = /^readme\.(?:md|markdown)$/i;
const MAX_README_BYTES = 200_000;

/** What a content repository is found to hold. */
export interface InspectedContent extends NewContent {
  readonly notebookCount: number;
}

/**
 * Looks at a repository of notebooks: its default branch (or that of the page whose address was given), the first
 * heading of its README, and the folder that its notebooks are in.
 *
 * @returns as a failure one sentence
 */
export async function inspectContent(
  address: string,
  git: GitClient,
): Promise<Result<InspectedContent, string>> {
  const parsed = parseNotebookAddress(address);
  const { repository, ...page } = parsed.ok
    ? parsed.value
    : { repository: address, path: '', branch: undefined };
  const refs = await git.listRefs(repository);
  if (!refs.ok) return fail(refs.failure.message);
  const branch = page.branch ?? refs.value.defaultBranch;
  if (branch === undefined) return fail(`${repository} has no commit yet, so there is nothing to show.`);
  const snapshot = await git.fetchSnapshot(repository, branch);
  if (!snapshot.ok) return fail(snapshot.failure.message);
  const files = await git.listFiles(snapshot.value);
  if (!files.ok) return fail(files.failure.message);

  const folder = page.path.slice(0, page.path.lastIndexOf('/') + 1);
  const rules = { include: [folder + EVERY_NOTEBOOK], exclude: [], notebooks: [] };
  const paths = selectNotebooks(files.value, rules);
  if (paths.length === 0) return fail(`${repository} holds no notebook (*.ipynb) on the branch ${branch}.`);
  const name =
    repository
      .replace(/\.git$/, '')
      .split('/')
      .at(-1) ?? '';
  const readme = files.value.find(({ path, kind }) => kind === 'file' && README.test(path));
  const read = readme && (await git.readFiles(snapshot.value, [readme], MAX_README_BYTES)).get(readme.path);
  const shared = commonFolder(paths);
  return ok({
    id: slugify(name) || 'course',
    title: (read?.ok ? firstHeading(read.value.toString('utf8')) : undefined) ?? titleFromName(name),
    repository,
    branch,
    ...(shared !== '' && { include: [shared + EVERY_NOTEBOOK] }),
    notebookCount: paths.length,
  });
}

/** Ids that differ, in the order of the contents: a second `tutorials` becomes `tutorials-2`. */
export function withOwnIds<Item extends NewContent>(contents: readonly Item[]): readonly Item[] {
  const taken = new Set<string>();
  return contents.map((content) => {
    let id = content.id;
    for (let number = 2; taken.has(id); number += 1) id = `${content.id}-${number}`;
    taken.add(id);
    return { ...content, id };
  });
}

/** The folder that all files are in, with a slash at its end; empty for the root. */
function commonFolder(paths: readonly string[]): string {
  const [first = [], ...others] = paths.map((path) => path.split('/').slice(0, -1));
  let count = 0;
  while (count < first.length && others.every((segments) => segments[count] === first[count])) count += 1;
  return first
    .slice(0, count)
    .map((segment) => `${segment}/`)
    .join('');
}

/** The text of a README's title, where it is words alone. */
function firstHeading(markdown: string): string | undefined {
  const line = /^# ([^\n]*)/m.exec(markdown.slice(0, 20_000))?.[1] ?? '';
  const title = trimEndWhere(line, (character) => /[#\s]/.test(character)).trim();
  return title === '' || /[[\]<>`!]/.test(title) || title.length > 80 ? undefined : title;
}

/** `oggm-edu_notebooks` → `Oggm edu notebooks`. */
function titleFromName(name: string): string {
  const words = name.replaceAll(/[-_.]+/g, ' ').trim();
  return words === '' ? 'Notebooks' : words.charAt(0).toUpperCase() + words.slice(1);
}
