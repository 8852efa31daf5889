import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Phrases that `docs/words.md` replaces, by the language of the text. */
const REPLACED: Readonly<Record<string, readonly RegExp[]>> = {
  en: [
    /could not be told/,
    /\bleft aside\b|\bleaves it aside\b/,
    /\bleft alone\b/,
    /not gone to\b/,
    /\bthere is no way to it\b/,
    /\bit says so itself\b/,
    /\blooked at again\b/,
    /\bcome back later\b/,
    /\bis not well\b(?!-)/,
    /\bNothing starts\b/,
    /\bof today\b/,
    /\bNo night has\b/,
    /\bstands? (?:below|as plain)\b/,
    /\bTell those who\b/,
    /\bmended\b/,
    /\bis no instruction\b/,
  ],
  de: [
    /startet nichts/,
    /zusehen/,
    /nachgesehen/,
    /ausgebessert/,
    /hineinlassen|nicht hinein/,
    /Fassung/,
    /\bZustand',/,
  ],
  fr: [
    /[Rr]ien ne (?:le )?démarre/,
    /ne va pas bien/,
    /Il n’y a pas de page/,
    /se laisse pas/,
    /Quoi ouvrir/,
  ],
  es: [
    /nada (?:lo )?inicia/,
    /no está bien/,
    /y mirar/,
    /se deja mirar/,
    /etiqueta de \{image\}/,
    /ninguna página/,
  ],
};

/** Texts that people read: the site's in four languages, the pages of the example, the documentation. */
const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  ...['docs', 'docs/decisions', 'content/pages', 'src/site/default-pages'].flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => /\.mdx?$/.test(name) && name !== 'words.md')
      .map((name) => `${folder}/${name}`),
  ),
];

/** Modules whose sentences reach a terminal; comments and names do not. */
const MODULES = ['src/cli', 'src/io', 'src/tasks', 'src/core'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.ts') && !/\.(?:test|fixture)\.ts$|core\/texts\//.test(path)),
);

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** What a module writes: its literals of more than one word. */
function listSentences(text: string): string {
  const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  return [...code.matchAll(/'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g)].map(([literal]) => literal).join('\n');
}

function findReplaced(text: string, language: string): readonly string[] {
  return (REPLACED[language] ?? []).flatMap((phrase) => phrase.exec(text)?.[0] ?? []);
}

describe('the words of', () => {
  it.each(['en', 'de', 'fr', 'es'])('the site in %s', (language) => {
    expect(findReplaced(read(`src/core/texts/${language}.ts`), language)).toEqual([]);
  });

  it.each(PAGES)('%s', (path) => {
    expect(findReplaced(read(path), 'en')).toEqual([]);
  });

  it('what the command prints', () => {
    const found = MODULES.flatMap((path) =>
      findReplaced(listSentences(read(path)), 'en').map((phrase) => `${path}: ${phrase}`),
    );
    expect(found).toEqual([]);
  });
});
