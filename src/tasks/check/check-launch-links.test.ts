import { expect, test } from 'vitest';
import { ok } from '../../core/result.ts';
import { FAULTY_LINK, LINKED } from '../content/faulty-links.fixture.ts';
import { checkLaunchLinks } from './check-launch-links.ts';

const { content, positionOf } = LINKED;

test('faulty launch links of a README are reported with file, line and fault', async () => {
  const asked: string[] = [];
  const diagnostics = await checkLaunchLinks(
    {
      content,
      files: [
        { path: 'README.md', kind: 'file' },
        { path: 'data.csv', kind: 'file' },
      ],
      notebooks: [{ path: 'a.ipynb' }],
      missing: [],
      warnings: [],
      readFiles: async (paths) => {
        asked.push(...paths);
        return new Map([['README.md', ok(Buffer.from(`# C\n\n[![Launch](x.svg)](${FAULTY_LINK})\n`))]]);
      },
    },
    positionOf,
  );
  expect(asked).toEqual(['README.md', 'a.ipynb']);
  expect(diagnostics.map(({ code }) => code)).toContain('link/html-escaped');
  expect(diagnostics[0]).toMatchObject({ severity: 'warning', position: { file: 'catalog.yaml', line: 6 } });
  expect(diagnostics[0]?.message).toMatch(/"README\.md", line 3, /);
});
