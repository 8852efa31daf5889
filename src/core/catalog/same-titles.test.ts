import { expect, test } from 'vitest';
import { parseCatalog } from './parse.ts';

const MANIFEST = `version: 1
site:
  title: Harbour
  url: https://example.org/
  links: [{title: Plan, url: plan/}, {title: Rooms, url: rooms/}, {title: Rooms, url: rooms/, place: header}]
hubs:
  one: {type: jupyterhub, url: "https://hub.example.edu/one", title: First hub, environments: [python]}
  two: {type: jupyterhub, url: "https://hub.example.edu/two", environments: [python]}
environments:
  python:
    title: Python
    image: quay.io/course/python
    tag: "3"
    earlier:
      - {tag: "2", label: Spring}
      - {tag: "1", label: Autumn}
      - {tag: "0"}
  r: {image: quay.io/course/r, tag: "1"}
content:
  tides:
    title: Tides
    repository: https://github.com/course/tides
    branch: main
    environment: python
    sections: {first: Week 1, second: Week 2}
    editions:
      spring: {label: Spring, branch: spring, tag: "2"}
      autumn: {branch: autumn, tag: "1"}
  moon:
    title: Moon
    repository: https://github.com/course/moon
    branch: main
    environment: python
`;

/** `line code` of what is found in a manifest. */
function told(text: string): string[] {
  const { diagnostics, catalog } = parseCatalog(text, 'catalog.yaml');
  expect(catalog, 'the site is built all the same').toBeDefined();
  return diagnostics.map(({ code, severity, position }) => `${position.line} ${severity} ${code}`);
}

test('titles that differ are not mentioned, nor an edition that is called like its version', () => {
  expect(told(MANIFEST)).toEqual([]);
});

test.each([
  ['collections', 'title: Moon', 'title: "Tides "', 30],
  ['environments, one of them named by its id', 'title: Python', 'title: r', 18],
  ['hubs, one of them named by its host', 'title: First hub, ', '', 8],
  ['links to two addresses', 'title: Plan', 'title: Rooms', 5],
  ['folders', 'second: Week 2', 'second: Week 1', 25],
  ['editions, one of them named by its id', 'label: Spring, branch', 'label: autumn, branch', 28],
  ['earlier versions', 'label: Autumn', 'label: Spring', 16],
])('one title of two %s is reported at the second', (_, written, changed, line) => {
  expect(told(MANIFEST.replace(written, changed))).toEqual([`${line} warning manifest/same-title`]);
});

test('the message names both, and says what to do', () => {
  const [diagnostic] = parseCatalog(
    MANIFEST.replace('title: Moon', 'title: Tides'),
    'catalog.yaml',
  ).diagnostics;
  expect(diagnostic).toMatchObject({
    message:
      'The collection "tides" has the title "Tides" as well, so readers cannot tell it from the collection "moon".',
    hint: 'Give each a title of its own, such as a year, a level or a language behind it.',
  });
});
