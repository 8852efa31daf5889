import { addressPath, listPermanentAddresses } from '../../core/site/permanent-addresses.ts';
import { loadSiteModel } from './model.ts';

/** One page per permanent address below `/l/`, for `getStaticPaths`. */
export function listLauncherPaths() {
  return listPermanentAddresses(loadSiteModel()).map((address) => {
    return { params: { content: address.contentId, slug: addressPath(address) }, props: { address } };
  });
}

export type LauncherPathProps = ReturnType<typeof listLauncherPaths>[number]['props'];

/** One page below `/notebooks/` per notebook that left the catalogue, for `getStaticPaths`. */
export function listRetiredPaths() {
  return listPermanentAddresses(loadSiteModel()).flatMap(({ contentId, slug, editionId, target }) =>
    target.kind === 'retired' && editionId === undefined
      ? [{ params: { content: contentId, retired: slug }, props: { retired: target.retired } }]
      : [],
  );
}

export type RetiredPathProps = ReturnType<typeof listRetiredPaths>[number]['props'];
