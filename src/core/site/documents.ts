import { isExample } from '../catalog/example.ts';
import type { BinderRepository, NotebookId } from '../catalog/types.ts';
import { resolveMoved } from '../catalog/views.ts';
import { summarizeEnvironment } from '../health/summary.ts';
import { expectedFolder } from '../links/pulled-repository.ts';
import type { SiteLaunch, SiteModel } from './types.ts';
import { createSiteUrls } from './urls.ts';

/** The published `catalog.json` (schema in `public/`). */
export function buildCatalogDocument(model: SiteModel) {
  const urls = createSiteUrls(model.site.url);
  const hubs = new Map(model.hubs.map((hub) => [hub.id, hub]));
  const describeLaunches = (launches: readonly SiteLaunch[]) =>
    launches.map(({ hubId, url, health }) => ({
      hub: hubId,
      type: hubs.get(hubId)?.type,
      url,
      verdict: health.verdict,
    }));
  return {
    version: 1,
    generated_at: model.generatedAt,
    site: {
      title: model.site.title,
      url: model.site.url,
      language: model.site.language,
      ...(isExample(model.contents) && { example: true }),
    },
    hubs: model.hubs.map(({ id, type, url, title }) => ({ id, type, url, title })),
    environments: model.environments.map(({ id, title, image, current, earlier }) => ({
      id,
      title,
      image,
      tag: current.tag,
      digest: current.digest ?? null,
      binder: describeBinder(current),
      ...(current.moreBinders !== undefined && {
        more_binders: current.moreBinders.map((binder) => describeBinder({ binder })),
      }),
      earlier: earlier.map(({ tag, digest, binder }) => ({
        tag,
        digest: digest ?? null,
        binder: describeBinder({ binder }),
      })),
      verdict: summarizeEnvironment(model.status, id, current.tag).verdict,
      page: urls.environment(id),
    })),
    contents: model.contents.map(
      ({ id, title, repository, branch, folder, pull, commit, include, exclude, away }) => ({
        id,
        title,
        repository,
        branch,
        folder: folder ?? expectedFolder(repository),
        ...(pull !== undefined && { pull }),
        commit: commit ?? null,
        include,
        exclude,
        ...(away !== undefined && { away: { code: away.reason.code, message: away.reason.message } }),
      }),
    ),
    notebooks: model.notebooks.map((notebook) => ({
      id: notebook.id,
      content: notebook.contentId,
      path: notebook.path,
      title: notebook.title,
      description: notebook.description,
      language: notebook.language,
      tags: notebook.tags,
      kernel: notebook.kernel?.name ?? null,
      environment: notebook.environmentId,
      page: urls.notebook(notebook.id),
      permalink: urls.launcher(notebook.id),
      executed: notebook.executedUrl ?? null,
      launches: describeLaunches(notebook.launches),
      other_ways: (notebook.otherWays ?? []).map(({ id, title, url }) => ({ id, title, url })),
      editions: notebook.editions.map(({ id, label, environmentId, version, branch, path, launches }) => ({
        id,
        label,
        environment: environmentId,
        tag: version.tag,
        branch,
        path,
        permalink: urls.edition(notebook.id, id),
        launches: describeLaunches(launches),
      })),
    })),
    folders: model.folders ?? [],
    former: listFormer(model),
    former_environments: (model.formerEnvironments ?? []).map((former) => ({
      id: former.id,
      title: former.kind === 'moved' ? former.environment.title : former.retired.title,
      to: former.kind === 'moved' ? former.environment.id : null,
      on: former.kind === 'moved' ? null : (former.retired.on ?? null),
      recorded: former.isRecorded,
    })),
  };
}

function describeBinder({ binder }: { readonly binder?: BinderRepository | undefined }) {
  return binder === undefined ? null : { repository: binder.repository, ref: binder.ref };
}

/** Ids that still answer without being those of a notebook, so that the next publication answers them too. */
function listFormer({ notebooks, moved, retired, kept = [] }: SiteModel) {
  const titles = new Map(notebooks.map(({ id, title }) => [id, title]));
  const left = new Map(retired.map((entry) => [entry.id, entry]));
  const isRecorded = (id: NotebookId) => !kept.includes(id);
  return [
    ...moved.flatMap(({ from }) => {
      const to = resolveMoved(moved, from);
      const title = titles.get(to) ?? left.get(to)?.title;
      return title === undefined ? [] : [{ id: from, title, to, on: null, recorded: isRecorded(from) }];
    }),
    ...retired.map(({ id, title, on }) => ({
      id,
      title,
      to: null,
      on: on ?? null,
      recorded: isRecorded(id),
    })),
  ];
}

/** The published `status.json`; before the first nightly check its `checked_at` is null. */
export function buildStatusDocument(model: SiteModel) {
  return (
    model.status ?? { version: 1, checked_at: null, duration_ms: 0, environments: [], contents: [], hubs: [] }
  );
}
