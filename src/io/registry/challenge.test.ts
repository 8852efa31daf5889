import { describe, expect, it } from 'vitest';
import { parseChallenges } from './challenge.ts';

const plain = (header: string) =>
  parseChallenges(header).map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)]);

describe('challenges', () => {
  it.each<[string, unknown]>([
    [
      'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:library/node:pull"',
      [
        [
          'bearer',
          {
            realm: 'https://auth.docker.io/token',
            service: 'registry.docker.io',
            scope: 'repository:library/node:pull',
          },
        ],
      ],
    ],
    [
      'Bearer realm="https://codeberg.org/v2/token",service="container_registry",scope="*",Basic realm="Gitea"',
      [
        ['bearer', { realm: 'https://codeberg.org/v2/token', service: 'container_registry', scope: '*' }],
        ['basic', { realm: 'Gitea' }],
      ],
    ],
    [
      'BASIC realm="Sign in, please: a \\"quoted\\" word = 1"',
      [['basic', { realm: 'Sign in, please: a "quoted" word = 1' }]],
    ],
    ['bearer Realm=https', [['bearer', { realm: 'https' }]]],
    ['Bearer realm = "x" , service = y', [['bearer', { realm: 'x', service: 'y' }]]],
    ['Negotiate', [['negotiate', {}]]],
    [
      'Negotiate dG9rZW4=, Basic realm="x"',
      [
        ['negotiate', {}],
        ['basic', { realm: 'x' }],
      ],
    ],
    [
      'Negotiate, Bearer realm="x"',
      [
        ['negotiate', {}],
        ['bearer', { realm: 'x' }],
      ],
    ],
    ['Bearer realm="x",realm="y"', [['bearer', { realm: 'x' }]]],
    ['Bearer realm="never closed', [['bearer', {}]]],
    [',, ,Basic realm="x",,', [['basic', { realm: 'x' }]]],
    ['', []],
    ['"', []],
  ])('of %s', (header, expected) => {
    expect(plain(header)).toEqual(expected);
  });

  it('take a short time, however long the header', () => {
    const long = `Bearer ${'a="\\"",'.repeat(100_000)}`;
    expect(parseChallenges(long)).toHaveLength(1);
    expect(parseChallenges('='.repeat(1_000_000))).toEqual([]);
  });
});
