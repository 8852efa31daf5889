import { describe, expect, test } from 'vitest';
import { textsFor } from '../texts/texts.ts';
import { buildFacets, buildFilterStyles, facetTokens, listFacetLabels } from './facets.ts';
import { assembleHarbour, makeNight } from './harbour.fixture.ts';

const LABELS = listFacetLabels(textsFor('en'));

describe('facets', () => {
  test('are those with two values or more, with counts', () => {
    const facets = buildFacets(assembleHarbour(null), LABELS);
    const counts = facets.map(({ name, values }) => [
      name,
      ...values.map(({ key, count }) => `${key} ${count}`),
    ]);
    expect(counts).toEqual([
      ['content', 'tides 2', 'moon 1'],
      ['hub', 'binder 3', 'class 3'],
    ]);
  });

  test('hide exactly the rows that lack the chosen value', () => {
    const model = assembleHarbour(makeNight('ok', 'ok'));
    const facets = buildFacets(model, LABELS);
    const verdicts = facets.find(({ name }) => name === 'verdict')?.values ?? [];
    const styles = buildFilterStyles(facets);
    for (const { key, token } of verdicts) {
      expect(styles).toContain(`option[value=${token}]:checked`);
      const shown = model.notebooks.filter((notebook) =>
        facetTokens(notebook, facets).split(' ').includes(token),
      );
      expect(shown.map(({ launches }) => launches[0]?.health.verdict)).toEqual(Array(shown.length).fill(key));
      expect(shown.length).toBe(verdicts.find((value) => value.key === key)?.count);
    }
  });

  test('can choose the notebooks that have no kernel, where others have one', () => {
    const model = assembleHarbour(null);
    const kernel = { name: 'ir', displayName: 'R' };
    const notebooks = model.notebooks.map((notebook, index) =>
      index === 0 ? { ...notebook, kernel } : notebook,
    );
    const kernels = buildFacets({ ...model, notebooks }, LABELS).find(({ name }) => name === 'kernel');
    expect(kernels?.values.map(({ label, count }) => [label, count])).toEqual([
      ['R', 1],
      ['No kernel', 2],
    ]);
  });

  test('tell what is only old from what has changed', () => {
    const model = assembleHarbour(makeNight('ok', 'ok'));
    const [first, ...others] = model.notebooks;
    const old = (first?.launches ?? []).map((launch) => ({
      ...launch,
      health: {
        ...launch.health,
        verdict: 'stale' as const,
        reasons: [{ code: 'image/too-old' as const, message: 'Old.', since: '2026-11-20T03:00:00Z' }],
      },
    }));
    const notebooks = first === undefined ? [] : [{ ...first, launches: old }, ...others];
    const states = buildFacets({ ...model, notebooks }, LABELS).find(({ name }) => name === 'verdict');
    expect(states?.values.map(({ key, label, count }) => [key, label, count])).toEqual([
      ['old', 'Old', 1],
      ['ok', 'Works', 1],
      ['failing', 'Will not start', 1],
    ]);
  });
});
