import type { BinderRepository, Content, Environment } from './types.ts';
import { mapVersions } from './views.ts';

/** With `pull: none` the repository of a content is the Binder repository of its environment, at the same ref. */
export function addBuiltFrom(environment: Environment, contents: readonly Content[]): Environment {
  const refs = new Map<string, BinderRepository>();
  for (const { pull, repository, branch, environment: id, editions } of contents) {
    if (pull !== 'none') continue;
    for (const edition of editions) {
      if ((edition.environment ?? id) === environment.id && !refs.has(edition.tag))
        refs.set(edition.tag, { repository, ref: edition.branch });
    }
    if (id === environment.id) refs.set(environment.current.tag, { repository, ref: branch });
  }
  return mapVersions(environment, (version) => {
    const built = refs.get(version.tag);
    return built === undefined
      ? version
      : { ...version, binder: { ...(version.binder ?? built), buildsContent: true } };
  });
}
