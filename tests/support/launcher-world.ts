import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type HubStandIn,
  startBinderStandIn,
  startHangingHub,
  startJupyterHubStandIn,
} from './hub-stand-ins.ts';
import { findFreePort } from './servers.ts';
import { createTemporaryFolder } from './temporary.ts';

/** A catalogue in which every state of a launcher page occurs, with hubs that answer on this machine. */
export interface LauncherWorld {
  /** Folder of the manifest, its notebooks and the status. */
  readonly content: string;
  readonly folder: string;
  readonly binder: HubStandIn;
  readonly class: HubStandIn;
  readonly busy: HubStandIn;
  /** Address of a hub that takes connections and never answers. */
  readonly hangingUrl: string;
  remove(): Promise<void>;
}

/** Content → the notebook's title, its environment and its hubs; each has one notebook, `a.ipynb`. */
const CONTENTS = {
  healthy: ['Why the sea rises twice a day', 'good', 'binder, class'],
  stale: ['Reading a tide gauge', 'old', 'binder'],
  second: ['Harbours and their tides', 'half', 'binder, class'],
  dead: ['Giant tides', 'good', 'closed, class'],
  nothing: ['Can we launch now', 'gone', 'binder, class'],
  hopeless: ['Tides by hand', 'lost', 'binder'],
  closed: ['The closed harbour', 'good', 'closed'],
  hanging: ['Slack water', 'good', 'hanging, class'],
  full: ['Spring tide', 'good', 'busy, class'],
  crowded: ['Tides for a whole class', 'crowd', 'binder'],
} as const;

const WEEK_MS = 7 * 86_400_000;

/**
 * @param checkedAt when the last nightly check was
 */
export async function createLauncherWorld(checkedAt: Date): Promise<LauncherWorld> {
  const folder = await createTemporaryFolder('launcher');
  const content = join(folder.path, 'content');
  const [binder, classHub, busy, hanging, closedPort] = await Promise.all([
    startBinderStandIn(),
    startJupyterHubStandIn(),
    startBinderStandIn(),
    startHangingHub(),
    findFreePort(),
  ]);
  busy.answer({ ok: true, checks: [{ service: 'Pod quota', ok: false, _ignore_failure: true }] });
  const hangingUrl = hanging.url.href.replace(/\/$/, '');
  for (const [id, [title]] of Object.entries(CONTENTS)) {
    await mkdir(join(content, id), { recursive: true });
    await writeFile(join(content, id, 'a.ipynb'), renderNotebook(title));
  }
  await writeFile(
    join(content, 'catalog.yaml'),
    renderManifest({
      binder: binder.url,
      class: classHub.url,
      busy: busy.url,
      hanging: hangingUrl,
      closed: `http://127.0.0.1:${closedPort}`,
    }),
  );
  await writeFile(join(content, 'status.json'), JSON.stringify(renderStatus(checkedAt)));
  return {
    content,
    folder: folder.path,
    binder,
    class: classHub,
    busy,
    hangingUrl,
    remove: async () => {
      await Promise.all([binder.stop(), classHub.stop(), busy.stop(), hanging.stop()]);
      await folder.remove();
    },
  };
}

function renderManifest(
  urls: Readonly<Record<'binder' | 'class' | 'busy' | 'hanging' | 'closed', string>>,
): string {
  const environment = (id: string, title: string, more = '') => `  ${id}:
    title: ${title}
    image: registry.example.org/tides/${id}
    tag: "2026.01"
    binder: {repository: "https://github.com/example/binder", ref: ${id}}
${more}`;
  const earlier = (...versions: (readonly [label: string, tag: string])[]) =>
    `    earlier:\n${versions
      .map(
        ([label, tag]) =>
          `      - {tag: "${tag}", label: ${label}, binder: {repository: "https://github.com/example/binder", ref: "v${tag}"}}\n`,
      )
      .join('')}`;
  return `version: 1
site: {title: Tides and harbours, url: "https://example.org/tides/", language: en, repository: "https://github.com/example/catalogue"}
hubs:
  binder: {type: binderhub, url: "${urls.binder}", title: Harbour Binder, expect: {shared_sessions: 30}}
  class: {type: jupyterhub, url: "${urls.class}", title: Class hub, environments: [good, old, half, gone], lti: true}
  busy: {type: binderhub, url: "${urls.busy}", title: Busy Binder}
  hanging: {type: binderhub, url: "${urls.hanging}", title: Slow Binder}
  closed: {type: binderhub, url: "${urls.closed}", title: Closed Binder}
environments:
${environment('good', 'Python with Pangeo', earlier(['Autumn 2024', '2024.09'], ['Winter 2023', '2023.01']))}${environment('old', 'Python of 2023')}${environment('half', 'Python for harbours')}${environment('gone', 'Python for boats', earlier(['Spring 2025', '2025.03']))}${environment('lost', 'Python of yore')}  crowd:
    title: Python for a class
    image: registry.example.org/tides/crowd
    tag: "2026.01"
    binder:
      - {repository: "https://github.com/example/binder", ref: crowd}
      - {repository: "https://github.com/example/binder-2", ref: crowd}
content:
${Object.entries(CONTENTS)
  .map(
    ([id, [, env, hubs]]) => `  ${id}:
    title: ${id}
    repository: https://github.com/example/${id}
    branch: main
    environment: ${env}
    directory: ./${id}
    hubs: [${hubs}]
${id === 'healthy' ? '    editions:\n      spring-2022: {label: Spring 2022, branch: v2022, tag: "2024.09"}\n' : ''}`,
  )
  .join('')}moved:
  healthy/old-name: healthy/a
  environments/pangeo: environments/good
retired:
  healthy/tide-table: {title: The printed tide table, on: 2026-03-01, because: Its publisher has closed., instead: stale/a}
  healthy/almanac: Its pages are lost.
  environments/fortran: {title: Fortran, on: 2026-03-01, because: Nobody compiled it., instead: environments/pangeo}
`;
}

const NOTES: Readonly<Record<string, readonly [verdict: string, code: string, message: string]>> = {
  old: ['stale', 'image/too-old', 'The image registry.example.org/tides/old:2026.01 was built 700 days ago.'],
  half: [
    'failing',
    'binder/dockerfile-invalid',
    'The Dockerfile of the Binder repository is not valid: line 1 says FROM FROM.',
  ],
  gone: ['failing', 'image/missing', 'The image registry.example.org/tides/gone:2026.01 is gone.'],
  lost: ['failing', 'image/missing', 'The image registry.example.org/tides/lost:2026.01 is gone.'],
  closed: ['failing', 'hub/unreachable', 'Closed Binder has not answered for two nights.'],
};

function renderStatus(checkedAt: Date): object {
  const since = new Date(checkedAt.getTime() - WEEK_MS).toISOString();
  const row = (id: string, note?: (typeof NOTES)[string]) => ({
    id,
    verdict: note?.[0] ?? 'ok',
    since,
    last_ok_at: note === undefined ? checkedAt.toISOString() : since,
    reasons: note === undefined ? [] : [{ code: note[1], message: note[2], since }],
    history: [],
  });
  const version = (id: string, tag: string, note?: (typeof NOTES)[string]) => ({
    ...row(id, note),
    tag,
    pinned_digest: null,
    seen_digest: null,
    created_at: null,
    size_bytes: null,
    platforms: [],
    labels: {},
  });
  /** What was found in an image; each image has a letter of its own. */
  const look = (letter: string, packages: Readonly<Record<string, string>>) => {
    const digest = `sha256:${letter.repeat(64)}`;
    const inside = { digest, at: since, user: 1000, git: true, nbgitpuller: true, jupyter: true, packages };
    return { seen_digest: digest, inside };
  };
  return {
    version: 1,
    checked_at: checkedAt.toISOString(),
    duration_ms: 5_000,
    environments: [
      { ...version('good', '2026.01'), ...look('a', { numpy: '2.0.1', xarray: '2026.1.0' }) },
      { ...version('good', '2024.09'), ...look('b', { numpy: '1.26.4', cartopy: '0.22.0' }) },
      version('good', '2023.01', NOTES.gone),
      ...['old', 'half', 'gone', 'lost'].map((id) => version(id, '2026.01', NOTES[id])),
      version('gone', '2025.03'),
      version('crowd', '2026.01'),
    ],
    contents: [...Object.keys(CONTENTS).map((id) => ({ id })), { id: 'healthy', edition: 'spring-2022' }].map(
      (content) => ({ ...row(''), ...content, commit: null, missing: [] }),
    ),
    hubs: ['binder', 'class', 'busy', 'hanging', 'closed'].map((id) => row(id, NOTES[id])),
  };
}

function renderNotebook(title: string): string {
  const source = `# ${title}\n\nMeasured in the harbour, on a pier, by hand.`;
  return JSON.stringify({
    nbformat: 4,
    nbformat_minor: 4,
    metadata: { kernelspec: { name: 'python3', display_name: 'Python 3' } },
    cells: [{ cell_type: 'markdown', metadata: {}, source }],
  });
}
