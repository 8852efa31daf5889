import { isSameClone } from '../../core/catalog/assign-folders.ts';
import type { PublishedCatalog } from '../../core/published/parse.ts';
import type { GitClient } from '../../io/git/types.ts';
import type { CheckedContent } from '../content/checked-content.ts';

/**
 * Contents whose branch was pushed by force since the last publication. Students who have a folder of the old history
 * get an error of git from nbgitpuller, which merges (`git merge` refuses unrelated histories, and the clones are shallow).
 *
 * @returns their ids; what could not be determined is left out
 */
export async function findRewritten(
  git: Pick<GitClient, 'fetchSnapshot' | 'isRewritten'>,
  contents: readonly Pick<CheckedContent, 'content' | 'failure'>[],
  published: Pick<PublishedCatalog, 'contents'>,
): Promise<ReadonlySet<string>> {
  const looked = contents.map(async ({ content, failure }) => {
    const before = published.contents.find(({ id }) => id === content.id);
    if (failure !== undefined || content.directory !== undefined || before?.commit == null) return [];
    if (!isSameClone(before, content)) return [];
    const snapshot = await git.fetchSnapshot(content.repository, content.branch);
    if (!snapshot.ok || snapshot.value.isFromCache || snapshot.value.commit === before.commit) return [];
    return (await git.isRewritten(snapshot.value, before.commit)) ? [content.id] : [];
  });
  return new Set((await Promise.all(looked)).flat());
}
