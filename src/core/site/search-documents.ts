import { html, joinHtml, mapText, NO_HTML, raw } from '../notebooks/safe-html.ts';
import type { SafeHtml } from '../notebooks/types.ts';
import { textsFor } from '../texts/texts.ts';
import { FACET_NAMES, type FacetName } from './facets.ts';
import { finishPreview } from './finish-preview.ts';
import { chooseNotebookWord, formatHealthWord } from './health-words.ts';
import { textDirection } from './language.ts';
import { mayBeUnspaced, spreadLetters } from './search-words.ts';
import type { SiteModel, SiteNotebook } from './types.ts';

/**
 * What the search reads of a notebook: its page without all that surrounds the notebook. Separate from the
 * page, so that the index is made while the pages are. Outputs and mathematics carry
 * `data-pagefind-ignore`, code a low weight (https://pagefind.app/docs/indexing/).
 *
 * @param fragment the rendered preview, where there is one
 */
export function renderSearchDocument(notebook: SiteNotebook, fragment: SafeHtml, model: SiteModel): SafeHtml {
  const { title, description, language, isDescriptionInText } = notebook;
  const filters = listFilters(notebook, model).map(
    ([name, label]) => html`<span data-pagefind-filter="${name}[data-value]" data-value="${label}"></span>`,
  );
  // What is in the text is read there, once.
  const lead =
    description === '' || isDescriptionInText
      ? NO_HTML
      : html`<p data-pagefind-meta="description">${description}</p>`;
  const heading = html`<h1 data-pagefind-meta="title[data-title]" data-title="${title}">${title}</h1>`;
  const body = html`${raw(heading)}${raw(lead)}${raw(finishPreview(fragment, notebook, model))}`;
  return renderDocument(
    model,
    html`${raw(joinHtml(filters))}<div lang="${language}" dir="${textDirection(language)}">${raw(mayBeUnspaced(body) ? mapText(body, spreadLetters) : body)}</div>`,
  );
}

/** What is found where there is no notebook: Pagefind makes no index of nothing. */
export function renderEmptySearchDocument(model: SiteModel): SafeHtml {
  return renderDocument(model, html`<h1 data-pagefind-meta="title">${model.site.title}</h1>`);
}

function renderDocument({ site }: SiteModel, body: SafeHtml): SafeHtml {
  return html`<!doctype html><html lang="${site.language}"><meta charset="utf-8"><title>${site.title}</title><body data-pagefind-body>${raw(body)}</body></html>`;
}

/** Labels, as people see them beside the search. */
function listFilters(notebook: SiteNotebook, model: SiteModel): readonly (readonly [FacetName, string])[] {
  const { contentId, environmentId, language, launches, tags, kernel } = notebook;
  const word = model.status === null ? undefined : chooseNotebookWord(notebook);
  const t = textsFor(model.site.language);
  const labels: Readonly<Record<FacetName, readonly string[]>> = {
    content: [titleOf(model.contents, contentId)],
    environment: [titleOf(model.environments, environmentId)],
    language: [language],
    hub: launches.map(({ hubId }) => titleOf(model.hubs, hubId)),
    tag: tags,
    kernel: [kernel?.displayName ?? t.facets.noKernel],
    verdict: word === undefined ? [] : [formatHealthWord(word, t)],
  };
  return FACET_NAMES.flatMap((name) => labels[name].map((label) => [name, label] as const));
}

function titleOf(all: readonly { readonly id: string; readonly title: string }[], id: string): string {
  return all.find((each) => each.id === id)?.title ?? id;
}
