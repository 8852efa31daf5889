import * as z from 'zod';
import type { ImageReference } from '../../core/images/types.ts';
import { buildRegistryUrl, type RegistryTransport } from './transport.ts';

type Repository = Pick<ImageReference, 'registry' | 'repository'>;

/** ECR Public refuses more than 1000 a page. */
const PAGE_SIZE = 1000;
const MAX_PAGES = 20;
const MAX_PAGE_BYTES = 4 * 1024 * 1024;

const page = z.object({ tags: z.array(z.string()).nullish() });
/** What the OCI specification allows; no client can pull by anything else. */
const TAG = /^\w[\w.-]{0,127}$/;

/** All tags of a repository, page after page; undefined where the registry does not tell them all. */
export async function readTags(
  transport: RegistryTransport,
  reference: Repository,
): Promise<readonly string[] | undefined> {
  const tags: string[] = [];
  let path = `tags/list?n=${PAGE_SIZE}`;
  for (let count = 0; count < MAX_PAGES; count += 1) {
    const result = await transport.request({ method: 'GET', reference, path, maxBytes: MAX_PAGE_BYTES });
    if (!result.ok || result.value.status !== 200) return undefined;
    let data: unknown;
    try {
      data = JSON.parse(result.value.body.toString('utf8'));
    } catch {
      return undefined;
    }
    const parsed = page.safeParse(data);
    if (!parsed.success) return undefined;
    for (const tag of parsed.data.tags ?? []) if (TAG.test(tag)) tags.push(tag);
    const next = readNextPage(result.value.headers.link, buildRegistryUrl(reference, 'tags/list'));
    if (next === undefined) return tags;
    if (next === path) return undefined;
    path = next;
  }
  return undefined;
}

/** Path of the next page from `Link: <…>; rel="next"`; only its query counts, so that it stays in the repository. */
function readNextPage(link: string | string[] | undefined, base: URL): string | undefined {
  const header = Array.isArray(link) ? link.join(',') : link;
  const target = /<([^>]*)>\s*;[^,]*\brel="?next"?/i.exec(header ?? '')?.[1];
  const url = target === undefined ? null : URL.parse(target, base);
  if (url === null || url.host !== base.host || url.protocol !== base.protocol) return undefined;
  return url.search === '' ? undefined : `tags/list${url.search}`;
}
