import { expect, test } from 'vitest';
import { choosePages, pageIdOf, pageLanguageOf } from './page-names.ts';

test.each([
  ['help.de.md', 'help', 'de'],
  ['Week 1/Read me.pt-BR.mdx', 'week-1/read-me', 'pt-BR'],
  ['help.md', 'help', undefined],
  // Not every word is a language.
  ['chapter.one.md', 'chapterone', undefined],
  ['version.2.md', 'version2', undefined],
  ['notes.xx.md', 'notesxx', undefined],
])('%s is the page %s in %s', (path, id, language) => {
  expect([pageIdOf(path), pageLanguageOf(path)]).toEqual([id, language]);
});

const page = (name: string) => {
  const language = pageLanguageOf(name);
  return { id: pageIdOf(name), name, ...(language !== undefined && { language }) };
};
const SHIPPED = ['help.en.md', 'help.de.md', 'help.fr.md'].map(page);

test.each([
  ['de', [], 'help.de.md'],
  ['de-CH', [], 'help.de.md'],
  ['ja', [], 'help.en.md'],
  // An author's own page is never replaced by ours, unless it is in another language.
  ['de', ['help.md'], 'help.md'],
  ['de', ['help.md', 'help.de.md'], 'help.de.md'],
  ['de-CH', ['help.de.md', 'help.de-CH.md'], 'help.de-CH.md'],
  ['fr', ['help.de.md'], 'help.fr.md'],
  ['ja', ['help.de.md', 'help.en.md'], 'help.en.md'],
  ['ja', ['help.md', 'help.en.md'], 'help.md'],
] as const)('on a site in %s with %j, help is %s', (language, own, expected) => {
  const chosen = choosePages(own.map(page), SHIPPED.slice(own.length === 2 ? 1 : 0), language);
  expect(chosen.map(({ name }) => name)).toEqual([expected]);
});

test('a page in another language only is shown all the same, and each page once', () => {
  const own = ['home.md', 'home.fr.md', 'plan.fr.md'].map(page);
  expect(choosePages(own, SHIPPED, 'en').map(({ name }) => name)).toEqual([
    'home.md',
    'plan.fr.md',
    'help.en.md',
  ]);
});
