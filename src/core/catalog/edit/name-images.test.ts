import { describe, expect, test } from 'vitest';
import { parseCatalog } from '../parse.ts';
import { findUnnamedImages, nameImage } from './name-images.ts';

const FILE = 'catalog.yaml';
const HEAD = `version: 1
site: {title: Classic, url: "https://classic.example/"}
hubs:
  mybinder: {type: binderhub, url: https://mybinder.org}
`;
const CONTENT = `content:
  waves:
    title: Waves
    repository: https://github.com/example/waves
    branch: main
    pull: none   # the image has the notebooks
    environment: py
`;
const DIGEST = `sha256:${'1a'.repeat(32)}`;

function codesOf(text: string): unknown[] {
  return parseCatalog(text, FILE).diagnostics.map(({ code, position }) => [code, position.line]);
}

/** With the image of the Dockerfile. */
function name(text: string, digest?: string): string {
  const [unnamed] = findUnnamedImages({ text, file: FILE });
  if (unnamed === undefined) throw new Error('nothing to name');
  const image = { image: 'ghcr.io/example/py', tag: '1.10', ...(digest !== undefined && { digest }) };
  const named = nameImage({ text, file: FILE }, unnamed, image);
  if (!named.ok) throw new Error(named.failure.message);
  return named.value;
}

describe('the image that a Dockerfile names', () => {
  const none = `${HEAD}${CONTENT}`;
  const entry = 'py: {image: ghcr.io/example/py, tag: 1.10}';
  test.each<[string, string, string]>([
    ['where there are no environments', none, none.replace('content:', `environments: {${entry}}\ncontent:`)],
    [
      'where there are others',
      `${HEAD}environments:\n  # for school\n  r:\n    image: quay.io/example/r\n    tag: "4"\n${CONTENT}`,
      `${HEAD}environments:\n  # for school\n  r:\n    image: quay.io/example/r\n    tag: "4"\n  ${entry}\n${CONTENT}`,
    ],
    [
      'where the environment lacks its tag',
      `${HEAD}environments:\n  py:\n    title: Python\n    image: ghcr.io/example/py\n    label: Spring\n${CONTENT}`,
      `${HEAD}environments:\n  py:\n    title: Python\n    image: ghcr.io/example/py\n    tag: 1.10\n    label: Spring\n${CONTENT}`,
    ],
    [
      'where the content names no environment',
      none.replace('    environment: py\n', ''),
      none
        .replace('environment: py', 'environment: waves')
        .replace('content:', `environments: {${entry.replace('py', 'waves')}}\ncontent:`),
    ],
    [
      'in JSON',
      '{"version": 1, "site": {"title": "T", "url": "https://t.example/"}, "hubs": {"b": {"type": "binderhub", "url": "https://mybinder.org"}}, "content": {"c": {"title": "C", "repository": "https://github.com/e/c", "branch": "main", "pull": "none", "environment": "py"}}}',
      '{"version": 1, "site": {"title": "T", "url": "https://t.example/"}, "hubs": {"b": {"type": "binderhub", "url": "https://mybinder.org"}}, "environments": {"py": {"image": "ghcr.io/example/py", "tag": "1.10"}}, "content": {"c": {"title": "C", "repository": "https://github.com/e/c", "branch": "main", "pull": "none", "environment": "py"}}}',
    ],
  ])('is asked for in one sentence and written %s', (_, before, after) => {
    expect(codesOf(before).map((found) => (found as unknown[])[0])).toEqual(['manifest/image-unnamed']);
    const written = name(before);
    expect(written).toBe(after);
    expect(codesOf(written)).toEqual([]);
  });

  test('is written with the digest that it has there', () => {
    expect(name(none, DIGEST)).toContain(`tag: 1.10, digest: ${DIGEST}}`);
  });

  test('is not asked for while something else is wrong', () => {
    expect(findUnnamedImages({ text: none.replace('title: Waves', 'titel: Waves'), file: FILE })).toEqual([]);
  });

  test('is required in the manifest where nbgitpuller brings the notebooks', () => {
    const pulled = none.replace(/ {4}pull.*\n/, '');
    expect(codesOf(pulled)).toEqual([['manifest/missing-key', 1]]);
    const other = `${HEAD}environments:\n  py: {image: ghcr.io/example/py}\n${CONTENT.replace(/ {4}pull.*\n/, '')}`;
    expect(codesOf(other)).toContainEqual(['manifest/missing-key', 6]);
  });

  test.each(['', '\n  py:'])('is not written into %j without a value, and the manifest stays', (empty) => {
    const text = `${HEAD}environments:${empty}\n${CONTENT}`;
    const [unnamed] = findUnnamedImages({ text, file: FILE });
    expect(unnamed).toMatchObject({ environmentId: 'py', repository: 'https://github.com/example/waves' });
    if (unnamed === undefined) return;
    expect(nameImage({ text, file: FILE }, unnamed, { image: 'ghcr.io/example/py', tag: '1' })).toMatchObject(
      {
        ok: false,
        failure: { code: 'manifest/not-editable' },
      },
    );
  });
});
