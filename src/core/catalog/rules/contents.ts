import { quote } from '../../diagnostics/quote.ts';
import { type Reporter, rangeOf } from '../reporter.ts';
import { checkDistinct } from './environments.ts';
import type { ContentOutline, Outline } from './outline.ts';

/** Contents: keys without effect, and repositories that fall into one folder on a hub. */
export function checkContents(outline: Outline, reporter: Reporter): void {
  for (const [id, content] of outline.contents) {
    checkDistinct(content.accepted, 'reason', outline, reporter);
    if (!content.hasRepositoryPath || content.hasDirectory) continue;
    reporter.warning(
      'manifest/unused-key',
      rangeOf(outline.root, ['content', id, 'repository_path'], 'key'),
      {
        message:
          'The key "repository_path" says where "directory" stands in the repository; without "directory" it does nothing.',
      },
    );
  }
  checkFolderNames(outline, reporter);
}

/**
 * nbgitpuller names the folder after the last part of the repository's address, so two contents of the
 * same name share one on a hub that keeps files; so do two branches of one repository.
 */
function checkFolderNames(outline: Outline, reporter: Reporter): void {
  const firstByFolder = new Map<string, { readonly id: string; readonly content: ContentOutline }[]>();
  for (const [id, content] of outline.contents) {
    const folder = folderName(content.repository);
    if (folder === undefined) continue;
    const others = firstByFolder.get(folder) ?? [];
    const other = others.find(
      (candidate) => sharedJupyterHub(candidate.content, content, outline) !== undefined,
    );
    if (other) {
      const hub = sharedJupyterHub(other.content, content, outline) ?? '';
      reporter.warning('manifest/folder-collision', rangeOf(outline.root, ['content', id, 'repository']), {
        message: `On the hub ${quote(hub)}, which keeps files, this repository and that of ${quote(other.id)} would both be pulled into a folder "${folder}".`,
        hint: 'Rename one of the repositories, or offer the two on different hubs.',
      });
    }
    firstByFolder.set(folder, [...others, { id, content }]);
  }
}

function folderName(repository: string | undefined): string | undefined {
  const name = repository
    ?.replace(/\/+$/, '')
    .split('/')
    .at(-1)
    ?.replace(/\.git$/, '')
    .toLowerCase();
  return name === '' ? undefined : name;
}

function sharedJupyterHub(left: ContentOutline, right: ContentOutline, outline: Outline): string | undefined {
  const offers = (content: ContentOutline, hubId: string) => {
    const runs =
      outline.hubs.get(hubId)?.environments?.some(({ text }) => text === content.environment) ?? false;
    return runs && (content.hubs?.some(({ text }) => text === hubId) ?? true);
  };
  for (const [id, hub] of outline.hubs) {
    if (hub.type === 'jupyterhub' && offers(left, id) && offers(right, id)) return id;
  }
  return undefined;
}
