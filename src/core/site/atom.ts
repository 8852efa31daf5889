import { toXml } from 'xast-util-to-xml';
import { x } from 'xastscript';

/** A feed of RFC 4287, in plain text. */
export interface AtomFeed {
  /** Permanent; an address or a `tag:` URI. */
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  /** BCP 47. */
  readonly language: string;
  readonly author: string;
  /** Absolute addresses of the feed itself and of the page it is about. */
  readonly selfUrl: string;
  readonly pageUrl: string;
  /** ISO 8601. */
  readonly updated: string;
  /** Newest first. */
  readonly entries: readonly AtomEntry[];
}

export interface AtomEntry {
  readonly id: string;
  readonly title: string;
  readonly updated: string;
  readonly url: string;
  readonly category: string;
  readonly summary: string;
}

const NAMESPACE = 'http://www.w3.org/2005/Atom';

/** The feed as the text of a file. */
export function renderAtom(feed: AtomFeed): string {
  const tree = x(null, [
    { type: 'instruction', name: 'xml', value: 'version="1.0" encoding="utf-8"' },
    x('feed', { xmlns: NAMESPACE, 'xml:lang': feed.language }, [
      x('id', clean(feed.id)),
      x('title', clean(feed.title)),
      x('subtitle', clean(feed.subtitle)),
      x('updated', feed.updated),
      x('author', [x('name', clean(feed.author))]),
      x('link', { rel: 'self', type: 'application/atom+xml', href: clean(feed.selfUrl) }),
      x('link', { rel: 'alternate', type: 'text/html', href: clean(feed.pageUrl) }),
      ...feed.entries.map((entry) =>
        x('entry', [
          x('id', clean(entry.id)),
          x('title', clean(entry.title)),
          x('updated', entry.updated),
          x('link', { rel: 'alternate', type: 'text/html', href: clean(entry.url) }),
          x('category', { term: clean(entry.category) }),
          x('summary', clean(entry.summary)),
        ]),
      ),
    ]),
  ]);
  return `${toXml(tree)}\n`;
}

/** Without the characters that XML 1.0 does not allow in any spelling, and half surrogates. */
function clean(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}');
}
