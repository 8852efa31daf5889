import { parseHexColour } from '../colour/accent-theme.ts';
import { parseMoment } from './fields/moments.ts';
import type { Manifest } from './schema/manifest.ts';
import { locate, type ManifestPath, type SourceMap } from './source/tree.ts';
import type { Announcement, Content, ContentSection, Site, SiteLink } from './types.ts';

type ManifestSite = Manifest['site'];
type ManifestContent = Manifest['content'][string];

type SiteLook = Omit<Site, 'title' | 'url' | 'description' | 'language' | 'repository'>;
type ContentLook = Pick<Content, 'description' | 'image' | 'authors' | 'license' | 'sections'>;

/** What the manifest says of the face of the site; all of it is optional. */
export function buildSiteLook(site: ManifestSite): SiteLook {
  const accent = site.accent === undefined ? undefined : parseHexColour(site.accent);
  return {
    ...(accent !== undefined && { accent }),
    ...(site.logo !== undefined && { logo: site.logo }),
    ...(site.logo_dark !== undefined && { logoDark: site.logo_dark }),
    ...(site.favicon !== undefined && { favicon: site.favicon }),
    ...(site.image !== undefined && { image: site.image }),
    ...(site.links !== undefined && { links: site.links.map(buildLink) }),
    ...(site.footer !== undefined && { footer: site.footer }),
    ...(site.announcement !== undefined && { announcement: buildAnnouncement(site.announcement) }),
    ...(site.contact !== undefined && { contact: site.contact }),
    ...(site.license !== undefined && { license: site.license }),
  };
}

function buildLink({ title, url, place }: NonNullable<ManifestSite['links']>[number]): SiteLink {
  return { title, url, place: place === 'header' ? 'header' : 'footer' };
}

function buildAnnouncement({
  text,
  url,
  from,
  until,
}: NonNullable<ManifestSite['announcement']>): Announcement {
  return {
    text,
    ...(url !== undefined && { url }),
    ...(from !== undefined && { from: parseMoment(from, 'start') }),
    ...(until !== undefined && { until: parseMoment(until, 'end') }),
  };
}

/** What the manifest says of a collection for its readers. */
export function buildContentLook(content: ManifestContent, root: SourceMap, path: ManifestPath): ContentLook {
  const { description, image, authors, license } = content;
  const sections = buildSections(content, root, path);
  return {
    ...(description !== undefined && { description }),
    ...(image !== undefined && { image }),
    ...(authors !== undefined && { authors }),
    ...(license !== undefined && { license }),
    ...(sections.length > 0 && { sections }),
  };
}

function buildSections(content: ManifestContent, root: SourceMap, path: ManifestPath): ContentSection[] {
  const node = locate(root, [...path, 'sections'])?.node;
  const titles = content.sections ?? {};
  if (node?.kind !== 'map') return [];
  return [...node.entries.keys()].flatMap((key) => {
    const title = Object.hasOwn(titles, key) ? titles[key] : undefined;
    const folder = key
      .split('/')
      .filter((part) => part !== '' && part !== '.')
      .join('/');
    return title === undefined ? [] : [{ folder, title }];
  });
}
