import { listPermanentAddresses } from '../core/site/permanent-addresses.ts';
import { loadSiteModel } from './model.ts';

/** One page per permanent address below `/l/`, for `getStaticPaths`. */
export function listLauncherPaths() {
  return listPermanentAddresses(loadSiteModel()).map((address) => {
    const { contentId, slug, editionId } = address;
    return {
      params: { content: contentId, slug: editionId === undefined ? slug : `${slug}/@${editionId}` },
      props: { address },
    };
  });
}

export type LauncherPathProps = ReturnType<typeof listLauncherPaths>[number]['props'];
