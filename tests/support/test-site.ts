import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { StaticServer } from '../../src/io/site/static-server.ts';
import { buildSite, type CommandResult, readJson, serveSite } from './site.ts';
import { createTemporaryFolder } from './temporary.ts';

/** A content of a small manifest: what its entry says beside repository, branch and environment. */
export interface SmallContent {
  readonly id: string;
  /** Default: the id. */
  readonly title?: string;
  /** Beside the manifest; default `./notebooks`. */
  readonly directory?: string;
  /** Further lines of the entry, indented by four spaces. */
  readonly more?: string;
}

/** A manifest with a BinderHub, `mybinder`, an environment, `python`, and the contents given. */
export function renderSmallManifest(
  {
    title,
    url,
    language = 'en',
    more,
  }: {
    readonly title: string;
    readonly url: string;
    readonly language?: string;
    /** Further keys of the site, as in YAML's braces. */
    readonly more?: string;
  },
  contents: readonly SmallContent[],
): string {
  const entries = contents.map(
    ({ id, title = id, directory = './notebooks', more = '' }) => `  ${id}:
    title: ${title}
    repository: https://github.com/example/${id}
    branch: main
    environment: python
    directory: ${directory}
${more}`,
  );
  return `version: 1
site: {title: ${title}, url: "${url}", language: ${language}${more === undefined ? '' : `, ${more}`}}
hubs:
  mybinder: {type: binderhub, url: "https://mybinder.org", title: mybinder.org}
environments:
  python:
    title: Python
    image: quay.io/jupyter/base-notebook
    tag: "2026-06-01"
    binder: {repository: "https://github.com/example/binder", ref: main}
content:
${entries.join('')}`;
}

/** A site that was built from a manifest and is served on this machine. */
export interface TestSite {
  readonly outDir: string;
  readonly built: CommandResult;
  readonly server: StaticServer;
  /** Ends the server and removes the folder. */
  stop(): Promise<void>;
}

/**
 * Writes a manifest with its files, builds the site and serves it below the path of its own address.
 *
 * @param files path beside the manifest → what it holds
 * @param status the last nightly check, as the build is given it
 * @throws with what the build said, where it fails
 */
export async function startTestSite({
  name,
  manifest,
  files,
  status,
}: {
  readonly name: string;
  readonly manifest: string;
  readonly files: ReadonlyMap<string, string>;
  readonly status?: object;
}): Promise<TestSite> {
  const folder = await createTemporaryFolder(name);
  const content = join(folder.path, 'content');
  const outDir = join(folder.path, 'dist');
  const night = join(folder.path, 'night.json');
  for (const [path, text] of new Map([...files, ['catalog.yaml', manifest]])) {
    const file = join(content, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  if (status !== undefined) await writeFile(night, JSON.stringify(status));
  const built = await buildSite(
    { content, cache: join(folder.path, 'cache'), outDir },
    status === undefined ? {} : { SLIPWAY_STATUS: night },
  );
  if (built.exitCode !== 0) {
    await folder.remove();
    throw new Error(`The site was not built:\n${built.stdout}${built.stderr}`);
  }
  const { site } = (await readJson(outDir, 'catalog.json')) as { site: { url: string } };
  const server = await serveSite(outDir, new URL(site.url).pathname);
  return {
    outDir,
    built,
    server,
    stop: async () => {
      await server.stop();
      await folder.remove();
    },
  };
}
