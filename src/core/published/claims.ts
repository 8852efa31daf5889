import type { BinderRepository, Content, Edition, Hub } from '../catalog/types.ts';
import type { PublishedCatalog } from './parse.ts';

/**
 * One thing that a manifest says of the world outside, as text that can be compared: that a repository has
 * a branch, that a file is in it, that a registry has an image. Where the last publication said the same
 * and it is no longer so, the world changed and not the manifest.
 */
export type Claim = string;

const claim = (...parts: readonly (string | undefined)[]): Claim => JSON.stringify(parts);

type Place = Pick<Content, 'id' | 'repository' | 'branch'>;

export const claimContent = ({ id, repository, branch }: Place): Claim =>
  claim('content', id, repository, branch);

export const claimEdition = (content: Pick<Content, 'id'>, { id, branch }: Pick<Edition, 'id' | 'branch'>) =>
  claim('edition', content.id, id, branch);

export const claimNotebook = ({ id, repository, branch }: Place, path: string): Claim =>
  claim('notebook', id, repository, branch, path);

/** That the patterns of a content find notebooks. */
export const claimPatterns = (content: Place & Pick<Content, 'include' | 'exclude'>): Claim =>
  claim('patterns', claimContent(content), ...content.include, '', ...content.exclude);

/** That an id is that of a notebook. */
export const claimId = (id: string): Claim => claim('id', id);

/** That an id is no longer that of a notebook. */
export const claimFormer = (id: string): Claim => claim('former', id);

export const claimBinder = ({ repository, ref }: BinderRepository): Claim => claim('binder', repository, ref);

export const claimImage = (image: string, tag: string, digest: string | undefined | null): Claim =>
  claim('image', image, tag, digest ?? undefined);

export const claimHub = ({ type, url }: Pick<Hub, 'type' | 'url'>): Claim => claim('hub', type, url);

/** Everything that a publication claimed. One of an earlier Slipway tells less, and then less is known to be the world's doing. */
export function listClaims(published: PublishedCatalog): ReadonlySet<Claim> {
  const places = new Map(published.contents.map((content) => [content.id, content]));
  return new Set([
    ...published.contents.flatMap((content) => [claimContent(content), claimPatterns(content)]),
    ...published.hubs.map(claimHub),
    ...published.environments.flatMap(({ more_binders = [] }) => more_binders.map(claimBinder)),
    ...published.environments.flatMap(({ image, tag, digest, binder, earlier }) =>
      [{ tag, digest, binder }, ...earlier].flatMap((version) => [
        claimImage(image, version.tag, version.digest),
        ...(version.binder ? [claimBinder(version.binder)] : []),
      ]),
    ),
    ...published.notebooks.flatMap(({ id, contentId, path, editions, former }) => {
      if (former !== undefined) return [claimFormer(id)];
      const place = places.get(contentId);
      return [
        claimId(id),
        ...(place === undefined ? [] : [claimNotebook(place, path)]),
        ...editions.map((edition) => claimEdition({ id: contentId }, edition)),
      ];
    }),
  ]);
}
