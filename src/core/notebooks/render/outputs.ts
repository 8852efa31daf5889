import { objectOr, ownValue } from '../json.ts';
import { LIMITS } from '../limits.ts';
import { isJsonMime } from '../parse/outputs.ts';
import { html, joinHtml, NO_HTML, raw } from '../safe-html.ts';
import type { CodeCell, DataOutput, Output, SafeHtml } from '../types.ts';
import { isRemoved } from '../visibility.ts';
import { extractFirstFrame } from './first-frame.ts';
import { languageAttribute } from './own-words.ts';
import type { Page, PublishedImage } from './page.ts';
import { shownSize } from './picture-size.ts';
import { type ProsePlace, renderHtmlOutput, renderLatex, renderMarkdown } from './prose.ts';
import { renderTextOutput } from './text-output.ts';

/** Types that only a browser with their own scripts can show. */
const INTERACTIVE =
  /^(?:application\/javascript|text\/javascript|application\/vnd\.(?:jupyter\.widget-view|plotly|vega|vegalite|bokehjs_exec|holoviews_exec|dash|ipyvizzu|deck|cytoscape|code\.notebook|webviz)\b.*|application\/x-.*)/;
/** Types that only load scripts, and show nothing of themselves. */
const LOADERS = /^application\/vnd\.(?:bokehjs_load|holoviews_load)\b/;
/** What Bokeh puts on the page while its script loads (bokeh, `autoload_nb_js`). */
const BOKEH_LOADER =
  /^\s*<div[^>]*>\s*<a\b[^>]*>\s*<\/a>\s*<span[^>]*>\s*Loading BokehJS \.\.\.\s*<\/span>\s*<\/div>\s*$/;
const RASTERS = ['image/png', 'image/jpeg', 'image/jpg', 'image/gif', 'image/webp'];

const NOTE = '<div class="output output-note">';

/** All outputs of a cell; empty where there is nothing to see. */
export function renderOutputs(cell: CodeCell, cellNumber: number, page: Page): SafeHtml {
  const outputs = mergeStreams(cell);
  const leftOut = outputs.length - LIMITS.outputs;
  const place: ProsePlace = { page, cellNumber, isOutput: true };
  const parts = outputs.slice(0, LIMITS.outputs).map((output) => renderOutput(output, place));
  // One note for all the bars and sliders in a row.
  const shown = parts.filter((part, index) => !part.startsWith(NOTE) || part !== parts[index - 1]);
  if (leftOut > 0) {
    page.notices.add('outputs-left-out', leftOut);
    shown.push(note(page.context.texts.notices['outputs-left-out'](leftOut), page));
  }
  return joinHtml(shown);
}

/** Neighbouring pieces of one stream belong together: a carriage return may reach back into the piece before. */
function mergeStreams(cell: CodeCell): readonly Output[] {
  const merged: Output[] = [];
  for (const output of cell.outputs) {
    const last = merged.at(-1);
    if (output.type === 'stream') {
      if (isRemoved(cell, output.name)) continue;
      if (last?.type === 'stream' && last.name === output.name) {
        merged[merged.length - 1] = { ...last, text: last.text + output.text };
        continue;
      }
    }
    merged.push(output);
  }
  return merged;
}

function renderOutput(output: Output, place: ProsePlace): SafeHtml {
  const { page, cellNumber } = place;
  const { texts } = page.context;
  try {
    switch (output.type) {
      case 'stream': {
        const kind = output.name === 'stderr' ? 'stderr' : 'plain';
        return wrap(renderTextOutput(output.text, kind, texts.output(cellNumber), page), 'stream');
      }
      case 'error': {
        const lines = output.traceback.length > 0 ? output.traceback : [`${output.name}: ${output.value}`];
        return wrap(renderTextOutput(lines.join('\n'), 'error', texts.error(cellNumber), page), 'error');
      }
      case 'data':
        return renderData(output, place);
    }
  } catch {
    page.notices.add('outputs-left-out');
    return NO_HTML;
  }
}

/**
 * The richest representation that can be shown without trusting it, in the order of nbconvert's HTML
 * exporter (`exporters/html.py`); a type that leaves nothing to see gives way to the next.
 */
function renderData({ data, metadata }: DataOutput, place: ProsePlace): SafeHtml {
  const { page, cellNumber } = place;
  const types = Object.keys(data);
  const source = textOf(data, 'text/html');
  if (types.some((type) => LOADERS.test(type)) || BOKEH_LOADER.test(source ?? '')) return NO_HTML;
  const isInteractive = types.some((type) => INTERACTIVE.test(type));
  const hasScript = source !== undefined && /<script\b/i.test(source);
  const pictureBeside = () => renderPicture(data, metadata, place);
  const markup = () => {
    const rendered = source === undefined ? undefined : renderHtmlOutput(source, place);
    return rendered && wrap(rendered, 'html');
  };
  // A picture beside a script is the still of what the script would draw.
  const first = isInteractive || hasScript ? (pictureBeside() ?? markup()) : markup();
  if (first !== undefined) return first;
  const shown =
    renderProse(data, 'text/markdown', place) ??
    renderSvg(data, place) ??
    renderProse(data, 'text/latex', place) ??
    pictureBeside();
  if (shown !== undefined) return shown;
  if (isInteractive || hasScript) {
    page.notices.add('interactive');
    const still = extractFirstFrame(source ?? '');
    const published = still === undefined ? undefined : page.publishRaster(still);
    return joinHtml([
      published === undefined ? NO_HTML : picture(published, {}, place),
      note(page.context.texts.interactive, page),
    ]);
  }
  return renderText(data, page.context.texts.output(cellNumber), page);
}

function renderPicture(
  data: DataOutput['data'],
  metadata: DataOutput['metadata'],
  place: ProsePlace,
): SafeHtml | undefined {
  for (const type of RASTERS) {
    const payload = textOf(data, type);
    if (payload === undefined || payload.trim() === '') continue;
    const published = place.page.publishRaster(payload);
    if (published !== undefined)
      return picture(published, { ...metadata, ...objectOr(metadata[type]) }, place);
  }
  return renderSvg(data, place);
}

function renderSvg(data: DataOutput['data'], place: ProsePlace): SafeHtml | undefined {
  const source = textOf(data, 'image/svg+xml');
  const published = source === undefined ? undefined : place.page.publishSvg(source);
  return published && picture(published, {}, place);
}

function renderProse(
  data: DataOutput['data'],
  type: 'text/markdown' | 'text/latex',
  place: ProsePlace,
): SafeHtml | undefined {
  const source = textOf(data, type);
  if (source === undefined || source.trim() === '') return undefined;
  const markup = type === 'text/latex' ? renderLatex(source, place) : renderMarkdown(source, place);
  return wrap(markup, type.slice('text/'.length));
}

function picture(
  published: PublishedImage,
  metadata: DataOutput['metadata'],
  { cellNumber, page }: ProsePlace,
): SafeHtml {
  const alt = typeof metadata.alt === 'string' ? metadata.alt : page.context.texts.outputImage(cellNumber);
  const size = shownSize(published.size, metadata);
  const dimensions = size === undefined ? NO_HTML : html` width="${size.width}" height="${size.height}"`;
  return wrap(
    html`<img src="${published.url}" alt="${alt}"${raw(dimensions)} loading="lazy" decoding="async">`,
    'image',
  );
}

function renderText(data: DataOutput['data'], label: string, page: Page): SafeHtml {
  const json = Object.entries(data).find(([type]) => isJsonMime(type));
  const plain = textOf(data, 'text/plain');
  if (json !== undefined && (plain === undefined || isBareName(plain))) {
    const text = typeof json[1] === 'string' ? json[1] : JSON.stringify(json[1], null, 2);
    return wrap(renderTextOutput(text ?? '', 'plain', label, page), 'json');
  }
  // HTML of which nothing is to be seen, such as a style sheet, is no reason to show Python's name for it.
  if (textOf(data, 'text/html') !== undefined && plain !== undefined && isBareName(plain)) return NO_HTML;
  const text =
    plain ??
    Object.entries(data).find(([type, value]) => type.startsWith('text/') && typeof value === 'string')?.[1];
  if (typeof text === 'string' && !(plain === undefined && textOf(data, 'text/html') !== undefined)) {
    return wrap(renderTextOutput(text, 'plain', label, page), 'text');
  }
  if (Object.keys(data).length > 0) page.notices.add('outputs-left-out');
  return NO_HTML;
}

/** `<IPython.core.display.JSON object>`, which Python says of an object that has nothing to say of itself. */
function isBareName(plain: string): boolean {
  return /^<[\w.]+ object(?: at 0x[\da-f]+)?>$/.test(plain.trim());
}

function textOf(data: DataOutput['data'], type: string): string | undefined {
  const value = ownValue(data, type);
  return typeof value === 'string' ? value : undefined;
}

function note(words: string, page: Page): SafeHtml {
  return wrap(html`<p class="output-note"${raw(languageAttribute(page.context))}>${words}</p>`, 'note');
}

function wrap(content: SafeHtml, kind: string): SafeHtml {
  return content === '' ? NO_HTML : html`<div class="output output-${kind}">${raw(content)}</div>`;
}
