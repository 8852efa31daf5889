import type { Hub } from '../../core/catalog/types.ts';
import type { HubCheck } from '../../core/health/observations.ts';

/** Asks hubs how they are, and whether they are what the catalogue says. Nothing here throws. */
export interface HubClient {
  /** @param files paths of the files that a site with files of its own should have */
  checkHub(hub: Pick<Hub, 'type' | 'url'>, files?: readonly string[]): Promise<HubCheck>;
}
