import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  countWords,
  findCuts,
  joinLetters,
  listFrequentWords,
  mayBeUnspaced,
  measureTitle,
  searchTerm,
  spreadLetters,
  suggestTerm,
} from './search-words.ts';

describe('scripts without spaces', () => {
  test.each([
    ['海流の観測', '"海 流 の 観 測"'],
    ['データ', '"デ ー タ"'],
    ['洋流', '"洋 流"'],
    ['海流 tide', '海 流 tide'],
    ['Gezeiten', 'Gezeiten'],
    ['조류', '조류'],
  ])('%s is asked for as %s', (written, expected) => {
    expect(searchTerm(written)).toBe(expected);
  });

  test('what is asked for is part of what is indexed', () => {
    expect(spreadLetters('北太平洋の海流を観測する')).toContain(searchTerm('海流').replaceAll('"', ''));
  });

  test('an excerpt reads as it was written', () => {
    expect(joinLetters('の <mark>海</mark> <mark>流</mark> を ABC 測 る')).toBe(
      'の<mark>海</mark><mark>流</mark>を ABC 測る',
    );
  });

  test('each of their letters is seen in a long text', () => {
    const missed: string[] = [];
    for (let code = 0; code < 0x32000; code += 1) {
      const letter = String.fromCodePoint(code);
      if (spreadLetters(letter) !== letter && !mayBeUnspaced(letter)) missed.push(letter);
    }
    // One sign that is among the emoji.
    expect(missed).toEqual(['🈀']);
  });

  test('no letter is lost or added', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(spreadLetters(text).replace(/ /g, '')).toBe(text.replace(/ /g, ''));
      }),
    );
  });
});

describe('misspelt words', () => {
  const counts = new Map<string, number>();
  countWords('<h2>Machine learning</h2><p>Glaciers: a glacier and learning</p><pre>glaciar</pre>', counts);
  countWords('<p>Gezeiten an der Küste, <math><mi>lerning</mi></math> fjord</p>', counts);
  const words = listFrequentWords(counts);

  test.each([
    ['glaciar', 'glacier'],
    ['machine lerning', 'machine learning'],
    ['Gezeitn', 'gezeiten'],
    ['kuste', 'küste'],
    ['fjrod', 'fjord'],
  ])('%s may mean %s', (term, expected) => {
    expect(suggestTerm(term, words)).toBe(expected);
  });

  test.each(['glacier', 'Machine', 'xylophone', ''])('nothing is suggested for %j', (term) => {
    expect(suggestTerm(term, words)).toBeUndefined();
  });
});

test.each([
  ['The sea rises twice a day.', false, false],
  ['with giant tides. In the Bay of Fundy', true, true],
  ['(see below). "The sea rises."', true, false],
  ['12 hours later:', false, false],
  ['Über die Gezeiten', false, true],
  ['海流每天两次。', false, false],
  ['', false, false],
])('%j begins within a sentence: %s; ends within one: %s', (excerpt, isCutBefore, isCutAfter) => {
  expect(findCuts(excerpt)).toEqual({ isCutBefore, isCutAfter });
});

describe('the title at the start of an excerpt', () => {
  test.each([
    ['Glacier advance and retreat. Goals of it.', 'Glacier advance and retreat', 'Goals of it.'],
    [
      'OGGM Edu: idealised glaciers. OGGM Edu provides',
      'Getting started with OGGM Edu: idealised glaciers',
      'OGGM Edu provides',
    ],
    ['Tides. Tides. The sea rises', 'Tides', 'The sea rises'],
    ['What now? The sea rises', 'What now?', 'The sea rises'],
    // A sentence that begins as the title does is no title.
    ['Tides rise twice a day.', 'Tides', 'Tides rise twice a day.'],
    ['The Moon pulls.', 'Reading a tide gauge', 'The Moon pulls.'],
    ['Tides.', 'Tides', ''],
    ['', 'Tides', ''],
  ])('%j of %j leaves %j', (excerpt, title, rest) => {
    expect(excerpt.slice(measureTitle(excerpt, title))).toBe(rest);
  });
});
