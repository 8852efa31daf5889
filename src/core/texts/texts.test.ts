import { describe, expect, it } from 'vitest';
import { completeTexts } from './complete.ts';
import { en } from './en.ts';
import { listMissingTexts } from './missing-texts.fixture.ts';
import { TEXTS_BY_LANGUAGE, TRANSLATIONS, textsFor, textsLanguage } from './texts.ts';

type Leaf = string | ((...values: never[]) => string);

/** Words that a language shares with English, so that they are no sign of a forgotten translation. */
const SHARED: Readonly<Record<string, RegExp>> = {
  es: /^(Hubs?|Kernel|Digest|Error|Markdown|reStructuredText|HTML)$/,
  fr: /^(Attention|Code|Danger|Important|Note|Solution|Site|Collection|Licence|Contact|Hubs?|Images?|(NaN )?[Nn]otebooks|Source|Versions?|Badge|Application|Markdown|reStructuredText|HTML)$/,
  de: /^(Notebooks|Status|Hubs?|Kernel|Image|Version|Digest|Download|Labels|Badge|Repository|Markdown|reStructuredText|HTML)$/,
};

/** `launch.open` → its text, for every text of a language. */
function listLeaves(value: unknown, path = ''): Map<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  for (const [key, child] of Object.entries(value as Record<string, unknown>)) {
    const name = path === '' ? key : `${path}.${key}`;
    if (typeof child === 'object' && child !== null)
      for (const [below, leaf] of listLeaves(child, name)) leaves.set(below, leaf);
    else leaves.set(name, child as Leaf);
  }
  return leaves;
}

/** Calls a text with numbers where it counts and words where it names. */
function fillIn(leaf: Leaf, values: readonly unknown[]): string {
  return typeof leaf === 'string' ? leaf : leaf(...(values as never[]));
}

const ENGLISH = listLeaves(en);
const arityOf = (name: string) => ENGLISH.get(name)?.length ?? 0;
const OTHERS = [...TEXTS_BY_LANGUAGE].filter(([language]) => language !== 'en');

describe('the interface texts', () => {
  it('are there in English, Spanish, French and German', () => {
    expect([...TEXTS_BY_LANGUAGE.keys()].sort()).toEqual(['de', 'en', 'es', 'fr']);
  });

  it.each([...TRANSLATIONS])('in %s lack none of the English ones, and have no others', (_, texts) => {
    expect(listMissingTexts(en, texts)).toEqual([]);
    expect([...listLeaves(texts).keys()].filter((name) => !ENGLISH.has(name))).toEqual([]);
  });

  it('are shown in English where a language lacks them', () => {
    const texts = completeTexts(en, { nav: { help: 'Pomoc' } });

    expect([texts.nav.help, texts.nav.status, texts.launch.open('x')]).toEqual([
      'Pomoc',
      en.nav.status,
      en.launch.open('x'),
    ]);
    expect(listMissingTexts(en, { nav: { help: 'Pomoc' } })).toContain('launch.open');
    expect(listMissingTexts(en, { nav: { help: 'Pomoc' } })).not.toContain('nav.help');
  });

  it.each([
    ['en', /[„«»‹›]/], // keys of the manifest are quoted as in a terminal
    ['es', /"|[„‹›]/],
    ['de', /"|[«»‹›]|“[^„]*“|^[^„]*“/],
    ['fr', /"|[“”„]| [:;!?»]|« |[^\s\u202f{][;!?](?: |$)/],
  ])('in %s have the quotation marks and spaces of the language', (language, wrong) => {
    for (const [name, leaf] of listLeaves(textsFor(language))) {
      const text = Array.isArray(leaf) ? leaf.join('\n') : fillIn(leaf, ['17', '23', '31']);
      expect(text.replace(/SHELL \[.*\]/, ''), name).not.toMatch(wrong);
    }
  });

  it.each([...TEXTS_BY_LANGUAGE])('in %s say something everywhere', (_, texts) => {
    for (const [name, leaf] of listLeaves(texts)) {
      const text = fillIn(leaf, ['17', '23', '31']);
      expect(text.trim(), name).not.toBe('');
      expect(text, name).toBe(text.trim());
      expect(text, name).not.toMatch(/undefined|\[object|\bNaN\b|!/);
    }
  });

  it.each([...TEXTS_BY_LANGUAGE])('in %s contain what they are given', (_, texts) => {
    for (const [name, leaf] of listLeaves(texts)) {
      if (typeof leaf === 'string') continue;
      const values = ['17', '23', '31'].slice(0, arityOf(name));
      for (const value of values) expect(fillIn(leaf, values), name).toContain(value);
      // What a name contains is never taken for a pattern.
      const filled = fillIn(leaf, ['$&{x}']);
      if (arityOf(name) === 1 && !filled.includes('NaN')) expect(filled, name).toContain('$&{x}');
    }
  });

  it.each(OTHERS)('in %s leave nothing in English by accident', (language, texts) => {
    for (const [name, leaf] of listLeaves(texts)) {
      const values = ['x7', 'y8', 'z9'];
      const text = fillIn(leaf, values);
      const english = fillIn(ENGLISH.get(name) ?? '', values);
      if (SHARED[language]?.test(text) !== true) expect(text, name).not.toBe(english);
    }
  });

  it.each([...TEXTS_BY_LANGUAGE])('in %s tell one from many', (_, texts) => {
    expect(texts.site.countNotebooks(1)).toMatch(/^1 /);
    expect(texts.site.countNotebooks(2)).not.toBe(texts.site.countNotebooks(1).replace('1', '2'));
    expect(texts.notebook.cells(2)).not.toBe(texts.notebook.cells(1).replace('1', '2'));
  });

  it.each([...TEXTS_BY_LANGUAGE])('in %s name a failing hub in the words of the verdict', (_, texts) => {
    expect(texts.launch.failing('Hub').toLowerCase()).toContain(texts.verdicts.failing.toLowerCase());
  });

  it.each([
    ['en', '12,345 notebooks'],
    ['de', '12.345 Notebooks'],
    ['fr', '12\u202f345 notebooks'],
    ['es', '12.345 cuadernos'],
  ])('in %s group the digits of large numbers', (language, shown) => {
    expect(textsFor(language).site.countNotebooks(12_345)).toBe(shown);
  });

  it('count nothing as one in French, as many elsewhere', () => {
    expect(textsFor('fr').notebook.cells(0)).toBe('0 cellule');
    expect(textsFor('de').notebook.cells(0)).toBe('0 Zellen');
  });
});

describe('textsFor', () => {
  it.each([
    ['de', 'de'],
    ['de-CH', 'de'],
    ['DE-Latn-AT', 'de'],
    ['es-419', 'es'],
    ['fr_CA', 'fr'],
    ['en-GB', 'en'],
  ])('takes the primary language of %s', (tag, expected) => {
    expect(textsFor(tag)).toBe(TEXTS_BY_LANGUAGE.get(expected));
  });

  it('takes the first that is shipped', () => {
    expect(textsFor('ar', 'de-CH')).toBe(textsFor('de'));
    expect(textsFor('fr', 'de')).toBe(textsFor('fr'));
    expect([textsLanguage('ar', 'de-CH'), textsLanguage('ar', 'ja')]).toEqual(['de', 'en']);
  });

  it.each(['', 'ja', 'ar-EG', 'x-private', 'deu', 'constructor', '__proto__'])(
    'falls back to English for "%s"',
    (tag) => {
      expect(textsFor(tag)).toBe(en);
    },
  );
});
