import { describe, expect, test } from 'vitest';
import { buildCatalogDocument, buildStatusDocument } from './documents.ts';
import { assembleHarbour, makeNight } from './harbour.fixture.ts';

describe('the published documents', () => {
  test('carry the base path, and the verdict of every launch', () => {
    const document = buildCatalogDocument(assembleHarbour(makeNight('failing', 'ok')));
    expect(document.notebooks[0]).toMatchObject({
      id: 'tides/a',
      page: '/base/notebooks/tides/a/',
      permalink: '/base/l/tides/a/',
      launches: [
        { hub: 'class', type: 'jupyterhub', verdict: 'ok' },
        { hub: 'binder', type: 'binderhub', verdict: 'failing' },
      ],
    });
  });

  test('say before the first night that there was none', () => {
    expect(buildStatusDocument(assembleHarbour(null))).toMatchObject({
      version: 1,
      checked_at: null,
      environments: [],
    });
  });

  test('publishes the permanent address of each edition', () => {
    const document = buildCatalogDocument(assembleHarbour(null));
    expect(document.notebooks[1]?.editions).toMatchObject([
      {
        id: 'spring',
        label: 'Spring',
        environment: 'python',
        tag: '1',
        branch: 'spring',
        path: 'old/b.ipynb',
        permalink: '/base/l/tides/b/@spring/',
        launches: [{ hub: 'binder', type: 'binderhub', verdict: 'unknown' }],
      },
    ]);
  });
});
