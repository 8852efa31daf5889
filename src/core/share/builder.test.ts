import { describe, expect, test } from 'vitest';
import { assignFolders } from '../catalog/assign-folders.ts';
import { explainLink } from '../links/explain/explain.ts';
import { assembleSite } from '../site/assemble.ts';
import { parseSound, prepareContent } from '../site/harbour.fixture.ts';
import { buildShare, gatherBuilderData } from './builder.ts';

const MANIFEST = `version: 1
site: {title: Harbour, url: "https://example.org/base/", language: en}
hubs:
  plain: {type: jupyterhub, url: "https://plain.example.edu", environments: [python]}
  profiles:
    type: jupyterhub
    url: https://profiles.example.edu
    environments: [python, r]
    start: {form: kubespawner, profile: course, options: {image: "{environment}-{tag}"}}
environments:
  python: {image: quay.io/course/python, tag: "2"}
  r: {image: quay.io/course/r, tag: "7"}
content:
  tides: {title: Tides, repository: "https://github.com/course/tides", branch: main, environment: python}
  winter: {title: Winter, repository: "https://github.com/course/tides", branch: winter, environment: python}
  named: {title: Named, repository: "https://github.com/course/moon", branch: main, folder: sky, environment: python}
`;

const catalog = assignFolders(parseSound(MANIFEST));
const { model } = assembleSite(
  catalog,
  catalog.contents.map((content) => prepareContent(content, ['a.ipynb'])),
  null,
  '2026-11-23T05:00:00Z',
);
const data = gatherBuilderData(model, { image: 'https://example.org/badge.svg', alt: 'Launch' });

function build(repository: string, branch: string, hubId = 'plain', environmentId = 'python') {
  const share = buildShare(data, { repository, branch, path: 'a.ipynb', environmentId, hubId });
  if (share?.ok !== true) throw new Error(share?.failure.message ?? 'no such choice');
  return explainLink(share.value.link);
}

describe('the link builder', () => {
  test.each([
    ['https://github.com/course/tides', 'main'],
    ['https://github.com/course/tides', 'winter'],
    ['https://github.com/course/moon', 'main'],
  ])('pulls %s at %s into the folder that the catalogue pulls it into', (repository, branch) => {
    const launch = model.notebooks.find(({ contentId }) => {
      const content = model.contents.find(({ id }) => id === contentId);
      return content?.repository === repository && content.branch === branch;
    })?.launches[0];
    expect(build(repository, branch).opens).toBe(explainLink(launch?.url ?? '').opens);
  });

  test.each([
    ['another branch of the same repository', 'https://github.com/course/tides', 'summer', 'tides-summer'],
    ['another repository of the same name', 'https://github.com/other/tides', 'main', 'other-tides'],
    ['a repository whose name is the folder of another', 'https://github.com/other/sky', 'main', 'other-sky'],
    ['any other', 'https://github.com/other/sea', 'main', 'sea'],
  ])('gives %s a folder of its own', (_name, repository, branch, folder) => {
    expect(build(repository, branch).opens).toBe(`lab/tree/${folder}/a.ipynb`);
  });

  test.each([
    ['python', { profile: 'course', 'profile-option-course--image': 'python-2' }],
    ['r', { profile: 'course', 'profile-option-course--image': 'r-7' }],
  ])('answers the start page of a hub for %s', (environmentId, spawn) => {
    const found = build('https://github.com/course/tides', 'main', 'profiles', environmentId);
    expect(found.spawn).toEqual(spawn);
    expect(found.faults).toEqual([]);
  });
});
