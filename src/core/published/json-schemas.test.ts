import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Status } from '../health/types.ts';
import { renderJsonSchemas } from './json-schemas.ts';

const documents = renderJsonSchemas();

describe('JSON Schemas', () => {
  test.each([...documents])(
    '%s in public/ is the one of the code (node scripts/schema.ts writes it)',
    (name, text) => {
      const committed = readFileSync(new URL(`../../../public/${name}`, import.meta.url), 'utf8');

      expect(committed).toBe(text);
    },
  );

  test('every key of the manifest is described in one sentence', () => {
    const undescribed: string[] = [];
    visitProperties(JSON.parse(documents.get('catalog.schema.json') ?? ''), '', (path, property) => {
      const { description } = property;
      if (typeof description !== 'string' || !/^[A-Z].*\.$/.test(description)) undescribed.push(path);
    });

    expect(undescribed).toEqual([]);
  });

  test('editors accept a number where a tag is meant, and refuse unknown keys', () => {
    const schema = JSON.parse(documents.get('catalog.schema.json') ?? '');
    const environment = schema.properties.environments.additionalProperties;

    expect(environment.properties.tag.type).toEqual(['string', 'number', 'boolean']);
    expect(environment.additionalProperties).toBe(false);
    expect(environment.required).toEqual(['image', 'tag']);
    expect(schema.required).toEqual(['version', 'site', 'hubs', 'environments', 'content']);
    expect(schema.properties.version).toMatchObject({ enum: [1, '1'] });
  });
});

test('the schema of status.json accepts a status, with what later versions add, and no other', () => {
  const status = {
    version: 1,
    checked_at: '2026-11-23T03:23:41Z',
    duration_ms: 5120,
    environments: [
      {
        id: 'hydro',
        tag: '1.10',
        verdict: 'stale',
        since: '2026-11-20T03:23:41Z',
        last_ok_at: null,
        pinned_digest: null,
        seen_digest: null,
        created_at: null,
        size_bytes: 2_113_456_789,
        platforms: ['linux/amd64'],
        labels: {},
        reasons: [{ code: 'image/too-old', message: 'It is old.', since: '2026-11-20T03:23:41Z' }],
        history: [{ date: '2026-11-22', verdict: 'ok' }],
      },
    ],
    contents: [],
    hubs: [],
  } satisfies Status;

  const schema = z.fromJSONSchema(JSON.parse(documents.get('status.schema.json') ?? ''));
  const detail = { kind: 'a', args: { x: 'y', detail: { kind: 'b', args: { detail: { kind: 'c' } } } } };
  const reason = { code: 'later/unknown', message: 'No.', since: status.checked_at, detail, later: 1 };
  const hub = { id: 'h', verdict: 'failing', since: status.checked_at, last_ok_at: null, history: [] };
  const accepts = (value: object) => schema.safeParse(value).success;

  expect([
    accepts(status),
    accepts({ ...status, checked_at: null }),
    accepts({ ...status, hubs: [{ ...hub, reasons: [reason] }], later: 1 }),
    accepts({ ...status, hubs: [{ ...hub, reasons: [{ ...reason, code: 'none' }] }] }),
    accepts({ ...status, hubs: [{ ...hub, reasons: [{ ...reason, detail: { kind: 7 } }] }] }),
    accepts({ ...status, hubs: [hub] }),
  ]).toEqual([true, true, true, false, false, false]);
});

function visitProperties(
  schema: Record<string, unknown>,
  path: string,
  visit: (path: string, property: Record<string, unknown>) => void,
): void {
  const { properties, additionalProperties, items } = schema;
  if (isRecord(properties)) {
    for (const [key, property] of Object.entries(properties)) {
      if (!isRecord(property)) continue;
      visit(`${path}/${key}`, property);
      visitProperties(property, `${path}/${key}`, visit);
    }
  }
  if (isRecord(additionalProperties)) visitProperties(additionalProperties, `${path}/*`, visit);
  if (isRecord(items)) visitProperties(items, `${path}/-`, visit);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
