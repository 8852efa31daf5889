import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLauncherQuery } from './query.ts';

const TARGETS = { hubs: ['mybinder', 'class'], versions: ['2026.01', 'v1+x'], editions: ['spring-2022'] };
const parse = (search: string) => parseLauncherQuery(search, TARGETS);

describe('the query of a launcher page', () => {
  it.each([
    ['', {}],
    ['?', {}],
    ['?hub=class', { hub: 'class' }],
    ['hub=class&go=0', { hub: 'class', go: false }],
    ['?go=1&version=2026.01', { version: '2026.01', go: true }],
    ['?edition=spring-2022', { edition: 'spring-2022' }],
    ['?version=v1%2Bx', { version: 'v1+x' }],
    ['?hub=class&hub=class', { hub: 'class' }],
  ])('%s is honoured', (search, expected) => {
    expect(parse(search)).toEqual({ ...expected, ignored: [] });
  });

  it.each([
    ['?hub=nowhere', 'hub', 'nowhere', 'unknown-value'],
    ['?hub=', 'hub', '', 'unknown-value'],
    ['?hub=Class', 'hub', 'Class', 'unknown-value'],
    ['?version=v1+x', 'version', 'v1 x', 'unknown-value'],
    ['?go=yes', 'go', 'yes', 'unknown-value'],
    ['?hub=class&hub=mybinder', 'hub', 'class, mybinder', 'repeated'],
    ['?go=0&go=1', 'go', '0, 1', 'repeated'],
    ['?utm_source=mail', 'utm_source', 'mail', 'unknown-name'],
    ['?HUB=class', 'HUB', 'class', 'unknown-name'],
    ['?__proto__=x', '__proto__', 'x', 'unknown-name'],
    ['?constructor', 'constructor', '', 'unknown-name'],
    [`?hub=${'a'.repeat(201)}`, 'hub', `${'a'.repeat(40)}…`, 'too-long'],
    ['?hub=%00%E2%80%AEclass', 'hub', '\ufffd\ufffdclass', 'unknown-value'],
    ['?hub=<img src=x onerror=alert(1)>', 'hub', '<img src=x onerror=alert(1)>', 'unknown-value'],
    ['?hub=%FF', 'hub', '\ufffd', 'unknown-value'],
    ['?hub=toString', 'hub', 'toString', 'unknown-value'],
  ])('%s is ignored and named', (search, name, value, reason) => {
    expect(parse(search)).toEqual({ ignored: [{ name, value, reason }] });
  });

  it('honours what it can and names the rest', () => {
    expect(parse('?hub=class&version=old&go=1&x=y')).toEqual({
      hub: 'class',
      go: true,
      ignored: [
        { name: 'version', value: 'old', reason: 'unknown-value' },
        { name: 'x', value: 'y', reason: 'unknown-name' },
      ],
    });
  });

  it('stays short however long the query is', () => {
    const many = Array.from({ length: 5_000 }, (_, index) => `p${index}=${'x'.repeat(50)}`).join('&');
    expect(parse(`?${many}`).ignored).toHaveLength(5);
    expect(parse(`?hub=${'x'.repeat(2_000_000)}&hub=${'y'.repeat(2_000_000)}`).ignored).toHaveLength(1);
  });

  it('never fails, never invents a target, and shows nothing long or unprintable', () => {
    const odd = fc.constantFrom('a', '0', '%', '&', '=', '+', '\u0000', '\u202e', '\ud800', 'é', '🌊', '<');
    const parameter = fc.tuple(
      fc.oneof(fc.constantFrom('hub', 'version', 'edition', 'go'), fc.string()),
      fc.oneof(
        fc.constantFrom('class', '0', '2026.01', 'spring-2022'),
        fc.string({ unit: odd, maxLength: 220 }),
      ),
    );
    fc.assert(
      fc.property(fc.array(parameter, { maxLength: 6 }), fc.string({ unit: odd }), (parameters, tail) => {
        const search = `?${new URLSearchParams(parameters.map((pair) => [...pair])).toString()}&${tail}`;
        const { hub, version, edition, ignored } = parse(search);
        expect([undefined, ...TARGETS.hubs]).toContain(hub);
        expect([undefined, ...TARGETS.versions]).toContain(version);
        expect([undefined, ...TARGETS.editions]).toContain(edition);
        for (const { name, value } of ignored) {
          expect([...name].length).toBeLessThanOrEqual(41);
          expect([...value].length).toBeLessThanOrEqual(41);
          expect(name + value).not.toMatch(/[\p{Cc}\u202e]/u);
        }
      }),
    );
  });
});
