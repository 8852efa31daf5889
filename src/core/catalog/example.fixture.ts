import { parseCatalog } from './parse.ts';

/** A manifest that uses every key once. Tests change single lines of it. */
export const EXAMPLE = `# yaml-language-server: $schema=../public/catalog.schema.json
version: 1
site:
  title: River lab
  url: https://example.github.io/rivers/   # with its folder
  description: Hydrology in the browser
  language: en
  repository: https://github.com/example/rivers
hubs:
  binder:
    type: binderhub
    url: https://mybinder.org
  class:
    type: jupyterhub
    url: https://hub.example.edu/jupyter/
    title: Class hub
    environments: [hydro, shiny]
    app: lab
    parent_path: ""
    sign_in: true
environments:
  hydro:
    title: Hydrology
    image: ghcr.io/example/hydro
    tag: 1.10
    label: Autumn 2026
    digest: sha256:00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff
    binder:
      repository: https://github.com/example/binder
      ref: 2026-11
    source: https://github.com/example/hydro-image
    stale_after_days: 365
    app: lab
    earlier:
      - tag: 007
        label: Spring 2022
        binder: {repository: https://github.com/example/binder, ref: 1e3}
  shiny:
    image: docker.io/example/shiny
    tag: 0x10
    app: shiny/{path}
content:
  tutorials:
    title: Tutorials
    repository: https://github.com/example/tutorials
    branch: on
    environment: hydro
    hubs: [class, binder]
    language: pt-br
    tags: [rivers, 2026]
    include: ["notebooks/**/*.ipynb"]
    exclude: ["**/_*"]
    directory: ./tutorials
    repository_path: courses/
    notebooks:
      courses/b.ipynb:
      courses/a.ipynb: {title: 1_000, id: welcome, tags: [start], environment: shiny, description: ~}
    editions:
      spring-2022: {label: Spring 2022, branch: null, tag: 007}
moved:
  tutorials/old-name: tutorials/welcome
`;

/** The example with one text replaced; fails where the text is not in it. */
export function change(from: string, to: string): string {
  if (!EXAMPLE.includes(from)) throw new Error(`The example does not contain ${JSON.stringify(from)}.`);
  return EXAMPLE.replace(from, () => to);
}

/** `[code, line, column]` of every diagnostic of a manifest, the area left out, warnings marked. */
export function summarizeManifest(text: string): (string | number)[][] {
  return parseCatalog(text, 'content/catalog.yaml').diagnostics.map(({ code, severity, position }) => [
    code.replace('manifest/', ''),
    ...(position.line === undefined ? [] : [position.line, position.column]),
    ...(severity === 'warning' ? ['warning'] : []),
  ]);
}
