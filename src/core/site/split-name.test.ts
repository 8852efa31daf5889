import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitName } from './split-name.ts';

describe('splitName', () => {
  it.each([
    ['WhirlwindTourOfPython', 'Whirlwind|Tour|Of|Python'],
    ['pythia-foundations_core', 'pythia-|foundations_|core'],
    ['oggm/notebooks/mass_balance.ipynb', 'oggm/|notebooks/|mass_|balance.|ipynb'],
    ['org.jupyter.kernels.python', 'org.|jupyter.|kernels.|python'],
    ['parseHTMLDocument', 'parse|HTML|Document'],
    ['Chapter10LinearModels', 'Chapter10|Linear|Models'],
    // Nothing is left of a word alone.
    ['glacier_flow_a', 'glacier_|flow_a'],
    ['x_glacier_flow', 'x_glacier_|flow'],
    // Names of things, ordinary words, numbers and punctuation stay whole.
    ['JavaScript and IPython', 'JavaScript and IPython'],
    ['e-mail, and/or v1.6.2', 'e-mail, and/or v1.6.2'],
    ['Gezeitenrechnungsverfahren', 'Gezeitenrechnungsverfahren'],
    ['METEOROLOGICAL', 'METEOROLOGICAL'],
    ['A long title of many short words', 'A long title of many short words'],
    ['10 minutes to… OGGMShopTutorial (2023)', '10 minutes to… OGGM|Shop|Tutorial (2023)'],
    ['WhirlwindTour OfPythonForAll', 'Whirlwind|Tour Of|Python|For|All'],
    ['ÜberblickÄrmelkanal', 'Überblick|Ärmelkanal'],
    ['المد والجزر في البحر', 'المد والجزر في البحر'],
    ['', ''],
  ])('%j → %j', (name, parts) => {
    expect(splitName(name).join('|')).toBe(parts);
  });

  it('loses nothing of any name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(splitName(name).join('')).toBe(name);
      }),
    );
  });
});
