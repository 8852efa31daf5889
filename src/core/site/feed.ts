import { listChanges, type VerdictChange } from '../health/changes.ts';
import { formatReason } from '../health/format-reason.ts';
import type { Texts } from '../texts/en.ts';
import { interfaceLanguage } from '../texts/texts.ts';
import type { Verdict } from '../verdicts.ts';
import type { AtomEntry, AtomFeed } from './atom.ts';
import { formatDate } from './language.ts';
import type { SiteModel } from './types.ts';
import { createSiteUrls, type SiteUrls } from './urls.ts';

/** What is older is on the status page. */
const MAX_ENTRIES = 200;

/** Of one entry; the number of the others is said. */
const MAX_REASONS = 10;

/** The changes of verdicts as a feed, in the words of the pages. */
export function buildChangesFeed(model: SiteModel, t: Texts): AtomFeed {
  const { site, status, generatedAt } = model;
  const urls = createSiteUrls(site.url);
  const changes = status === null ? [] : listChanges(status).slice(0, MAX_ENTRIES);
  return {
    id: urls.absolute(urls.changesFeed),
    title: `${t.feed.title}: ${site.title}`,
    subtitle: t.feed.subtitle,
    language: interfaceLanguage(site.language),
    author: site.title,
    selfUrl: urls.absolute(urls.changesFeed),
    pageUrl: urls.absolute(urls.status),
    updated: changes[0]?.at ?? status?.checked_at ?? generatedAt,
    entries: changes.map((change) => buildEntry(change, model, urls, t)),
  };
}

function buildEntry(change: VerdictChange, model: SiteModel, urls: SiteUrls, t: Texts): AtomEntry {
  const { kind, id, verdict, date, part } = change;
  const page =
    kind === 'environment' ? urls.environment(id) : `${urls.status}#${statusAnchor(kind, id, part)}`;
  return {
    // A tag URI (RFC 4151): the same entry keeps its id wherever the site moves below its host.
    id: `tag:${new URL(model.site.url).hostname},${date}:${[kind, id, ...(part === undefined ? [] : [part])].map(encodeURIComponent).join('/')}`,
    title: `${nameRow(change, model)}: ${t.verdicts[verdict]}`,
    updated: change.at,
    url: urls.absolute(page),
    category: verdict satisfies Verdict,
    summary: describeChange(change, interfaceLanguage(model.site.language), t),
  };
}

/** Anchor of a row on the status page. */
export function statusAnchor(kind: VerdictChange['kind'], id: string, part?: string): string {
  return [kind, id, ...(part === undefined ? [] : [part])].map(encodeURIComponent).join('/');
}

function nameRow({ kind, id, part }: VerdictChange, model: SiteModel): string {
  const entries = { environment: model.environments, content: model.contents, hub: model.hubs }[kind];
  const title = entries.find((entry) => entry.id === id)?.title ?? id;
  return part === undefined ? title : `${title} ${part}`;
}

/** What it was, why it is so now, and when it last worked. */
function describeChange({ verdict, before, current }: VerdictChange, language: string, t: Texts): string {
  const reasons = current?.reasons ?? [];
  const sentences = [
    before === undefined
      ? t.feed.first(t.verdicts[verdict])
      : t.feed.changed(t.verdicts[before], t.verdicts[verdict]),
    ...reasons.slice(0, MAX_REASONS).map((reason) => formatReason(reason, t, language)),
    ...(reasons.length > MAX_REASONS ? [`(+${reasons.length - MAX_REASONS})`] : []),
  ];
  if (verdict === 'unknown' && current?.last_known !== undefined) {
    const { verdict: known, at } = current.last_known;
    sentences.push(`${t.launch.lastKnown(t.verdicts[known])}, ${formatDate(at, language)}.`);
  }
  if (verdict === 'failing' && current !== undefined && current.last_ok_at !== null) {
    sentences.push(`${t.launch.lastOk} ${formatDate(current.last_ok_at, language)}.`);
  }
  return sentences.join(' ');
}
