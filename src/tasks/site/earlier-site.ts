import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { listFilesBelow } from '../../io/files/digest.ts';
import type { EarlierIndex } from './index-notebooks.ts';
import { identifyFolder, linkFiles } from './keep-files.ts';
import type { BuiltSiteInputs, SiteRecord } from './site-record.ts';

/** The site that is about to be replaced. */
export interface EarlierSite {
  /** What it was made of, where that is known. */
  readonly known: BuiltSiteInputs | undefined;
  /**
   * Puts files of it into the folder of the next one.
   *
   * @param files with `/`
   * @returns those that are there now: none where another build has put another site in its place meanwhile
   */
  keepFiles(files: readonly string[], to: string): Promise<ReadonlySet<string>>;
  /**
   * Its index of the search.
   *
   * @param folder of the index, in the site
   * @param to where the next one is wanted
   */
  findIndex(folder: string, to: string): EarlierIndex | undefined;
}

/**
 * Looks at what is in the target.
 *
 * @param record undefined where nothing of it is to be used
 * @param whileNobodyPublishes runs with the lock of the target; gives undefined where another build has it for too long
 */
export async function findEarlierSite(
  target: string,
  record: SiteRecord | undefined,
  whileNobodyPublishes: <T>(run: () => Promise<T>) => Promise<T | undefined>,
): Promise<EarlierSite> {
  const seen = identifyFolder(target);
  const known = await record?.find();
  const link = async (files: readonly string[], from: string, to: string) =>
    files.length === 0
      ? undefined
      : whileNobodyPublishes(async () => linkFiles(identifyFolder(target) === seen ? files : [], from, to));
  return {
    known,
    keepFiles: async (files, to) => (await link(files, target, to)) ?? new Set(),
    findIndex(folder, to) {
      if (known === undefined) return undefined;
      const from = join(target, folder);
      return {
        digest: known.search,
        async keep() {
          const files = listFilesBelow(from);
          const kept = await link(files, from, to);
          if (kept !== undefined && kept.size === files.length) return true;
          await rm(to, { recursive: true, force: true });
          return false;
        },
      };
    },
  };
}
