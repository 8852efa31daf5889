import * as z from 'zod';

/** Files at the top of an archive. */
export const ARCHIVE_FILES = {
  description: 'slipway-archive.json',
  checksums: 'SHA256SUMS',
  crate: 'ro-crate-metadata.json',
} as const;

const folder = z.string().regex(/^[a-z]+\/\d+(?:\.bundle)?$/);

const archiveSchema = z.object({
  kind: z.literal('slipway/archive'),
  version: z.literal(1),
  created_at: z.iso.datetime(),
  title: z.string(),
  /** Path that the site was built for, with a slash at both ends. */
  base: z.string().regex(/^\/(?:.*\/)?$/),
  images: z.array(
    z.object({
      environment: z.string(),
      tag: z.string(),
      /** Path in its registry, under which it is served again. */
      repository: z.string(),
      digest: z.string().regex(/^sha256:[0-9a-f]{64}$/),
      /** An OCI image layout. */
      folder,
    }),
  ),
  repositories: z.array(z.object({ url: z.string(), file: folder })),
});

/** What an archive holds, in `slipway-archive.json`. */
export type ArchiveDescription = z.infer<typeof archiveSchema>;

export function parseArchive(text: string): ArchiveDescription | undefined {
  try {
    return archiveSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** The same for other programs: RO-Crate 1.1 (researchobject.org/ro-crate), in JSON-LD. */
export function formatCrate(archive: ArchiveDescription, licence: string | undefined): string {
  const images = archive.images.map(({ folder: id, repository, tag, digest }) => ({
    '@id': `${id}/`,
    '@type': 'Dataset',
    name: `${repository}:${tag}`,
    identifier: digest,
    description: 'Container image as an OCI image layout.',
  }));
  const repositories = archive.repositories.map(({ file, url }) => ({
    '@id': file,
    '@type': 'File',
    name: url,
    encodingFormat: 'application/x-git-bundle',
    isBasedOn: url,
  }));
  const site = { '@id': 'site/', '@type': 'Dataset', name: archive.title, description: 'The built site.' };
  const parts = [...images, ...repositories, site];
  const graph = [
    {
      '@id': ARCHIVE_FILES.crate,
      '@type': 'CreativeWork',
      conformsTo: { '@id': 'https://w3id.org/ro/crate/1.1' },
      about: { '@id': './' },
    },
    {
      '@id': './',
      '@type': 'Dataset',
      name: archive.title,
      description: 'A catalogue of notebooks with the images and repositories that it launches.',
      datePublished: archive.created_at,
      ...(licence === undefined ? {} : { license: licence }),
      hasPart: parts.map((part) => ({ '@id': part['@id'] })),
    },
    ...parts,
  ];
  return `${JSON.stringify({ '@context': 'https://w3id.org/ro/crate/1.1/context', '@graph': graph }, null, 1)}\n`;
}
