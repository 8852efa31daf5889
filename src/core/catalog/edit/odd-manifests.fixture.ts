const HEAD = `version: 1
site: {title: Waves, url: "https://waves.example/"}
hubs:
  mybinder: {type: binderhub, url: https://mybinder.org}
  class: {type: jupyterhub, url: https://hub.example.org, environments: [py]}
`;

const CONTENT = `content:
  waves:
    title: Waves
    repository: https://github.com/example/waves
    branch: main
    environment: py
`;

/** Digests as registries give them. */
export const DIGESTS = {
  current: `sha256:${'1a'.repeat(32)}`,
  earlier: `sha256:${'2b'.repeat(32)}`,
  next: `sha256:${'3c'.repeat(32)}`,
};

/**
 * Manifests as people write them: each with an environment `py` at the tag `v1.2`, most with an earlier version
 * `v1.1`, neither with a digest unless its name says so.
 */
export const ODD_MANIFESTS: Readonly<Record<string, string>> = {
  'comments everywhere': `${HEAD}environments:
  py: # what we teach with
    image: ghcr.io/example/py   # built weekly
    # the tag of this term
    tag: v1.2  # tested by hand
    # digest: sha256:…

    earlier:
      # newest first
      - tag: v1.1   # spring
        label: Spring 2026
${CONTENT}`,
  'quotes of both kinds': `${HEAD}environments:
  "py":
    'image': "ghcr.io/example/py"
    'tag': 'v1.2'
    "earlier":
      - "tag": "v1.1"
        'label': 'It''s "old"'
${CONTENT}`,
  'flow style on one line': `${HEAD}environments:
  py: {image: ghcr.io/example/py, tag: v1.2, earlier: [{tag: v1.1, label: Spring}]}
${CONTENT}`,
  'flow style on many lines, with a comma at the end': `${HEAD}environments:
  py: {
    image: ghcr.io/example/py,
    tag: v1.2, # now
    earlier: [
      {tag: v1.1, label: Spring},
    ],
  }
${CONTENT}`,
  'JSON, which is YAML': JSON.stringify(
    {
      version: 1,
      site: { title: 'Waves', url: 'https://waves.example/' },
      hubs: { class: { type: 'jupyterhub', url: 'https://hub.example.org', environments: ['py'] } },
      environments: {
        py: { image: 'ghcr.io/example/py', tag: 'v1.2', earlier: [{ tag: 'v1.1', label: 'Spring' }] },
      },
      content: {
        waves: {
          title: 'Waves',
          repository: 'https://github.com/example/waves',
          branch: 'main',
          environment: 'py',
        },
      },
    },
    null,
    2,
  ),
  'values in one column, lists not indented, four spaces': `${HEAD.replaceAll(/^ {2}/gm, '    ')}environments:
    py:
        image:   ghcr.io/example/py
        tag:     v1.2
        label:   This term
        source:  https://github.com/example/py

        earlier:
        -   tag:    v1.1
            label:  Spring 2026
${CONTENT}`,
  'Windows line ends and a byte order mark': `\ufeff${HEAD}environments:
  py:
    image: ghcr.io/example/py
    tag: v1.2
    earlier:
      - {tag: v1.1, label: Spring}
${CONTENT}`.replaceAll('\n', '\r\n'),
  'anchors of values': `${HEAD}environments:
  py:
    image: ghcr.io/example/py
    tag: &now v1.2
    binder: &binder
      repository: https://github.com/example/binder
      ref: stable
    earlier:
      - &spring
        tag: v1.1
        binder: *binder
content:
  waves:
    title: Waves
    repository: https://github.com/example/waves
    branch: main
    environment: py
    editions:
      this-term: {branch: main, tag: *now}
`,
  'merged from another environment': `${HEAD}environments:
  old: &common
    image: ghcr.io/example/py
    tag: v0.9
    source: https://github.com/example/py
  py:
    <<: *common
    tag: v1.2
    earlier:
      - tag: v1.1
${CONTENT}`,
  'nothing earlier, at the end of the file, without a last line break': `${HEAD}${CONTENT}environments:
  py:
    image: ghcr.io/example/py
    tag: v1.2`,
  'an empty list, empty values': `${HEAD}environments:
  py:
    image: ghcr.io/example/py
    digest:
    tag: v1.2
    earlier:
${CONTENT}`,
  'a comment above each earlier version': `${HEAD}environments:
  py:
    image: ghcr.io/example/py
    tag: v1.2
    earlier:
      # taught twice
      - tag: v1.1

      # for the exam
      - tag: v1.0
${CONTENT}`,
};
