import { parseCatalog } from '../catalog/parse.ts';
import type { Catalog, Content } from '../catalog/types.ts';
import type { Status, StatusRow } from '../health/types.ts';
import type { Verdict } from '../verdicts.ts';
import { assembleSite, type PreparedContent } from './assemble.ts';
import type { SiteModel } from './types.ts';

/**
 * A catalogue of two hubs, an environment with an earlier version, and two contents: `tides` (`a.ipynb`,
 * `b.ipynb`, an edition, former ids) and `moon` (`c.ipynb`, a tag, retired ids).
 */
export const HARBOUR_MANIFEST = `version: 1
site: {title: Harbour, url: "https://example.org/base/", language: en}
hubs:
  binder: {type: binderhub, url: "https://mybinder.org", title: Binder}
  class: {type: jupyterhub, url: "https://hub.example.edu", title: Class hub, environments: [python]}
environments:
  python:
    title: Python
    image: quay.io/course/python
    tag: "2"
    binder: {repository: "https://github.com/course/binder", ref: v2}
    earlier:
      - {tag: "1", binder: {repository: "https://github.com/course/binder", ref: v1}}
content:
  tides:
    title: Tides
    repository: https://github.com/course/tides
    branch: main
    environment: python
    editions:
      spring: {label: Spring, branch: spring, tag: "1", paths: {b.ipynb: old/b.ipynb}}
  moon: {title: Moon, repository: "https://github.com/course/moon", branch: main, environment: python, tags: [far]}
moved: {tides/z: tides/y, tides/y: tides/a, moon/old: tides/b, tides/before: moon/gone}
retired:
  moon/gone: {because: Eclipsed., instead: moon/also-gone}
  moon/also-gone: {title: Also gone, instead: tides/z}
  stars/all: No telescope.
`;

export const HARBOUR: Catalog = parseSound(HARBOUR_MANIFEST);
const [TIDES, MOON] = HARBOUR.contents as readonly [Content, Content];

/** The catalogue of a manifest. @throws where it is not sound */
export function parseSound(manifest: string): Catalog {
  const { catalog, diagnostics } = parseCatalog(manifest, 'catalog.yaml');
  if (catalog === undefined) throw new Error(diagnostics.map(({ message }) => message).join(' '));
  return catalog;
}

/** A content with notebooks at the given paths, without previews. */
export function prepareContent(content: Content, paths: readonly string[]): PreparedContent {
  return {
    content,
    notebooks: paths.map((path) => ({
      id: `${content.id}/${path.replace('.ipynb', '')}` as PreparedContent['notebooks'][number]['id'],
      path,
      sizeBytes: 10,
      outcome: { ok: false, problem: { code: 'notebook/empty', message: 'Empty.' } },
    })),
  };
}

/** @param status the last nightly check; null before the first */
export function assembleHarbour(status: Status | null): SiteModel {
  const contents = [prepareContent(TIDES, ['a.ipynb', 'b.ipynb']), prepareContent(MOON, ['c.ipynb'])];
  return assembleSite(HARBOUR, contents, status, '2026-11-23T05:00:00Z').model;
}

export function makeRow(id: string, verdict: Verdict): StatusRow {
  return { id, verdict, since: '2026-11-20T03:23:00Z', last_ok_at: null, reasons: [], history: [] };
}

/** A nightly check in which `moon`'s notebook is missing, and the two hubs are as given. */
export function makeNight(binder: Verdict, classHub: Verdict): Status {
  return {
    version: 1,
    checked_at: '2026-11-23T03:23:00Z',
    duration_ms: 1,
    environments: [
      {
        ...makeRow('python', 'ok'),
        tag: '2',
        pinned_digest: null,
        seen_digest: null,
        created_at: null,
        size_bytes: null,
        platforms: [],
        labels: {},
      },
    ],
    contents: [
      { ...makeRow('tides', 'ok'), commit: null, missing: [] },
      { ...makeRow('moon', 'ok'), commit: null, missing: ['c.ipynb'] },
    ],
    hubs: [makeRow('binder', binder), makeRow('class', classHub)],
  };
}
