import { folders } from 'virtual:slipway/folders';
import { createSiteReader } from './read-site.ts';

/** What the pages show: the prepared catalogue, and the previews of its notebooks. */
export const { loadModel: loadSiteModel, loadFragment } = createSiteReader(folders);
