import { describe, expect, test } from 'vitest';
import { buildFacets, buildFilterStyles, facetTokens } from './facets.ts';
import { assembleHarbour, makeNight } from './harbour.fixture.ts';

describe('facets', () => {
  test('are those with two values or more, with counts', () => {
    const facets = buildFacets(assembleHarbour(null), {
      ok: 'ok',
      stale: 'old',
      failing: 'no',
      unknown: '?',
    });
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
    const facets = buildFacets(model, { ok: 'ok', stale: 'old', failing: 'no', unknown: '?' });
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
});
