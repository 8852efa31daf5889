import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseStatusRows } from '../../src/core/health/parse-status.ts';
import { runHere } from '../support/command-line.ts';
import { startRegistry, type TestRegistry } from '../support/registry.ts';
import { describeWith } from '../support/system-packages.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../support/temporary.ts';

/** An environment each: what its mirror has, and what is found once the first registry has lost the image, and once it is gone. */
const CASES = {
  same: { lost: ['image/missing', 'image/on-mirror'], gone: ['image/on-mirror', 'registry/unreachable'] },
  other: {
    lost: ['image/mirror-differs', 'image/missing'],
    gone: ['image/mirror-differs', 'registry/unreachable'],
  },
  none: {
    lost: ['image/mirror-missing', 'image/missing'],
    gone: ['image/mirror-missing', 'registry/unreachable'],
  },
} as const;
const IDS = ['same', 'other', 'none'] as const;

describeWith(['docker-registry', 'git'], 'a mirror in a second registry', () => {
  let folder: TemporaryFolder;
  let first: TestRegistry;
  let mirror: TestRegistry;
  const digests = new Map<string, string>();

  beforeAll(async () => {
    folder = await createTemporaryFolder('mirror');
    [first, mirror] = await Promise.all([startRegistry(), startRegistry()]);
    for (const id of IDS) digests.set(id, await first.push(id, '1', { kind: 'image', image: { text: id } }));
    await mirror.push('same', '1', { kind: 'image', image: { text: 'same' } });
    await mirror.push('other', '1', { kind: 'image', image: { text: 'something else' } });
    const rows = IDS.map(
      (id) =>
        `  ${id}: {image: ${first.host}/${id}, mirror: ${mirror.host}/${id}, tag: "1", digest: ${digests.get(id)}}\n`,
    );
    writeFileSync(
      join(folder.path, 'catalog.yaml'),
      `version: 1
site: {title: Course, url: "https://course.example/"}
hubs: {class: {type: jupyterhub, url: "http://127.0.0.1:9", environments: [same, other, none]}}
environments:
${rows.join('')}content:
  course: {title: Course, repository: "http://127.0.0.1:9/course", branch: main, environment: same}
`,
    );
  });

  afterAll(async () => {
    await mirror.stop();
    await first.stop();
    await folder.remove();
  });

  /** Codes of each environment, sorted, and the mirrors that are offered. */
  async function walk() {
    const variables = { PATH: process.env.PATH, SLIPWAY_CACHE: join(folder.path, 'cache') };
    const night = await runHere(['nightly'], { variables, workFolder: folder.path });
    expect(night.exitCode).toBe(0);
    const read = parseStatusRows(readFileSync(join(folder.path, 'status.json'), 'utf8'));
    if (!read.ok) throw new Error(read.failure.message);
    const { environments } = read.value.status;
    return {
      codes: Object.fromEntries(
        environments.map(({ id, reasons }) => [id, reasons.map(({ code }) => code).sort()]),
      ),
      offered: environments.flatMap(({ reasons }) =>
        reasons.flatMap(({ code, about }) => (code === 'image/on-mirror' ? (about?.mirror ?? []) : [])),
      ),
    };
  }
  const expected = (when: 'lost' | 'gone') => Object.fromEntries(IDS.map((id) => [id, CASES[id][when]]));

  test('is not asked while the first registry has the image', async () => {
    const { codes } = await walk();
    expect(codes).toEqual({ same: [], other: [], none: [] });
  });

  test('is offered where it has the very image that the first registry lost', async () => {
    for (const id of IDS) await first.remove(id, digests.get(id) ?? '');
    const { codes, offered } = await walk();
    expect(codes).toEqual(expected('lost'));
    expect(offered).toEqual([`${mirror.host}/same@${digests.get('same')}`]);
  });

  test('is offered where the first registry does not answer at all', async () => {
    await first.stop();
    const { codes, offered } = await walk();
    expect(codes).toEqual(expected('gone'));
    expect(offered).toEqual([`${mirror.host}/same@${digests.get('same')}`]);
  });
});
