/** An image as a page about it, or a command, names it. */
export interface PastedImage {
  /** Name without tag and digest. */
  readonly image: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** Commands of container tools, a line of a Dockerfile or of a Compose file, in front of an image. */
const COMMANDS = new Set([
  'docker',
  'podman',
  'nerdctl',
  'buildah',
  'singularity',
  'apptainer',
  'skopeo',
  'sudo',
]);
const LINE_STARTS = /^(?:FROM|image:)\s+/i;
const SCHEMES = /^(?:docker|oci|docker-daemon|containers-storage):(?:\/\/)?/i;

/**
 * Reads what people paste for the name of an image: the page of Docker Hub, Quay, GitHub, GitLab or ECR about
 * it, a name with a scheme, or a command that pulls it. Undefined where the text is none of these.
 */
export function readPastedImage(text: string): PastedImage | undefined {
  const name = text.trim().replace(LINE_STARTS, '');
  const words = name.split(/\s+/);
  const isCommand = words.length > 1 && COMMANDS.has(words[0]?.toLowerCase() ?? '');
  const word = isCommand
    ? (words.filter((word) => /[/:]/.test(word) && !word.startsWith('-')).at(-1) ?? '')
    : (words[0] ?? '');
  if (words.length > 1 && !isCommand && name === text.trim()) return undefined;
  const plain = word.replace(SCHEMES, '');
  const page = readPage(plain);
  if (page !== undefined) return page;
  const withoutScheme = plain.replace(/^https?:\/\//i, '');
  const isPasted = isCommand || withoutScheme !== text;
  return isPasted && words.length > 0 && withoutScheme !== '' ? splitName(withoutScheme) : undefined;
}

type PageReader = (url: URL, segments: readonly string[]) => PastedImage | undefined;

const PAGES: Readonly<Record<string, PageReader>> = {
  'hub.docker.com': readDockerHub,
  'quay.io': (url, [first, owner, name, kind, reference]) => {
    if (first !== 'repository' || owner === undefined || name === undefined) return undefined;
    const tag = url.searchParams.get('tag') ?? undefined;
    const digest = kind === 'manifest' ? reference : undefined;
    return { image: `quay.io/${owner}/${name}`, ...ofVersion(tag, digest) };
  },
  'github.com': readGithub,
  'gitlab.com': (_, segments) => {
    const at = segments.indexOf('container_registry');
    const project = segments.slice(0, at).filter((segment) => segment !== '-');
    return at < 2 ? undefined : { image: `registry.gitlab.com/${project.join('/').toLowerCase()}` };
  },
  'gallery.ecr.aws': (_, [alias, ...name]) =>
    alias === undefined || name.length === 0
      ? undefined
      : { image: `public.ecr.aws/${alias}/${name.join('/')}` },
};

function readPage(text: string): PastedImage | undefined {
  const url = URL.parse(/^https?:\/\//i.test(text) ? text : `https://${text}`);
  const host = url?.hostname.replace(/^www\./, '') ?? '';
  if (url === null || !Object.hasOwn(PAGES, host)) return undefined;
  const segments = url.pathname.split('/').filter((segment) => segment !== '');
  return PAGES[host]?.(url, segments);
}

/** `/r/OWNER/NAME`, `/_/NAME`, `/layers/OWNER/NAME/TAG/…`, `/repository/docker/OWNER/NAME`. */
function readDockerHub(_: URL, segments: readonly string[]): PastedImage | undefined {
  const [kind, ...rest] = segments;
  if (kind === '_') return rest[0] === undefined ? undefined : { image: `docker.io/library/${rest[0]}` };
  const [owner, name, reference] = kind === 'repository' ? rest.slice(1) : rest;
  if (!['r', 'layers', 'repository'].includes(kind ?? '') || owner === undefined || name === undefined)
    return undefined;
  const tag = kind === 'layers' ? reference : undefined;
  return { image: `docker.io/${owner}/${name}`, ...ofVersion(tag, undefined) };
}

/** `/OWNER/REPO/pkgs/container/NAME`, `/orgs/OWNER/packages/container/package/NAME`, `/users/OWNER/packages/container/NAME/ID`. */
function readGithub(url: URL, segments: readonly string[]): PastedImage | undefined {
  const at = segments.indexOf('container');
  if (at < 2 || !['pkgs', 'packages'].includes(segments[at - 1] ?? '')) return undefined;
  const isOfOwner = ['orgs', 'users'].includes(segments[0] ?? '');
  const owner = segments[isOfOwner ? 1 : 0] ?? '';
  const rest = segments.slice(at + 1).filter((segment, index) => index > 0 || segment !== 'package');
  const [encoded, ...parts] = rest;
  if (encoded === undefined) return undefined;
  const name = decodeURIComponent(encoded.replace(/%(?![0-9a-f]{2})/gi, '%25')).toLowerCase();
  const tag = url.searchParams.get('tag') ?? undefined;
  return {
    image: `ghcr.io/${owner.toLowerCase()}/${name}`,
    ...ofVersion(
      tag,
      parts.find((part) => part.startsWith('sha256:')),
    ),
  };
}

function splitName(name: string): PastedImage {
  const [path = '', digest] = name.split('@');
  const colon = path.lastIndexOf(':');
  const hasTag = colon > path.lastIndexOf('/');
  return {
    image: hasTag ? path.slice(0, colon) : path,
    ...ofVersion(hasTag ? path.slice(colon + 1) : undefined, digest),
  };
}

function ofVersion(tag: string | undefined, digest: string | undefined): Partial<PastedImage> {
  return {
    ...(tag === undefined || tag === '' ? {} : { tag }),
    ...(digest === undefined ? {} : { digest }),
  };
}
