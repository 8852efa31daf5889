import { dirname, join } from 'node:path';
import pLimit from 'p-limit';
import type { Catalog } from '../../core/catalog/types.ts';
import { environmentForNotebook } from '../../core/catalog/views.ts';
import type { Status } from '../../core/health/types.ts';
import { MAX_KEPT_BYTES, MAX_KEPT_TOTAL_BYTES } from '../../core/notebooks/kept-outputs.ts';
import { AUTO } from '../../core/published/published-address.ts';
import { findPassedRun } from '../../core/site/passed-runs.ts';
import { ASSET_FOLDER } from '../../core/site/urls.ts';
import { digestKeptOutputs, nameKeptOutputs, OUTPUT_FOLDER } from '../../io/files/kept-outputs.ts';
import type { FetchText } from '../../io/http/fetch-text.ts';
import type { FragmentCache } from '../../io/render/fragment-cache.ts';
import type { LoadedContent } from '../content/loaded-content.ts';
import { isAddress, readPublished } from '../published/read-published.ts';
import type { KeptOutputs } from './plan-rendering.ts';

const FETCHES = 6;

/** Where the outputs of runs are looked for, as folders and addresses that end in a slash. */
export type OutputPlaces = readonly string[];

/**
 * Outputs are in a folder beside the status, and among the files that the site has published: a build between two
 * runs has only those.
 */
export function listOutputPlaces(
  {
    contentFolder,
    statusPlace,
    publishedPlace,
  }: {
    readonly contentFolder: string;
    readonly statusPlace: string | undefined;
    readonly publishedPlace: string | undefined;
  },
  siteUrl: string,
): OutputPlaces {
  const status = statusPlace ?? join(contentFolder, 'status.json');
  const homes = [status, publishedPlace].flatMap((place) => {
    if (place === AUTO) return [siteUrl];
    return place !== undefined && isAddress(place) ? [new URL('.', place).href] : [];
  });
  const folder = `${join(dirname(status), OUTPUT_FOLDER)}/`;
  return [
    ...(status === AUTO || isAddress(status) ? [] : [folder]),
    ...new Set(homes.map((home) => new URL(`${ASSET_FOLDER}/`, home).href)),
  ];
}

/**
 * Finds the outputs of runs that the previews are to show: of notebooks that ran in the image that their launches start, at the
 * commit that is shown. They are stored among the assets, so that the site publishes them for the builds to come.
 *
 * @returns content id → path → outputs; what is not found, or is something else, is left out
 */
export async function loadKeptOutputs(
  { catalog, status }: { readonly catalog: Catalog; readonly status: Status | null },
  contents: readonly LoadedContent[],
  places: OutputPlaces,
  { cache, fetchText }: { readonly cache: FragmentCache; readonly fetchText: FetchText },
): Promise<ReadonlyMap<string, ReadonlyMap<string, KeptOutputs>>> {
  const limit = pLimit(FETCHES);
  let sizeBytes = 0;
  const read = async (digest: string) => {
    const text = await readOutputs(digest, places, { cache, fetchText });
    sizeBytes += Buffer.byteLength(text ?? '');
    return text === undefined || sizeBytes > MAX_KEPT_TOTAL_BYTES ? undefined : text;
  };
  const rows = contents.map(async ({ content, commit, notebooks }) => {
    const found = await limit.map(notebooks, async ({ path }) => {
      const environment = environmentForNotebook(catalog, content, path);
      // Of a folder beside the manifest the status tells the commit; outputs of other code are not taken in any case.
      const shown = { contentId: content.id, path, ...(commit !== undefined && { commit }) };
      const run = findPassedRun(status, environment, shown);
      const digest = run?.outputs?.digest ?? undefined;
      const text = digest === undefined ? undefined : await read(digest);
      return digest === undefined || text === undefined ? [] : [[path, { digest, text }] as const];
    });
    return [content.id, new Map(found.flat())] as const;
  });
  return new Map(await Promise.all(rows));
}

async function readOutputs(
  digest: string,
  places: OutputPlaces,
  { cache, fetchText }: { readonly cache: FragmentCache; readonly fetchText: FetchText },
): Promise<string | undefined> {
  const name = nameKeptOutputs(digest);
  const known = cache.readImage(name)?.toString('utf8');
  if (known !== undefined && digestKeptOutputs(known) === digest) return known;
  for (const place of places) {
    const found = await readPublished(`${place}${name}`, MAX_KEPT_BYTES, fetchText);
    if (!found.ok || found.value === undefined || digestKeptOutputs(found.value) !== digest) continue;
    cache.storeImage(name, Buffer.from(found.value));
    return found.value;
  }
  return undefined;
}
