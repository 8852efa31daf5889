import { quote } from '../../diagnostics/quote.ts';
import { listWords, suggestWord } from '../../diagnostics/suggest.ts';
import { adviseValue, adviseWord } from '../remedies.ts';
import type { Problem } from '../reporter.ts';

/** Applications with a name of their own; any other is a path template with `{path}` in it. */
export const NAMED_APPS = ['lab', 'notebook', 'classic', 'rstudio', 'shiny', 'voila'] as const;

/** Names that people write for the applications of `NAMED_APPS`. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  jupyterlab: 'lab',
  'jupyter-lab': 'lab',
  'lab/tree': 'lab',
  tree: 'notebook',
  notebooks: 'notebook',
  nbclassic: 'classic',
  retro: 'notebook',
  retrolab: 'notebook',
};

/** An application by name, or a template with `{path}`, relative to the server's address. */
export function checkApp(text: string): Problem | undefined {
  if ((NAMED_APPS as readonly string[]).includes(text)) return undefined;
  const allowed = `${listWords(NAMED_APPS, 'and')} are known; anything else is a path that contains {path}, such as "voila/render/{path}"`;
  if (!text.includes('{path}')) {
    const key = text.toLowerCase();
    const named = Object.hasOwn(OTHER_NAMES, key) ? OTHER_NAMES[key] : suggestWord(text, NAMED_APPS);
    return {
      code: 'manifest/bad-app',
      message: `${quote(text)} is not an application: ${allowed}.`,
      ...adviseWord(named),
    };
  }
  const fault = findTemplateFault(text);
  if (fault === undefined) return undefined;
  return { code: 'manifest/bad-app', message: `The template ${quote(text)} ${fault}.` };
}

function findTemplateFault(text: string): string | undefined {
  if (/[\s\p{Cc}\\<>"]/u.test(text))
    return 'contains a space, a backslash or another character that an address cannot have';
  if (/^[a-z][a-z0-9+.-]*:/i.test(text))
    return 'is a whole address; write only what follows the address of the server';
  if (text.startsWith('/')) return 'begins with "/"; it is relative to the address of the server';
  if (text.split(/[/?#]/).includes('..')) return 'leaves the server by ".."';
  if (text.indexOf('{path}') !== text.lastIndexOf('{path}')) return 'contains {path} more than once';
  const other = /\{(?!path\})[^}]*\}?/.exec(text);
  return other ? `contains ${quote(other[0])}; only {path} is replaced` : undefined;
}

/** How such a tag begins; its letters may be capitals. */
export const LANGUAGE_PATTERN = /^[A-Za-z]{2,3}(?:-|$)/;

/** A BCP 47 tag whose primary language has two or three letters. */
export function checkLanguage(text: string): Problem | undefined {
  if (canonicalLanguage(text) !== undefined) return undefined;
  const suggestion = canonicalLanguage(text.replaceAll('_', '-').replace(/\..*$/, ''));
  return {
    code: 'manifest/bad-language',
    message: `${quote(text)} is not a language tag (BCP 47); write one such as "en", "de" or "pt-BR".`,
    ...adviseValue(suggestion),
  };
}

/** The tag in its usual spelling (`pt-br` → `pt-BR`), undefined where it is malformed. */
export function canonicalLanguage(text: string): string | undefined {
  if (!LANGUAGE_PATTERN.test(text)) return undefined;
  try {
    return Intl.getCanonicalLocales(text)[0];
  } catch {
    return undefined;
  }
}
