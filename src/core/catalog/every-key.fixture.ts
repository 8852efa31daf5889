/** A manifest of every key, for comparisons of what reads it; the rules between keys do not matter there. */
export const EVERY_KEY = `version: 1
site:
  title: River lab
  url: https://example.github.io/rivers/
  description: Hydrology
  language: en
  repository: https://github.com/example/rivers
  accent: "#0b5a77"
  logo: logo.svg
  logo_dark: logo-dark.svg
  favicon: favicon.svg
  image: harbour.webp
  links:
    - {title: Imprint, url: imprint/, place: header}
  footer: Foot
  announcement: {text: Exam, url: exam/, from: 2026-03-01, until: 2026-03-12}
  contact: course@example.org
  license: CC-BY-4.0
hubs:
  binder:
    type: binderhub
    url: https://mybinder.org
    warm: true
  class:
    type: jupyterhub
    url: https://hub.example.edu/jupyter/
    title: Class hub
    environments: [hydro, shiny]
    app: lab
    parent_path: courses
    sign_in: true
    lti: true
    start:
      form: kubespawner
      profile: scipy
      options: {image: "{tag}"}
      unlisted: image2
      prefix: false
      auto_start: false
      server: gpu
      environments:
        hydro:
          profile: hydro
          options: {size: small}
          unlisted: image
          versions:
            "007":
              profile: hydro
              options: {size: small}
              unlisted: image
    expect:
      kept: true
      idle_minutes: 10
      max_hours: 6
      memory: 2 GB
      first_start_minutes: 15
      shared_sessions: 100
      note: Wait
    maintenance:
      - {from: 2026-12-24, until: 2026-12-25T06:00Z, note: Soon}
    accepted:
      - {reason: hub/unreachable, because: Firewall, until: 2027-03-01}
maintenance:
  - {from: 2026-12-24, until: 2026-12-25, note: Soon, hubs: [class]}
environments:
  hydro:
    title: Hydrology
    image: ghcr.io/example/hydro
    mirror: quay.io/example/hydro
    tag: 1.10
    label: Autumn
    digest: sha256:00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff
    binder:
      repository: https://github.com/example/binder
      ref: 2026-11
    accepted:
      - {reason: image/too-old, because: Firewall, until: 2027-03-01}
    source: https://github.com/example/hydro-image
    stale_after_days: 365
    verify: ./verify
    app: lab
    earlier:
      - tag: "007"
        label: Spring
        digest: sha256:10112233445566778899aabbccddeeff00112233445566778899aabbccddeeff
        binder:
          - {repository: https://github.com/example/binder, ref: 1e3}
        accepted:
          - {reason: image/too-old, because: Firewall, until: 2027-03-01}
      - tag: "006"
        binder: {repository: https://github.com/example/binder, ref: main}
  lists:
    image: docker.io/example/lists
    tag: v1
    binder:
      - {repository: https://github.com/example/binder, ref: main}
  shiny:
    image: docker.io/example/shiny
    tag: 0x10
    digest: sha256:20112233445566778899aabbccddeeff00112233445566778899aabbccddeeff
    binder: managed
other_ways:
  campus:
    title: Campus
    url: "https://lab.example.edu/open?repo={repository}"
content:
  tutorials:
    title: Tutorials
    repository: https://github.com/example/tutorials
    branch: on
    folder: course-2026
    folder_emptied: 2026-08-20
    pull: nbgitpuller
    environment: hydro
    hubs: [class, binder]
    language: pt-br
    tags: [rivers, 2026]
    description: About
    image: figures/cover.png
    authors: [Ada]
    license: MIT
    sections: {notebooks: First}
    include: ["notebooks/**/*.ipynb"]
    exclude: ["**/_*"]
    directory: ./tutorials
    max_notebooks: 5000
    repository_path: courses/
    notebooks:
      courses/a.ipynb:
        title: One
        id: welcome
        description: Two
        tags: [start]
        image: figures/welcome.png
        translates: tutorials/b
        environment: shiny
        hubs: [class]
        verify: true
        executed: https://example.org/book/welcome.html
      courses/b.ipynb: {id: b}
    executed: "https://example.org/book/{folder}/{stem}.html"
    other_ways: [colab, campus]
    accepted:
      - {reason: content/unreachable, because: Firewall, until: 2027-03-01}
    editions:
      spring-2022: {label: Spring 2022, branch: v1, tag: "007", environment: hydro, paths: {courses/a.ipynb: a.ipynb}}
moved:
  tutorials/old-name: tutorials/welcome
retired:
  tutorials/gone: Its data set is no longer published.
  tutorials/away: {title: A, on: 2026-03-01, because: B, instead: tutorials/welcome}
`;
