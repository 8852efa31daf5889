import type { ArchiveDescription } from './description.ts';

/** Where each part of a restored archive answers, for a terminal. */
export function formatAddresses(archive: ArchiveDescription, host: string): string {
  const images = archive.images.map(
    ({ environment, tag, repository, digest }) => `  ${environment} ${tag}: ${host}/${repository}@${digest}`,
  );
  const repositories = archive.repositories.map(
    ({ url }, index) => `  ${url}: http://${host}/git/${index}.git`,
  );
  return [
    `Site: http://${host}${archive.base}`,
    'Images, for docker and podman (with --tls-verify=false):',
    ...images,
    'Repositories, for git and nbgitpuller:',
    ...repositories,
  ].join('\n');
}
