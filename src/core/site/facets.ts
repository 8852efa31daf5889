import type { Texts } from '../texts/en.ts';
import { interfaceLanguage } from '../texts/texts.ts';
import type { Verdict } from '../verdicts.ts';
import { chooseNotebookWord, type HealthWord, listHealthWords } from './health-words.ts';
import { languageName } from './language.ts';
import type { SiteModel, SiteNotebook } from './types.ts';

export const FACET_NAMES = ['content', 'environment', 'hub', 'language', 'tag', 'kernel', 'verdict'] as const;
export type FacetName = (typeof FACET_NAMES)[number];

export interface FacetValue {
  /** What the address carries, such as `mybinder`. */
  readonly key: string;
  readonly label: string;
  readonly count: number;
  /** Short and free of characters that CSS or HTML would mind: rows list theirs, filters name one. */
  readonly token: string;
}

export interface Facet {
  readonly name: FacetName;
  readonly values: readonly FacetValue[];
}

/** Verdict of the best way to launch a notebook; undefined when it cannot be launched at all. */
export function notebookVerdict(notebook: SiteNotebook): Verdict | undefined {
  return notebook.launches[0]?.health.verdict;
}

/** What people read of values that have no title of their own. */
export interface FacetLabels {
  readonly states: Readonly<Record<HealthWord, string>>;
  readonly noKernel: string;
}

/** Stands for notebooks without a kernel, so that they can be chosen too; no kernel has this name. */
const NO_KERNEL = '-';

export function listFacetLabels(t: Texts): FacetLabels {
  return { states: listHealthWords(t), noKernel: t.facets.noKernel };
}

/** Facets that can narrow the catalogue: those with two values or more, values in order of the catalogue. */
export function buildFacets(model: SiteModel, labels: FacetLabels): Facet[] {
  const titles = {
    content: new Map(model.contents.map(({ id, title }) => [id, title])),
    environment: new Map(model.environments.map(({ id, title }) => [id, title])),
    hub: new Map(model.hubs.map(({ id, title }) => [id, title])),
    kernel: new Map(
      model.notebooks.map(({ kernel }) =>
        kernel === undefined ? [NO_KERNEL, labels.noKernel] : [kernel.name, kernel.displayName],
      ),
    ),
    language: languageNames(model),
    tag: new Map<string, string>(),
    verdict: new Map<string, string>(Object.entries(labels.states)),
  } satisfies Record<FacetName, Map<string, string>>;
  const facets: Facet[] = [];
  for (const name of FACET_NAMES) {
    if (name === 'verdict' && model.status === null) continue;
    const counts = new Map<string, number>();
    for (const notebook of model.notebooks)
      for (const key of facetKeys(notebook, name)) counts.set(key, (counts.get(key) ?? 0) + 1);
    if (counts.size < 2) continue;
    const keys = [...counts.keys()];
    if (name === 'tag')
      keys.sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || a.localeCompare(b));
    facets.push({
      name,
      values: keys.map((key, index) => ({
        key,
        label: titles[name].get(key) ?? key,
        count: counts.get(key) ?? 0,
        token: `${name[0]}${index}`,
      })),
    });
  }
  return facets;
}

/** The values of one notebook for one facet. */
export function facetKeys(notebook: SiteNotebook, facet: FacetName): readonly string[] {
  switch (facet) {
    case 'content':
      return [notebook.contentId];
    case 'environment':
      return [notebook.environmentId];
    case 'hub':
      return notebook.launches.map(({ hubId }) => hubId);
    case 'language':
      return [notebook.language];
    case 'tag':
      return notebook.tags;
    case 'kernel':
      return [notebook.kernel?.name ?? NO_KERNEL];
    case 'verdict': {
      const word = chooseNotebookWord(notebook);
      return word === undefined ? [] : [word];
    }
  }
}

/** Tokens of one notebook, for the `data-f` attribute of its row. */
export function facetTokens(notebook: SiteNotebook, facets: readonly Facet[]): string {
  return facets
    .flatMap(({ name, values }) => {
      const keys = facetKeys(notebook, name);
      return values.filter(({ key }) => keys.includes(key)).map(({ token }) => token);
    })
    .join(' ');
}

/**
 * Style rules with which the filters work before, and without, any script: a chosen option hides
 * every row that does not carry its token.
 */
export function buildFilterStyles(facets: readonly Facet[]): string {
  return facets
    .flatMap(({ values }) => values)
    .map(
      ({ token }) =>
        `.catalogue:has(option[value=${token}]:checked) [data-f]:not([data-f~=${token}]){display:none}`,
    )
    .join('\n');
}

function languageNames(model: SiteModel): Map<string, string> {
  const namedIn = interfaceLanguage(model.site.language);
  const languages = new Set(model.notebooks.map(({ language }) => language));
  return new Map([...languages].map((language) => [language, languageName(language, namedIn)]));
}
